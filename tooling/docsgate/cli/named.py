"""Documents that the command line names, and writing them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..commands.catalogue import document_called
from ..configuration.discovery import documents_of
from ..fixing.write import refuse_unwritable, write
from ..loading.load_project import load_project
from ..reporters.terminal import printable
from .configured import configured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..fixing.change import Change
    from ..model.document import Document
    from ..project import LoadedProject

config_option = click.option(
    "--config", "config_file", type=click.Path(path_type=Path), help="Use this configuration file."
)


def project_here(config_file: Path | None) -> LoadedProject:
    """The project around the current directory, without what compilers and other sites say."""
    config = configured((), config_file)
    config = replace(config, scans_mdx=False, external=replace(config.external, enabled=False))
    return load_project(config, documents_of(config, ()))


def named(project: LoadedProject, name: str) -> Document:
    """The document that `name` calls: a citation, a number, or a path as the shell completes it."""
    place = Path(os.path.normpath(Path(name).absolute()))
    if place.is_file() and place.is_relative_to(project.config.root):
        name = place.relative_to(project.config.root).as_posix()
    return document_called(project, name)


def save(project: LoadedProject, changes: Sequence[Change]) -> None:
    """Write what has changed, all or nothing, and say which it was. Raises WriteError."""
    changed = [change for change in changes if change.before != change.after]
    refuse_unwritable(project.config, changed)
    write(project.config, changed)
    for change in changed:
        click.echo(printable(change.after.path))
