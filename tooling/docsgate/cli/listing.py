"""`docsgate list`: the numbered documents with their status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..reporters.terminal import printable, printable_json, width
from .named import config_option, project_here

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..commands.catalogue import Entry


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
    from ..commands.catalogue import entries

    project = project_here(config_file)
    names = dict.fromkeys(collection.name for collection in project.config.collections)
    if kind is not None and kind not in names:
        raise UsageError(f"no collection is named `{kind}`; there are {', '.join(names)}")
    chosen = [
        entry
        for entry in entries(project)
        if kind in {None, entry.collection}
        and entry.status.lower().startswith((status or "").lower())
    ]
    if format_ == "json":
        rows = [entry._asdict() for entry in chosen]
        click.echo(printable_json(json.dumps(rows, indent=2, ensure_ascii=False)))
        return
    for line in _table(chosen):
        click.echo(line)


def _table(chosen: Sequence[Entry]) -> Iterator[str]:
    """Label, status, date and title in columns."""
    rows = [
        [printable(text) for text in (entry.label, entry.status, entry.date, entry.title)]
        for entry in chosen
    ]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (text + " " * (wide - width(text)) for text, wide in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
