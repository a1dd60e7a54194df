"""`docsgate status`: the status of a document, shown or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..reporters.terminal import printable
from .named import config_option, named, project_here, save

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
    from ..commands.change import with_status
    from ..decisions.facts import text_of

    project = project_here(config_file)
    document = named(project, name)
    if word is not None:
        save(project, [with_status(document, word)])
    else:
        click.echo(printable(text_of(document, "status")) or "no status")
