"""What Jekyll makes of a page before Markdown is read: included text, and blocks of code.

    {% include links.md %}             the text of `_includes/links.md`, with its definitions
    {% include_relative links.md %}    the text of a file beside the page
    {% highlight sh %} … {% endhighlight %}, {% raw %} … {% endraw %}    code

The sources are jekyllrb.com, "Includes" and "Liquid tags".
"""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from ..configuration.generators import Generator
from ..configuration.sites import nearest_sites
from ..files.disk import is_file, read_site_file
from ..late_pattern import LatePattern
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.settings import Config
    from ..model.document import Document

_INCLUDE = LatePattern(r"\{%-?\s*(include(?:_relative|_cached)?)\s+([^\s%]+)")
_DEFINITION = LatePattern(r"^ {0,3}\[([^\]\n]{1,200})\]:", re.MULTILINE)
_CODE = LatePattern(r"\{%-?\s*(highlight|raw)\b[^%]*%\}.*?\{%-?\s*end\1\s*-?%\}", re.DOTALL)
_DEPTH_MAX = 5


def liquid_code(document: Document, generator: Generator | None) -> list[Span]:
    """The blocks of `document` that Jekyll shows as they are written, if it shows the document."""
    text = document.source.text
    if generator is not Generator.JEKYLL or "{%" not in text:
        return []
    return [Span(*match.span()) for match in _CODE.compiled.finditer(text, document.body_start)]


def included_labels(document: Document, config: Config) -> frozenset[str] | None:
    """The labels, in lower case, that a page of Jekyll has when its includes are followed.

    A definition below an include counts, too, which to CommonMark is in a paragraph. None where an
    include cannot be followed, so that any label may be defined there.
    """
    text = document.source.text
    if not _INCLUDE.compiled.search(text):
        return frozenset()
    sites = nearest_sites(config.sites, document.path)
    root = next((dirname(one.file) for one in sites if one.generator is Generator.JEKYLL), "")
    parts = list(_texts(config, root, document.path, text, _DEPTH_MAX))
    if None in parts:
        return None
    labels = (match[1] for part in parts if part for match in _DEFINITION.compiled.finditer(part))
    return frozenset(" ".join(label.split()).casefold() for label in labels)


def _texts(config: Config, root: str, path: str, text: str, depth: int) -> Iterator[str | None]:
    """`text`, which is that of `path`, and what it includes; None for what cannot be followed."""
    yield text
    for kind, name in _INCLUDE.compiled.findall(text):
        folder = dirname(path) if kind == "include_relative" else join(root, "_includes")
        place = normpath(join(folder, name))
        if not depth or place.startswith("..") or not is_file(config.files, place):
            yield None
        else:
            inner = read_site_file(config.files, place)
            yield from _texts(config, root, place, inner, depth - 1)
