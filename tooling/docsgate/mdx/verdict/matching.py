"""Whether each tag is closed where it was opened.

(mdast-util-mdx-jsx.) Blocks, links, emphasis and tags are entered and left in one stack. A
closing tag must meet its own opening tag on top of it, a block must not meet a tag. The first
violation, in the order of the document, rejects it. To find the others too, a violation is
mended as a person would: a stray closing tag is passed over, an open tag ends with its block.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ..blocks.block_events import Enter, Exit, FlowTag, Nested, Text
from ..inline.inline_events import Group
from ..source.problem import Problem
from ..tags.tag import Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_LAST = (Exit(-1),)


class _Open:
    """Something that was entered: a construct, or a tag."""

    __slots__ = ("kind", "start", "tag")

    def __init__(self, kind: str, start: int, tag: Tag | None = None) -> None:
        self.kind = kind
        self.start = start
        self.tag = tag


class Matcher:
    """The stack of what is open, and of the tags among it."""

    def __init__(self, report: Callable[[Problem], None]) -> None:
        self.report = report
        self.stack: list[_Open] = []
        self.tags = 0

    def document(self, events: Iterable[object]) -> None:
        """Check a whole document."""
        self.walk(events)
        while self.stack:
            top = self.stack.pop()
            if top.tag is not None:
                self._unclosed(top.tag, None)

    def walk(self, events: Iterable[object]) -> None:
        """Check `events` in order; what is nested is kept on a stack of its own."""
        pending = [iter(events)]
        while pending:
            for event in pending[-1]:
                inner = self._enter(event)
                if inner is not None:
                    pending.append(inner)
                    break
            else:
                pending.pop()

    def _enter(self, event: object) -> Iterator[object] | None:
        """Take `event`; what it holds is returned, with its end."""
        if isinstance(event, Enter):
            self.stack.append(_Open(event.kind, event.start))
        elif isinstance(event, Exit):
            self._leave()
        elif isinstance(event, Tag):
            self._tag(event)
        elif isinstance(event, FlowTag):
            self._tag(event.tag)
        elif isinstance(event, Text):
            if event.events:
                self.stack.append(_Open(event.kind, event.start))
                return chain(event.events, _LAST)
        elif isinstance(event, Group):
            self.stack.append(_Open(event.kind, event.start))
            return chain(event.items, _LAST)
        elif isinstance(event, Nested):
            return iter(event.events)
        return None

    def _leave(self) -> None:
        """The innermost construct ends; no tag may be open in it."""
        opened = []
        while self.stack and self.stack[-1].tag is not None:
            opened.append(self.stack.pop())
        if not self.stack:
            return
        frame = self.stack.pop()
        for entry in opened:
            assert entry.tag is not None
            self.tags -= 1
            self._unclosed(entry.tag, frame)

    def _unclosed(self, tag: Tag, frame: _Open | None) -> None:
        reported = frame.start if frame is not None else None
        kind = frame.kind if frame is not None else ""
        self.report(
            Problem("mdx-tag-unclosed", tag.start, tag.end, reported, f"{tag.name}\n{kind}")
        )

    def _tag(self, tag: Tag) -> None:
        if tag.closes:
            self._closing(tag)
        elif not tag.self_closing:
            self.stack.append(_Open("flow" if tag.flow else "text", tag.start, tag))
            self.tags += 1

    def _closing(self, tag: Tag) -> None:
        if not self.tags:
            where = tag.start + 1 if tag.slash < 0 or tag.self_closing else tag.slash
            self.report(Problem("mdx-tag-stray", tag.start, tag.end, where, tag.name))
            return
        if tag.attributes:
            where = tag.attributes[0].start
            self.report(Problem("mdx-tag-closing-invalid", tag.start, tag.end, where, tag.name))
        elif tag.self_closing:
            self.report(Problem("mdx-tag-closing-invalid", tag.start, tag.end, tag.slash, tag.name))
        opener = next(entry for entry in reversed(self.stack) if entry.tag is not None)
        assert opener.tag is not None
        top = self.stack[-1]
        if opener.tag.name != tag.name:
            detail = f"{tag.name}\n{opener.tag.name}"
            self.report(Problem("mdx-tag-mismatched", tag.start, tag.end, tag.start, detail))
            self._forget_to(tag.name)
        elif top is not opener or opener.tag.flow != tag.flow:
            detail = f"{tag.name}\n{top.kind}"
            self.report(Problem("mdx-tag-crossing", tag.start, tag.end, tag.start, detail))
            self.stack.remove(opener)
            self.tags -= 1
        else:
            self.stack.pop()
            self.tags -= 1

    def _forget_to(self, name: str) -> None:
        """Close the tags above the innermost open one of this name in the same construct."""
        index = len(self.stack) - 1
        while index >= 0:
            entry = self.stack[index]
            if entry.tag is None:
                return
            if entry.tag.name == name:
                self.tags -= len(self.stack) - index
                del self.stack[index:]
                return
            index -= 1
