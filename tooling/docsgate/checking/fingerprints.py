"""Names for findings that stay the same while the lines around them move."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..diagnostics import Diagnostic
    from .report import Report

_NUMBER = re.compile(r"\d+")


def fingerprinted(
    report: Report, moved: Mapping[str, str] | None = None
) -> Iterator[tuple[Diagnostic, str]]:
    """
    The findings, each with 32 hexadecimal digits that no other finding of the report has.

    They depend on the rule, the path, the readers, the words of the message and the text of the
    line, and on how many findings with all of these came before. Numbers in the message are left
    out, since some are those of lines. `moved` gives the paths that are not the report's own.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in report.findings:
        source = report.source(finding.path)
        (line, _), _ = report.positions(finding)
        text = source.slice(source.line(line)) if source is not None else ""
        path, words = (
            (moved or {}).get(finding.path, finding.path),
            _NUMBER.sub("", finding.message),
        )
        readers = ",".join(finding.targets)
        key = (finding.rule, path, readers, words, text.strip())
        joined = "\0".join((*key, str(seen[key])))
        yield finding, sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[key] += 1
