"""The command line: one file a command. Only this package imports click, and only it prints."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from .. import __version__
from ..errors import Trouble
from .lazy import LazyGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "validate": "docsgate.cli.validate",
    "build": "docsgate.cli.build",
    "serve": "docsgate.cli.serve",
    "new": "docsgate.cli.new",
    "list": "docsgate.cli.list_documents",
    "status": "docsgate.cli.status",
    "supersede": "docsgate.cli.supersede",
    "explain": "docsgate.cli.explain",
    "hook": "docsgate.cli.hook",
    "pattern": "docsgate.cli.pattern",
}
"""Commands in the order shown, and the module that holds each; loaded when it is called."""

MISUSE = 2


@click.group(cls=LazyGroup, commands_by_module=COMMANDS)
@click.version_option(__version__, prog_name="docsgate")
def docsgate() -> None:
    """Keep a repository of engineering documents true."""


def command_line(arguments: Sequence[str]) -> int:
    """Run `arguments` and return the exit code."""
    try:
        code = docsgate.main(list(arguments), prog_name="docsgate", standalone_mode=False)
    except Trouble as error:
        from ..reporters.terminal import printable_lines

        click.echo(printable_lines(f"docsgate: {error}"), err=True)
        return MISUSE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return MISUSE
    except click.ClickException as error:
        error.show()
        return MISUSE
    except click.exceptions.Abort:
        sys.stderr.write("docsgate: interrupted\n")
        return 130
    return code if isinstance(code, int) else 0
