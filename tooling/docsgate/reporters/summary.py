"""The figures of a report: documents per collection, links, findings by severity and rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import Severity

if TYPE_CHECKING:
    from ..checking.report import Report


class Summary(NamedTuple):
    """The figures in the closing lines of a report.

    `links_valid` counts the links that were looked up and found, `links_broken` those at which some
    reader does not arrive, also where that is no new finding. `links_external` lead to other sites,
    and `links_unjudged` are those that no rule looks at.
    """

    documents: int
    collections: dict[str, int]
    links_valid: int
    links_broken: int
    links_external: int
    links_unjudged: int
    severities: dict[str, int]
    rules: dict[str, int]
    fixable: int

    @property
    def links_total(self) -> int:
        """The links that some reader sees."""
        judged = self.links_valid + self.links_broken
        return judged + self.links_external + self.links_unjudged


def summarise(report: Report) -> Summary:
    """Count the documents, links and findings of `report`."""
    tallies = report.tallies
    collections = Counter(tally.collection for tally in tallies)
    return Summary(
        documents=len(tallies),
        collections=dict(sorted(collections.items(), key=lambda pair: (pair[0] == "other", pair))),
        links_valid=sum(tally.links.valid for tally in tallies),
        links_broken=sum(tally.links.broken for tally in tallies),
        links_external=sum(tally.links.external for tally in tallies),
        links_unjudged=sum(tally.links.unjudged for tally in tallies),
        severities={
            severity.value: sum(1 for found in report.findings if found.severity is severity)
            for severity in Severity
        },
        rules=dict(sorted(Counter(found.rule for found in report.findings).items())),
        fixable=sum(1 for found in report.findings if found.fix and found.fix.safe),
    )
