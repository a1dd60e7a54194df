"""Routes of a Docusaurus site that no document makes: its navbar, footer and own plugins name them.

A plugin makes a page with `actions.addRoute({path: '/plugins', …})` (docusaurus.io, "Plugin method
references"). A local one is looked for in the folder `plugins` beside the configuration.
"""

from __future__ import annotations

import re
from posixpath import join
from typing import TYPE_CHECKING

from ..files.disk import SKIPPED_FOLDERS, list_folder, read_site_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..files.disk import Files

_FOLDERS = ("plugins", "src/plugins")
_SCRIPTS = (".js", ".ts", ".mjs", ".mts", ".cjs", ".cts", ".jsx", ".tsx")
_FILES_MAX = 100
_ADDED = re.compile(r"\baddRoute\(\s*\{[^{}]{0,300}?\bpath\s*:\s*['\"`](/[^'\"`$\n]{0,200})['\"`]")


def plugin_routes(files: Files, folder: str) -> frozenset[str]:
    """The routes that the plugins of the site in `folder` add, as far as they are literals."""
    paths = (path for place in _FOLDERS for path in _scripts(files, join(folder, place)))
    texts = (read_site_file(files, path) for path, _ in zip(paths, range(_FILES_MAX), strict=False))
    return frozenset(match[1] for text in texts for match in _ADDED.finditer(text))


def _scripts(files: Files, folder: str) -> Iterator[str]:
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        for name, is_folder in sorted(list_folder(files, place)):
            if is_folder and name not in SKIPPED_FOLDERS and not name.startswith("."):
                waiting.append(f"{place}/{name}")
            elif name.endswith(_SCRIPTS):
                yield f"{place}/{name}"
