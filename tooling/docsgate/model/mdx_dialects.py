"""Which MDX compilers read a document as MDX.

A Docusaurus site may set `markdown: {format: 'detect'}` or `'md'`; then its `.md` files are plain
Markdown. A document may set `mdx: {format: md}` in its frontmatter. `docusaurus_config` reads the
configuration of the site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    own = _own_format(document)
    for target, dialect in _DIALECTS.items():
        if target not in config.targets:
            continue
        setting = "mdx"
        if target is Target.DOCUSAURUS:
            setting = own or (config.docusaurus.format if config.docusaurus else "mdx")
        is_mdx_file = document.path.lower().endswith(".mdx")
        if setting == "mdx" or (setting == "detect" and is_mdx_file):
            yield target, dialect


def _own_format(document: Document) -> str:
    """`mdx.format` in the document's frontmatter, empty when it is not set."""
    entry = document.get("mdx")
    members: tuple[Value, ...] = entry.value.items if entry else ()
    for key, value in zip(members[::2], members[1::2], strict=False):
        if key.text == "format" and value.text in ("md", "mdx", "detect"):
            return value.text
    return ""
