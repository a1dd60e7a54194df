"""`docsgate pattern`: the reliability patterns. Only its commands import them."""

from __future__ import annotations

import click

from .lazy import LazyGroup

COMMANDS = {
    "run": "docsgate.cli.pattern_run",
    "check": "docsgate.cli.pattern_check",
    "serve": "docsgate.cli.pattern_serve",
    "migrate": "docsgate.cli.pattern_migrate",
}


@click.group(cls=LazyGroup, commands_by_module=COMMANDS)
def pattern() -> None:
    """Run the reliability patterns that the documentation describes."""
