"""Which footnotes a page shows, and in which order, on GitHub and in Docusaurus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text import inside

if TYPE_CHECKING:
    from ..model.document import Document, Footnote


class ShownNotes:
    """The footnotes of a document: `numbers` by label, and the spans of those that are `unshown`.

    They are numbered and shown in the order in which the text first refers to them. Of two with
    the same label, the first one is shown.
    """

    def __init__(self, document: Document) -> None:
        notes = [note for note in document.footnotes if note.is_definition]
        defined = {_name(note): note.span for note in reversed(notes)}
        unshown = [note.span for note in notes if defined[_name(note)] != note.span]
        used = dict.fromkeys(_name(n) for n in document.footnotes if not n.is_definition)
        labels = [label for label in used if label in defined]
        self.numbers = {label: number for number, label in enumerate(labels, 1)}
        self.unshown = sorted([*unshown, *(defined[n] for n in defined.keys() - used.keys())])
        self._spans = {defined[label]: number for label, number in self.numbers.items()}

    def number(self, label: str) -> str:
        """The number of the footnote with `label` as text; empty where there is none."""
        return str(self.numbers.get(label.casefold(), ""))

    def are_shown(self, offset: int) -> bool:
        """Whether `offset` is in none of the footnotes that are not shown."""
        return not inside(self.unshown, offset)

    def order(self, offset: int) -> int:
        """The number of the footnote that holds `offset`; 0 for what is in none."""
        around = (n for span, n in self._spans.items() if span.start <= offset < span.end)
        return next(around, 0)


def _name(note: Footnote) -> str:
    return note.label.casefold()
