"""`docsgate pattern migrate`: make the tables of the patterns, or bring them up to date."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from docsgate_reliability.errors import ReliabilityError
from docsgate_reliability.namespaces.load import load
from docsgate_reliability.wiring.migrate import migrate as migrated

from .pattern_check import read

if TYPE_CHECKING:
    from docsgate_reliability.namespaces.load import Configuration


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def migrate(file: str) -> None:
    """Create or migrate the tables of each database in FILE, a YAML of namespaces.

    For a role that may create tables. Programs whose role may not do that open the namespaces then.
    """
    try:
        asyncio.run(_migrate(load(read(file), file)))
    except ReliabilityError as error:
        raise click.UsageError(str(error)) from error


async def _migrate(configuration: Configuration) -> None:
    async for name, before, now in migrated(configuration.backends.values()):
        change = f"version {now}" if before == now else f"version {before}, now {now}"
        click.echo(f"{name}: {change}")
