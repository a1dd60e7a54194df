"""A line as the block constructs see it: without container prefixes and leading white space."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class FlowLine:
    """One line. `text` starts at `offset` in the document, its white space at `before`.

    `start` is where the whole line starts, `indent` the width of the white space in columns;
    `ends` says that the line has a line ending, `lazy` that it lacks the prefix of an open
    container, `at_column_one` that nothing at all is before `text`.
    """

    text: str
    offset: int
    before: int
    start: int
    indent: int
    lazy: bool
    ends: bool
    at_column_one: bool

    def after(self, skip: int) -> FlowLine:
        """What is left of the line after `skip` characters."""
        text = self.text[skip:].lstrip(" \t")
        end = self.offset + len(self.text)
        return FlowLine(
            text,
            offset=end - len(text),
            before=self.offset + skip,
            start=self.start,
            indent=len(self.text) - skip - len(text),
            lazy=self.lazy,
            ends=self.ends,
            at_column_one=False,
        )
