"""Which documents of a project a run without paths leaves out, and which folders are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ConfigError
from ..files.disk import is_folder
from .discovery import docs_of, documents_below

if TYPE_CHECKING:
    from collections.abc import Collection

    from .settings import Config


def skipped_note(config: Config, judged: Collection[str]) -> str:
    """How many documents below the root are not among the `judged` ones; empty without any.

    What is configured is left out on purpose, so nothing is said of it.
    """
    folders = docs_of(config)
    if config.docs or "" in folders:
        return ""
    count = len(set(documents_below(config, [""])) - set(judged))
    if not count:
        return ""
    files, verb = ("file", "was") if count == 1 else ("files", "were")
    them = "it" if count == 1 else "them"
    where = ", ".join(folders)
    return f"{count} Markdown {files} outside {where} {verb} not judged: PATH judges {them}"


def refuse_missing_folders(config: Config) -> None:
    """Raise ConfigError where `config` names a folder of documents that is not there.

    Of the folders of one collection, one must be there. The disk counts, also for what is staged: a
    folder that has nothing staged is no mistake.
    """
    for folder in config.docs:
        if not is_folder(config.root, folder):
            raise ConfigError(f"{config.file}: `docs` names `{folder}`, which is no folder")
    for collection in config.collections:
        if collection.anywhere or collection.is_observed:
            continue
        if not any(is_folder(config.root, folder) for folder in collection.folders):
            folders = " or ".join(f"`{folder}`" for folder in collection.folders)
            message = f"{config.file}: there is no folder {folders} of `{collection.name}`"
            raise ConfigError(f"{message}; `docsgate new {collection.name} TITLE` makes it")
