"""Errors that wait until it is known whether a text was an expression or a pattern."""

from __future__ import annotations


class Pending:
    """Places of errors that hold only if the text turns out to be no pattern, or only if it does.

    ECMA-262 reads `{a = 1}` and `(a, ...b)` with cover grammars: they are an expression first and
    become a pattern when `=` or `=>` follows. `targets` raises what is left here. -1 is no error.
    """

    __slots__ = ("double_proto", "paren_assign", "paren_bind", "shorthand", "trailing_comma")

    def __init__(self) -> None:
        self.shorthand = -1
        self.trailing_comma = -1
        self.paren_assign = -1
        self.paren_bind = -1
        self.double_proto = -1
