"""Whether a block of code has swallowed text that was not meant as code.

The signs are those that code seldom shows below a blank line: a heading of the second level or
deeper, a sentence, an item of a list that begins a sentence, a link, a line that opens a container,
and any fence.
"""

from __future__ import annotations

from ..late_pattern import LatePattern

_SIGN = LatePattern(
    r"(?:\A|(?<=[\r\n]))[ \t>]*(?:`{3}|~{3})"
    r"|(?:\r\n?|\n)[ \t>]*(?:\r\n?|\n)[ \t>]*(?:#{2,6} +\S|:::+|(?:[-*+]|\d+[.)]) +\[[^\]\r\n]*\]\("
    r"|(?:(?:[-*+]|\d+[.)]) +)?[*_]*[A-Z][\w'\u2019]*(?:,? [*_`]*[\w'\u2019`/-]+[*_`]*){3}"
    r"[^={};\r\n]*(?:[a-z)\]`*_][.:!?]?|[.:!?])[ \t]*(?:[\r\n]|\Z))"
)


def holds_prose(text: str, start: int, end: int) -> bool:
    """Whether `text` from `start` to `end`, the content of a block of code, is also prose."""
    return _SIGN.compiled.search(text[start:end]) is not None
