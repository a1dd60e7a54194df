"""Whether the anchor that a fix writes is on the page, as mkdocs renders it.

The anchors that are known of a document come from reading its headings, not from the extensions of
the site. A link is corrected only where rendering the page shows the id as well.
"""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..configuration.readers_there import targets_of
from ..configuration.settings import Target
from ..diagnostics import Claim
from ..files.disk import is_file, read_source
from ..parsing.markdown import parse
from ..text import Source
from .site_rendering import renderer_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..configuration.settings import Config
    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from .reader import Event

_DOCUMENTS = (".md", ".markdown")


def find_hidden_anchor(after: Document, mended: Iterable[Diagnostic], config: Config) -> str:
    """The reason, if a fix of `mended` leads to an anchor that the site of its page lacks.

    `after` is the document with the fixes. Empty when all anchors are shown, and for pages that no
    mkdocs site shows.
    """
    for target in _written_targets(mended):
        path, _, fragment = target.partition("#")
        page = _page(after, unquote(path), config)
        if page is None or Target.MKDOCS not in targets_of(config, page.path):
            continue
        renderer = renderer_for(config, page.path)
        if renderer.problem:
            return renderer.problem
        shown = _ids(renderer.render(page.source.text[page.body_start :]))
        if unquote(fragment) not in shown:
            return f"mkdocs shows no `#{fragment}` there"
    return ""


def _written_targets(mended: Iterable[Diagnostic]) -> Iterator[str]:
    for finding in mended:
        if finding.fix is not None and finding.fix.claim is Claim.LINK:
            yield from (edit.text for edit in finding.fix.edits if "#" in edit.text)


def _page(document: Document, path: str, config: Config) -> Document | None:
    """The document to which a link with `path` leads from `document`; None for no document."""
    if not path:
        return document
    place = normpath(join(dirname(document.path), path))
    if place == document.path:
        return document
    if not place.endswith(_DOCUMENTS) or not is_file(config.files, place):
        return None
    source = read_source(config.files, place)
    return parse(source) if isinstance(source, Source) else None


def _ids(events: Iterable[Event]) -> set[str]:
    """The anchors in what a page shows: `id` of any element, and `name` of links."""
    return {
        value
        for kind, *parts in events
        if kind == "<"
        for name, _, value in (attribute.partition("=") for attribute in parts[1:])
        if name == "id" or (name == "name" and parts[0] == "a")
    }
