"""`docsgate supersede`: one document takes the place of another, and both say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..reporters.terminal import printable
from .options import config_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("old")
@click.argument("new")
@config_option
def supersede(old: str, new: str, config_file: Path | None) -> None:
    """Let the document NEW, such as ADR-12, take the place of OLD; both say so afterwards.

    OLD gets the status of a superseded document and names NEW, and NEW names OLD. Nothing else in
    the files changes.
    """
    from ..commands import change_document
    from ..commands.open_project import open_project

    for path in change_document.supersede(open_project(config_file), old, new):
        click.echo(printable(path))
