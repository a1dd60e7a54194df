"""From the paths on the command line to the project they belong to and its documents.

Configuration is looked up from each path upwards, to the repository root: `docsgate.toml`, or a
pyproject.toml with `[tool.docsgate]`. The current directory counts only when no path is given.
"""

from __future__ import annotations

import os
import posixpath
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ConfigError, UsageError
from ..files.disk import (
    SUFFIXES,
    first_file,
    is_file,
    is_folder,
    list_documents,
    list_folder,
)
from ..files.second_names import second_names
from .globs import glob_to_regex
from .known_layouts import (
    COLLECTIONS,
    DECISION_FOLDERS,
    DOCS_FOLDERS,
    OWN_LAYOUT,
    is_own_layout,
)
from .readers_there import targets_there
from .settings import Collection, Config
from .sites import SITE_FILES, find_sites, main_docs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..files.git_objects import GitFiles

CONFIG_FILES = ("docsgate.toml", "pyproject.toml")
_CONFIG_BYTES_MAX = 10_000_000


def find_config(start: Path, rule_ids: Sequence[str], git: GitFiles | None = None) -> Config:
    """Find the configuration that governs `start`, a file or a folder, in `git` if given.

    Where there is none, the root is git's top level, else the folder that holds the docs folder,
    else `start` itself. Raises ConfigError when a configuration is found that cannot be used.
    """
    place = _absolute(start) if git is None else start.resolve()
    folder = place if place.is_dir() else place.parent
    for candidate in (folder, *folder.parents):
        staged = None if git is None else git.below(_inside(git.top, candidate))
        for name in CONFIG_FILES:
            config = _config_in(candidate, name, rule_ids, staged)
            if config is not None:
                return with_site(config)
        if (candidate / ".git").exists():
            return with_site(_default_config(candidate, staged))
    return with_site(_default_config(_root_by_layout(folder)))


def load_config(file: Path, rule_ids: Sequence[str], git: GitFiles | None = None) -> Config:
    """Read the configuration `file`, whose folder is the root.

    Raises ConfigError when there is none, or when it cannot be used.
    """
    staged = git and git.below(_inside(git.top, file.parent.resolve()))
    config = _config_in(file.parent, file.name, rule_ids, staged)
    if config is None:
        message = "no such file" if not file.exists() else "no table `[tool.docsgate]`"
        raise ConfigError(f"{file}:1:1: {message}")
    return with_site(config)


def prefix_in_repository(root: Path) -> str:
    """The path from git's top level to `root` with a final `/`; empty where they are the same."""
    place = _absolute(root)
    for candidate in (place, *place.parents):
        if (candidate / ".git").exists():
            relative = _inside(candidate, place)
            return relative and f"{relative}/"
    return ""


def documents_of(config: Config, paths: Sequence[Path]) -> list[str]:
    """Paths, relative to the root, of the documents below `paths`; of all when `paths` is empty.

    Raises UsageError for a path that does not exist, is not Markdown, or is outside of the root.
    """
    if not paths:
        return documents_below(config, docs_of(config))
    found = []
    for path in paths:
        relative = _relative(config, path)
        if is_folder(config.files, relative):
            found += documents_below(config, [relative], named=True)
        else:
            found.append(relative)
    return sorted(set(found))


def documents_below(config: Config, folders: Sequence[str], *, named: bool = False) -> list[str]:
    """Paths, relative to the root, of the documents below `folders` that a run judges.

    What git ignores is left out, since others do not have it, but not a folder that is `named`. A
    symbolic link to a document beside it would say the same once more, and is left out, too.
    """
    is_meant = named and any(map(config.is_ignored, folders))
    left_out = _excluded(config) if is_meant else _left_out(config)
    listed = (list_documents(config.files, folder, left_out) for folder in folders)
    found = set(chain.from_iterable(listed))
    return sorted(found - second_names(config.files, found))


def collection_of(config: Config, path: str) -> Collection | None:
    """The collection that the document at `path` belongs to, if any."""
    return place_of(config, path)[0]


def place_of(config: Config, path: str) -> tuple[Collection | None, str]:
    """The collection that the document at `path` belongs to, and the folder that makes it so.

    Of a collection that may be anywhere, the outermost folder with one of its names counts.
    """
    folder, _, _ = path.rpartition("/")
    inside = f"/{folder}/"
    for collection in config.collections:
        for own in collection.folders:
            prefix = f"/{own}/" if own else "/"
            at = inside.find(prefix) if collection.anywhere else -1 + inside.startswith(prefix)
            if at >= 0:
                return collection, inside[1 : at + len(prefix) - 1]
    return None, ""


def _config_in(
    folder: Path, name: str, rule_ids: Sequence[str], git: GitFiles | None = None
) -> Config | None:
    file = folder / name
    try:
        data = file.read_bytes() if git is None else git.read(name, _CONFIG_BYTES_MAX)
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}:1:1: cannot be read: {error}") from None
    from .read_toml import read_config

    config = read_config(folder, name, text, rule_ids)
    if config is None:
        return None
    return replace(config, git=git, collections=config.collections or COLLECTIONS)


def _default_config(root: Path, git: GitFiles | None = None) -> Config:
    return Config(root=root, git=git, collections=COLLECTIONS)


def with_site(config: Config) -> Config:
    """Add to `config` what the configuration files of the sites say, and the layout.

    Where `config` names no mkdocs.yml, it is looked for in its usual places; where it names no
    readers, they are those that are there.
    """
    site = config.site
    if not site:
        beside = [f"{posixpath.dirname(folder)}/mkdocs.yml".lstrip("/") for folder in config.docs]
        site = first_file(config.files, (*SITE_FILES, *beside))
    sites = find_sites(config.files, site, chosen=bool(config.site))
    finds = config.finds_targets or not config.targets
    return replace(
        config,
        site=site,
        sites=sites,
        targets=targets_there(config.files, sites) if finds else config.targets,
        finds_targets=finds,
        site_reads_gfm_lists=any(one.file == site and one.reads_gfm_lists for one in sites),
        strict=config.strict if config.strict is not None else _has_strict_layout(config),
    )


def _has_strict_layout(config: Config) -> bool:
    """Whether the documents have the layout of docsgate itself, in which style fails a run."""
    configured = any(is_own_layout(f"{folder}/") for folder in config.docs)
    return configured or is_folder(config.files, OWN_LAYOUT)


def _root_by_layout(folder: Path) -> Path:
    """`folder` when it holds a docs folder or a mkdocs.yml, else the nearest one above that does.

    `folder` itself again where no such folder is found.
    """
    if folder.name not in DOCS_FOLDERS and (
        _has_site(folder) or any((folder / name).is_dir() for name in DOCS_FOLDERS[:3])
    ):
        return folder
    parent = folder.parent if _has_site(folder.parent) else None
    return _docs_parent(folder) or parent or folder


def _has_site(folder: Path) -> bool:
    return any((folder / name).is_file() for name in SITE_FILES)


def _docs_parent(folder: Path) -> Path | None:
    """The parent of the documentation folder that `folder` is, or is inside of; None without."""
    for candidate in (folder, *folder.parents):
        if candidate.name in DOCS_FOLDERS[:3]:
            return candidate.parent
    return None


def docs_of(config: Config) -> Sequence[str]:
    """The folders that a run without paths looks into, relative to the root; `""` is the root."""
    if config.docs:
        return config.docs
    there = {name for name, _ in list_folder(config.files, "")}
    known = [name for name in DOCS_FOLDERS if name in there]
    if not _has_documents(config, known):
        return [""]
    decisions = [name for name in DECISION_FOLDERS if name in there]
    shown = [folder for site in config.sites for folder in main_docs(site) if folder]
    folders = dict.fromkeys([*known, *decisions, *shown])
    return [folder for folder in folders if is_folder(config.files, folder)]


def _has_documents(config: Config, folders: Sequence[str]) -> bool:
    """Whether one of `folders` holds a document that a run judges."""
    left_out = _left_out(config)
    return any(True for one in folders for _ in list_documents(config.files, one, left_out))


def _left_out(config: Config) -> Callable[[str], bool]:
    """Whether a path is excluded, or one that git ignores."""
    excluded, ignored = _excluded(config), config.is_ignored
    return lambda path: excluded(path) or ignored(path)


def _excluded(config: Config) -> Callable[[str], bool]:
    patterns = [glob_to_regex(pattern.rstrip("/")) for pattern in config.exclude]
    return lambda path: any(pattern.fullmatch(path) for pattern in patterns)


def _relative(config: Config, path: Path) -> str:
    absolute = _absolute(path)
    try:
        relative = _inside(config.root.resolve(), absolute.parent.resolve() / absolute.name)
    except ValueError:
        raise UsageError(f"{path}: outside the project {config.root}") from None
    there = is_file(config.files, relative) or is_folder(config.files, relative)
    if not there and not (config.git is None and absolute.is_symlink()):
        what = "no such file or folder" if config.git is None else "not staged"
        raise UsageError(f"{path}: {what}")
    if not is_folder(config.files, relative) and not path.name.lower().endswith(SUFFIXES):
        raise UsageError(f"{path}: not a Markdown file ({', '.join(SUFFIXES)})")
    return relative


def _inside(root: Path, place: Path) -> str:
    """The path that leads from `root` to `place`. Raises ValueError where there is none."""
    relative = place.relative_to(root).as_posix()
    return "" if relative == "." else relative


def _absolute(path: Path) -> Path:
    """`path` from the root of the file system, without `..` and with symbolic links kept."""
    return Path(os.path.normpath(path.absolute()))
