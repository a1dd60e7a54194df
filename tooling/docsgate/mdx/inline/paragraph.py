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
from ..docusaurus.directives import text_directive
from ..javascript.failures import TOO_DEEP
from ..source.labels import normalize
from ..source.nearby import is_escaped, past_brace
from ..source.problem import Problem
from ..tags.expressions import Expression, scan_expression
from ..tags.tag import Tag, scan_tag, simple_tag
from .attention import delimiter_run, resolve
from .inline_events import Group, Placed
from .inline_links import LabelStart, reference_end
from .linked import Linked
from .literal_autolinks import autolink_end
from .raw_html import scan_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..blocks.block_reader import BlockReader
    from .inline_links import InlineLink
    from .shown_text import ShownText

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

    `nested` are texts to be scanned after it; links are added to `links`, if it is a list. `shown`
    is told what each construct shows, if somebody asks for the plain text.
    """

    def __init__(
        self,
        reader: BlockReader,
        text: Text,
        report: Callable[[Problem], None],
        links: list[InlineLink] | None,
        shown: ShownText | None = None,
    ) -> None:
        self.reader = reader
        self.docusaurus, self.html = reader.mode.docusaurus, reader.mode.html
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
        self.shown = shown

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
        if self.runs and (matters or self.linked is not None or self.shown is not None):
            self.out = resolve(self.out, strikes_first=self.strikes_first)
        if self.linked is not None:
            self.linked.finish()
        if self.html and self.shown is not None:
            self.shown.find_html(self.out)
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
        if index >= len(places):
            return start + size
        if self.shown is not None:
            self.shown.code(start, places[index] + size, self.text[start + size : places[index]])
        return places[index] + size

    def _fail(self, problem: Problem, start: int) -> int:
        self.report(problem)
        self.failures += 1
        hopeless = self.failures > _FAILURES_MAX or problem.detail == TOO_DEEP
        return len(self.text) if hopeless else start + 1

    def _tag(self, start: int) -> int:
        if self.docusaurus and not self.no_comment:
            end = comment_end(self.text, start)
            if end >= 0:
                if self.shown is not None:
                    self.shown.html_comment(start, end)
                return end
            self.no_comment = comment_body(self.text, start) >= 0
        if self.html:
            return scan_html(self.text, start, self.out, self.shown)
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
        return self._show(start, tag.limit)

    def _show(self, start: int, end: int, text: str = "") -> int:
        """What is between `start` and `end` shows `text`; the end is returned."""
        if self.shown is not None:
            self.shown.put(start, end, text)
        return end

    def _expression(self, start: int) -> int:
        if self.html:
            return start + 1
        if self.chunk.source(start) in self.gathered.excused:
            return past_brace(self.text, start)
        try:
            expression = _finish(scan_expression(self.chunk, start))
        except Problem as problem:
            return max(self._fail(problem, start), past_brace(self.text, start))
        assert isinstance(expression, Expression)
        self.gathered.has_scripts = True
        last = self.chunk.source(expression.end - 1) + 1
        self.out.append(Placed(expression, self.chunk.source(start), last))
        if self.shown is not None:
            self.shown.expression(start, expression.end, self.text)
        return expression.end

    def _open_label(self, marker: str, start: int) -> int:
        image = marker[0] == "!"
        if not image:
            call = _FOOTNOTE_CALL.match(self.text, start)
            if call and normalize(call[1]) in self.gathered.footnotes:
                if self.linked is not None:
                    self.linked.cut(start)
                return self._show(start, call.end())
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
        self._show(label.start, label.end)
        self._show(start, end)
        inner = self.out[label.index :]
        if inner:
            kind = "image" if label.image else "link"
            inner = resolve(inner, strikes_first=True)
            group = Group(kind, self.chunk.source(label.start), self.chunk.source(end), inner)
            self.out[label.index :] = [group]
        return end

    def _run(self, marker: str, start: int) -> int:
        if marker[0] == "~":
            goes_on = start and self.text[start - 1] == "~" and not is_escaped(self.text, start)
            if len(marker) > 2 or goes_on:
                return start + len(marker)
        run = delimiter_run(self.text, start, marker)
        run.start, run.source = self.chunk.source(start), start
        if not self.runs:
            self.strikes_first = marker[0] == "~"
        self.runs = True
        self.out.append(run)
        if self.linked is not None:
            self.linked.runs.append(run)
        if self.shown is not None:
            self.shown.runs.append((start, start + len(marker), run))
        return start + len(marker)

    def _autolink(self, marker: str, start: int) -> int:
        end = -1 if self.open_count else autolink_end(self.text, start)
        if self.linked is not None and ("@" not in marker or marker[:4].lower() == "www."):
            self.linked.bare(marker, start, end)
        if end < 0:
            return self._past_word(marker, start)
        return self._show(start, end, self.text[start:end])

    def _past_word(self, marker: str, start: int) -> int:
        """Go on inside `marker`, which was no link: a URL or a run may begin in the middle."""
        if marker[0] == "_":
            return self._run(marker[: len(marker) - len(marker.lstrip("_"))], start)
        return start + 1

    def _directive(self, start: int) -> int:
        found = text_directive(self.text, start)
        if found is None:
            return start + 1
        said = self._directive_label(start, *found.label) if found.label else ""
        return self._show(start, found.end, said)

    def _directive_label(self, colon: int, start: int, end: int) -> str:
        """Leave the label to be scanned later; the answer is its plain text, if it is asked for."""
        inner = self.text[start + 1 : end - 1]
        if self.shown is None and "<" not in inner and "{" not in inner:
            return ""
        chunk = self.chunk.part(start + 1, end - 1)
        label = Text("directiveText", self.chunk.source(colon), chunk, self.holder.line)
        self.nested.append(label)
        self.out.append(label)
        if self.shown is None:
            return ""
        shown = self.shown.inner()
        Inline(self.reader, label, self.report, None, shown).scan()
        return shown.text(inner)


def _finish(scanner: object) -> object:
    """Run a scanner over a complete chunk; its answer is returned."""
    try:
        next(scanner)  # type: ignore[call-overload]
    except StopIteration as stop:
        return stop.value
    raise AssertionError("a complete chunk needs no more lines")
