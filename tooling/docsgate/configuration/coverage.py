"""Which documents of a project a run without paths leaves out, and which folders are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..errors import ConfigError
from ..files.disk import is_folder, read_site_file
from ..text import Source
from .discovery import docs_of, documents_below

if TYPE_CHECKING:
    from collections.abc import Collection

    from .settings import Config


class Skipped(NamedTuple):
    """What a run says of the documents that it left out; with `is_most`, before all else."""

    text: str
    is_most: bool


def find_skipped(config: Config, judged: Collection[str]) -> Skipped | None:
    """How many documents below the root are not among the `judged` ones; None without any.

    What is configured is left out on purpose, so nothing is said of it.
    """
    folders = docs_of(config)
    if config.docs or "" in folders:
        return None
    count = len(set(documents_below(config, [""])) - set(judged))
    if not count:
        return None
    where = ", ".join(folders)
    if count > len(judged):
        number = f"{count} of {count + len(judged)} Markdown files"
        text = f"{number} are outside {where} and were not judged; `docsgate validate .` judges all"
        return Skipped(text, is_most=True)
    files, verb = ("file", "was") if count == 1 else ("files", "were")
    them = "it" if count == 1 else "them"
    text = f"{count} Markdown {files} outside {where} {verb} not judged: PATH judges {them}"
    return Skipped(text, is_most=False)


def refuse_missing_folders(config: Config) -> None:
    """Raise ConfigError where `config` names a folder of documents that is not there.

    Of the folders of one collection, one must be there. The disk counts, also for what is staged: a
    folder that has nothing staged is no mistake.
    """
    for number, folder in enumerate(config.docs):
        if not is_folder(config.root, folder):
            place = _place(config, "docs", number)
            raise ConfigError(f"{place}: `docs` names `{folder}`, which is no folder")
    for collection in config.collections:
        if collection.anywhere or collection.is_observed:
            continue
        if not any(is_folder(config.root, folder) for folder in collection.folders):
            folders = " or ".join(f"`{folder}`" for folder in collection.folders)
            place = _place(config, "collections", collection.name, "folder")
            message = f"{place}: there is no folder {folders} of `{collection.name}`"
            raise ConfigError(f"{message}; `docsgate new {collection.name} TITLE` makes it")


def _place(config: Config, *path: str | int) -> str:
    """`file:line:column` of the setting at `path`, or of the nearest one above it."""
    from .toml_positions import key_positions  # noqa: PLC0415 - only an error has a place

    text = read_site_file(config.files, config.file).replace("\r\n", "\n")
    positions = key_positions(text)
    full = (*(("tool", "docsgate") if config.file == "pyproject.toml" else ()), *path)
    while full and full not in positions:
        full = full[:-1]
    line, column = Source(config.file, text).position(positions[full].start if full else 0)
    return f"{config.file}:{line}:{column}"
