"""Parse the documents of a run, run every rule over them, and put the findings in order."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ..configuration.settings import Config, rules_off
from ..external.results import counted
from ..garbage import uncollected
from ..loading.judge_project import prepare_project
from ..loading.workers import Team, jobs_for, merge_shares, run_together
from ..model.document import Document
from ..rules import RULES, code_rules, document_rules
from ..text import Source
from .admission import Admission
from .link_counts import LinkCounter
from .merging import merge, say_once
from .report import Report, Tally, tally
from .silencing import apply_suppressions, has_suppressions
from .unjudged import find_unjudged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..diagnostics import Diagnostic, Severity
    from ..project import Project
    from ..rules import DocumentRule


def check(
    config: Config,
    paths: Sequence[str],
    progress: Callable[[str], None] = lambda _path: None,
    *,
    whole: bool = True,
) -> Report:
    """Check the documents at `paths`, relative to the root of `config`.

    Unless `whole`, the report's project may be without its documents.
    """

    def work(team: Team) -> Report:
        project = prepare_project(config, paths, team, progress)
        return gather_report(project, check_documents(project), team, whole=whole)

    with uncollected():
        return run_together(work, jobs_for(len(paths), config.jobs))


def check_project(project: Project) -> list[Diagnostic]:
    """Run every rule over every document, and leave out what is off, ignored or silenced."""
    return [*say_once(chain.from_iterable(check_documents(project))), *_check_code(project)]


def check_documents(project: Project) -> list[list[Diagnostic]]:
    """The findings of each document, without what is off, ignored or silenced."""
    admission = Admission(project.config)
    rules = document_rules()
    off = _off(project.config.severities)
    on = {name: rule for name, rule in rules.items() if name not in off}
    beside_mdx = {name: rule for name, rule in on.items() if not name.startswith("mdx-")}

    def check_one(document: Document) -> list[Diagnostic]:
        if not has_suppressions(document):
            # What MDX compilers reject was found when the document was read.
            wanted = on if document.mdx else beside_mdx
            found = list(_check_document(document, project, wanted))
        else:  # Run all rules, since a comment for a rule that is off is not unused.
            found = apply_suppressions(document, list(_check_document(document, project, rules)))
        return sorted(merge(admission.admit(found)), key=_order)

    return [check_one(document) for document in project.documents]


@lru_cache(maxsize=8)
def _off(severities: tuple[tuple[str, Severity | None], ...]) -> frozenset[str]:
    """The rules that are off. Cached, because a document is checked often while it is mended."""
    return rules_off(severities, RULES)


class _Checked(NamedTuple):
    """What one process sends to the first one about a document."""

    tally: Tally
    findings: list[Diagnostic]
    document: Document | Source | None


def gather_report(
    project: Project, found: list[list[Diagnostic]], team: Team, *, whole: bool
) -> Report:
    """The report of what all processes of `team` found in the documents of `project`.

    Only that of the first process is complete and used. Unless `whole`, the report's project may be
    without its documents.
    """
    report = _gather(project, found, team, whole=whole)
    return replace(report, notes=tuple(_notes(report)))


def _gather(project: Project, found: list[list[Diagnostic]], team: Team, *, whole: bool) -> Report:
    code = _check_code(project)
    if team.size == 1:
        findings = [*say_once(chain.from_iterable(found)), *code]
        return Report.of(project, findings, project.judged)
    counter = LinkCounter(project.config)
    rows = [
        _Checked(
            tally(one, project.judged.get(one.path, ()), counter),
            findings,
            one if whole else one.source if findings else None,
        )
        for one, findings in zip(project.documents, found, strict=True)
    ]
    all_rows = merge_shares(team.gather(rows))
    findings = [*say_once(chain.from_iterable(row.findings for row in all_rows)), *code]
    documents = tuple(row.document for row in all_rows if isinstance(row.document, Document))
    project = replace(
        project, documents=documents, by_path={one.path: one for one in documents}, judged={}
    )
    tallies = tuple(row.tally for row in all_rows)
    if whole:
        return replace(Report.of(project, findings), tallies=tallies)
    kept = [row.document for row in all_rows if isinstance(row.document, Source)]
    sources = {source.path: source for source in (*kept, *project.code)}
    return Report(project, tuple(findings), tallies, sources)


def _check_code(project: Project) -> list[Diagnostic]:
    """The findings about citations in the comments of programs."""
    found = (
        diagnostic
        for source in project.code
        for rule in code_rules().values()
        for diagnostic in rule.check_code(source, project)
    )
    admitted = Admission(project.config).admit(found)
    return sorted(admitted, key=lambda diagnostic: (diagnostic.path, *_order(diagnostic)))


def _check_document(
    document: Document, project: Project, rules: Mapping[str, DocumentRule]
) -> Iterator[Diagnostic]:
    for name, rule in rules.items():
        if document.unreadable is None or name == "file-unreadable":
            yield from rule.check(document, project)


def _order(diagnostic: Diagnostic) -> tuple[object, ...]:
    return diagnostic.span, diagnostic.rule, diagnostic.message


def _notes(report: Report) -> Iterator[str]:
    if report.project.external:
        yield counted(report.project.external)
    yield from find_unjudged(report.project, [tally.path for tally in report.tallies])
    if ignored := sum(tally.links.ignored for tally in report.tallies):
        links, are = ("link", "is") if ignored == 1 else ("links", "are")
        yield f"{ignored} {links} to what git ignores {are} not judged"
