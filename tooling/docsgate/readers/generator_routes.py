"""Links that only a generator of sites understands, whose routes are not judged.

Hugo, Jekyll, Nuxt and Eleventy resolve relative links and images against the URL of the page, not
against the file. The others resolve those that name a file as GitHub does.
"""

from __future__ import annotations

import re
from posixpath import splitext
from typing import TYPE_CHECKING

from ..configuration.generators import Generator

if TYPE_CHECKING:
    from ..model.document import Document, Link

_PAGES = (".md", ".mdx", ".markdown")
_BY_URL = frozenset({Generator.HUGO, Generator.JEKYLL, Generator.NUXT, Generator.ELEVENTY})
_BY_FILE = frozenset({Generator.MDBOOK, Generator.QUARTO})
"""Those whose pages are HTML files beside each other, named as the documents are."""

_TEMPLATES = ("{{", "{%")
_TEMPLATE_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]{1,200})\]:[ \t]*\{[{%]", re.MULTILINE)
_HOST = re.compile(r"(?:www\.|[a-z0-9-][a-z0-9.-]*\.(?:com|org|net|io|dev)(?:/|$))", re.IGNORECASE)
"""What begins like the address of another site. A folder may be called `next.js` or `v1.2`."""


def labels_of_templates(document: Document, generator: Generator | None) -> frozenset[str]:
    """The labels, in lower case, whose definitions `generator` fills in: `[a]: {{< relref "b" >}}`.

    CommonMark knows no such definition, since its target has spaces.
    """
    if generator is None or not document.undefined_references:
        return frozenset()
    found = _TEMPLATE_DEFINITION.finditer(document.source.text)
    return frozenset(" ".join(match[1].split()).casefold() for match in found)


def is_route(link: Link, generator: Generator) -> bool:
    """Whether `link`, in a document that `generator` shows, may be right there and nowhere else.

    A fragment of the same page is none, and neither is a relative path that names a Markdown file,
    or a host whose scheme is missing, or, where the generator does not go by URLs, an image.
    """
    target = link.target
    if target.startswith("#") or _HOST.match(target):
        return False
    if target.startswith("/") or any(mark in target for mark in _TEMPLATES):
        return True
    if link.is_image:
        return generator in _BY_URL
    path = target.partition("#")[0].partition("?")[0].lower()
    if generator in _BY_FILE:
        return path.endswith(".html")
    if generator.makes_programs and generator not in _BY_URL:
        return splitext(path)[1] in ("", ".html")
    return not path.endswith(_PAGES)
