"""
The number in the file name, in `id` and in the title are not the same.

Readers cite the number that they see, and arrive at another document.

Correct the one that is wrong. Links and citations elsewhere may use it too. Where the file name
begins with the number, as in `0007-one-cache.md`, `7. One cache` says it as well.

In the example, the file is `adr-007-one-cache.md`.

Before:

    ---
    title: "ADR-070: One cache"
    ---

After:

    ---
    title: "ADR-007: One cache"
    ---
"""

from __future__ import annotations

from posixpath import basename
from typing import TYPE_CHECKING

from ..decisions.numbering import number_of
from ..diagnostics import Diagnostic
from ..late_pattern import LatePattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project
    from ..text import Span

ID = "number-mismatched"

_LEADING = LatePattern(r"\s*(?P<name>[A-Za-z]+)[ -]?(?P<number>\d+)\b")

_BARE = LatePattern(r"\s*(?P<number>\d+)(?:[.:]\s|\Z)")
"""The number as adr-tools writes it in front of a title, or an `id` that is nothing else."""


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report `id`, `title` and the first heading where their number is another one."""
    own, collection = number_of(document), document.membership
    if own is None or collection is None:
        return
    for place, text, span in _claims(document):
        said = _number_in(text, document, collection.name)
        if said and int(said) != int(own):
            message = f"{place} says {said}, the file name {own}"
            help_ = f"write {own}, or rename the file"
            yield Diagnostic(ID, document.path, span, message, help_)
    entry = document.get("id")
    expected = collection.id.replace("{number}", own)
    if entry is not None and collection.id and not collection.anywhere:
        written = entry.value.text
        match = _LEADING.compiled.match(written)
        same_number = match is not None and int(match["number"]) == int(own)
        if written != expected and (match is None or same_number):
            message = f"`id` is `{written}`, not `{expected}`"
            yield Diagnostic(ID, document.path, entry.value.span, message, f"write `{expected}`")


def _number_in(text: str, document: Document, name: str) -> str:
    """The number of the document that `text` says, which begins with it; empty for none."""
    match = _LEADING.compiled.match(text)
    if match is not None:
        return match["number"] if match["name"].lower() == name.lower() else ""
    match = _BARE.compiled.match(text) if basename(document.path)[0].isdigit() else None
    return match["number"] if match else ""


def _claims(document: Document) -> Iterator[tuple[str, str, Span]]:
    for key in ("id", "title"):
        entry = document.get(key)
        if entry is not None:
            yield f"`{key}`", entry.value.text, entry.value.span
    first = next(iter(document.headings), None)
    if first is not None and first.level == 1:
        yield "the heading", first.text, first.text_span
