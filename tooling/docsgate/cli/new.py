"""`docsgate new`: a document with the next free number, from the collection's template."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .options import config_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("kind", metavar="TYPE")
@click.argument("title")
@config_option
def new(kind: str, title: str, config_file: Path | None) -> None:
    """Write a new document: TYPE is a collection (adr, rfc, memo), TITLE its title."""
    from ..commands.new_document import write_new

    click.echo(write_new(kind, title, config_file))
