"""`docsgate list`: the numbered documents with their status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from ..reporters.terminal import printable, printable_json, width
from .options import config_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..commands.list_documents import ListedDocument


@click.command("list")
@click.argument("kind", metavar="[TYPE]", required=False)
@click.option("--status", metavar="STATUS", help="Only those with this status.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text",
              show_default=True, help="How to list.")  # fmt: skip
@config_option
def list_documents(
    kind: str | None, status: str | None, format_: str, config_file: Path | None
) -> None:
    """List the numbered documents: all, or those of TYPE (adr, rfc, memo)."""
    from ..commands.list_documents import chosen_documents
    from ..commands.open_project import open_project

    chosen = chosen_documents(open_project(config_file), kind, status or "")
    if format_ == "json":
        rows = [entry._asdict() for entry in chosen]
        click.echo(printable_json(json.dumps(rows, indent=2, ensure_ascii=False)))
        return
    for line in _table(chosen):
        click.echo(line)


def _table(chosen: Sequence[ListedDocument]) -> Iterator[str]:
    """Label, status, date and title in columns."""
    rows = [
        [printable(text) for text in (entry.label, entry.status, entry.date, entry.title)]
        for entry in chosen
    ]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (text + " " * (wide - width(text)) for text, wide in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
