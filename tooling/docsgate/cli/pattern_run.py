"""`docsgate pattern run`: show a reliability pattern at work, with a kill and the recovery."""

from __future__ import annotations

import click

from docsgate_reliability.demonstration.demonstrate import SHOWN, demonstrate
from docsgate_reliability.errors import ReliabilityError

ENGINES = ("sqlite", "nats", "postgres")


@click.command()
@click.argument("name", type=click.Choice(list(SHOWN)))
@click.option("--engine", type=click.Choice(ENGINES), default="sqlite", show_default=True)
@click.option("--kill", is_flag=True, help="Kill the process in the worst moment, then recover.")
@click.pass_context
def run(context: click.Context, name: str, engine: str, *, kill: bool) -> None:
    """Publish, relay, consume and collect on a real engine, and count what came out."""
    try:
        right = demonstrate(name, engine, click.echo, kill=kill)
    except ReliabilityError as error:
        raise click.UsageError(str(error)) from error
    context.exit(0 if right else 1)
