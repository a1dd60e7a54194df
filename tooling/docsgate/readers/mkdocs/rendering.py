"""Python-Markdown with the extensions of a site, as far as these may be loaded.

`extensions` says which may. What a page includes by `pymdownx.snippets` is read from regular files
inside the project alone, whatever the options of the site allow, and never asked for on the net.
"""

from __future__ import annotations

import os
import re
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown import Markdown

from .extensions import SNIPPETS, choose_extensions

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...configuration.mkdocs_yml import MkdocsFile

_ADDRESS = re.compile(
    r"8<-+[ \t]*[\"']?https?://|^[ \t>]*https?://\S+$", re.MULTILINE | re.IGNORECASE
)
_SNIPPETS_MAX = 200
_SNIPPET_BYTES_MAX = 1_000_000
"""Files that are included in a page, and the size of each. Files that include each other in a
hostile repository would be read for ever."""


class SiteMarkdown(NamedTuple):
    """What makes HTML of the Markdown of a page without its frontmatter.

    `problem` says why the extensions of the site cannot be used, if they cannot, and `unknown`
    names those that were left out although they may read any line. With `reads_parts_alike`,
    nothing but fenced code and raw HTML goes on past a heading at the margin. `include` puts in
    place what `pymdownx.snippets` includes; None where a file or a section of it is not found.
    """

    convert: Callable[[str], str]
    problem: str = ""
    unknown: tuple[str, ...] = ()
    reads_parts_alike: bool = False
    include: Callable[[str], str | None] = lambda _text: None


def load_markdown(
    site: MkdocsFile, folder: str, root: str, *, has_colours: bool = False
) -> SiteMarkdown:
    """The Python-Markdown of `site`, whose mkdocs.yml is in `folder`. Raises nothing.

    Both `folder` and `root`, the project, are paths on the disk. Without `has_colours`, code is
    shown without its colours and its numbered lines.
    """
    chosen = choose_extensions(site, has_colours=has_colours)
    if SNIPPETS in chosen.names:
        given = chosen.options[SNIPPETS]
        given["base_path"] = _base_paths(given.get("base_path", ["."]), folder)
    try:
        parser = Markdown(extensions=chosen.names, extension_configs=chosen.options)
    except Exception as error:  # noqa: BLE001 - whatever extensions raise for wrong options
        problem = f"the extensions of mkdocs.yml cannot be loaded: {error}"
        return SiteMarkdown(lambda _text: "", problem, chosen.unknown)
    snippets = _Snippets(root)
    if "snippet" in parser.preprocessors:
        reader: Any = parser.preprocessors["snippet"]
        reader.get_snippet_path = partial(snippets.find, reader.get_snippet_path)

    def convert(markdown: str) -> str:
        snippets.count = 0
        parser.reset()
        return parser.convert(markdown)

    def include(markdown: str) -> str | None:
        snippets.count = 0
        return _include(parser.preprocessors["snippet"], markdown) if SNIPPETS in names else None

    names = chosen.names
    return SiteMarkdown(convert, "", chosen.unknown, chosen.reads_parts_alike, include)


def _include(reader: Any, markdown: str) -> str | None:
    """`markdown` with what the preprocessor `reader` of snippets includes; None if it misses any.

    Addresses are never asked for, so a page that includes one is not known.
    """
    if _ADDRESS.search(markdown):
        return None
    missing: Any = import_module(SNIPPETS).SnippetMissingError
    reader.check_paths = True
    try:
        return "\n".join(reader.run(markdown.replace("\r\n", "\n").split("\n")))
    except (missing, OSError, ValueError):  # Not found, not readable, not UTF-8.
        return None
    finally:
        reader.check_paths = False


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
