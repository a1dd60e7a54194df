"""A link as the reader of a Docusaurus site follows it.

A Markdown link to a `.md` or `.mdx` file becomes the route of that document. A link to another file
that exists is bundled, unless it is a reference link or the file has the name of a page; a file in
a static folder is named by its path from the root of that folder. All other links are routes, or
paths relative to a route, and an absolute one without the site's base URL gets it in front. Raw
HTML does not change. The sources are `@docusaurus/utils` markdownLinks, `mdx-loader` transformLinks
and transformImage, and `core` brokenLinks and Link. `tests/links/test_docusaurus_oracle.py` asks a
built site.
"""

from __future__ import annotations

from posixpath import basename, dirname, splitext
from typing import TYPE_CHECKING

from ...model.document import LinkKind
from ..address import resolve_path, resolve_url
from ..mkdocs.references import REFERENCES
from ..verdicts import Outcome, Verdict
from .versions import normalize_route

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...configuration.docusaurus_config import DocusaurusFile
    from ...files.listing import Tree
    from ...model.document import Link
    from ..address import Address
    from .versions import DocusaurusSite

_PAGES = (".md", ".mdx")
_NO_ASSETS = ("", ".html", *_PAGES)
_OWN_ROUTE = "/404.html"
_SITE = "@site/"
_SCRIPTS = (".tsx", ".jsx", ".js", ".ts", ".md", ".mdx")


def bundled_folders(
    written: str, docs: Iterable[str], file: DocusaurusFile | None
) -> Iterator[str]:
    """Folders that may hold the file of an absolute path or a path that starts with `@site/`."""
    sites = {dirname(folder): [f"{folder}/static"] for folder in docs}
    if file is not None:
        sites.setdefault(file.folder, []).extend(f"{file.folder}/{name}" for name in file.static)
    rest = written.removeprefix(_SITE).lstrip("/")
    for site, static in sites.items():
        pages = f"{site}/src/pages"
        for base in (site, f"{site}/static", *static, pages):
            place = resolve_path(base.strip("/"), dirname(rest))
            if place is not None and "\0" not in place:
                yield place
        if (place := resolve_path(pages.strip("/"), rest)) is not None and "\0" not in place:
            yield place


class DocusaurusReader:
    """Follows links on one Docusaurus site."""

    def __init__(self, site: DocusaurusSite, tree: Tree) -> None:
        """`tree` lists the folders that links lead to."""
        self._site = site
        self._tree = tree
        self._by_case = {route.casefold(): path for route, path in site.by_route.items()}

    def reads(self, path: str) -> bool:
        """Whether the document at `path` is a page of the site."""
        return path in self._site.routes

    def follow(self, path: str, link: Link, address: Address) -> Verdict:
        """Where `link` in the page at `path` leads."""
        is_html = link.kind is LinkKind.HTML
        if not link.target and not is_html:
            return Verdict(Outcome.MISSING)
        is_query = link.target.startswith("?") and not is_html
        if not address.written and not (is_query and self._site.trailing_slash):
            return Verdict(Outcome.FOUND, path)
        found = None if is_html else self._file(path, link, address)
        if found is not None:
            return found
        is_raw = is_html or link.is_image
        url = self._url(path, address.path, is_raw=is_raw)
        names_file = link.element == "img" or (not is_html and _suffix(address) in _PAGES)
        return self._answer(url, is_raw=is_raw, names_file=names_file)

    def _answer(self, url: str, *, is_raw: bool, names_file: bool) -> Verdict:
        """What the site shows at `url`: what is outside of it, a static file, or a page.

        A link that `is_raw` may lead to a static file, and one that `names_file` to no page.
        """
        base = self._site.base
        if not url.startswith(base):
            is_front = f"{url}/" == base
            return Verdict(Outcome.REDIRECTED if is_front else Outcome.MISSING, "", url)
        route = url[len(base) - 1 :]
        if is_raw and (file := self._static_file(route)):
            return Verdict(Outcome.FOUND, file, url)
        return Verdict(Outcome.MISSING, "", url) if names_file else self._route(route, url)

    def _route(self, route: str, url: str) -> Verdict:
        """The page that is shown at `route`."""
        target = self._site.by_route.get(normalize_route(route))
        if route.endswith("//"):
            return Verdict(Outcome.MISSING, "", url)
        if target is not None:
            return Verdict(Outcome.FOUND, target, url)
        if file := self._script(route):
            return Verdict(Outcome.FOUND, file, url)
        is_own = route == _OWN_ROUTE and not self._site.trailing_slash
        if is_own or normalize_route(route) in self._site.named:
            return Verdict(Outcome.FOUND, "", url)
        if f"{normalize_route(route)}/".startswith(self._site.unknown):
            return Verdict(Outcome.FOUND, "", url)
        spelt = self._by_case.get(normalize_route(route).casefold())
        return Verdict(Outcome.CASE if spelt else Outcome.MISSING, spelt or "", url)

    def _url(self, path: str, written: str, *, is_raw: bool) -> str:
        """The address that a browser asks for to follow `written` on the page made of `path`."""
        base, slash = self._site.base, self._site.trailing_slash
        if not written:
            return "/"  # Docusaurus puts the final slash before a query that has no path.
        if written.startswith("/") and not is_raw and not written.startswith(base):
            return base if f"{written}/" == base else base + written[1:]
        route = self._site.routes[path]
        if slash is not None and route != "/":
            route = route.rstrip("/") + ("/" if slash else "")
        return resolve_url(base + route[1:], written)

    def _file(self, path: str, link: Link, address: Address) -> Verdict | None:
        """The verdict where `link` names a file; None when it is a route."""
        target, suffix = address.path, _suffix(address)
        if suffix in _PAGES and not link.is_image:
            return self._page(path, target)
        is_site = target.startswith(_SITE)
        is_asset = link.is_image or is_site or suffix not in _NO_ASSETS
        if link.kind in REFERENCES or not is_asset:
            return None
        if target.startswith("/"):
            wanted = self._static_file(target)
            return Verdict(Outcome.FOUND, wanted, wanted) if wanted else _absent_file(link, target)
        folder = self._site.folder if is_site else dirname(path)
        place = resolve_path(folder, target.removeprefix(_SITE))
        if place is None:
            return Verdict(Outcome.OUTSIDE, "", target)
        if self._is_file(place, target):
            return Verdict(Outcome.FOUND, place, place)
        spelt = self._tree.find_spelling(place)
        if spelt is not None and spelt != place:
            return Verdict(Outcome.CASE, spelt, place)
        return Verdict(Outcome.MISSING, "", place) if is_site else _absent_file(link, place)

    def _is_file(self, place: str, written: str) -> bool:
        """Whether a file is at `place`; with a slash behind it, it is `written` as a folder."""
        return self._tree.is_file(place) and not written.endswith("/")

    def _page(self, path: str, target: str) -> Verdict | None:
        """The page made from the Markdown file that `target` names, if there is one."""
        content = self._site.content(path)
        sources = list(self._sources(path, target, content))
        for source in sources:
            if self._is_shown(source, content):
                return Verdict(Outcome.FOUND, source, source)
        for source in sources:
            spelt = self._tree.find_spelling(source)
            if spelt is not None and self._is_shown(spelt, content):
                return Verdict(Outcome.CASE, spelt, source)
        return None

    def _is_shown(self, path: str, content: str) -> bool:
        """Whether the document at `path` is a page of the docs plugin that shows `content`."""
        return path in self._site.routes and self._site.content(path) == content

    def _sources(self, path: str, target: str, content: str) -> Iterator[str]:
        """The paths at which Docusaurus looks for the Markdown file `target`, in order.

        `content` is the folder of documents to which the page at `path` belongs.
        """
        site = self._site.folder
        if target.startswith(_SITE):
            folders = [site]
        elif target.startswith("/"):
            folders = [content, site]
        elif target.startswith(("./", "../")):
            folders = [dirname(path)]
        else:
            folders = [dirname(path), content, site]
        for folder in folders:
            source = resolve_path(folder, target.removeprefix(_SITE))
            if source is not None:
                # Replaced after joining, so that `.\\a.md` does not count as a relative path.
                yield source.replace("\\", "/")

    def _static_file(self, route: str) -> str:
        """The file in a static folder that the site shows at `route`; empty for none."""
        files = (f"{folder}{route}" for folder in self._site.static)
        return next(filter(self._tree.is_file, files), "")

    def _script(self, route: str) -> str:
        """The file in `src/pages` from which the page at `route` is made; empty for none."""
        place = f"{self._site.folder}/src/pages{route}".strip("/")
        if "/_" in route or basename(place) == "index":  # An index is shown as its folder.
            return ""
        for folder, name in ((dirname(place), basename(place)), (place, "index")):
            files = self._tree.files_in(folder)
            for suffix in _SCRIPTS if files else ():
                if f"{name}{suffix}" in files:
                    return f"{folder}/{name}{suffix}"
        return ""


def _suffix(address: Address) -> str:
    """The suffix of the file that `address` names; Docusaurus decodes the path only later."""
    return splitext(address.written)[1].lower()


def _absent_file(link: Link, place: str) -> Verdict | None:
    """The verdict for a file that does not exist: an image is missing, any other may be a route."""
    return Verdict(Outcome.MISSING, "", place) if link.is_image else None
