"""A mkdocs.yml beside the staged tree, for builders that have no staging.

Builders of the same format, such as Zensical, want everything below the folder of their
configuration. The text is that of the project's own mkdocs.yml, with other paths and the generated
navigation. No tag such as `!!python/name:` is resolved.
"""

from __future__ import annotations

import re
from posixpath import join, relpath
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from .tree import Staged

_DOCS = re.compile(r"^docs_dir:.*$", re.MULTILINE)
_SITE = re.compile(r"^site_dir:.*\n?", re.MULTILINE)
_THEME = re.compile(r"^(?P<key>[ \t]+custom_dir:[ \t]*)(?P<folder>[^\s#]+)", re.MULTILINE)


def portable(text: str, config_folder: str, staged: Staged, docs: str, *, nav: bool) -> str:
    """The mkdocs.yml `text` of `config_folder`, changed for the folder that holds `docs`.

    Both folders are relative to the root. With `nav`, the generated navigation is added.
    """
    here, _, name = docs.rpartition("/")

    def theme(found: re.Match[str]) -> str:
        return found["key"] + relpath(join(config_folder, found["folder"]), here or ".")

    moved = _THEME.sub(theme, _DOCS.sub(f"docs_dir: {name}", _SITE.sub("", text)))
    added: dict[str, Any] = {"nav": staged.nav} if nav else {}
    if nav and staged.not_in_nav:
        added["not_in_nav"] = staged.not_in_nav
    shown = yaml.safe_dump(added, sort_keys=False, allow_unicode=True) if added else ""
    return f"# Written by `docsgate build` from {config_folder}.\n{moved.rstrip()}\n{shown}"
