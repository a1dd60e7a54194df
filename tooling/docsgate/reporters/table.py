"""The table at the end of a report: how often each rule found something, and what `--fix` mends."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..diagnostics import Severity
from .entries import SEVERITIES
from .listing import COLOURS, NAMES
from .terminal import style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..diagnostics import Diagnostic

_NAMED_MAX = 3
_ROWS_MAX = {Severity.ERROR: 8, Severity.WARNING: 3}


def table(found: Sequence[Diagnostic], *, colour: bool, short: bool = False) -> list[str]:
    """A row for each rule and severity, errors first; in a `short` one, the rarest share a row."""
    counts = Counter((one.severity, one.rule) for one in found)
    fixes = Counter((one.severity, one.rule) for one in found if one.fix and one.fix.safe)
    order = sorted(counts, key=lambda key: (SEVERITIES.index(key[0]), -counts[key], key[1]))
    longest = max((len(rule) for _, rule in order), default=0)
    rows = []
    for severity in SEVERITIES:
        keys = [key for key in order if key[0] is severity]
        most = _ROWS_MAX.get(severity, len(keys)) if short else len(keys)
        most += len(keys) == most + 1  # The last rule is no longer than a row that counts it.
        named = [(key[1], [key]) for key in keys[:most]]
        rest = [(f"{len(keys) - most} more rules", keys[most:])] if len(keys) > most else []
        for name, group in (*named, *rest):
            label = style(f"{NAMES[severity]:<7}", COLOURS[severity], colour=colour)
            number, mended = (sum(map(each.__getitem__, group)) for each in (counts, fixes))
            rows.append(f"{label} {name:<{longest}}  {_counted(number, mended)}")
    return rows


def _counted(number: int, fixes: int) -> str:
    return f"{number:>5}" + (f"  {fixes:>5} mended by --fix" if fixes else "")


def folded(notes: Sequence[Diagnostic]) -> list[str]:
    """One line in place of `notes`, which names the rules that made most of them."""
    if not notes:
        return []
    counts = Counter(one.rule for one in notes)
    named = [f"{number} {rule}" for rule, number in counts.most_common(_NAMED_MAX)]
    others = len(counts) - len(named)
    more = [f"{others} more rule{'s' * (others > 1)}"] if others else []
    return [f"{len(notes)} note{'s' * (len(notes) > 1)}: {', '.join([*named, *more])}"]
