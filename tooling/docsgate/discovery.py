"""From the paths on the command line to the project they belong to and its documents.

Configuration is looked up from each path upwards, to the repository root: `docsgate.toml`, or a
pyproject.toml with `[tool.docsgate]`. The current directory counts only when no path is given.
"""

from __future__ import annotations

import os
import posixpath
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .config import Collection, Config, glob_to_regex
from .docusaurus_file import DOCUSAURUS_FILES, DocusaurusFile, read_docusaurus_file
from .errors import ConfigError, UsageError
from .layouts import COLLECTIONS, DOCS_FOLDERS
from .mkdocs_file import reads_gfm_lists, with_parents
from .sources import SUFFIXES, list_documents, read_site_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CONFIG_FILES = ("docsgate.toml", "pyproject.toml")
_FOREIGN_BYTES_MAX = 1_000_000
SITE_FILES = ("site-config/mkdocs.yml", "mkdocs.yml", "mkdocs.yaml")


def find_config(start: Path, rule_ids: Sequence[str]) -> Config:
    """Find the configuration that governs `start`, a file or a folder.

    Without any, the root is git's top level, else the folder that holds the docs folder, else
    `start` itself. Raises ConfigError.
    """
    place = _absolute(start)
    folder = place if place.is_dir() else place.parent
    for candidate in (folder, *folder.parents):
        for name in CONFIG_FILES:
            config = _config_in(candidate, name, rule_ids)
            if config is not None:
                return _with_site(config)
        if (candidate / ".git").exists():
            return _with_site(_unconfigured(candidate))
    return _with_site(_unconfigured(_root_by_layout(folder)))


def load_config(file: Path, rule_ids: Sequence[str]) -> Config:
    """Read the configuration `file`, whose folder is the root. Raises ConfigError."""
    config = _config_in(file.parent, file.name, rule_ids)
    if config is None:
        message = "no such file" if not file.exists() else "no table `[tool.docsgate]`"
        raise ConfigError(f"{file}:1:1: {message}")
    return _with_site(config)


def prefix_in_repository(root: Path) -> str:
    """The path from git's top level to `root` with a final `/`; empty where they are the same."""
    place = _absolute(root)
    for candidate in (place, *place.parents):
        if (candidate / ".git").exists():
            relative = place.relative_to(candidate).as_posix()
            return "" if relative == "." else f"{relative}/"
    return ""


def documents_of(config: Config, paths: Sequence[Path]) -> list[str]:
    """Paths, relative to the root, of the documents that `paths` name; all when there are none.

    Raises UsageError for a path that does not exist or lies outside the root.
    """
    excluded = _excluded(config)
    if not paths:
        found = [
            path
            for folder in _docs_folders(config)
            for path in list_documents(config.root, folder, excluded)
        ]
        return sorted(set(found))
    found = []
    for path in paths:
        relative = _relative(config, path)
        if path.is_dir():
            found += list_documents(config.root, relative, excluded)
        else:
            found.append(relative)
    return sorted(set(found))


def collection_of(config: Config, path: str) -> Collection | None:
    """The collection that the document at `path` belongs to, if any."""
    folder, _, _ = path.rpartition("/")
    inside = f"/{folder}/"
    for collection in config.collections:
        for own in collection.folders:
            prefix = f"/{own}/" if own else "/"
            if (prefix in inside) if collection.anywhere else inside.startswith(prefix):
                return collection
    return None


def _config_in(folder: Path, name: str, rule_ids: Sequence[str]) -> Config | None:
    file = folder / name
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}:1:1: cannot be read: {error}") from None
    from .config_file import read_config

    config = read_config(folder, name, text, rule_ids)
    if config is None or config.collections:
        return config
    return replace(config, collections=COLLECTIONS)


def _unconfigured(root: Path) -> Config:
    return Config(root=root, collections=COLLECTIONS)


def _with_site(config: Config) -> Config:
    """Add what the sites' own configuration says; mkdocs.yml is where it usually stands."""
    site = config.site
    if not site:
        beside = [f"{posixpath.dirname(folder)}/mkdocs.yml".lstrip("/") for folder in config.docs]
        places = (*SITE_FILES, *beside)
        site = next((place for place in places if (config.root / place).is_file()), "")
    return replace(
        config,
        site=site,
        site_reads_gfm_lists=bool(site) and reads_gfm_lists(_site_texts(config.root, site)),
        docusaurus=_docusaurus(config.root),
    )


def _docusaurus(root: Path) -> DocusaurusFile | None:
    name = next((name for name in DOCUSAURUS_FILES if (root / name).is_file()), "")
    return read_docusaurus_file(_text(root / name), posixpath.dirname(name)) if name else None


def _site_texts(root: Path, site: str) -> tuple[str, ...]:
    return with_parents(site, partial(read_site_file, root))


def _text(file: Path) -> str:
    """The text of a configuration file of another tool; empty when it cannot be read."""
    try:
        return file.read_bytes()[:_FOREIGN_BYTES_MAX].decode("utf-8", "replace")
    except OSError:
        return ""


def _root_by_layout(folder: Path) -> Path:
    """`folder` when it holds a docs folder or a mkdocs.yml, else what holds the docs folder."""
    if folder.name not in DOCS_FOLDERS and (
        _has_site(folder) or any((folder / name).is_dir() for name in DOCS_FOLDERS[:3])
    ):
        return folder
    parent = folder.parent if _has_site(folder.parent) else None
    return _docs_parent(folder) or parent or folder


def _has_site(folder: Path) -> bool:
    return any((folder / name).is_file() for name in SITE_FILES)


def _docs_parent(folder: Path) -> Path | None:
    """The folder that holds the documentation folder that `folder` is or lies in."""
    for candidate in (folder, *folder.parents):
        if candidate.name in DOCS_FOLDERS[:3]:
            return candidate.parent
    return None


def _docs_folders(config: Config) -> Sequence[str]:
    if config.docs:
        return config.docs
    known = [folder for folder in DOCS_FOLDERS if (config.root / folder).is_dir()]
    return known or [""]


def _excluded(config: Config) -> Callable[[str], bool]:
    patterns = [glob_to_regex(pattern.rstrip("/")) for pattern in config.exclude]
    return lambda path: any(pattern.fullmatch(path) for pattern in patterns)


def _relative(config: Config, path: Path) -> str:
    absolute = _absolute(path)
    if not absolute.exists() and not absolute.is_symlink():
        raise UsageError(f"{path}: no such file or folder")
    if not path.is_dir() and not path.name.lower().endswith(SUFFIXES):
        raise UsageError(f"{path}: not a Markdown file ({', '.join(SUFFIXES)})")
    try:
        place = absolute.parent.resolve() / absolute.name
        relative = place.relative_to(config.root.resolve()).as_posix()
    except ValueError:
        raise UsageError(f"{path}: outside the project {config.root}") from None
    return "" if relative == "." else relative


def _absolute(path: Path) -> Path:
    """`path` from the root of the file system, without `..` and with symbolic links kept."""
    return Path(os.path.normpath(path.absolute()))
