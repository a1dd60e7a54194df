"""How the site reads each document, worked out when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...parsing.markdown import parse
from ...text import Source
from .plain_pages import is_plain
from .reading import SiteReading

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...configuration.mkdocs_yml import MkdocsFile
    from ...model.document import Document
    from .asked_pages import Asked
    from .page_ids import PageIds


class SiteReadings:
    """The readings of documents by the sites that show them.

    `settings` returns those of the site that shows the document at a path.
    """

    def __init__(
        self, settings: Callable[[str], MkdocsFile], page_ids: PageIds | None = None
    ) -> None:
        """`page_ids` renders pages; without it, ids are read from the documents."""
        self._settings = settings
        self._page_ids = page_ids
        self._asked: Asked | None = None
        self._known: dict[str, SiteReading] = {}
        self._appended: dict[tuple[str, frozenset[str]], SiteReading] = {}

    def of(self, document: Document) -> SiteReading:
        """The reading of `document`. One is kept for each path, that of the last document there."""
        known = self._known.get(document.path)
        if known is None or known.original is not document:
            site = self._settings(document.path)
            known = SiteReading(document, site, self._read_appended(site))
            if self._page_ids and known.has_snippets:
                known.included = self._read_included(known, site)
            self._known[document.path] = known
        return known

    def ask(self, asked: Asked) -> None:
        """Have only those pages rendered to which links in a run may lead with a fragment."""
        self._asked = asked

    def ids_of(self, document: Document) -> set[str] | None:
        """The ids on the rendered page; None where reading the document is enough or must be."""
        if self._page_ids is None or (self._asked and not self._asked.has(document.path)):
            return None
        reading, site = self.of(document), self._settings(document.path)
        needs_lines = self._asked is not None and self._asked.has_counted
        if not needs_lines and is_plain(reading, site):
            return None
        return self._page_ids.of(reading, site)

    def _read_included(self, reading: SiteReading, site: MkdocsFile) -> SiteReading | None:
        """The reading of a page with the snippets that it includes; None unless all are found."""
        text = self._page_ids.include(reading.markdown, site) if self._page_ids else None
        if text is None:
            return None
        return SiteReading(parse(Source("", f"\n\n{text}"), None), site)

    def _read_appended(self, site: MkdocsFile) -> SiteReading | None:
        """The reading of what `site` appends to each page, if it appends anything."""
        text = site.appended.text
        if not text:
            return None
        key = text, site.extensions
        if key not in self._appended:
            # The blank lines are there on the page, too: no frontmatter begins after them.
            document = parse(Source("", f"\n\n{text}"), None)
            self._appended[key] = SiteReading(document, site)
        return self._appended[key]
