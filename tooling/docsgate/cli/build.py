"""`docsgate build`: the site, built strictly from the staged documents."""

from __future__ import annotations

from pathlib import Path

import click

from ..reporters import reporter

_PATHS = click.Path(path_type=Path)


@click.command()
@click.option("--clean", is_flag=True, help="Delete the staged documents and the site first.")
@click.option("--config", "config_file", type=_PATHS, help="Use this configuration file.")
@click.option("--output", type=_PATHS, help="Where to write the site; default: its site_dir.")
def build(*, clean: bool, config_file: Path | None, output: Path | None) -> int:
    """Build the site; keep the last one when that fails.

    Where documents are staged, a mkdocs.yml for other builders is left beside them.

    Exit code 0: built. 1: the builder has something to say. 2: misuse, or no mkdocs.yml.
    """
    from ..commands.build import build as build_folder

    built = build_folder(config_file, output, clean=clean)
    if built.failure is not None:
        click.echo(reporter("text")(built.failure, colour=False, verbose=False), nl=False)
        return 1
    click.echo(f"{built.pages} pages in {built.folder}")
    return 0
