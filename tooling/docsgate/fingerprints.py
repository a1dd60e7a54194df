"""Names for findings that stay the same while the lines around them move."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .diagnostics import Diagnostic
    from .report import Report


def fingerprinted(report: Report) -> Iterator[tuple[Diagnostic, str]]:
    """
    The findings, each with 32 hexadecimal digits that no other finding of the report has.

    They depend on the rule, the path, the reader, the message and the text of the line, and on how
    many findings with all of these came before.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in report.findings:
        source = report.source(finding.path)
        (line, _), _ = report.positions(finding)
        text = source.slice(source.line(line)) if source is not None else ""
        key = (finding.rule, finding.path, finding.target, finding.message, text.strip())
        joined = "\0".join((*key, str(seen[key])))
        yield finding, sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[key] += 1
