"""Whether a project pins a `pymdownx.superfences` that reads tabs behind a fence: ``` yaml tab="A".

Up to version 7 of `pymdown-extensions`, fences with the option `tab` that follow each other are
tabs. Version 8 removed the option and opens no block at it. Which version builds the site is said
by requirements, by a pyproject.toml or by a lock file.
"""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from ..files.disk import list_folder, read_site_file
from ..late_pattern import LatePattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..files.disk import Files

_FIRST_WITHOUT = 8
_NAMES = LatePattern(
    r"(?:dev-|docs?[-_])?(?:requirements|constraints)[\w.-]*\.(?:txt|in)|pyproject\.toml|Pipfile|"
    r"(?:poetry|uv|pdm|Pipfile)\.lock|environment\.ya?ml",
    re.IGNORECASE,
)
_NAMED = LatePattern(r"\bpymdown[-_.]extensions\b(?:\[[^\]\n]*\])?", re.IGNORECASE)
_VERSIONS = LatePattern(r"[ \"'=:,{\n]*(?:version[\"']?[ ]*[=:][ ]*)?[\"']?([^\"'\n;#]*)")
_BOUND = LatePattern(r"((?<![>!])==|~=|<=|<|\^|~|\A)[ ]*v?(\d+)((?:\.\d+)*)")


def reads_tabs(files: Files, folder: str, docs_dir: str) -> bool | None:
    """Whether the site of a mkdocs.yml in `folder` reads tabs; None where no version is pinned."""
    for path in _requirements(files, folder, docs_dir):
        text = read_site_file(files, path)
        for named in _NAMED.compiled.finditer(text):
            written = _VERSIONS.compiled.match(text, named.end())
            bounds = _BOUND.compiled.findall(written[1] if written else "")
            if bounds:
                return any(_is_below(*bound) for bound in bounds)
    return None


def _is_below(operator: str, major: str, rest: str) -> bool:
    """Whether only versions that read tabs are within the bound."""
    is_whole = not rest.strip(".0")
    return int(major) < _FIRST_WITHOUT + (operator == "<" and is_whole)


def _requirements(files: Files, folder: str, docs_dir: str) -> Iterator[str]:
    """The files that may pin a version: beside the mkdocs.yml, its documents, and above it."""
    folders = [folder, normpath(join(folder, docs_dir)), join(folder, "requirements")]
    while folder:
        folder = dirname(folder)
        folders.append(folder)
    for place in dict.fromkeys(folders):
        if place.startswith(("/", "..")):
            continue  # Nothing outside of the project is read.
        for name, is_folder in sorted(list_folder(files, place)):
            if not is_folder and _NAMES.compiled.fullmatch(name):
                yield f"{place}/{name}" if place else name
