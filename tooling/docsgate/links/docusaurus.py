"""A link as the reader of a Docusaurus site follows it.

A Markdown link to a `.md` or `.mdx` file becomes the route of that document; one to another file
that exists is bundled; all others are routes or paths relative to one, and an absolute one gets the
site's base URL if it lacks it. Raw HTML is left as it stands (`@docusaurus/utils` markdownLinks,
`mdx-loader` transformLinks, `core` brokenLinks and Link).
"""

from __future__ import annotations

from posixpath import basename, dirname, splitext
from typing import TYPE_CHECKING

from ..model import LinkKind
from .address import browsed, joined
from .docusaurus_site import normal
from .verdicts import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..docusaurus_file import DocusaurusFile
    from ..model import Link
    from ..tree import Tree
    from .address import Address
    from .docusaurus_site import DocusaurusSite

_PAGES = (".md", ".mdx")
_SITE = "@site/"
_SCRIPTS = (".tsx", ".jsx", ".js", ".ts", ".md", ".mdx")


def bundled_folders(
    written: str, docs: Iterable[str], file: DocusaurusFile | None
) -> Iterator[str]:
    """Folders in which the file that an absolute or `@site/` path names may lie."""
    sites = {dirname(folder): [f"{folder}/static"] for folder in docs}
    if file is not None:
        sites.setdefault(file.folder, []).extend(f"{file.folder}/{name}" for name in file.static)
    rest = written.removeprefix(_SITE).lstrip("/")
    for site, static in sites.items():
        pages = f"{site}/src/pages"
        for base in (site, f"{site}/static", *static, pages):
            place = joined(base.strip("/"), dirname(rest))
            if place is not None and "\0" not in place:
                yield place
        if (place := joined(pages.strip("/"), rest)) is not None and "\0" not in place:
            yield place


class DocusaurusReader:
    """Follows links on one Docusaurus site."""

    def __init__(self, site: DocusaurusSite, tree: Tree) -> None:
        """`tree` lists the folders that links lead to."""
        self._site = site
        self._tree = tree

    def reads(self, path: str) -> bool:
        """Whether the document at `path` is a page of the site."""
        return path in self._site.routes

    def follow(self, path: str, link: Link, address: Address) -> Verdict:
        """Where `link` in the page at `path` leads."""
        if not address.written:
            return Verdict(Outcome.FOUND, path)
        is_html = link.kind is LinkKind.HTML
        if not is_html:
            found = self._file(path, address.path, is_image=link.is_image)
            if found is not None:
                return found
        url = self._url(path, address.path, is_html=is_html)
        base = self._site.base
        if not url.startswith(base):
            is_front = f"{url}/" == base
            return Verdict(Outcome.REDIRECTED if is_front else Outcome.MISSING, "", url)
        route = url[len(base) - 1 :]
        target = self._site.by_route.get(normal(route))
        if target is not None and not link.is_image:
            return Verdict(Outcome.FOUND, target, url)
        for file in self._static(route):
            if self._tree.is_file(file):
                return Verdict(Outcome.FOUND, file, url)
        if file := self._script(route):
            return Verdict(Outcome.FOUND, file, url)
        is_unknown = f"{normal(route)}/".startswith(self._site.unknown)
        return Verdict(Outcome.FOUND if is_unknown else Outcome.MISSING, "", url)

    def _url(self, path: str, written: str, *, is_html: bool) -> str:
        """What a browser asks for that follows `written` from the page made of `path`."""
        base, slash = self._site.base, self._site.trailing_slash
        if written.startswith("/") and not is_html and not written.startswith(base):
            return base + written[1:]
        route = self._site.routes[path]
        if slash is not None and route != "/":
            route = route.rstrip("/") + ("/" if slash else "")
        return browsed(base + route[1:], written)

    def _file(self, path: str, target: str, *, is_image: bool) -> Verdict | None:
        """The file that `target` names; None when it is to be taken as a route."""
        suffix = splitext(target)[1]
        if suffix in _PAGES and not is_image:
            return self._page(path, target)
        if not suffix or suffix == ".html" or target.startswith("/"):
            return None
        is_site = target.startswith(_SITE)
        folder = self._site.folder if is_site else dirname(path)
        wanted = joined(folder, target.removeprefix(_SITE))
        if wanted is None:
            return Verdict(Outcome.OUTSIDE, "", target)
        if self._tree.is_file(wanted):
            return Verdict(Outcome.FOUND, wanted, wanted)
        spelt = self._tree.spelt(wanted)
        if spelt is not None and spelt != wanted:
            return Verdict(Outcome.CASE, spelt, wanted)
        return None

    def _page(self, path: str, target: str) -> Verdict | None:
        """The page made from the Markdown file that `target` names, if there is one."""
        content = self._site.content(path)
        sources = list(self._sources(path, target, content))
        for source in sources:
            if self._is_shown(source, content):
                return Verdict(Outcome.FOUND, source, source)
        for source in sources:
            spelt = self._tree.spelt(source)
            if spelt is not None and self._is_shown(spelt, content):
                return Verdict(Outcome.CASE, spelt, source)
        return None

    def _is_shown(self, path: str, content: str) -> bool:
        """Whether the document at `path` is a page of the docs plugin that shows `content`."""
        return path in self._site.routes and self._site.content(path) == content

    def _sources(self, path: str, target: str, content: str) -> Iterator[str]:
        """Where Docusaurus looks for a Markdown file, in order: all of one docs plugin."""
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
            source = joined(folder, target.removeprefix(_SITE))
            if source is not None:
                yield source

    def _static(self, route: str) -> Iterator[str]:
        """Where a static file of that route may lie."""
        return (f"{folder}{route}" for folder in self._site.static)

    def _script(self, route: str) -> str:
        """What the page of that route is made of, apart from documents; empty for nothing."""
        place = f"{self._site.folder}/src/pages{route}".strip("/")
        for folder, name in ((dirname(place), basename(place)), (place, "index")):
            files = self._tree.files_in(folder)
            for suffix in _SCRIPTS if files else ():
                if f"{name}{suffix}" in files:
                    return f"{folder}/{name}{suffix}"
        return ""
