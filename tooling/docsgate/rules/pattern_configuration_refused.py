"""
A block of YAML that configures reliability patterns is refused.

Readers copy it, and the patterns refuse to open it, because a name is wrong or messages would be
lost, as with a claim that expires before its message. A block is judged when its first line says
`# docsgate: namespaces`; `docsgate pattern check FILE` says the same of a file.

Write what the finding says, which is at the line and column of the mistake.

Before:

    ```yaml
    # docsgate: namespaces
    backends:
      db: {type: sqlite, path: app.db}
    namespaces:
      - name: orders
        pattern: publish-consume
        queue: {backend: db, groups: [billing], retention: 7 days}
    ```

After:

    ```yaml
    # docsgate: namespaces
    backends:
      db: {type: sqlite, path: app.db}
    namespaces:
      - name: orders
        pattern: publish-consume
        queue: {backend: db, groups: [billing], retention: 7d}
    ```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document, Fence
    from ..project import Project

ID = "pattern-configuration-refused"
MARK = "# docsgate: namespaces"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each mistake in the blocks of YAML that are marked as namespaces."""
    if MARK not in document.source.text:
        return
    for fence in document.fences:
        if fence.language in ("yaml", "yml"):
            yield from _check_block(document, fence)


def _check_block(document: Document, fence: Fence) -> Iterator[Diagnostic]:
    lines = _lines(document, fence)
    code = [document.source.slice(span) for span in lines]
    if not code or code[0].strip() != MARK:
        return
    from docsgate_reliability.configuration.refusals import ConfigurationRefused
    from docsgate_reliability.namespaces.load import load

    try:
        load("\n".join(code))
    except ConfigurationRefused as error:
        for refusal in error.refusals:
            line = lines[min(refusal.line, len(lines)) - 1]
            start = min(line.start + refusal.column - 1, line.end)
            where = f"{refusal.path}: " if refusal.path else ""
            message = f"{refusal.code} {where}{refusal.reason}"
            yield Diagnostic(ID, document.path, Span(start, start), message, refusal.write)


def _lines(document: Document, fence: Fence) -> list[Span]:
    """The lines of the code, without line endings and without what is before a container's code."""
    source = document.source
    first, last = (source.position(offset)[0] for offset in fence.span)
    column = fence.span.start - source.line(first).start
    spans = (source.line(number) for number in range(first + 1, last + (not fence.closed)))
    return [Span(min(span.start + column, span.end), span.end) for span in spans]
