"""The tokens of a JavaScript or TypeScript configuration.

Strings, templates and regular expressions are one token each, comments are none. A `/` that a value
may precede begins a regular expression all the same if another one follows on its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ..late_pattern import LatePattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNKNOWN: Final = object()
"""A value that only running the file would tell."""

_TOKEN = LatePattern(
    r"\s+|//[^\n]*|/\*.*?\*/"
    r"|(?P<string>\"(?>(?:[^\"\\\n]|\\.)*)\"|'(?>(?:[^'\\\n]|\\.)*)'|`(?>(?:[^`\\]|\\.)*)`)"
    r"|(?P<regex>(?<=[\s(,=:\[!&|?{};])/(?>(?:[^/\\\[\n]|\\.|\[(?>(?:[^\]\\\n]|\\.)*)\])+)/[a-z]*)"
    r"|(?P<number>\d[\d.]*)|(?P<name>[A-Za-z_$][\w$]*+)|(?P<mark>\.\.\.|=>|.)",
    re.DOTALL,
)
OPEN, CLOSED = frozenset("([{"), frozenset(")]}")
ENDS = frozenset(",;)]}")
CASTS = frozenset({"as", "satisfies"})
_CONTINUE = frozenset({"in", "instanceof", *CASTS})
"""Words that go on with an expression, also at the start of a line."""


class Token(NamedTuple):
    """A token; `kind` is `string`, `regex`, `number`, `name` or `mark`."""

    kind: str
    text: str
    begins_line: bool = False

    @property
    def ends_value(self) -> bool:
        """Whether a value that stands in front of this token is over."""
        begins_statement = self.begins_line and self.kind != "mark" and self.text not in _CONTINUE
        return self.text in ENDS or (begins_statement and not self.text.startswith("`"))


END = Token("mark", ";")


def read_tokens(text: str) -> Iterator[Token]:
    """The tokens of `text` in order."""
    begins_line = True
    for match in _TOKEN.compiled.finditer(text):
        if match.lastgroup is None:
            begins_line = begins_line or "\n" in match[0]
            continue
        yield Token(match.lastgroup, match[0], begins_line)
        begins_line = False


def string_value(written: str) -> object:
    """What the string token `written` is; UNKNOWN for a template with expressions."""
    if written[0] == "`" and "${" in written:
        return UNKNOWN
    return re.sub(r"\\(.)", r"\1", written[1:-1])


def called_path(tokens: Sequence[Token]) -> tuple[object, int] | None:
    """The value of a call that names a file, with which `tokens` begin, and how many it takes.

    `require.resolve('name')` is that name, and `path.join(__dirname, 'a', 'b')` is `a/b`, relative
    to the folder of the file.
    """
    texts = [token.text for token in tokens]
    if texts[:1] not in (["require"], ["path"]) or ")" not in texts:
        return None
    end = texts.index(")")
    names = _strings(tokens[4:end])
    if texts[:4] == ["require", ".", "resolve", "("]:
        return (names[0], end + 1) if len(names) == 1 else None
    is_join = tuple(texts[:5]) in _JOINS
    return ("/".join(names), end + 1) if is_join and names else None


_JOINS = (("path", ".", "join", "(", "__dirname"), ("path", ".", "resolve", "(", "__dirname"))


def _strings(arguments: Sequence[Token]) -> list[str]:
    """The strings among the arguments of a call; empty if any other is among them."""
    others = [token for token in arguments if token.text not in (",", "__dirname")]
    values = [string_value(token.text) for token in others if token.kind == "string"]
    known = [value for value in values if isinstance(value, str)]
    return known if len(known) == len(others) else []
