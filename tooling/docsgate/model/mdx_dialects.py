"""Which MDX compilers read a document as MDX.

A Docusaurus site may set `markdown: {format: 'detect'}` or `'md'`; then its `.md` files are plain
Markdown. A document may set `mdx: {format: md}` in its frontmatter. `docusaurus_config` reads the
configuration of the site. That of Docusaurus 2 is MDX 1, which has other rules and is not judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..configuration.known_layouts import is_own_layout
from ..configuration.readers_there import targets_of
from ..configuration.settings import Target
from ..mdx import Dialect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.settings import Config
    from .document import Document
    from .frontmatter import Value

_DIALECTS = {Target.MDX: Dialect.MDX, Target.DOCUSAURUS: Dialect.DOCUSAURUS}


def dialects(document: Document, config: Config) -> Iterator[tuple[Target, Dialect]]:
    """The compilers among the targets that read `document` as MDX."""
    targets = targets_of(config, document.path)
    if config.finds_targets and Target.DOCUSAURUS not in targets:
        yield from _without_site(document, config)
        return
    own = _own_format(document)
    site = config.docusaurus_of(document.path)
    for target, dialect in _DIALECTS.items():
        if target not in targets:
            continue
        setting = "mdx"
        if target is Target.DOCUSAURUS:
            if site is not None and site.reads_mdx1:
                continue
            setting = own or (site.format if site else "mdx")
        if setting == "mdx" or (setting == "detect" and _is_mdx_file(document)):
            yield target, dialect


def _without_site(document: Document, config: Config) -> Iterator[tuple[Target, Dialect]]:
    """The compiler of a document that no Docusaurus site shows.

    A `.mdx` file is MDX for whatever imports it, and a document of our own layout is kept so that
    Docusaurus could read it.
    """
    is_own = is_own_layout(document.path)
    if is_own or _is_mdx_file(document):
        site = config.docusaurus_of(document.path)
        if site is not None and site.reads_mdx1 and not is_own:
            return
        yield Target.MDX, Dialect.DOCUSAURUS if is_own or site is not None else Dialect.MDX


def _is_mdx_file(document: Document) -> bool:
    return document.path.lower().endswith(".mdx")


def _own_format(document: Document) -> str:
    """`mdx.format` in the document's frontmatter, empty when it is not set."""
    entry = document.get("mdx")
    members: tuple[Value, ...] = entry.value.items if entry else ()
    for key, value in zip(members[::2], members[1::2], strict=False):
        if key.text == "format" and value.text in ("md", "mdx", "detect"):
            return value.text
    return ""
