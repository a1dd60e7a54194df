"""How the site reads each document, worked out when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...parsing.markdown import parse
from ...text import Source
from .reading import SiteReading

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...configuration.mkdocs_yml import MkdocsFile
    from ...model.document import Document


class SiteReadings:
    """The readings of documents by the sites that show them.

    `settings` returns those of the site that shows the document at a path.
    """

    def __init__(self, settings: Callable[[str], MkdocsFile]) -> None:
        self._settings = settings
        self._known: dict[str, SiteReading] = {}
        self._appended: dict[tuple[str, frozenset[str]], SiteReading] = {}

    def of(self, document: Document) -> SiteReading:
        """The reading of `document`. One is kept for each path, that of the last document there."""
        known = self._known.get(document.path)
        if known is None or known.original is not document:
            site = self._settings(document.path)
            known = SiteReading(document, site, self._read_appended(site))
            self._known[document.path] = known
        return known

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
