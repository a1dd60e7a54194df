"""How the site reads each document, worked out when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

    def of(self, document: Document) -> SiteReading:
        """The reading of `document`. One is kept for each path, that of the last document there."""
        known = self._known.get(document.path)
        if known is None or known.original is not document:
            known = SiteReading(document, self._settings(document.path))
            self._known[document.path] = known
        return known
