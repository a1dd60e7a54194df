"""`docsgate pattern serve`: run relays and collectors."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import click

from docsgate_reliability.errors import ReliabilityError
from docsgate_reliability.namespaces.load import load
from docsgate_reliability.namespaces.serve import serve as serve_namespaces
from docsgate_reliability.namespaces.serve import served

from .pattern_check import read

if TYPE_CHECKING:
    from docsgate_reliability.namespaces.load import Configuration


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--namespace", "names", multiple=True, help="Only this one; may be repeated.")
def serve(file: str, names: tuple[str, ...]) -> None:
    """Run the relays and collectors of FILE, a YAML of namespaces, until SIGTERM or Ctrl-C.

    The log goes to standard error. An engine that is away is waited for.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)-7s %(message)s", level=logging.INFO)
    try:
        configuration = load(read(file), file)
        asyncio.run(serve_namespaces(configuration, _chosen(configuration, names)))
    except ReliabilityError as error:
        raise click.UsageError(str(error)) from error
    except ExceptionGroup as failed:
        known = failed.subgroup(ReliabilityError)
        if known is None:
            raise
        raise click.UsageError(str(known.exceptions[0])) from failed


def _chosen(configuration: Configuration, names: tuple[str, ...]) -> tuple[str, ...]:
    """The namespaces to serve: `names`, or all. Raises UsageError."""
    known = served(configuration)
    unknown = [name for name in names if name not in known]
    if known and not unknown:
        return names or known
    if known:
        there = ", ".join(known)
        raise click.UsageError(f"`{unknown[0]}` has nothing to run; there is something in {there}")
    raise click.UsageError("no namespace has an outbox or a claim check, so nothing is to be run")
