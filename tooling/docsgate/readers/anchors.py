"""The fragments that lead somewhere in a document, for each reader."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from ..configuration.readers_there import targets_of
from ..configuration.settings import Target
from ..files.disk import first_file, read_site_file
from ..late_pattern import LatePattern
from ..model.document import PieceKind
from ..text import inside
from .anchor_parts import TOP, footnote_anchors
from .by_target import all_link_targets
from .docusaurus.anchors import docusaurus_anchors
from .docusaurus.imported_pages import imported_pages
from .docusaurus.mdx_links import is_mdx
from .generator_anchors import generator_anchors
from .github_reading import read_on_github
from .mkdocs.anchors import site_anchors
from .mkdocs.html_blocks import html_headings
from .shown_notes import ShownNotes
from .slugs import github_slug, github_unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.mkdocs_yml import MkdocsFile
    from ..configuration.settings import Config
    from ..model.document import Anchor, Document, Heading, Piece
    from .mkdocs.reading import SiteReading
    from .mkdocs.readings import SiteReadings

_SHOWN_TAG = LatePattern(
    r"</?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(?=[\s>/])",
    re.IGNORECASE,
)
"""Tags that GitHub shows as text (GFM section 6.11)."""

_COMPONENT = LatePattern(
    r"^import\s+(?P<names>[^\n;\"']*?)\s*from\s*[\"'](?P<file>(?:\.{1,2}/|@site/|@components/|[@~]/)"
    r"[^\"'\n]+?)(?<!\.svg)(?<!\.png)(?<!\.json)(?<!\.mdx)(?<!\.md)[\"']",
    re.MULTILINE,
)
_ENDINGS = ("", ".js", ".jsx", ".ts", ".tsx", "/index.js", "/index.jsx", "/index.ts", "/index.tsx")
_GIVES_ID = LatePattern(r"\bid\b|\.\.\.\w*[pP]rops|\.\.\.rest\b")
_NAME = LatePattern(r"\b[A-Z]\w*")


def anchors_of(
    document: Document, readings: SiteReadings, settings: MkdocsFile, config: Config
) -> Iterator[tuple[tuple[Target, str], frozenset[str]]]:
    """The fragments that lead somewhere in `document`, for each reader of links.

    `readings` tell how the site reads it. Nothing is said of a document that cannot be read, nor
    for Docusaurus of one that imports pages that cannot be found, or components that may give ids.
    Where an extension or a plugin of the MkDocs site may add headings, authors link to these, so
    nothing is said at all; of a page that includes snippets, what the site shows.
    """
    if document.unreadable is not None:
        return
    is_on_site = Target.MKDOCS in targets_of(config, document.path)
    reading = readings.of(document) if is_on_site else None
    if reading is not None and (reading.has_unknown_headings or reading.included):
        yield from _anchors_with_included(reading, readings)
        return
    for target in all_link_targets(config):
        if target is Target.MKDOCS:
            if is_on_site and not readings.of(document).is_whole:
                continue
            found = readings.ids_of(document) or site_anchors(readings.of(document), settings)
        elif target is Target.GITHUB:
            found = github_anchors(document) | generator_anchors(document, config)
        else:
            on_docusaurus = _on_docusaurus(document, config)
            if on_docusaurus is None:
                continue
            found = on_docusaurus
        yield (target, document.path), frozenset(found)


def _on_docusaurus(document: Document, config: Config) -> set[str] | None:
    """The anchors in Docusaurus; None where an imported page or component may give others."""
    if not is_mdx(document, config):
        return docusaurus_anchors(document, is_strict=False, is_mdx=False)
    shown = imported_pages(document, config)
    if shown is None or _uses_components_with_ids(document, config):
        return None
    is_strict = _is_strict(document, config)
    pages = (document, *shown)
    return set().union(
        *(docusaurus_anchors(page, is_strict=is_strict, is_mdx=True) for page in pages)
    )


def _anchors_with_included(
    reading: SiteReading, readings: SiteReadings
) -> Iterator[tuple[tuple[Target, str], frozenset[str]]]:
    """The anchors on the site of a page that puts in text; none where that is not known here."""
    if not reading.has_unknown_headings and reading.is_whole:
        document = reading.original
        ids = readings.ids_of(document)
        if ids is not None:
            yield (Target.MKDOCS, document.path), frozenset(ids)


def github_anchors(document: Document) -> set[str]:
    """Anchors of headings in either notation, and ids of raw HTML.

    A footnote is shown at the end, where it is first referred to, and not at all without that.
    """
    read = read_on_github(document)
    notes = ShownNotes(read)
    unique = github_unique()
    html = {
        anchor.name
        for anchor in read.anchors
        if anchor.origin == "html"
        and notes.are_shown(anchor.span.start)
        and not _is_in_shown_tag(read, anchor)
    }
    texts = [(heading.span, _github_text(heading, notes)) for heading in read.headings]
    texts += [(heading.span, heading.text) for heading in html_headings(read)]
    shown = [(notes.order(span.start), span, text) for span, text in texts]
    slugs = {
        unique(github_slug(text.strip()))
        for _, span, text in sorted(shown)
        if notes.are_shown(span.start)
    }
    found = {*slugs, *html, *footnote_anchors(read, "fn-", "fnref-"), *TOP}
    return found | {"footnote-label"} if notes.numbers else found


def _is_in_shown_tag(document: Document, anchor: Anchor) -> bool:
    """Whether GitHub shows the tag that has the id `anchor` as text."""
    text = document.source.text
    return _SHOWN_TAG.compiled.match(text, text.rfind("<", 0, anchor.span.start)) is not None


def _github_text(heading: Heading, notes: ShownNotes) -> str:
    """The text of `heading` on GitHub: with the numbers of footnotes, without line endings."""
    if not heading.pieces:
        return heading.text
    return "".join(_shown_piece(piece, notes) for piece in heading.pieces)


def _shown_piece(piece: Piece, notes: ShownNotes) -> str:
    if piece.kind is PieceKind.TEXT:
        return piece.text
    if piece.kind is PieceKind.NOTE:
        return notes.number(piece.text)
    if piece.kind is PieceKind.TAG and _SHOWN_TAG.compiled.match(piece.text):
        return piece.text
    return ""


def _is_strict(document: Document, config: Config) -> bool:
    """Whether a build of the site of `document` stops at a link to an id that it does not know."""
    site = config.docusaurus_of(document.path)
    return site is not None and site.on_anchors == "throw"


def _uses_components_with_ids(document: Document, config: Config) -> bool:
    """Whether `document` imports components that it uses, and that may give ids."""
    text = document.source.text
    return "import " in text and any(
        not inside(document.code, found.start()) for found in _imported_components(document, config)
    )


def _imported_components(document: Document, config: Config) -> Iterator[re.Match[str]]:
    """The imports of components that `document` uses, and whose programs may give ids."""
    text = document.source.text
    for found in _COMPONENT.compiled.finditer(text):
        is_used = any(f"<{name}" in text for name in _NAME.compiled.findall(found["names"]))
        if is_used and _may_give_ids(config, document.path, found["file"]):
            yield found


def _may_give_ids(config: Config, path: str, file: str) -> bool:
    """Whether the program `file` that the page at `path` imports gives ids, or is not found.

    `@site/` is the folder of a site, which is one of those above the page.
    """
    folder = dirname(path)
    rest = file.partition("/")[2]
    places = [normpath(join(folder, file))] if file.startswith(".") else []
    while not places or (folder and not file.startswith(".")):
        places.append(join(folder, rest))
        folder = dirname(folder)
    wanted = (place + ending for place in (*places, rest) for ending in _ENDINGS)
    program = first_file(config.files, wanted)
    return (
        not program or _GIVES_ID.compiled.search(read_site_file(config.files, program)) is not None
    )
