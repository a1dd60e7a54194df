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

    Where the readers are those that were found, the folders that their sites show, and the usual
    ones that hold other documents. Else, or where no site shows a document, in this order: the
    folder of mkdocs.yml if it holds some of the documents (a site may be built from a staged copy),
    the configured folders, the outermost folders with a usual name, such a folder beside the
    documents, the root. `exists` tells whether a folder exists.
    """
    paths = list(paths)
    if config.finds_targets:
        shown = sorted(_shown(config, paths), key=lambda folder: (-len(folder), folder))
        others = [path for path in paths if not any(is_below(path, folder) for folder in shown)]
        if shown:
            return (*shown, *sorted({*config.docs, *_all_usual(others)}.difference(shown)))
    named = resolve_path(dirname(config.site), settings.docs) if settings is not None else None
    if named is not None and any(is_below(path, named) for path in paths):
        return (named,)
    if config.docs:
        return config.docs
    usual = _all_usual(paths)
    if usual:
        return tuple(sorted(usual))
    beside = [named] if named else []
    return next(((folder,) for folder in (*beside, *_USUAL) if exists(folder)), ("",))


def is_below(path: str, folder: str) -> bool:
    """Whether the file at `path` is in `folder` or in a folder below it."""
    return not folder or path.startswith(f"{folder}/")


def _shown(config: Config, paths: Iterable[str]) -> set[str]:
    """The folders of documentation of judged sites that hold some of the documents at `paths`."""
    folders = {folder for site in config.sites if site.generator.is_judged for folder in site.docs}
    return {folder for folder in folders if any(is_below(path, folder) for path in paths)}


def _all_usual(paths: Iterable[str]) -> set[str]:
    return {folder for path in paths if (folder := _find_usual_folder(path)) is not None}


def _find_usual_folder(path: str) -> str | None:
    parts = path.split("/")[:-1]
    for depth, part in enumerate(parts, 1):
        if part in _USUAL:
            return "/".join(parts[:depth])
    return None
