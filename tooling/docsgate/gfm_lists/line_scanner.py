"""Turns lines of Markdown into lines with explicit lists.

The algorithm is phase 1 of the parsing strategy in the appendix of CommonMark. For each line, it
finds which open containers go on, then which blocks the line starts, and then adds the rest to the
innermost block. In the output only lists, fences and quotes differ from the input: items are moved
to the margin between markers, and closing fences are written as the opening ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import syntax
from .literal_text import Fenced, Html, Indented, Literal
from .markers import Marker
from .open_containers import Container, Kind, OpenList
from .writer import Writer

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

DEPTH_MAX = 40
"""How many containers may be open; Python-Markdown recurses for each of them."""

_UNKNOWN = "?"


class Scanner:
    """Scans one document.

    `header` matches a line that starts an indented body. `stash` stores raw HTML and returns its
    placeholder, or None to leave it where it is.
    """

    def __init__(self, header: re.Pattern[str] | None, stash: Callable[[str], str | None]) -> None:
        self._header = header
        self._stash = stash
        self._stack = [Container(Kind.ROOT)]
        self._writer = Writer()
        self._leaf = ""  # The open block that is no literal: "", "paragraph", "table" or "code".
        self._literal: Literal | None = None
        self._last = ""  # The last line of the open paragraph, while it may be a table's head.
        self._blank = False  # Whether the last line was blank.
        self._blank_quote = 0  # The depth of the innermost quote around the last blank line.
        self._after_fence = False
        self._code_start = 0
        self._lists = 0

    def scan(self, lines: Sequence[str]) -> list[str]:
        """The document `lines` with markers for the builder."""
        for line in lines:
            self._line(line)
        self._end_literal()
        self._close_to(0)
        self._close_list(self._stack[0])
        return self._writer.lines

    @property
    def _top(self) -> Container:
        return self._stack[-1]

    def _line(self, line: str) -> None:
        at, depth = self._match(line)
        rest = line[at:]
        if depth == len(self._stack) - 1 and self._goes_on(rest):
            return
        self._end_literal()
        if rest.strip():
            self._content(line, at, depth)
            self._blank = False
        else:
            self._blank_line(depth, rest)

    def _match(self, line: str) -> tuple[int, int]:
        """How many characters of the line the open containers take, and how many of them go on."""
        at, depth = 0, 0
        for container in self._stack[1:]:
            taken = container.take(line[at:])
            if taken is None:
                break
            at, depth = at + taken, depth + 1
        return at, depth

    def _blank_line(self, depth: int, rest: str) -> None:
        self._close_to(depth)
        self._after_fence = False
        self._leaf = "code" if self._leaf == "code" else ""
        quotes = [place for place, entry in enumerate(self._stack) if entry.kind is Kind.QUOTE]
        self._blank, self._blank_quote = True, quotes[-1] if quotes else 0
        self._writer.line(self._top.prefix, rest if self._leaf == "code" else "")

    # -- code and raw HTML ---------------------------------------------------------------------

    def _goes_on(self, rest: str) -> bool:
        """Give the line to the open literal block. False when no such block takes it."""
        if self._literal is None:
            return False
        taken = self._literal.take(rest)
        if taken.text is not None and not (taken.over and isinstance(self._literal, Fenced)):
            self._writer.line(self._top.prefix, taken.text)
        if taken.over:
            self._end_literal()
        return taken.text is not None

    def _end_literal(self) -> None:
        literal, self._literal = self._literal, None
        if isinstance(literal, Fenced | Indented):
            self._writer.line(self._top.prefix, literal.fence)
            self._after_fence = True
        elif literal is not None:
            self._put_away(literal)
        else:
            return
        self._leaf, self._blank = "", False

    def _put_away(self, html: Html) -> None:
        """Store raw HTML that Python-Markdown could read on after the end of its block."""
        if not (self._top.in_item or syntax.ends_at_blank(html.end)):
            return
        prefix = self._top.prefix
        lines = self._writer.take_back(html.place, prefix)
        name = self._stash("\n".join(lines))
        for line in lines if name is None else [name]:
            self._writer.line(prefix, line)
        if name is not None:
            self._writer.blank(prefix)

    def _fence_code(self) -> None:
        """Write indented code as fenced code, because its next line looks like a fence.

        The extension for fenced code would read that line as one.
        """
        place = self._code_start if self._leaf == "code" else len(self._writer.lines)
        prefix = self._top.prefix
        lines = self._writer.take_back(place, prefix)
        self._leaf, self._literal = "", Indented()
        self._writer.apart(prefix, self._literal.fence)
        for line in lines:
            self._writer.line(prefix, line[4:])

    # -- lines that start blocks ---------------------------------------------------------------

    def _content(self, line: str, at: int, depth: int) -> None:
        if self._after_fence:
            self._writer.blank(self._top.prefix)
        self._after_fence = False
        lazy = self._leaf == "paragraph"
        in_paragraph = lazy and depth == len(self._stack) - 1
        while True:
            text = line[at:].lstrip(" ")
            indent = len(line) - at - len(text)
            if indent >= 4:
                break
            marker = None
            if len(self._stack) <= DEPTH_MAX and not text.startswith(">"):
                marker = syntax.list_marker(text, in_paragraph=in_paragraph)
            if text.startswith(">") and len(self._stack) <= DEPTH_MAX:
                self._close_to(depth)
                at += indent + (2 if text[1:2] == " " else 1)
                self._open_quote()
            elif syntax.starts_leaf(text, in_paragraph=in_paragraph):
                self._close_to(depth)
                self._start_leaf(text, indent, in_paragraph=in_paragraph)
                return
            elif marker is not None:
                self._close_to(depth)
                self._open_item(marker, indent)
                at += indent + marker.width
            elif self._header is not None and self._header.match(text):
                self._close_to(depth)
                self._open_body(text, indent)
                return
            else:
                break
            depth, lazy, in_paragraph = len(self._stack) - 1, False, False
            if not line[at:].strip():
                return
        self._text(line[at:], depth, lazy=lazy)

    def _start_leaf(self, text: str, indent: int, *, in_paragraph: bool) -> None:
        prefix = self._top.prefix
        self._leaf = ""
        if in_paragraph and syntax.SETEXT_UNDERLINE.match(text):
            self._writer.line(prefix, text)
            return
        self._add_block()
        fence = syntax.FENCE.match(text)
        html_end = syntax.html_end(text, in_paragraph=False)
        if fence is not None:
            self._literal = Fenced(fence["fence"], indent)
            text = fence["fence"] + syntax.fence_info(fence["info"])
        place = self._writer.apart(prefix, text)
        if html_end is not None:
            self._literal = Html(html_end, place)
        if html_end and not syntax.ends_at_blank(html_end) and html_end.search(text, 2):
            self._end_literal()

    def _text(self, rest: str, depth: int, *, lazy: bool) -> None:
        """Add a line that starts no block: to the paragraph, to code, or as a new paragraph."""
        text = rest.lstrip(" ")
        indented = len(rest) - len(text) >= 4
        unmatched = self._stack[depth + 1 :]
        if lazy and not any(container.kind is Kind.BODY for container in unmatched):
            if not (indented or unmatched) and syntax.is_table_delimiter(text):
                if self._last and syntax.table_cells(self._last) == syntax.table_cells(text):
                    self._leaf = "table"
                self._last = ""
            elif self._last:
                self._last = text
            keeps = indented or not self._top.in_item
            self._writer.line(self._top.prefix, syntax.continuation(rest if keeps else text))
            return
        self._close_to(depth)
        if indented:
            self._code(rest)
            return
        shown = text if self._top.in_item else rest
        if self._leaf == "table":
            self._writer.line(self._top.prefix, shown)
            return
        self._add_block()
        self._leaf, self._last = "paragraph", text
        self._writer.apart(self._top.prefix, syntax.escape_start(shown))

    def _code(self, rest: str) -> None:
        if self._leaf != "code":
            self._add_block()
            self._writer.blank(self._top.prefix)
            self._code_start = len(self._writer.lines)
        if syntax.looks_like_fence(rest):
            self._fence_code()
            self._writer.line(self._top.prefix, rest[4:])
        else:
            self._leaf = "code"
            self._writer.line(self._top.prefix, rest)

    # -- containers ----------------------------------------------------------------------------

    def _open_quote(self) -> None:
        self._add_block()
        parent = self._top
        self._writer.blank(parent.prefix)
        self._push(Container(Kind.QUOTE, prefix=f"{parent.prefix}> ", in_item=parent.in_item))

    def _open_body(self, text: str, indent: int) -> None:
        self._add_block()
        parent = self._top
        is_definition = text.startswith(":") and not self._blank
        (self._writer.line if is_definition else self._writer.apart)(parent.prefix, text)
        prefix = f"{parent.prefix}    "
        self._push(Container(Kind.BODY, indent + 4, prefix, in_item=parent.in_item))
        self._leaf = "paragraph" if text[0] in ":[" else ""

    def _open_item(self, marker: syntax.ListMarker, indent: int) -> None:
        parent = self._top
        found = parent.list
        self._leaf = ""
        if found is None or found.kind != marker.kind:
            self._add_block()
            self._lists += 1
            found = OpenList(self._lists, marker.kind, marker.ordered, marker.start)
            found.place = self._writer.apart(parent.prefix, _UNKNOWN)  # `_close_list` fills it in.
            parent.list = found
        elif self._blank and self._blank_quote <= len(self._stack) - 1:
            found.tight = False
        self._writer.apart(parent.prefix, str(Marker("item", found.number)))
        self._writer.blank(parent.prefix)
        width = indent + marker.width
        self._push(Container(Kind.ITEM, width, parent.prefix, in_item=True, own=found))

    def _push(self, container: Container) -> None:
        self._stack.append(container)
        self._leaf, self._blank = "", False

    def _add_block(self) -> None:
        """Note that a block begins in the innermost container that does not continue a list."""
        container = self._top
        self._close_list(container)
        if container.own is not None and container.has_child and self._blank:
            container.own.tight &= self._blank_quote > len(self._stack) - 1
        container.has_child = True

    def _close_to(self, depth: int) -> None:
        """Close the containers above `depth`, and the leaf with them."""
        if len(self._stack) - 1 > depth:
            self._leaf = ""
        while len(self._stack) - 1 > depth:
            self._close_list(self._top)
            self._stack.pop()

    def _close_list(self, container: Container) -> None:
        found = container.list
        if found is None:
            return
        container.list = None
        opening = Marker("open", found.number, found.ordered, found.start, found.tight)
        self._writer.lines[found.place] = f"{container.prefix}{opening}"
        self._writer.apart(container.prefix, str(Marker("close", found.number)))
        self._writer.blank(container.prefix)
