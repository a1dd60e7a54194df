"""The project around the current folder, and its documents by the names that people use."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..configuration.discovery import documents_of
from ..fixing.write import refuse_unwritable, write
from ..loading.load_project import load_project
from .configure import configure
from .list_documents import document_called
from .request import Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..fixing.change import Change
    from ..model.document import Document
    from ..project import LoadedProject


def open_project(config_file: Path | None = None) -> LoadedProject:
    """The project around the current folder, without asking MDX compilers or other sites.

    Raises UsageError and ConfigError.
    """
    config = configure(Request(config_file=config_file))
    config = replace(config, scans_mdx=False, external=config.external._replace(enabled=False))
    return load_project(config, documents_of(config, ()))


def find_document(project: LoadedProject, name: str) -> Document:
    """The document that `name` calls: a citation, a number, or a path as the shell completes it.

    Raises UsageError.
    """
    place = Path(os.path.normpath(Path(name).absolute()))
    if place.is_file() and place.is_relative_to(project.config.root):
        name = place.relative_to(project.config.root).as_posix()
    return document_called(project, name)


def save(project: LoadedProject, changes: Sequence[Change]) -> list[str]:
    """Write what has changed, all or nothing, and return its paths. Raises WriteError."""
    changed = [change for change in changes if change.before != change.after]
    refuse_unwritable(project.config, changed)
    write(project.config, changed)
    return [change.after.path for change in changed]
