"""`docsgate pattern run`: show a reliability pattern at work, with a kill and the recovery."""

from __future__ import annotations

import click

PATTERNS = ("claim-check", "outbox")
ENGINES = ("sqlite", "nats", "postgres")


@click.group()
def pattern() -> None:
    """Run the reliability patterns that the documentation describes."""


@pattern.command()
@click.argument("name", type=click.Choice(PATTERNS))
@click.option("--engine", type=click.Choice(ENGINES), default="sqlite", show_default=True)
@click.option("--kill", is_flag=True, help="Kill the process in the worst moment, then recover.")
@click.pass_context
def run(context: click.Context, name: str, engine: str, *, kill: bool) -> None:
    """Publish, relay, consume and collect on a real engine, and count what came out."""
    # Imported here, so that `docsgate --help` loads no engine.
    from docsgate_reliability.demonstration.demonstrate import demonstrate
    from docsgate_reliability.errors import ReliabilityError

    try:
        right = demonstrate(name, engine, click.echo, kill=kill)
    except ReliabilityError as error:
        raise click.UsageError(str(error)) from error
    context.exit(0 if right else 1)
