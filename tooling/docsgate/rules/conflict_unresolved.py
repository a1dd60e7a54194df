"""
The document holds the markers of a merge that was never finished.

Readers see both sides and lines of `<<<<<<<` and `>>>>>>>`, and `=======` turns the line above it
into a heading.

Keep one side, or join both, and delete the lines of the markers. `--fix` never touches them, since
nobody but the author knows which side is right. Markers that a block of code shows are no conflict.

Before:

    <<<<<<< HEAD
    Orders are kept for a year.
    =======
    Orders are kept for two years.
    >>>>>>> feature

After:

    Orders are kept for two years.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..parsing.conflicts import find_conflicts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "conflict-unresolved"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each conflict at its first marker."""
    for conflict in find_conflicts(document):
        first, last = conflict.markers[0], conflict.markers[-1]
        end = document.source.position(last.start)[0]
        message = f"a conflict of a merge was left here, up to line {end}"
        help_ = "keep one side and delete the lines of the markers"
        yield Diagnostic(ID, document.path, first, message, help_)
