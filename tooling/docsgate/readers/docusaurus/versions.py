"""The pages of a Docusaurus site with their routes, and the folders of its files.

They are read from docusaurus.config where it has them as literals, and guessed otherwise. Then
routes are looked for below `/` and below `/docs/`. Many sites give a collection a route of its own,
so a folder at the top of the docs is looked for under its own name and that of its collection, both
with and without a plural `s`.
"""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple

from ..address import resolve_path
from ..docs_folders import is_below
from .routes import is_route, route_of, without_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...configuration.docusaurus_config import DocusaurusFile
    from ...model.outline import Outline

_CATEGORIES, _TAGS = "category", "tags"
"""Below the route of each docs plugin: pages made of `_category_.json` files, and of tags."""


class DocusaurusSite(NamedTuple):
    """A site. `routes` maps the path of each page to its route below the site's `base`.

    `by_route` maps routes, as `normal` returns them, to paths; `contents` are the folders of
    documents, `folder` is that of the site. `unknown` are routes below which any page may exist,
    `named` those that the site itself leads to.
    """

    folder: str
    routes: Mapping[str, str]
    by_route: Mapping[str, str]
    contents: tuple[str, ...]
    static: tuple[str, ...]
    base: str = "/"
    trailing_slash: bool | None = None
    unknown: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()

    def content(self, path: str) -> str:
        """The folder of documents to which the one at `path` belongs."""
        return next((folder for folder in self.contents if is_below(path, folder)), "")


def guessed_site(
    docs: str,
    documents: Mapping[str, Outline],
    collections: Mapping[str, str],
    file: DocusaurusFile | None = None,
) -> DocusaurusSite:
    """A site that shows the folder `docs`, with what `file` says, if there is one.

    `collections` maps the name of a folder to that of its collection.
    """
    prefix = f"{docs}/" if docs else ""
    routes = _routes(documents, docs, "")
    by_route: dict[str, str] = {}
    for path, route in routes.items():
        for alias in _aliases(path.removeprefix(prefix), route, collections):
            by_route.setdefault(normalize_route(alias), path)
    site = dirname(docs) if file is None else file.folder
    static = (f"{site}/static".lstrip("/"), f"{docs}/static".lstrip("/"))
    if file is None:
        return DocusaurusSite(site, routes, by_route, (docs,), static)
    return DocusaurusSite(
        site,
        routes,
        by_route,
        (docs,),
        tuple(dict.fromkeys((*_static(file), *static))),
        file.base_url,
        file.trailing_slash,
        _open_routes(file.blogs),
        frozenset(map(normalize_route, file.routes)),
    )


def configured_site(
    file: DocusaurusFile, documents: Mapping[str, Outline]
) -> DocusaurusSite | None:
    """The site that `file` describes.

    None when it shows none of `documents`, or does not say which folders it shows.
    """
    folders = [(resolve_path(file.folder, plugin.path), plugin.base) for plugin in file.docs]
    known = {folder: base for folder, base in folders if folder is not None}
    contents = tuple(sorted(known, key=len, reverse=True))
    routes: dict[str, str] = {}
    unknown = list(file.blogs)
    for folder in contents:
        inner = {path: one for path, one in documents.items() if is_below(path, folder)}
        for path, route in _routes(inner, folder, known[folder]).items():
            routes.setdefault(path, route)
        unknown.append(f"{known[folder]}/{_CATEGORIES}")
        if any("tags" in one.texts for one in inner.values()):
            unknown.append(f"{known[folder]}/{_TAGS}")
    if not routes:
        return None
    by_route = {normalize_route(route): path for path, route in reversed(routes.items())}
    return DocusaurusSite(
        file.folder,
        routes,
        by_route,
        contents,
        _static(file),
        file.base_url,
        file.trailing_slash,
        _open_routes(unknown),
        frozenset(_besides(file.routes, known.values())),
    )


def _besides(routes: Iterable[str], bases: Iterable[str]) -> Iterator[str]:
    """Those of `routes` that are not below the routes of documents, which are all known."""
    below = tuple(f"/{base}/" for base in bases if base)
    return (normalize_route(route) for route in routes if not f"{route}/".startswith(below))


def _static(file: DocusaurusFile) -> tuple[str, ...]:
    """The folders of static files, relative to the root."""
    return tuple(resolve_path(file.folder, folder) or folder for folder in file.static)


def _open_routes(routes: Iterable[str]) -> tuple[str, ...]:
    """`routes` as prefixes below which any page may exist."""
    return tuple(f"/{route.strip('/')}/" for route in routes)


def normalize_route(route: str) -> str:
    """`route` without a final slash, because routes match with or without one.

    Upper and lower case stay: a build reports a link in another case.
    """
    return route.rstrip("/") or "/"


def _routes(documents: Mapping[str, Outline], folder: str, base: str) -> dict[str, str]:
    prefix = f"{folder}/" if folder else ""
    start = f"/{base}" if base else ""
    return {
        path: start + route_of(path.removeprefix(prefix), document)
        for path, document in documents.items()
        if is_route(path.removeprefix(prefix)) and document.text("draft") != "true"
    }


def _aliases(path: str, route: str, collections: Mapping[str, str]) -> Iterator[str]:
    """The routes at which the document `path` of the docs folder may be found."""
    yield route
    yield f"/docs{route}"
    top, _, rest = path.partition("/")
    if not rest:
        return
    top = without_number(top)
    names = {top, collections.get(top, top)}
    names |= {name.removesuffix("s") for name in names} | {f"{name}s" for name in names}
    inner = route.removeprefix(f"/{top}") if route.startswith(f"/{top}/") else route
    yield from (f"/{name}{inner}" for name in sorted(names))
