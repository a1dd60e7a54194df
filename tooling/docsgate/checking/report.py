"""What a run found, and what its reporters show of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import Diagnostic, Severity
from ..text import Source
from .link_counts import LinkCounter, LinkCounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..model.document import Document
    from ..project import LoadedProject
    from ..readers.verdicts import Judged
    from ..text import Span


_MANY = 50


class Tally(NamedTuple):
    """What the closing lines of a report count of one document."""

    path: str
    collection: str  # "other" without one
    links: LinkCounts = LinkCounts()


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """What a run found. `findings` are in order of path, position and rule.

    `tallies` are in the order of the documents. Where those were checked by several processes and
    nothing but the findings was asked for, `project` has none of them, and `sources` holds the
    texts that findings point into.
    """

    project: LoadedProject
    findings: tuple[Diagnostic, ...] = ()
    tallies: tuple[Tally, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    fixed: int = 0
    elapsed_seconds: float = 0.0
    site: str = ""  # "", "built" or "failed"
    first: str = ""  # what is said before all else, if there is anything so weighty
    notes: tuple[str, ...] = field(default=())
    known: tuple[Diagnostic, ...] = ()  # found, and in the baseline; not among `findings`
    older: tuple[Diagnostic, ...] = ()  # found in the earlier commit, too; not among `findings`
    prefix: str = ""  # from the top of the git repository to the project, with a final `/`
    branch: str = ""  # the revision from which branches begin, where somebody may ask for it

    @classmethod
    def of(
        cls,
        project: LoadedProject,
        findings: Iterable[Diagnostic],
        judged: Mapping[str, tuple[Judged, ...]] | None = None,
    ) -> Report:
        """The report of `findings` in a project that holds all its documents.

        `judged` are the links of each document, which the report counts; None if none was judged.
        """
        sources = {document.path: document.source for document in project.documents}
        sources |= {source.path: source for source in project.code}
        counter = LinkCounter(project.config)
        tallies = tuple(
            tally(one, None if judged is None else judged.get(one.path, ()), counter)
            for one in project.documents
        )
        return cls(project, tuple(findings), tallies, sources)

    def source(self, path: str) -> Source | None:
        """The text that findings at `path` point into; None for what was not read."""
        return self.sources.get(path)

    def positions(self, finding: Diagnostic) -> tuple[tuple[int, int], tuple[int, int]]:
        """Line and column, from 1, of the start and the end of a finding."""
        return self.positions_of(finding.path, finding.span)

    def positions_of(self, path: str, span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
        """Line and column, from 1, of the start and the end of `span` in the text at `path`."""
        source = self.source(path) or Source(path, "")
        return source.position(span.start), source.position(span.end)

    @property
    def failed(self) -> bool:
        """Whether the run counts as a failure: by default, any error or warning."""
        return any(map(self.fails, self.findings))

    @property
    def has_many(self) -> bool:
        """Whether so many findings fail the run that nobody mends all before the first commit."""
        return sum(map(self.fails, self.findings)) >= _MANY

    def fails(self, finding: Diagnostic) -> bool:
        """Whether `finding` alone makes the run a failure."""
        if finding.severity is Severity.WARNING:
            return self.project.config.fail_on_warnings
        return finding.severity is Severity.ERROR


def tally(document: Document, judged: Iterable[Judged] | None, counter: LinkCounter) -> Tally:
    """Count `document`, and its `judged` links with `counter`; None if they were not judged.

    Indexes, templates and files for agents in the folder of a collection are no members of it.
    """
    collection = document.membership.name if document.membership else "other"
    return Tally(document.path, collection, counter.count(document, judged))
