"""Which generators make sites of documents, and which folders each shows, by its configuration.

A configuration is recognised by the name of its file. It is read as text where it may name folders,
and never run. MkDocs and Docusaurus have modules of their own, because their links are judged.
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..files.disk import is_folder, read_site_file
from ..late_pattern import LatePattern
from .hugo_config import content_folders
from .yaml_values import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..files.disk import Files

    _Contents: TypeAlias = Callable[[Files, str], "Shown"]

_CHARACTERS_MAX = 1_000_000


class Generator(StrEnum):
    """What makes a site of documents, in the name that people use."""

    MKDOCS = "mkdocs"
    DOCUSAURUS = "Docusaurus"
    HUGO = "Hugo"
    JEKYLL = "Jekyll"
    VITEPRESS = "VitePress"
    ASTRO = "Astro"
    SPHINX = "Sphinx"
    MYST = "MyST"
    MDBOOK = "mdBook"
    NEXT = "Next.js"
    GATSBY = "Gatsby"
    NUXT = "Nuxt"
    ELEVENTY = "Eleventy"
    QUARTO = "Quarto"
    GITBOOK = "GitBook"
    LUME = "Lume"
    DOCSIFY = "docsify"

    @property
    def is_judged(self) -> bool:
        """Whether it is known how the site's readers follow links."""
        return self in (Generator.MKDOCS, Generator.DOCUSAURUS)

    @property
    def makes_programs(self) -> bool:
        """Whether it makes applications of any kind, so that it may show no documents at all."""
        return self in (Generator.NEXT, Generator.GATSBY, Generator.NUXT)


class Shown(NamedTuple):
    """The folders of documents that a site shows.

    `docs` hold its documentation, `others` what is looked into only where somebody names it.
    """

    docs: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def read_other(files: Files, path: str) -> tuple[Generator, Shown]:
    """The generator whose configuration is at `path`, one of `OTHER_PATHS`, and what it shows."""
    known = ((who, shown) for pattern, who, shown in _OTHERS if pattern.compiled.fullmatch(path))
    generator, shown = next(known)
    return generator, shown(files, path)


def inside(folder: str, name: str) -> tuple[str, ...]:
    """`name` from `folder` as a path in the project; empty where it leads out of it."""
    place = normpath(join(folder, name))
    if place.startswith(("/", "..")):
        return ()
    return ("" if place == "." else place,)


def _text(files: Files, path: str) -> str:
    return read_site_file(files, path)[:_CHARACTERS_MAX]


def _all_inside(folder: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for name in names for place in inside(folder, name)))


def _read_hugo(files: Files, path: str) -> Shown:
    """The folders of pages; without any, the whole folder of a file that only Hugo can have."""
    folder = dirname(path).removesuffix("config/_default").rstrip("/")
    is_hugo = path.rpartition("/")[2].startswith("hugo.")
    named = content_folders(_text(files, path), is_toml=path.endswith(".toml"))
    places = _all_inside(folder, ("content", *named))
    found = tuple(place for place in places if is_folder(files, place))
    return Shown(found or ((folder,) if is_hugo else ()))


def _read_bare_hugo(files: Files, path: str) -> Shown:
    """The folder `content` beside the model of new pages, where the configuration is made later."""
    content = join(dirname(dirname(path)), "content")
    return Shown((content,) if is_folder(files, content) else ())


def _folder(_files: Files, path: str) -> Shown:
    return Shown((dirname(path),))


def _read_vitepress(_files: Files, path: str) -> Shown:
    return Shown((dirname(dirname(path)),))


def _read_astro(_files: Files, path: str) -> Shown:
    return Shown(_all_inside(dirname(path), ("src/content", "src/pages")))


def _read_sphinx(files: Files, path: str) -> Shown:
    """The folder of a conf.py, where it names an extension that reads Markdown."""
    return (
        Shown((dirname(path),)) if _READS_MARKDOWN.compiled.search(_text(files, path)) else Shown()
    )


def _read_mdbook(files: Files, path: str) -> Shown:
    """The folder `book.src` (rust-lang.github.io/mdBook, "General configuration").

    Where a program makes that folder before each build, git does not have it. The book is then made
    of the other folders that `build.extra-watch-dirs` names.
    """
    try:
        values = tomllib.loads(_text(files, path))
    except (ValueError, RecursionError):
        values = {}
    book, build = (_table(values.get(name)) for name in ("book", "build"))
    source = book.get("src")
    places = inside(dirname(path), source if isinstance(source, str) else "src")
    watched = build.get("extra-watch-dirs")
    if any(is_folder(files, place) for place in places) or not isinstance(watched, list):
        return Shown(places)
    return Shown(_all_inside(dirname(path), (one for one in watched if isinstance(one, str))))


def _read_gitbook(files: Files, path: str) -> Shown:
    """The folder `root` (gitbook.com/docs, "Content configuration")."""
    try:
        root = _table(read_yaml(_text(files, path))).get("root")
    except (ValueError, RecursionError):
        root = None
    return Shown(inside(dirname(path), root if isinstance(root, str) else "."))


def _read_application(files: Files, path: str) -> Shown:
    """The usual folders of documents beside the configuration, and those that it names.

    The rest of the folder holds a program, whose documents nobody but GitHub shows.
    """
    named = [match[1] for match in _NAMED_FOLDER.compiled.finditer(_text(files, path))]
    places = _all_inside(dirname(path), (*_DOCUMENTS, *named))
    below = tuple(place for place in places if place)
    return Shown(below, _all_inside(dirname(path), _PAGES_AMONG_PROGRAMS))


def _read_lume(files: Files, path: str) -> Shown:
    """The folder of a script that makes a site with Lume (lume.land/docs, "Configuration")."""
    return _folder(files, path) if "lume" in _text(files, path) else Shown()


def _read_nuxt(_files: Files, path: str) -> Shown:
    """The folder of the module Nuxt Content (content.nuxt.com, "Collections")."""
    return Shown(_all_inside(dirname(path), ("content", "app/content", "src/content")))


def _table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


_DOCUMENTS = ("docs", "content", "blog", "posts", "pages")
_PAGES_AMONG_PROGRAMS = ("app", "src/app", "src/content", "src/pages", "src/posts")
_NAMED_FOLDER = LatePattern(
    r"\b(?:path|contentDir)\s*:\s*[`'\"](?:\$\{__dirname\}/|\./)?"
    r"([\w-][\w./-]{0,200})[`'\"]"
)
_READS_MARKDOWN = LatePattern(r"myst_parser|myst_nb|recommonmark|sphinx_markdown")
_SCRIPT = r"(?:js|ts|mjs|mts|cjs|cts)"
_OTHERS: tuple[tuple[LatePattern, Generator, _Contents], ...] = tuple(
    (LatePattern(rf"(?:.*/)?{pattern}"), generator, contents)
    for pattern, generator, contents in (
        (r"(?:hugo\.(?:toml|ya?ml|json)|config\.toml)", Generator.HUGO, _read_hugo),
        (r"config/_default/config\.(?:ya?ml|json)", Generator.HUGO, _read_hugo),
        (r"archetypes/default\.md", Generator.HUGO, _read_bare_hugo),
        (r"_config\.ya?ml", Generator.JEKYLL, _folder),
        (r"_config\.(?:ts|js)", Generator.LUME, _read_lume),
        (r"\.vitepress/config\.(?:js|ts|mjs|mts)", Generator.VITEPRESS, _read_vitepress),
        (r"astro\.config\.(?:js|ts|mjs|mts|cjs)", Generator.ASTRO, _read_astro),
        (r"conf\.py", Generator.SPHINX, _read_sphinx),
        (r"myst\.ya?ml", Generator.MYST, _folder),
        (r"book\.toml", Generator.MDBOOK, _read_mdbook),
        (rf"next\.config\.{_SCRIPT}", Generator.NEXT, _read_application),
        (rf"gatsby-config\.{_SCRIPT}", Generator.GATSBY, _read_application),
        (rf"nuxt\.config\.{_SCRIPT}", Generator.NUXT, _read_nuxt),
        (rf"(?:\.eleventy|eleventy\.config)\.{_SCRIPT}", Generator.ELEVENTY, _folder),
        (r"_quarto\.ya?ml", Generator.QUARTO, _folder),
        (r"\.gitbook\.ya?ml", Generator.GITBOOK, _read_gitbook),
    )
)
OTHER_PATHS = LatePattern("|".join(pattern.text for pattern, _, _ in _OTHERS))
"""The paths of configuration files of the generators whose links are not judged."""
