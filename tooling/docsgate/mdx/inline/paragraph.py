"""Inline content: what in a paragraph is code, a link, a tag, an expression.

CommonMark 0.31, section 6, as micromark tokenizes it with HTML and autolinks switched off, plus
tags, expressions, bare URLs, strikethrough and footnote calls; for Docusaurus, comments and
directives too. One pass from left to right: at each character that can begin a construct, the
construct is tried. Code, escapes, destinations and URLs hide what is in them; labels do not.

The result is the sequence of what matters for tags: tags, delimiter runs, and links as groups.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ..blocks.block_events import Text
from ..docusaurus.comments import comment_body, comment_end
from ..docusaurus.directives import attributes_end, name_end
from ..docusaurus.directives import label_end as directive_label_end
from ..javascript.failures import TOO_DEEP
from ..source.labels import normalize
from ..source.problem import Problem
from ..source.text_chunk import Chunk
from ..tags.expressions import Expression, scan_expression
from ..tags.tag import Tag, scan_tag, simple_tag
from .attention import delimiter_run, resolve
from .inline_events import Group, Placed
from .inline_links import LabelStart, reference_end
from .linked import Linked
from .literal_autolinks import autolink_end

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..blocks.block_reader import BlockReader
    from .inline_links import InlineLink

_SPECIAL = re.compile(
    r"\\|`+|<(?![ \t\n])|\{|!?\[|\]|[*]+|(?<![A-Za-z0-9+._/-])[A-Za-z0-9+._-]+@|_+|~+|https?://|www\.",
    re.IGNORECASE,
)
_SPECIAL_DIRECTIVE = re.compile(_SPECIAL.pattern + r"|:(?=[A-Za-z])", re.IGNORECASE)
_BACKTICKS = re.compile("`+")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_FOOTNOTE_CALL = re.compile(r"\[\^((?:[^\[\]\\ \t\n]|\\[\[\]\\]|\\(?![\[\]\\]))+)\]")
_COST_FACTOR = 20
_FAILURES_MAX = 500


class Inline:
    """The scanner of one chunk of text, in what `reader` read.

    `nested` are texts to be scanned after it; links are added to `links`, if it is a list.
    """

    def __init__(
        self,
        reader: BlockReader,
        text: Text,
        report: Callable[[Problem], None],
        links: list[InlineLink] | None,
    ) -> None:
        self.docusaurus = reader.mode.docusaurus
        self.gathered = reader.gathered
        self.holder = text
        self.chunk = text.chunk
        self.text = text.chunk.text
        self.report = report
        self.out: list[object] = []
        self.open_labels: list[LabelStart] = []
        self.open_count = 0
        self.nested: list[Text] = []
        self.strikes_first = False
        self.runs = False
        self.failures = 0
        self.backticks: dict[int, list[int]] | None = None
        self.no_comment = False
        self.linked = Linked(links, self.chunk) if links is not None else None

    def scan(self) -> list[object]:
        """Scan the chunk; the events are returned, links and emphasis as groups."""
        text, special = self.text, _SPECIAL
        if self.docusaurus:
            special = _SPECIAL_DIRECTIVE
        position = 0
        while True:
            found = special.search(text, position)
            if found is None:
                break
            position = self._construct(found.group(), found.start())
        matters = any(isinstance(item, (Tag, Group)) for item in self.out)
        if self.runs and (matters or self.linked is not None):
            self.out = resolve(self.out, strikes_first=self.strikes_first)
        if self.linked is not None:
            self.linked.finish()
        return self.out

    def _construct(self, marker: str, start: int) -> int:
        """Read the construct at `start`; where to go on."""
        first = marker[0]
        if first == "\\":
            return start + (2 if self.text[start + 1 : start + 2] in _ESCAPABLE else 1)
        if first == "`":
            return self._code(marker, start)
        if first == "<":
            return self._tag(start)
        if first == "{":
            return self._expression(start)
        if first in {"[", "!"}:
            return self._open_label(marker, start)
        if first == "]":
            return self._close_label(start)
        if first == ":":
            return self._directive(start)
        if first in "*_~" and marker == first * len(marker):
            return self._run(marker, start)
        return self._autolink(marker, start)

    def _code(self, marker: str, start: int) -> int:
        size = len(marker)
        if self.backticks is None:
            self.backticks = {}
            for run in _BACKTICKS.finditer(self.text, start):
                self.backticks.setdefault(run.end() - run.start(), []).append(run.start())
        places = self.backticks.get(size, [])
        index = bisect_right(places, start)
        return (places[index] if index < len(places) else start) + size

    def _fail(self, problem: Problem, start: int) -> int:
        self.report(problem)
        self.failures += 1
        hopeless = self.failures > _FAILURES_MAX or problem.detail == TOO_DEEP
        return len(self.text) if hopeless else start + 1

    def _tag(self, start: int) -> int:
        if self.docusaurus and not self.no_comment:
            end = comment_end(self.text, start)
            if end >= 0:
                return end
            self.no_comment = comment_body(self.text, start) >= 0
        tag: object = simple_tag(self.chunk, start)
        if tag is None:
            try:
                tag = _finish(scan_tag(self.chunk, start))
            except Problem as problem:
                return self._fail(problem, start)
        if tag is None:
            return start + 1
        assert isinstance(tag, Tag)
        self.gathered.has_tags = True
        self.out.append(tag)
        return tag.limit

    def _expression(self, start: int) -> int:
        if self.chunk.source(start) in self.gathered.excused:
            return self._resume(start)
        try:
            expression = _finish(scan_expression(self.chunk, start))
        except Problem as problem:
            return max(self._fail(problem, start), self._resume(start))
        assert isinstance(expression, Expression)
        self.gathered.has_scripts = True
        last = self.chunk.source(expression.end - 1) + 1
        self.out.append(Placed(expression, self.chunk.source(start), last))
        return expression.end

    def _resume(self, start: int) -> int:
        """After a rejected expression: past its matching brace, if one is near."""
        depth = 0
        for position in range(start, min(len(self.text), start + 200)):
            character = self.text[position]
            depth += (character == "{") - (character == "}")
            if not depth:
                return position + 1
        return start + 1

    def _open_label(self, marker: str, start: int) -> int:
        image = marker[0] == "!"
        if not image:
            call = _FOOTNOTE_CALL.match(self.text, start)
            if call and normalize(call[1]) in self.gathered.footnotes:
                if self.linked is not None:
                    self.linked.cut(start)
                return call.end()
        end = start + len(marker)
        self.open_labels.append(LabelStart(start, end, len(self.out), image=image))
        self.open_count += 1
        return end

    def _close_label(self, start: int) -> int:
        labels = self.open_labels
        while labels and labels[-1].balanced:
            labels.pop()
        if not labels:
            return start + 1
        label = labels[-1]
        end = (
            -1 if label.inactive else reference_end(self.text, label, start, self.gathered.defined)
        )
        if end < 0:
            label.balanced = True
            self.open_count -= 1
            return start + 1
        labels.pop()
        self.open_count -= 1
        if not label.image:
            for other in reversed(labels):
                if not other.image:
                    if other.inactive:
                        break
                    other.inactive = True
        if self.linked is not None:
            self.linked.resource(label, start, end)
        inner = self.out[label.index :]
        if inner:
            kind = "image" if label.image else "link"
            inner = resolve(inner, strikes_first=True)
            group = Group(kind, self.chunk.source(label.start), self.chunk.source(end), inner)
            self.out[label.index :] = [group]
        return end

    def _run(self, marker: str, start: int) -> int:
        if marker[0] == "~":
            size = len(marker)
            if size > 2 or (start and self.text[start - 1] == "~" and not self._escaped(start)):
                return start + size
        run = delimiter_run(self.text, start, marker)
        run.start, run.source = self.chunk.source(start), start
        if not self.runs:
            self.strikes_first = marker[0] == "~"
        self.runs = True
        self.out.append(run)
        if self.linked is not None:
            self.linked.runs.append(run)
        return start + len(marker)

    def _escaped(self, start: int) -> bool:
        """Whether the character before `start` is the end of an escape."""
        slashes = 0
        while start - 2 - slashes >= 0 and self.text[start - 2 - slashes] == "\\":
            slashes += 1
        return slashes % 2 == 1

    def _autolink(self, marker: str, start: int) -> int:
        end = -1 if self.open_count else autolink_end(self.text, start)
        if self.linked is not None and ("@" not in marker or marker[:4].lower() == "www."):
            self.linked.bare(marker, start, end)
        return end if end >= 0 else self._past_word(marker, start)

    def _past_word(self, marker: str, start: int) -> int:
        """Go on inside `marker`, which was no link: a URL or a run may begin in the middle."""
        if marker[0] == "_":
            size = len(marker) - len(marker.lstrip("_"))
            return self._run("_" * size, start)
        return start + 1

    def _directive(self, start: int) -> int:
        text = self.text
        if start and text[start - 1] == ":" and not self._escaped(start):
            return start + 1
        position = name_end(text, start + 1)
        if position < 0 or text.startswith(":", position):
            return start + 1
        if text.startswith("[", position):
            end = directive_label_end(text, position, one_line=False)
            if end >= 0:
                self._directive_label(start, position, end)
                position = end
        if text.startswith("{", position):
            end = attributes_end(text, position, one_line=False)
            position = end if end >= 0 else position
        return position

    def _directive_label(self, colon: int, start: int, end: int) -> None:
        inner = self.text[start + 1 : end - 1]
        if "<" not in inner and "{" not in inner:
            return
        chunk = Chunk(inner, self.chunk.source(start + 1))
        for line_start, offset in zip(self.chunk.starts, self.chunk.offsets, strict=True):
            if start + 1 < line_start < end - 1:
                chunk.starts.append(line_start - start - 1)
                chunk.offsets.append(offset)
        label = Text("directiveText", self.chunk.source(colon), chunk, self.holder.line)
        self.nested.append(label)
        self.out.append(label)


def _finish(scanner: object) -> object:
    """Run a scanner over a complete chunk; its answer is returned."""
    try:
        next(scanner)  # type: ignore[call-overload]
    except StopIteration as stop:
        return stop.value
    raise AssertionError("a complete chunk needs no more lines")
