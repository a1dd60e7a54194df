"""What the site shows of a document: its rendering by Python-Markdown.

Python-Markdown is no CommonMark. Four spaces make code where CommonMark goes on with a list, `<`
has no escape but an entity, and attribute lists in braces mean something. So a fix that is right on
GitHub is proved here too, with the Markdown extensions of the site and their options.
"""

from __future__ import annotations

import os
from functools import lru_cache, partial
from pathlib import Path
from posixpath import dirname
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown import Markdown

from ..configuration.extension_lists import Listed
from ..configuration.mkdocs_yml import MkdocsFile
from ..configuration.readers_there import mkdocs_site_of
from .reader import Event, events_of
from .remembered import remember
from .site_doubts import Doubter
from .site_extensions import SNIPPETS, choose_extensions

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
_SNIPPETS_MAX = 200
_SNIPPET_BYTES_MAX = 1_000_000
"""Files that are included in a page, and the size of each. Files that include each other in a
hostile repository would be read for ever."""


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
    chosen = choose_extensions(site)
    if SNIPPETS in chosen.names:
        given = chosen.options[SNIPPETS]
        given["base_path"] = _base_paths(given.get("base_path", ["."]), folder)
    try:
        parser = Markdown(extensions=chosen.names, extension_configs=chosen.options)
    except Exception as error:  # noqa: BLE001 - whatever extensions raise for wrong options
        problem = f"the extensions of mkdocs.yml cannot be loaded: {error}"
        return Renderer(site, Doubter(site), lambda _text: (), problem)
    snippets = _Snippets(root)
    if "snippet" in parser.preprocessors:
        reader: Any = parser.preprocessors["snippet"]
        reader.get_snippet_path = partial(snippets.find, reader.get_snippet_path)

    def render(markdown: str) -> tuple[Event, ...]:
        snippets.count = 0
        parser.reset()
        return events_of(parser.convert(markdown))

    alike = chosen.reads_parts_alike
    return Renderer(site, Doubter(site), remember(render), reads_parts_alike=alike)


def _base_paths(written: object, folder: str) -> list[str]:
    """Where snippets are looked for: MkDocs is run in the folder of its mkdocs.yml."""
    paths = written if isinstance(written, list) else [written]
    named = [path.replace("$config_dir", ".") for path in paths if isinstance(path, str)]
    return [os.path.normpath(os.path.join(folder, path)) for path in named]  # noqa: PTH118


class _Snippets:
    """Finds the files that pymdownx.snippets includes: regular ones inside the project."""

    def __init__(self, root: str) -> None:
        self._root = os.path.realpath(root)
        self.count = 0

    def find(self, find: Callable[[str], str | None], name: str) -> str | None:
        """The file that `find` finds for `name`; None where it may not be read."""
        self.count += 1
        if self.count > _SNIPPETS_MAX or "\0" in name:
            return None
        found = find(name)
        if found is None:
            return None
        place = os.path.realpath(found)
        is_inside = place.startswith(self._root + os.sep) and Path(place).is_file()
        is_small = is_inside and Path(place).stat().st_size <= _SNIPPET_BYTES_MAX
        return place if is_small else None
