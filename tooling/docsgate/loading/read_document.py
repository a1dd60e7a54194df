"""Parses a source once and scans it once for each MDX compiler; the result is a document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .. import mdx
from ..configuration.mdx_components import SiteComponents
from ..configuration.mdx_hosts import holds, host_of, is_rendered_elsewhere
from ..configuration.settings import Target
from ..files.disk import Unreadable
from ..model.document import Document
from ..model.mdx_dialects import dialects
from ..parsing.markdown import parse
from .mdx_beyond_doubt import is_beyond_doubt
from .mdx_fences import with_mdx_fences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.generators import Generator
    from ..configuration.settings import Collection, Config
    from ..mdx import Finding
    from ..text import Source

_COMPONENT = "mdx-render-component"


def read_document(
    read: Source | Unreadable, collection: Collection | None, config: Config
) -> Document:
    """Parse what was `read`, and add what the configured MDX compilers say of it.

    A file that is unreadable becomes a document without content that says why.
    """
    if isinstance(read, Unreadable):
        return Document(read.source, collection, unreadable=read)
    document = with_mdx_fences(parse(read, collection), config)
    if not config.scans_mdx:
        return document
    found = _rejections(document, config)
    return replace(document, mdx=found) if found else document


def _rejections(document: Document, config: Config) -> tuple[tuple[Target, Finding], ...]:
    """What each compiler rejects in `document`.

    Where a compiler rejects nothing, it is what fails or changes when the page is rendered. What
    several compilers find at the same place is kept once, for the first of them.
    """
    text = document.source.text
    compilers = list(dialects(document, config))
    if not compilers or is_beyond_doubt(document):
        return ()
    found: list[tuple[Target, Finding]] = []
    seen: set[tuple[str, int]] = set()
    for target, dialect in compilers:
        rejected = mdx.scan(text, dialect)
        host = host_of(config, document.path) if target is Target.MDX else None
        is_unknown = target is Target.MDX and is_rendered_elsewhere(config, document.path)
        hazards = [] if rejected or is_unknown else _hazards(document, dialect, config, host)
        for finding in (*rejected, *hazards):
            if (finding.rule, finding.start) not in seen:
                found.append((target, finding))
            seen.add((finding.rule, finding.start))
    return tuple(found)


def _hazards(
    document: Document, dialect: mdx.Dialect, config: Config, host: Generator | None
) -> Iterator[Finding]:
    """What fails or changes when `host` renders the page, with the components of its site known."""
    site = config.docusaurus_of(document.path)
    given = site.components if site else SiteComponents()
    known = config.components | given.names
    for finding in mdx.render_hazards(document.source.text, dialect, components=known):
        is_supplied = given.is_open and finding.rule == _COMPONENT
        if not is_supplied and holds(finding.rule, finding.message, host):
            yield finding
