"""A source to a judged document: parsed once, and scanned once for each MDX compiler."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .. import mdx
from ..files.disk import Unreadable
from ..model.document import Document
from ..model.mdx_dialects import dialects
from ..parsing.markdown import parse
from .mdx_beyond_doubt import is_beyond_doubt

if TYPE_CHECKING:
    from ..configuration.settings import Collection, Config, Target
    from ..mdx import Finding
    from ..text import Source


def read_document(
    read: Source | Unreadable, collection: Collection | None, config: Config
) -> Document:
    """The document that `read` holds, with what the configured MDX compilers say of it."""
    if isinstance(read, Unreadable):
        return Document(read.source, collection, unreadable=read)
    document = parse(read, collection)
    if not config.scans_mdx:
        return document
    found = _rejections(document, config)
    return replace(document, mdx=found) if found else document


def _rejections(document: Document, config: Config) -> tuple[tuple[Target, Finding], ...]:
    """What each compiler rejects, or else what fails or changes when the page is rendered.

    What holds for two compilers alike is kept once, for plain MDX.
    """
    text = document.source.text
    compilers = list(dialects(document, config))
    if not compilers or is_beyond_doubt(document):
        return ()
    found: list[tuple[Target, Finding]] = []
    seen: set[tuple[str, int]] = set()
    for target, dialect in compilers:
        rejected = mdx.scan(text, dialect)
        known = config.components
        hazards = [] if rejected else mdx.render_hazards(text, dialect, components=known)
        for finding in (*rejected, *hazards):
            if (finding.rule, finding.start) not in seen:
                found.append((target, finding))
            seen.add((finding.rule, finding.start))
    return tuple(found)
