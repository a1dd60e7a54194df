"""A link as the reader of the built site follows it.

MkDocs 1.6 rewrites a Markdown link that names a file of the docs folder. It does not change any
other link, nor raw HTML; the browser resolves those against the URL of the built page
(`mkdocs.structure.pages._RelativePathTreeprocessor`).
"""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from ...model.document import LinkKind
from ..address import resolve_url
from ..verdicts import Outcome, Verdict
from .docs_files import is_page
from .plugins import find_file_makers, redirected_pages

if TYPE_CHECKING:
    from ...configuration.mkdocs_yml import MkdocsFile
    from ...model.document import Link
    from ..address import Address
    from .docs_files import DocsFiles
    from .theme_files import ThemeFiles

_GENERATED = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz"})


class MkdocsReader:
    """Follows links on the site that is built from one docs folder."""

    def __init__(
        self, docs: str, files: DocsFiles, settings: MkdocsFile, theme: ThemeFiles
    ) -> None:
        """`docs` is the docs folder relative to the project root, `""` for the root itself.

        `theme` are the files that the site's theme adds to it.
        """
        self.docs = docs
        self.settings = settings
        self._files = files
        self._theme = theme
        self._prefix = f"{docs}/" if docs else ""
        search = {"search/search_index.json"} if settings.has_search else set()
        redirects = map(files.place, redirected_pages(settings))
        self._generated = _GENERATED | search | {*redirects}
        self._may_have_more = bool(find_file_makers(settings))

    def reads(self, path: str) -> bool:
        """Whether the document at `path` is a page of the site."""
        source = path.removeprefix(self._prefix)
        is_below = path.startswith(self._prefix)
        return is_below and is_page(source) and self._files.kept.get(source) is False

    def leaves_out(self, path: str) -> bool:
        """Whether the file at `path`, in the docs folder, is left out of the mkdocs site."""
        return self._files.kept.get(path.removeprefix(self._prefix), True)

    def follow(self, path: str, link: Link, address: Address) -> Verdict:
        """Where `link` in the page at `path` leads."""
        source = path.removeprefix(self._prefix)
        if not address.written:
            return Verdict(Outcome.FOUND, path)
        if link.kind is LinkKind.HTML:
            return self._by_url(source, address)
        is_absolute = address.written.startswith(("/", "\\"))
        if is_absolute and not (self.settings.absolute_is_docs and address.written[0] == "/"):
            return self._by_url(source, address)
        wanted = normpath(join(dirname(source), address.path).lstrip("/"))
        left_out = self._files.kept.get(wanted)
        if left_out is None:
            return self._by_url(source, address, wanted)
        if left_out:
            return Verdict(Outcome.EXCLUDED, self._prefix + wanted, wanted)
        return Verdict(Outcome.FOUND, self._prefix + wanted)

    def _by_url(self, source: str, address: Address, wanted: str = "") -> Verdict:
        """The verdict for a browser that follows the link on the page made of `source`.

        `wanted` is the file that the author may have meant.
        """
        base = self.settings.base
        url = resolve_url(base + self._files.url(source), address.path)
        if url.startswith(base):
            place = url[len(base) :]
            found = self._at(place)
            if found is not None:
                return found
            if self._theme.has(place) or (wanted and self._theme.has(wanted)):
                return Verdict(Outcome.FOUND, "", place)
        else:
            place = url
        by_case = self._files.kept_by_case.get(wanted.casefold()) if wanted else None
        if by_case is None and url.startswith(base):
            by_case = self._in_other_case(place)
        if by_case is not None:
            return Verdict(Outcome.CASE, self._prefix + by_case, url)
        is_unknown = self._may_have_more and url.startswith(base)
        return Verdict(Outcome.FOUND if is_unknown else Outcome.MISSING, "", url)

    def _at(self, place: str) -> Verdict | None:
        built = self._files.built
        is_folder = not place or place.endswith("/")
        source = built.get(f"{place}index.html" if is_folder else place)
        if source is not None:
            return Verdict(Outcome.FOUND, self._prefix + source, place)
        if place in self._generated or (is_folder and f"{place}index.html" in self._generated):
            return Verdict(Outcome.FOUND, "", place)
        source = None if is_folder else built.get(f"{place}/index.html")
        if source is not None:
            return Verdict(Outcome.REDIRECTED, self._prefix + source, place)
        return None

    def _in_other_case(self, place: str) -> str | None:
        folded = place.casefold()
        built = self._files.built_by_case
        for candidate in (folded, f"{folded.rstrip('/')}/index.html"):
            if candidate in built:
                return built[candidate]
        return None
