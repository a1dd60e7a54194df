"""Parse the documents of a run, run every rule over them, and put the findings in order."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ..configuration.settings import Config, glob_to_regex, is_off
from ..external.results import counted
from ..loading.judge_project import prepare_project
from ..loading.workers import Team, in_turn, jobs_for, together
from ..model.document import Document
from ..parsing.suppressions import Malformed, Suppression, silence, suppressions
from ..rules import CODE_RULES, RULES, suppression_invalid, suppression_unused
from ..text import Source
from .report import Report, Tally, tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..diagnostics import Diagnostic, Severity
    from ..project import LoadedProject, Project
    from ..rules import Rule


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
        found = _checked(project)
        return _joined(project, found, team, whole=whole)

    with _garbage_collection_off():
        report = together(work, jobs_for(len(paths), config.jobs))
    return replace(report, notes=tuple(_notes(report.project)))


def check_project(project: Project) -> list[Diagnostic]:
    """Run every rule over every document, and leave out what is off, ignored or silenced."""
    return [*chain.from_iterable(_checked(project)), *_check_code(project)]


def _checked(project: Project) -> list[list[Diagnostic]]:
    """The findings of each document."""
    off = _severity_lookup(project.config)
    off_names = _off(project.config.severities)
    on = {name: rule for name, rule in RULES.items() if name not in off_names}

    def check_one(document: Document) -> list[Diagnostic]:
        ignored = _ignored_rules(project.config, document.path)
        if not any("docsgate:" in comment.text for comment in document.comments):
            unsilenced = list(_check_document(document, project, on))
        else:  # A comment whose rule is off for this run is not unused: all rules are asked.
            unsilenced = _unsilenced(document, list(_check_document(document, project, RULES)))
        kept = [
            replace(diagnostic, severity=severity)
            for diagnostic in unsilenced
            if (severity := off(diagnostic)) is not None and not ignored(diagnostic.rule)
        ]
        return sorted(kept, key=_order)

    return [check_one(document) for document in project.documents]


@lru_cache(maxsize=8)
def _off(severities: tuple[tuple[str, Severity | None], ...]) -> frozenset[str]:
    """The rules that are off. Remembered: while a document is mended, it is checked many times."""
    return frozenset(name for name in RULES if is_off(severities, name))


class _Checked(NamedTuple):
    """One document as its process hands it in."""

    tally: Tally
    findings: list[Diagnostic]
    document: Document | Source | None


def _joined(project: Project, found: list[list[Diagnostic]], team: Team, *, whole: bool) -> Report:
    """The report of all processes, in the first one; in the others, one that nobody reads."""
    code = _check_code(project)
    if team.size == 1:
        return Report.of(project, [*chain.from_iterable(found), *code], project.judged)
    rows = [
        _Checked(
            tally(one, project.judged.get(one.path, ())),
            findings,
            one if whole else one.source if findings else None,
        )
        for one, findings in zip(project.documents, found, strict=True)
    ]
    all_rows = in_turn(team.gather(rows))
    findings = [*chain.from_iterable(row.findings for row in all_rows), *code]
    documents = tuple(row.document for row in all_rows if isinstance(row.document, Document))
    project = replace(
        project, documents=documents, by_path={one.path: one for one in documents}, judged={}
    )
    if whole:
        return Report.of(project, findings)
    kept = [row.document for row in all_rows if isinstance(row.document, Source)]
    sources = {source.path: source for source in (*kept, *project.code)}
    return Report(project, tuple(findings), tuple(row.tally for row in all_rows), sources)


def settled(report: Report) -> Report:
    """The report with the configured severities and ignores applied to all its findings.

    What was found after the rules ran, while the site was built, goes through here.
    """
    config = report.project.config
    off = _severity_lookup(config)
    ignored = {found.path: _ignored_rules(config, found.path) for found in report.findings}
    kept = [
        replace(found, severity=severity)
        for found in report.findings
        if (severity := off(found)) is not None and not ignored[found.path](found.rule)
    ]
    return replace(report, findings=tuple(kept))


def _check_code(project: Project) -> list[Diagnostic]:
    """Judge what comments of programs cite."""
    off = _severity_lookup(project.config)
    found = [
        replace(diagnostic, severity=severity)
        for source in project.code
        for rule in CODE_RULES
        for diagnostic in rule.check_code(source, project)
        if (severity := off(diagnostic)) is not None
        and not _ignored_rules(project.config, source.path)(diagnostic.rule)
    ]
    return sorted(found, key=lambda diagnostic: (diagnostic.path, *_order(diagnostic)))


def _check_document(
    document: Document, project: Project, rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    for name, rule in rules.items():
        if document.unreadable is None or name == "file-unreadable":
            yield from rule.check(document, project)


def _unsilenced(document: Document, found: list[Diagnostic]) -> list[Diagnostic]:
    """Drop what comments silence; add findings about the comments themselves."""
    entries = list(suppressions(document, RULES))
    active = [entry for entry in entries if isinstance(entry, Suppression)]
    remaining, unused = silence(found, active)
    malformed = [entry for entry in entries if isinstance(entry, Malformed)]
    return [
        *remaining,
        *(suppression_invalid.report(document, entry) for entry in malformed),
        *(suppression_unused.report(document, entry, rule) for entry, rule in unused),
    ]


def _order(diagnostic: Diagnostic) -> tuple[object, ...]:
    return diagnostic.span, diagnostic.rule, diagnostic.message


def _severity_lookup(config: Config) -> Callable[[Diagnostic], Severity | None]:
    """From a diagnostic to its configured severity; None when its rule is off."""
    settings = [(glob_to_regex(glob), severity) for glob, severity in config.severities]
    known: dict[str, tuple[Severity | None] | None] = {}

    def lookup(diagnostic: Diagnostic) -> Severity | None:
        rule = diagnostic.rule
        if rule not in known:
            matches = [severity for pattern, severity in settings if pattern.fullmatch(rule)]
            known[rule] = (matches[-1],) if matches else None
        configured = known[rule]
        return configured[0] if configured else diagnostic.severity

    return lookup


def _ignored_rules(config: Config, path: str) -> Callable[[str], bool]:
    patterns = [
        glob_to_regex(rule)
        for paths, rules in config.ignores
        if glob_to_regex(paths).fullmatch(path)
        for rule in rules
    ]
    return lambda rule: any(pattern.fullmatch(rule) for pattern in patterns)


@contextmanager
def _garbage_collection_off() -> Iterator[None]:
    """Nothing here makes cycles worth collecting, and collecting costs a third of a run."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # What was made stays until the end: do not let the collector look at it.
            gc.enable()


def _notes(project: LoadedProject) -> Iterator[str]:
    if project.external:
        yield counted(project.external)
