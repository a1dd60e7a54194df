"""A rejection, as the scanner raises it, before it is put into words.

`rule` and `detail` say what happened, `construct` is the offset of the tag or brace that is to
blame, `reported` the offset that the compiler names. All offsets count in the source text.
`impatient` says that the compiler would read on before it raises, and may name another place.
"""

from __future__ import annotations


class Problem(Exception):  # noqa: N818  a rejected document is an answer, not an error of ours
    """One construct that the compiler rejects."""

    def __init__(
        self, rule: str, construct: int, end: int, reported: int | None, detail: str = ""
    ) -> None:
        super().__init__(rule)
        self.rule = rule
        self.construct = construct
        self.end = end
        self.reported = reported
        self.detail = detail
        self.impatient = False
