"""Block quotes, lists and footnote definitions: what a line must begin with to belong to them.

CommonMark 0.31, sections 5.1 and 5.2, and the footnotes of GitHub, as micromark tokenizes them
with indented code switched off, as MDX does: any indent is allowed before a marker and after it.

`Cursor` is a place in one line. `..._continues` asks an open container whether the line goes on
with it; `starts` looks for a new one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..source.labels import normalize

if TYPE_CHECKING:
    from ..source.lines import FilledLine

SPACES = re.compile("[ \t\x00]*")
_COLUMNS = (" ", "\t", "\x00")
_BULLET = re.compile("[*+-]")
_NUMBER = re.compile(r"([0-9]{1,9})([.)])")
_FOOTNOTE = re.compile(r"\[\^((?:[^\[\]\\ \t\n\x00]|\\[\[\]\\]|\\(?![\[\]\\]))+)\]:[ \t\x00]*")
_THEMATIC_MIN = 3
_FOOTNOTE_INDENT = 4
_FOOTNOTE_LABEL_MAX = 999


class OpenContainer:
    """One open container. `start` is the offset of its marker; all else is for lists, `item` is
    the offset of the open item's marker.
    """

    __slots__ = ("blank_first", "further_blank", "item", "kind", "marker", "size", "start")

    def __init__(self, kind: str, start: int) -> None:
        self.kind = kind
        self.start = start
        if kind != "list":
            return
        self.item = start
        self.marker = ""
        self.size = 0
        self.blank_first = False
        self.further_blank = False


class Cursor:
    """A place in a line, past the markers of the containers that the line continues."""

    __slots__ = ("line", "position", "text")

    def __init__(self, line: FilledLine) -> None:
        self.line = line
        self.text = line.filled
        self.position = 0

    def after_spaces(self) -> int:
        """Where the white space here ends."""
        if self.text[self.position : self.position + 1] > " ":
            return self.position
        found = SPACES.match(self.text, self.position)
        assert found is not None
        return found.end()

    def is_blank(self) -> bool:
        """Whether only white space is left."""
        return self.after_spaces() == len(self.text)

    def offset(self) -> int:
        """The offset in the document."""
        return self.line.offset(self.position)


def is_thematic_break(text: str, position: int) -> bool:
    """Whether the rest of the line is a thematic break; `*`, `-` or `_` is at `position`."""
    marker = text[position]
    rest = len(text.rstrip(marker + " \t\x00"))
    return rest <= position and text.count(marker, position) >= _THEMATIC_MIN


def quote_continues(cursor: Cursor) -> bool:
    """Take `>` and one column of white space."""
    position = cursor.after_spaces()
    if not cursor.text.startswith(">", position):
        return False
    spaced = cursor.text[position + 1 : position + 2] in _COLUMNS
    cursor.position = position + 1 + spaced
    return True


def footnote_continues(cursor: Cursor) -> bool:
    """Take four columns of white space; a blank line is taken as it is."""
    if cursor.is_blank():
        return True
    if cursor.after_spaces() - cursor.position < _FOOTNOTE_INDENT:
        return False
    cursor.position += _FOOTNOTE_INDENT
    return True


def list_continues(cursor: Cursor, container: OpenContainer) -> str:
    """`item`: the line belongs to the open item; `sibling`: it opens another; or nothing."""
    end = cursor.after_spaces()
    if end == len(cursor.text):
        container.further_blank = container.further_blank or container.blank_first
        cursor.position = min(end, cursor.position + container.size)
        return "item"
    further = container.further_blank
    container.further_blank = container.blank_first = False
    if not further and end - cursor.position >= container.size > 0:
        cursor.position += container.size
        return "item"
    return "sibling" if _starts_item(cursor, container, interrupts=False) else ""


def _starts_item(cursor: Cursor, container: OpenContainer, *, interrupts: bool) -> bool:
    """Take a list marker and the white space after it; set what `container` needs to know."""
    text, begin = cursor.text, cursor.position
    marker_at = cursor.after_spaces()
    end = _marker_end(text, marker_at, container.marker, interrupts=interrupts)
    if end < 0:
        return False
    found = SPACES.match(text, end)
    assert found is not None
    blank = found.end() == len(text)
    if (blank and interrupts) or (not blank and found.end() == end):
        return False
    if blank:
        container.blank_first = True
        container.size = end - begin + 1
        cursor.position = end
    else:
        container.size = found.end() - begin
        cursor.position = found.end()
    container.marker = text[end - 1]
    container.item = cursor.line.offset(marker_at)
    return True


def _marker_end(text: str, start: int, marker: str, *, interrupts: bool) -> int:
    """After the list marker at `start`, or -1; it must end in `marker` if that is known."""
    found = _BULLET.match(text, start)
    if found:
        barred = text[start] != "+" and is_thematic_break(text, start)
    else:
        found = _NUMBER.match(text, start)
        barred = found is not None and interrupts and found[1] != "1"
    if found is None or barred or (marker and text[found.end() - 1] != marker):
        return -1
    return found.end()


def starts(cursor: Cursor, *, interrupts: bool, footnotes: set[str]) -> OpenContainer | None:
    """A container that opens here; the cursor moves past its marker."""
    marker_at = cursor.after_spaces()
    character = cursor.text[marker_at : marker_at + 1]
    if not character or character not in ">*+-0123456789[":
        return None
    start = cursor.line.offset(marker_at)
    if character == ">":
        spaced = cursor.text[marker_at + 1 : marker_at + 2] in _COLUMNS
        cursor.position = marker_at + 1 + spaced
        return OpenContainer("blockQuote", start)
    if character == "[":
        found = _FOOTNOTE.match(cursor.text, marker_at)
        if found is None or len(found[1]) > _FOOTNOTE_LABEL_MAX:
            return None
        footnotes.add(normalize(found[1]))
        cursor.position = found.end()
        return OpenContainer("gfmFootnoteDefinition", start)
    container = OpenContainer("list", start)
    return container if _starts_item(cursor, container, interrupts=interrupts) else None
