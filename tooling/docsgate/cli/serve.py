"""`docsgate serve`: the site on this machine, built again when a document changes."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import click

from ..errors import UsageError

_ADDRESS = re.compile(r"[\w.-]+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5}")


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT",
              help="Where to listen.")  # fmt: skip
@click.option("--config", "config_file", type=click.Path(path_type=Path),
              help="Use this configuration file.")  # fmt: skip
def serve(*, address: str, config_file: Path | None) -> int:
    """Serve the site and build it again when a document changes. Ctrl-C ends it."""
    gc.enable()  # This process runs for long, so it must collect garbage.
    from ..commands.build import serve as serve_site

    if not _ADDRESS.fullmatch(address):
        raise UsageError(f"`{address}` is no address; write one like 127.0.0.1:8000")
    try:
        return serve_site(config_file, address)
    except KeyboardInterrupt:
        click.echo("stopped", err=True)
        return 0
