"""Shows the report of a run: printed for people, and in a file for programs if one is named."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from ..errors import UsageError
from ..files.disk import SUFFIXES
from ..files.git_command import is_tracked
from ..reporters import reporter
from ..reporters.terminal import printable_lines

if TYPE_CHECKING:
    from pathlib import Path

    from ..checking.report import Report


class Display(NamedTuple):
    """How the command line wants to see the report."""

    format_: str
    output: Path | None
    full: bool
    verbose: bool

    @property
    def is_screen(self) -> bool:
        """Whether a person sees the report on a terminal, and did not ask for all of it."""
        shortened = self.format_ == "text" and not self.full and not self.verbose
        return shortened and sys.stdout.isatty()


def refuse_authored(output: Path) -> None:
    """Raise UsageError if `output` is there and somebody wrote it, unlike a report."""
    if not output.exists():
        return
    place = output.resolve()  # A link may lead to a document.
    if place.name.lower().endswith(SUFFIXES):
        raise UsageError(f"{output}: is a document, and no report replaces it; name another file")
    if is_tracked(place):
        raise UsageError(f"{output}: is in git, and no report replaces it; name another file")


def show_diff(diff: str) -> None:
    """Print `diff` as it is, for a program; to a terminal, without control characters."""
    if sys.stdout.isatty():
        click.echo(printable_lines(diff), nl=False)
    else:
        click.echo(diff.encode("utf-8", "surrogateescape"), nl=False)


def show_report(report: Report, shown: Display, *, beside_diff: bool) -> None:
    """Print `report`, or write it to the file in `shown` and print it as text.

    Beside a diff, it goes to stderr, where text is no more than the notes and a count.
    Raises UsageError when the file cannot be written.
    """
    printed = shown.format_
    if shown.output is not None:
        _write(shown.output, _rendered(report, shown, colour=False))
        printed = "text"
    if beside_diff and printed == "text":
        click.echo(_counted(report), err=True, nl=False)
        return
    click.echo(_printed(report, shown._replace(format_=printed)), nl=False, err=beside_diff)


def _printed(report: Report, shown: Display) -> str:
    """What stdout shows: on a terminal no more than one takes in, unless all was asked for."""
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    if not shown.is_screen:
        return _rendered(report, shown, colour=colour)
    from shutil import get_terminal_size  # It loads all compressions, and few runs have a terminal.

    from ..reporters.text import Screen, render

    screen = Screen(get_terminal_size().columns)
    return render(report, colour=colour, screen=screen)


def _rendered(report: Report, shown: Display, *, colour: bool) -> str:
    return reporter(shown.format_)(report, colour=colour, verbose=shown.verbose)


def _write(output: Path, text: str) -> None:
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from None


def _counted(report: Report) -> str:
    """The notes of `report`, and how many findings it has."""
    number = len(report.findings)
    findings = "1 finding" if number == 1 else f"{number} findings"
    notes = [*filter(None, [report.first]), *report.notes]
    lines = [*notes, f"{findings}; without --diff, each is shown"] if number else notes
    return printable_lines("".join(f"{line}\n" for line in lines))
