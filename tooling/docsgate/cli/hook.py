"""`docsgate hook`: the gate before the commit."""

from __future__ import annotations

from pathlib import Path

import click

from ..commands.hook import install, uninstall


@click.group()
def hook() -> None:
    """Judge what a commit adds before it is made."""


@hook.command("install")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def install_hook(paths: tuple[Path, ...]) -> None:
    """Write git's pre-commit hook. PATHS name projects below the top of the repository.

    Lines of your own in the hook are kept.
    """
    click.echo(f"{install(Path.cwd(), paths)}: judges what is new, before each commit")


@hook.command("uninstall")
def uninstall_hook() -> None:
    """Remove the lines that `install` wrote."""
    click.echo(f"{uninstall(Path.cwd())}: removed")
