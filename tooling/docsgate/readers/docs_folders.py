"""Which folders hold the documentation from which a site is made."""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING

from .address import resolve_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..configuration.mkdocs_yml import MkdocsFile
    from ..configuration.settings import Config

_USUAL = ("docs-cms", "docs", "doc")


def docs_folders(
    config: Config,
    settings: MkdocsFile | None,
    paths: Iterable[str],
    exists: Callable[[str], bool],
) -> tuple[str, ...]:
    """The docs folders of the documents at `paths`, relative to the root; `""` is the root.

    In this order: the folder of mkdocs.yml if it holds some of the documents (a site may be built
    from a staged copy), the configured folders, the outermost folders with a usual name, such a
    folder beside the documents, the root. `exists` tells whether a folder exists.
    """
    paths = list(paths)
    named = resolve_path(dirname(config.site), settings.docs) if settings is not None else None
    if named is not None and any(is_below(path, named) for path in paths):
        return (named,)
    if config.docs:
        return config.docs
    usual = {folder for path in paths if (folder := _find_usual_folder(path)) is not None}
    if usual:
        return tuple(sorted(usual))
    beside = [named] if named else []
    return next(((folder,) for folder in (*beside, *_USUAL) if exists(folder)), ("",))


def is_below(path: str, folder: str) -> bool:
    """Whether the file at `path` is in `folder` or in a folder below it."""
    return not folder or path.startswith(f"{folder}/")


def _find_usual_folder(path: str) -> str | None:
    parts = path.split("/")[:-1]
    for depth, part in enumerate(parts, 1):
        if part in _USUAL:
            return "/".join(parts[:depth])
    return None
