"""`docsgate new`: a document with the next free number, from the collection's template."""

from __future__ import annotations

from pathlib import Path

import click

from .options import config_option


@click.command()
@click.argument("kind", metavar="TYPE")
@click.argument("title")
@click.option("--folder", type=click.Path(path_type=Path), metavar="FOLDER",
              help="The folder, where there are several for TYPE.")  # fmt: skip
@config_option
def new(kind: str, title: str, folder: Path | None, config_file: Path | None) -> None:
    """Write a new document: TYPE is a collection (adr, rfc, memo), TITLE its title."""
    from ..commands.new_document import write_new

    click.echo(write_new(kind, title, config_file, folder))
