"""`docsgate new`: a document with the next free number, from the collection's template."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from .configured import configured


@click.command()
@click.argument("kind", metavar="TYPE")
@click.argument("title")
@click.option(
    "--config", "config_file", type=click.Path(path_type=Path), help="Use this configuration file."
)
def new(kind: str, title: str, config_file: Path | None) -> None:
    """Write a new document: TYPE is a collection (adr, rfc, memo), TITLE its title."""
    from ..commands.new import draft, write

    config = configured((), config_file)
    document = draft(config, kind, title, datetime.now(UTC).date().isoformat())
    write(config, document)
    click.echo(document.path)
