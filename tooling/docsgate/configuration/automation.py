"""What the files that run programs say of a generator: workflows, Makefiles, requirements, scripts.

They are looked through only where the name of a configuration file does not settle whose it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..files.disk import list_folder, read_site_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..files.disk import Files

_FOLDERS = (
    *("", ".github/workflows", ".circleci", ".gitlab", ".devcontainer", "requirements"),
    *("docs", "doc", "website", "site", "scripts", "script", "tools", "ci", "build", "hack"),
)
_FILES_MAX = 500
_RUNS_PROGRAMS = re.compile(
    r".*\.(?:ya?ml|toml|txt|in|cfg|ini|sh|bash|py|js|mjs|ts|json|nix|mk|ps1|lock)"
    r"|(?:gnu)?makefile|justfile|(?:docker|jenkins|task|pip|rake|proc|earth)file",
    re.IGNORECASE,
)
_CALL = re.compile(r"\b(?:mkdocs(?!\.ya?ml)|zensical(?!\.ya?ml|\.toml)|techdocs)\b", re.IGNORECASE)
_NAMED = r"\b(?:mkdocs|zensical)\b[^\n]*(?:-f|--config-file)[ =]['\"]?(?:[\w./-]*/)?{name}(?![\w.])"


def calls_mkdocs(files: Files, besides: str) -> bool:
    """Whether any file that runs programs names mkdocs, or what reads the same configuration.

    `besides` is the path of a configuration, which does not count.
    """
    return any(path != besides and _CALL.search(text) for path, text in _automation(files))


def given_to_mkdocs(files: Files, paths: Iterable[str]) -> list[str]:
    """Those of `paths` that a command gives to mkdocs or Zensical as the configuration."""
    texts = [text for _, text in _automation(files)]
    return [path for path in paths if any(_is_given(path, text) for text in texts)]


def _is_given(path: str, text: str) -> bool:
    name = path.rpartition("/")[2]
    return name in text and re.search(_NAMED.format(name=re.escape(name)), text) is not None


def _automation(files: Files) -> Iterator[tuple[str, str]]:
    """The files that run programs, with their texts."""
    paths = [
        f"{folder}/{name}" if folder else name
        for folder in _FOLDERS
        for name, is_folder in sorted(list_folder(files, folder))
        if not is_folder and _RUNS_PROGRAMS.fullmatch(name)
    ]
    for path in paths[:_FILES_MAX]:
        yield path, read_site_file(files, path)
