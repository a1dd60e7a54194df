"""A link as the reader of a Docusaurus site follows it.

A Markdown link to a `.md` or `.mdx` file becomes the route of that document; one to another file
that exists is bundled; all others, and raw HTML, are routes or paths relative to one
(`@docusaurus/utils` markdownLinks, `mdx-loader` transformLinks, `core` brokenLinks).

`docusaurus.config` is a program, so it is not read. Routes are looked for below `/` and below
`/docs/`, and a folder at the top of the docs under its own name, that of its collection, or
either with or without a plural `s`: many sites give a collection a route of its own.
"""

from __future__ import annotations

from posixpath import dirname, splitext
from typing import TYPE_CHECKING

from ..model import LinkKind
from .address import browsed, joined
from .routes import is_route, route_of, without_number
from .verdicts import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..model import Link, Outline
    from ..tree import Tree
    from .address import Address

_PAGES = (".md", ".mdx")
_SITE = "@site/"


def bundled_folders(written: str, docs: Iterable[str]) -> Iterator[str]:
    """Folders in which the file that an absolute or `@site/` path names may lie."""
    for folder in docs:
        site = dirname(folder)
        rest = written.removeprefix(_SITE).lstrip("/")
        for base in (site, f"{site}/static", f"{folder}/static"):
            place = joined(base.strip("/"), dirname(rest))
            if place is not None and "\0" not in place:
                yield place


class DocusaurusReader:
    """Follows links on a Docusaurus site that shows one docs folder."""

    def __init__(
        self, docs: str, documents: Mapping[str, Outline], tree: Tree, bases: Mapping[str, str]
    ) -> None:
        """`documents` are those below the folder `docs`; `bases` maps the name of a folder to
        that of its collection.
        """
        self._docs = docs
        self._prefix = f"{docs}/" if docs else ""
        self._tree = tree
        self._bases = bases
        self._routes = {
            path: route_of(path.removeprefix(self._prefix), document)
            for path, document in documents.items()
            if is_route(path.removeprefix(self._prefix))
        }
        self._by_route: dict[str, str] = {}
        for path, route in self._routes.items():
            for alias in self._aliases(path.removeprefix(self._prefix), route):
                self._by_route.setdefault(_normal(alias), path)

    def reads(self, path: str) -> bool:
        """Whether the document at `path` is a page of the site."""
        return path in self._routes

    def follow(self, path: str, link: Link, address: Address) -> Verdict:
        """Where `link` in the page at `path` leads."""
        if not address.written:
            return Verdict(Outcome.FOUND, path)
        if link.kind is not LinkKind.HTML:
            found = self._file(path, address.path, is_image=link.is_image)
            if found is not None:
                return found
        url = browsed(self._routes[path], address.path)
        target = self._by_route.get(_normal(url))
        if target is not None and not link.is_image:
            return Verdict(Outcome.FOUND, target, url)
        for static in self._static(url):
            if self._tree.is_file(static):
                return Verdict(Outcome.FOUND, static, url)
        return Verdict(Outcome.MISSING, "", url)

    def _file(self, path: str, target: str, *, is_image: bool) -> Verdict | None:
        """The file that `target` names; None when it is to be taken as a route."""
        suffix = splitext(target)[1]
        if suffix in _PAGES and not is_image:
            return self._page(path, target)
        if not suffix or suffix == ".html" or target.startswith("/"):
            return None
        is_site = target.startswith(_SITE)
        folder = dirname(self._docs) if is_site else dirname(path)
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
        sources = list(self._sources(path, target))
        for source in sources:
            if source in self._routes:
                return Verdict(Outcome.FOUND, source, source)
        for source in sources:
            spelt = self._tree.spelt(source)
            if spelt is not None and spelt in self._routes:
                return Verdict(Outcome.CASE, spelt, source)
        return None

    def _sources(self, path: str, target: str) -> Iterator[str]:
        """Where Docusaurus looks for a Markdown file, in order."""
        site = dirname(self._docs)
        if target.startswith(_SITE):
            folders = [site]
        elif target.startswith("/"):
            folders = [self._docs, site]
        elif target.startswith(("./", "../")):
            folders = [dirname(path)]
        else:
            folders = [dirname(path), self._docs, site]
        for folder in folders:
            source = joined(folder, target.removeprefix(_SITE))
            if source is not None:
                yield source

    def _aliases(self, path: str, route: str) -> Iterator[str]:
        """The routes at which the document `path` of the docs folder may be found."""
        yield route
        yield f"/docs{route}"
        top, _, rest = path.partition("/")
        if not rest:
            return
        top = without_number(top)
        names = {top, self._bases.get(top, top)}
        names |= {name.removesuffix("s") for name in names} | {f"{name}s" for name in names}
        inner = route.removeprefix(f"/{top}") if route.startswith(f"/{top}/") else route
        yield from (f"/{name}{inner}" for name in sorted(names))

    def _static(self, url: str) -> Iterable[str]:
        """Where a static file of that URL may lie."""
        site = dirname(self._docs)
        return (f"{folder}/static{url}".lstrip("/") for folder in {site, self._docs})


def _normal(route: str) -> str:
    """Routes match whatever their case, with or without a final slash (react-router)."""
    return route.rstrip("/").casefold() or "/"
