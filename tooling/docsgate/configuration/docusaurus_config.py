"""The settings that docsgate reads from a docusaurus.config, which is a program and is never run.

Only literals are read (`javascript_literals`). A setting that is absent has the default of
Docusaurus 3. A setting that only running the file would tell is left open, so callers must guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .javascript_literals import read_exported
from .javascript_tokens import UNKNOWN
from .mdx_components import SiteComponents

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUSAURUS_FILES = tuple(
    f"{folder}docusaurus.config.{suffix}"
    for folder in ("", "website/", "docusaurus/", "docs/", "site/")
    for suffix in ("js", "ts", "mjs", "mts", "cjs", "cts")
)
_CONTENTS = ("content-docs", "content-blog", "content-pages")
_FORMATS = ("mdx", "md", "detect")
LEVELS = ("ignore", "log", "warn", "throw")
"""What a build can do about a broken link, from the mildest to the strictest."""


class DocsPlugin(NamedTuple):
    """A folder of documents, relative to the configuration file, and the route of its pages."""

    path: str = "docs"
    base: str = "docs"


class DocusaurusFile(NamedTuple):
    """Settings as written; paths are relative to `folder`, the folder of the file.

    `docs` is empty when it is not known which folders are shown. `blogs` are routes below which
    any page may exist: those of blogs, and of plugins that make pages of something else.
    `on_links`, `on_anchors` and `on_markdown` say what a build does about broken ones: `ignore`,
    `log`, `warn` or `throw`; they are empty when the file does not say. `components` are those
    that the theme of the site supplies, `routes` are those that its navbar, its footer and its own
    plugins name, and `reads_mdx1` that it is a site of Docusaurus 2, whose
    compiler is MDX 1; other files say so.
    """

    folder: str = ""
    format: str = "mdx"
    base_url: str = "/"
    trailing_slash: bool | None = None
    docs: tuple[DocsPlugin, ...] = ()
    blogs: tuple[str, ...] = ("blog",)
    static: tuple[str, ...] = ("static",)
    on_links: str = ""
    on_anchors: str = ""
    on_markdown: str = ""
    components: SiteComponents = SiteComponents()
    routes: frozenset[str] = frozenset()
    reads_mdx1: bool = False


def read_docusaurus_file(text: str, folder: str = "") -> DocusaurusFile:
    """Read the text of the docusaurus.config in `folder`. Raises nothing."""
    values = read_exported(text)
    markdown = _mapping(values.get("markdown"))
    hooks = _mapping(markdown.get("hooks"))
    static = values.get("staticDirectories")
    slash = values.get("trailingSlash")
    return DocusaurusFile(
        folder=folder,
        format=_one_of(markdown.get("format"), _FORMATS) or "mdx",
        base_url=f"/{_string(values.get('baseUrl')).strip('/')}/".replace("//", "/"),
        trailing_slash=slash if isinstance(slash, bool) else None,
        docs=_docs(values),
        blogs=tuple(_blogs(values)),
        static=tuple(map(_string, static)) if isinstance(static, list) else ("static",),
        routes=frozenset(_named_routes(values.get("themeConfig"))),
        on_links=_one_of(values.get("onBrokenLinks"), LEVELS),
        on_anchors=_one_of(values.get("onBrokenAnchors"), LEVELS),
        on_markdown=_one_of(
            hooks.get("onBrokenMarkdownLinks") or values.get("onBrokenMarkdownLinks"), LEVELS
        ),
    )


def _docs(values: dict[str, Any]) -> tuple[DocsPlugin, ...]:
    """The folders whose documents are shown; empty when the settings of one cannot be read."""
    given = [
        _mapping(options).get("docs", {})
        for name, options in _entries(values.get("presets"))
        if name.endswith("classic") or "docs" in _mapping(options)
    ]
    given += [
        options
        for name, options in _entries(values.get("plugins"))
        if name.endswith("content-docs")
    ]
    found = []
    for options in given:
        if options is False:
            continue
        read = _mapping(options)
        path, base = read.get("path", "docs"), read.get("routeBasePath", "docs")
        if options is UNKNOWN or not isinstance(path, str) or not isinstance(base, str):
            return ()
        found.append(DocsPlugin(path, base.strip("/")))
    return tuple(found)


def _blogs(values: dict[str, Any]) -> list[str]:
    """The routes of blogs and of plugins of other kinds, whose pages are not known."""
    given = [
        _mapping(options).get("blog", {})
        for name, options in _entries(values.get("presets"))
        if name.endswith("classic")
    ]
    given += [
        options
        for name, options in _entries(values.get("plugins"))
        if name.endswith("content-blog")
    ]
    blogs = [
        _string(_mapping(options).get("routeBasePath", "blog")).strip("/")
        for options in given
        if options is not False
    ]
    others = [
        _string(_mapping(options).get("routeBasePath")).strip("/")
        for name, options in _entries(values.get("plugins"))
        if not name.endswith(_CONTENTS)
    ]
    return [*blogs, *filter(None, others)]


def _named_routes(value: object) -> Iterator[str]:
    """The routes to which an item of the navbar or the footer leads: `{to: '/plugins'}`."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()
            if (to := _string(one.get("to"))).startswith("/"):
                yield to.partition("#")[0].partition("?")[0]


def _entries(value: object) -> list[tuple[str, object]]:
    """The names and options of presets or plugins, each written as a name or `[name, options]`."""
    found: list[tuple[str, object]] = []
    for entry in value if isinstance(value, list) else []:
        name: object = entry
        options: object = {}
        if isinstance(entry, list) and entry:
            name, options = entry[0], entry[1] if len(entry) > 1 else {}
        found.append((_string(name), options))
    return found


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _one_of(value: object, known: tuple[str, ...]) -> str:
    return value if isinstance(value, str) and value in known else ""
