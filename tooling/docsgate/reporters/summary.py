"""The figures of a report: documents per collection, links, findings by severity and rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..diagnostics import Severity

if TYPE_CHECKING:
    from ..checking.report import Report

_LINK_FAMILIES = ("link-", "anchor-", "image-")
_NO_LINK = ("link-definition-unused", "link-citation-", "link-external-", "anchor-external-")


@dataclass(frozen=True)
class Summary:
    """The figures in the closing lines of a report.

    `links_valid` counts the links that were looked up and found; `links_external` those that lead
    to other sites. `links_broken` counts links, not findings: one link may be wrong for two
    readers, and a link that was known to be broken is no finding.
    """

    documents: int
    collections: dict[str, int]
    links_total: int
    links_broken: int
    links_external: int
    severities: dict[str, int]
    rules: dict[str, int]
    fixable: int

    @property
    def links_valid(self) -> int:
        """Links whose target was looked up and exists."""
        return self.links_total - self.links_broken - self.links_external


def summarise(report: Report) -> Summary:
    """Count the documents, links and findings of `report`."""
    tallies = report.tallies
    collections = Counter(tally.collection for tally in tallies)
    broken = {
        (finding.path, finding.span)
        for finding in (*report.findings, *report.known, *report.older)
        if finding.rule.startswith(_LINK_FAMILIES)
        and not finding.rule.startswith(_NO_LINK)
        and finding.severity is not Severity.INFO
    }
    return Summary(
        documents=len(tallies),
        collections=dict(sorted(collections.items(), key=lambda pair: (pair[0] == "other", pair))),
        links_total=sum(tally.links for tally in tallies),
        links_broken=len(broken),
        links_external=sum(tally.external for tally in tallies),
        severities={
            severity.value: sum(1 for found in report.findings if found.severity is severity)
            for severity in Severity
        },
        rules=dict(sorted(Counter(found.rule for found in report.findings).items())),
        fixable=sum(1 for found in report.findings if found.fix and found.fix.safe),
    )
