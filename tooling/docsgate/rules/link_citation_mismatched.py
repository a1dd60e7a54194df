"""
A link says one number and leads to another.

The reader arrives at a different decision than the text names. A text that begins with the number
of its target, as titles do (`32. Cache, considered beside ADR-031`), may cite others after it.

Correct the text or the target.

Before:

    See [ADR-012](./adr-021-retries.md).

After:

    See [ADR-021](./adr-021-retries.md).
"""

from __future__ import annotations

from posixpath import basename
from typing import TYPE_CHECKING

from ..decisions.citations import citation_in
from ..decisions.numbering import number_of
from ..diagnostics import Diagnostic
from ..late_pattern import LatePattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.document import Document
    from ..project import Project
    from ..readers.verdicts import Judged

ID = "link-citation-mismatched"

_OWN_NUMBER = LatePattern(r"\s*(?:[A-Za-z]+[- ]?)?0*(\d{1,5})\s*[:.)]\s")


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each link whose text cites another number of the collection it leads to."""
    names = project.cited
    for judged in project.judged.get(document.path, ()) if names else ():
        said = citation_in(judged.link.text, names)
        if said is None or judged.link.is_image or not judged.address.written:
            continue
        led = _find_linked_number(judged, project, names)
        if led is None or _begins_with(judged.link.text, led[1]):
            continue
        if led[0] == said.name and led[1] != said.number:
            message = f"the text says `{said.text}`, the link leads to `{led[0]}-{led[1]:03}`"
            help_ = "correct the text or the target"
            yield Diagnostic(ID, document.path, judged.link.target_span, message, help_)


def _begins_with(text: str, number: int) -> bool:
    """Whether `text` is the title of the document `number`, which may mention others after that."""
    match = _OWN_NUMBER.compiled.match(text)
    return match is not None and int(match[1]) == number


def _find_linked_number(
    judged: Judged, project: Project, names: Iterable[str]
) -> tuple[str, int] | None:
    """Collection and number of the document that the link leads to, or that its path names."""
    for _, verdict in judged.verdicts:
        led = project.outlines.get(verdict.path)
        if led is not None and led.collection is not None:
            digits = number_of(led)
            return (led.collection.name, int(digits)) if digits is not None else None
    if not judged.verdicts:
        return None
    written = citation_in(basename(judged.address.path.rstrip("/")), names)
    return (written.name, written.number) if written else None
