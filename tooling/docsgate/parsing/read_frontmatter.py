"""YAML frontmatter with a span for every key and value.

The block must start at offset 0 with a line of exactly `---` (trailing white space allowed) and
ends at the next such line, as Docusaurus, GitHub and MkDocs read it. Where there is none, MkDocs
ends it at a line `...`, the mark of YAML for the end of a document. The code reads libyaml's events
instead of calling `yaml.compose`, which recurses in C: a hostile document with a few thousand
brackets would overflow the C stack. No value is ever constructed, so no tag runs code.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from ..model.frontmatter import Field, Frontmatter, Value, ValueKind, YamlProblem
from ..text import LINE_ENDING, Source, Span

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML without libyaml yields the same events, only more slowly.
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

DEPTH_MAX = 32
"""Levels of nesting; real frontmatter has two or three."""

_FENCE = re.compile(r"---[ \t]*(?:\r\n?|\n|\Z)")
_CLOSING = re.compile(r"(?:(?<=\n)|(?<=\r))---[ \t]*(?=\r|\n|\Z)")
_DOTS = re.compile(r"(?:(?<=\n)|(?<=\r))\.\.\.[ \t]*(?=\r|\n|\Z)")
_KEY_LINE = re.compile(r"[ \t]*[\w-]+[ \t]*:(?:[ \t\r\n]|\Z)")
_NOT_CLOSED = re.compile(r"did not find expected ',' or '([\]}])'")
_HELP = "put quotes around the value, or mend the indentation"
_KINDS = {
    "tag:yaml.org,2002:str": ValueKind.STRING,
    "tag:yaml.org,2002:int": ValueKind.INTEGER,
    "tag:yaml.org,2002:float": ValueKind.FLOAT,
    "tag:yaml.org,2002:bool": ValueKind.BOOLEAN,
    "tag:yaml.org,2002:timestamp": ValueKind.DATE,
    "tag:yaml.org,2002:null": ValueKind.NULL,
}


def read_frontmatter(source: Source) -> Frontmatter | None:
    """Read the block at the top of `source`, or None when there is none.

    A first line `---` without a closing line counts as unclosed frontmatter only when a
    `key:` follows; otherwise it is a thematic break.
    """
    text = source.text
    opening = _FENCE.match(text)
    if not opening:
        return None
    closing = _CLOSING.search(text, opening.end())
    dots = None if closing else _DOTS.search(text, opening.end())
    closing = closing or (dots if _KEY_LINE.match(text, opening.end()) else None)
    if closing is None:
        if not _KEY_LINE.match(text, opening.end()):
            return None
        line_end = LINE_ENDING.search(text)
        end = line_end.start() if line_end else len(text)
        return Frontmatter(Span(0, end), Span(opening.end(), opening.end()), closed=False)
    yaml_span = Span(opening.end(), closing.start())
    span = Span(0, closing.end())
    try:
        fields = _fields(text, yaml_span)
    except _UnreadableError as error:
        return Frontmatter(span, yaml_span, problem=error.problem)
    return Frontmatter(span, yaml_span, fields=fields, dots=Span(*dots.span()) if dots else None)


class _UnreadableError(Exception):
    """The YAML cannot be read; `problem` says why and where."""

    def __init__(self, message: str, start: int, end: int, help_: str = _HELP) -> None:
        super().__init__(message)
        self.problem = YamlProblem(message, Span(start, end), help_)


def _fields(text: str, span: Span) -> tuple[Field, ...]:
    try:
        loader = Loader(text[span.start : span.end])
    except yaml.reader.ReaderError as error:
        raise _reader_problem(error, text, span) from None
    try:
        return _Builder(loader, span).fields()
    except yaml.reader.ReaderError as error:
        raise _reader_problem(error, text, span) from None
    except yaml.MarkedYAMLError as error:
        raise _marked_problem(error, text, span) from None
    finally:
        loader.dispose()


def _reader_problem(error: yaml.reader.ReaderError, text: str, span: Span) -> _UnreadableError:
    # libyaml gives the character as a number, and its position in bytes.
    character: str | int = error.character
    code = ord(character) if isinstance(character, str) else character
    at = max(span.start, text.find(chr(code), span.start, span.end))
    message = f"YAML allows no control character U+{code:04X}"
    return _UnreadableError(message, at, at + 1, "delete it")


def _marked_problem(error: yaml.MarkedYAMLError, text: str, span: Span) -> _UnreadableError:
    """The error, placed where the author must look: at an opening mark that is never closed."""
    last = max(span.start, span.end - 1)
    found = min(span.start + (error.problem_mark.index if error.problem_mark else 0), last)
    opened = min(span.start + (error.context_mark.index if error.context_mark else 0), last)
    at, message, help_ = _explain(error, text, found, opened)
    end = LINE_ENDING.search(text, at)
    return _UnreadableError(message, at, max(at, end.start() if end else span.end), help_)


def _explain(
    error: yaml.MarkedYAMLError, text: str, found: int, opened: int
) -> tuple[int, str, str]:
    """Where to look, what is wrong there, and what to write instead.

    Usual mistakes are explained in plain words, others in those of libyaml.
    """
    problem, context = str(error.problem), str(error.context)
    line_start = max(text.rfind("\n", 0, found), text.rfind("\r", 0, found)) + 1
    if "quoted scalar" in context and "end of stream" in problem:
        return opened, "this quote is never closed", "write the closing quote"
    if closing := _NOT_CLOSED.search(problem):
        later_field = line_start > opened and _KEY_LINE.match(text, line_start)
        if later_field or text[found] in "\r\n":
            return opened, f"no `{closing[1]}` closes this", f"write `{closing[1]}`"
        return found, f"a comma or `{closing[1]}` is missing", "write it before this"
    if problem == "could not find expected ':'":
        return opened, "no colon makes this line a field", "write `key: value`"
    if problem == "mapping values are not allowed in this context":
        return found, "a second `: ` in one value", _HELP
    if problem == "found character that cannot start any token":
        mark = {"`": "a backtick", "\t": "a tab"}.get(text[found], f"`{text[found]}`")
        return found, f"no value can start with {mark}", "put quotes around the value"
    return found, f"{context}: {problem}" if error.context else problem, _HELP


class _Builder:
    """Builds values from libyaml's events, without recursion into C."""

    def __init__(self, loader: Loader, span: Span) -> None:
        self._loader = loader
        self._base = span.start
        self._anchors: dict[str, Value] = {}

    def fields(self) -> tuple[Field, ...]:
        root: Value | None = None
        while self._loader.check_event():
            event = self._loader.get_event()
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._problem("a second YAML document starts here", event)
            if isinstance(event, yaml.NodeEvent):
                root = self._value(event, 0)
        if root is None or root.kind is ValueKind.NULL:
            return ()
        if root.kind is not ValueKind.MAPPING:
            message = f"frontmatter is a {root.kind}, not `key: value` lines"
            raise _UnreadableError(message, *root.span, "write `key: value` lines")
        pairs = zip(root.items[::2], root.items[1::2], strict=True)
        return tuple(Field(key.text, key.span, value) for key, value in pairs)

    def _value(self, event: yaml.NodeEvent, depth: int) -> Value:
        if depth > DEPTH_MAX:
            raise self._problem(f"nested deeper than {DEPTH_MAX} levels", event)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                raise self._problem(f"alias `*{event.anchor}` has no anchor", event)
            target = self._anchors[event.anchor]
            return Value(target.kind, target.text, self._span(event), target.items)
        value = self._scalar(event) or self._collection(event, depth)
        if event.anchor:
            self._anchors[event.anchor] = value
        return value

    def _scalar(self, event: yaml.NodeEvent) -> Value | None:
        if not isinstance(event, yaml.ScalarEvent):
            return None
        tag = event.tag
        if tag is None or tag == "!":
            resolve: Any = self._loader.resolve  # PyYAML's stubs leave it untyped.
            tag = resolve(yaml.ScalarNode, event.value, event.implicit)
        kind = _KINDS.get(tag, ValueKind.STRING)
        return Value(kind, event.value, self._span(event))

    def _collection(self, event: yaml.NodeEvent, depth: int) -> Value:
        assert isinstance(event, yaml.CollectionStartEvent), "a node is no other event"
        items: list[Value] = []
        while isinstance(member := self._loader.get_event(), yaml.NodeEvent):
            items.append(self._value(member, depth + 1))
        assert member is not None, "libyaml closes what it opens, or raises"
        # The end mark of a block collection is the start of the next token, which may be far below,
        # so the collection ends with its last member.
        block = items and not event.flow_style
        end = items[-1].span.end if block else self._span(member).end
        is_list = isinstance(event, yaml.SequenceStartEvent)
        kind = ValueKind.LIST if is_list else ValueKind.MAPPING
        return Value(kind, "", Span(self._span(event).start, end), tuple(items))

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        assert start is not None, "the loader keeps marks"
        assert end is not None, "the loader keeps marks"
        return Span(self._base + start.index, self._base + end.index)

    def _problem(self, message: str, event: yaml.Event) -> _UnreadableError:
        span = self._span(event)
        return _UnreadableError(message, span.start, span.end)
