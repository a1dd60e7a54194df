"""`docsgate status`: the status of a document, shown or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..reporters.terminal import printable
from .options import config_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("name")
@click.argument("word", metavar="[STATUS]", required=False)
@config_option
def status(name: str, word: str | None, config_file: Path | None) -> None:
    """Show the status of the document NAME, such as ADR-12, or change it to STATUS.

    Nothing else in the file changes. See `docsgate supersede` for a decision that another replaced.
    """
    from ..commands.change_document import change_status, status_of
    from ..commands.open_project import open_project

    project = open_project(config_file)
    if word is None:
        click.echo(printable(status_of(project, name)) or "no status")
        return
    for path in change_status(project, name, word):
        click.echo(printable(path))
