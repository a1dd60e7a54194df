"""`docsgate pattern check`: judge configurations of namespaces."""

from __future__ import annotations

from pathlib import Path

import click

from docsgate_reliability.configuration.refusals import ConfigurationRefused
from docsgate_reliability.namespaces.load import load

from ..reporters.terminal import printable


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.pass_context
def check(context: click.Context, files: tuple[str, ...]) -> None:
    """Say what is refused in each of FILES, a YAML of namespaces, at its line and column.

    Engines are not asked; that happens when a namespace is opened.
    """
    refused = 0
    for file in files:
        try:
            configuration = load(read(file), file)
        except ConfigurationRefused as error:
            refused += len(error.refusals)
            click.echo("\n".join(map(printable, str(error).splitlines())))
        else:
            click.echo(f"{printable(file)}: {', '.join(configuration.namespaces)}: right")
    context.exit(1 if refused else 0)


def read(file: str) -> str:
    """The text of `file`. Raises UsageError."""
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{printable(file)}: cannot be read: {error}") from error
