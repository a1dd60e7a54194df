"""What the site shows of a document: its rendering by Python-Markdown.

Python-Markdown is no CommonMark. Four spaces make code where CommonMark goes on with a list, `<`
has no escape but an entity, and attribute lists in braces mean something. So a fix that is right on
GitHub is proved here too, with the Markdown extensions of the site and their options.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple

from ..configuration.extension_lists import Listed
from ..configuration.mkdocs_yml import MkdocsFile
from ..configuration.readers_there import mkdocs_site_of
from ..readers.mkdocs.rendering import load_markdown
from .reader import Event, events_of
from .remembered import remember
from .site_doubts import Doubter

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..configuration.settings import Config
    from ..configuration.sites import Site

_USUAL = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.superfences", "pymdownx.highlight", "pymdownx.tilde", "pymdownx.tasklist",
    "pymdownx.magiclink",
)  # fmt: skip
"""The extensions that are assumed where no mkdocs.yml governs a document."""

_GFM_LISTS = "docsgate.gfm_lists"


class Renderer(NamedTuple):
    """How a site shows its pages: what doubts edits, and what renders Markdown without frontmatter.

    `problem` says why the extensions of the site cannot be used, if they cannot. With
    `reads_parts_alike`, nothing but fenced code and raw HTML goes on past a heading at the margin.
    """

    site: MkdocsFile
    doubter: Doubter
    render: Callable[[str], tuple[Event, ...]]
    problem: str = ""
    reads_parts_alike: bool = False


def renderer_for(config: Config, path: str) -> Renderer:
    """The renderer of the mkdocs site that shows the document at `path`.

    Where none shows it, the renderer is one with the usual extensions. Raises nothing.
    """
    site = mkdocs_site_of(config, path)
    if site is None:
        return _make_usual_renderer(gfm_lists=config.site_reads_gfm_lists)
    return _make_renderer(site, str(config.root))


@lru_cache(maxsize=2)
def _make_usual_renderer(*, gfm_lists: bool) -> Renderer:
    names = (*_USUAL, _GFM_LISTS) if gfm_lists else _USUAL
    return _load(MkdocsFile(listed=tuple(Listed(name, {}) for name in names)), "", "")


@lru_cache(maxsize=8)
def _make_renderer(site: Site, root: str) -> Renderer:
    return _load(site.mkdocs or MkdocsFile(), str(Path(root, dirname(site.file))), root)


def _load(site: MkdocsFile, folder: str, root: str) -> Renderer:
    markdown = load_markdown(site, folder, root)
    if markdown.problem:
        return Renderer(site, Doubter(site), lambda _text: (), markdown.problem)

    def render(text: str) -> tuple[Event, ...]:
        return events_of(markdown.convert(text))

    alike = markdown.reads_parts_alike
    return Renderer(site, Doubter(site), remember(render), reads_parts_alike=alike)
