"""The mistakes of a configuration: each has a code, its place, and what to write instead.

The codes are stable. Those of one pattern are in its `PATTERN`, and `namespaces.codes` has all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..errors import ReliabilityError

COMMON: Final = {
    "C01": "a name that names no store, an unknown key, a missing or malformed value",
    "C02": "a slot that must keep what it acknowledges, on an engine or in a mode that does not",
    "C07": "an outbox or inbox in another store than the business rows",
    "C12": "layers twice or in the wrong order",
    "C13": "an engine that does not do what is needed of it, found out by trying",
    "C14": "a lease that is over before its holder can act",
}
"""The codes that do not belong to one pattern alone."""


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """One mistake: the place (from 1, in code points), the code, the reason, what to write."""

    line: int
    column: int
    code: str
    path: str
    reason: str
    write: str

    def __str__(self) -> str:
        where = f"{self.line}:{self.column}"
        return f"{where} {self.code} {self.path}: {self.reason}; {self.write}"


class ConfigurationRefused(ReliabilityError):  # noqa: N818 - as the others
    """A configuration with mistakes, in the order of the text."""

    def __init__(self, refusals: list[Refusal], file: str = "") -> None:
        self.refusals = tuple(sorted(refusals))
        prefix = f"{file}:" if file else ""
        super().__init__("\n".join(f"{prefix}{refusal}" for refusal in self.refusals))
