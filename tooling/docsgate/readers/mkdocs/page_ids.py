"""The ids on the pages of a site, from Python-Markdown with the extensions of that site.

The extensions are run, because they decide what a heading says and which ids there are beside
those of headings. Pages whose ids are certain (`plain_pages`) are not rendered, nor are pages to
which no fragment leads. Where the extensions cannot be run, the ids are those that `anchors` reads
from the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...parsing.html_tags import ids_of
from ...text import Source
from ..anchor_parts import TOP

if TYPE_CHECKING:
    from pathlib import Path

    from ...configuration.mkdocs_yml import MkdocsFile
    from .reading import SiteReading
    from .rendering import SiteMarkdown

_CHARACTERS_MAX = 300_000
"""Longer pages are not rendered: the time that Python-Markdown takes grows faster than a page."""


class PageIds:
    """Renders pages of the sites of one project, whose folder is `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._loaded: dict[tuple[str, int], tuple[MkdocsFile, SiteMarkdown]] = {}

    def of(self, reading: SiteReading, site: MkdocsFile) -> set[str] | None:
        """The ids on the page of `site` that is read so; None where it cannot be rendered."""
        text = reading.markdown
        if len(text) > _CHARACTERS_MAX:
            return None
        markdown = self._markdown(site)
        if markdown.problem or markdown.unknown:
            return None
        try:
            html = markdown.convert(text)
        except Exception:  # noqa: BLE001 - whatever extensions raise for a page
            return None
        return {*ids_of(Source("", html)), *TOP}

    def include(self, text: str, site: MkdocsFile) -> str | None:
        """The Markdown `text` with the snippets that it includes; None unless all are found."""
        markdown = self._markdown(site)
        return None if markdown.problem or markdown.unknown else markdown.include(text)

    def _markdown(self, site: MkdocsFile) -> SiteMarkdown:
        key = site.folder, id(site.listed)
        if key not in self._loaded:
            from .rendering import load_markdown  # noqa: PLC0415 - seldom wanted

            folder = str(self._root / site.folder)
            made = load_markdown(site, folder, str(self._root), has_colours=True)
            self._loaded[key] = site, made
        return self._loaded[key][1]
