"""Parse the documents of a run, run every rule over them, and put the findings in order."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from .config import Config, glob_to_regex
from .diagnostics import Diagnostic, Severity
from .external.results import counted
from .links.citations import members
from .links.judging import Judge
from .links.verdicts import led_to
from .loading import load_project
from .rules import CODE_RULES, RULES, suppression_invalid, suppression_unused
from .suppressions import Malformed, Suppression, silence, suppressions
from .text import Source
from .workers import jobs_for, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .model import Document, Project


@dataclass(frozen=True)
class Report:
    """What a run found. `findings` are in order of path, position and rule."""

    project: Project
    findings: tuple[Diagnostic, ...] = ()
    fixed: int = 0
    elapsed_seconds: float = 0.0
    site: str = ""  # "", "built" or "failed"
    notes: tuple[str, ...] = field(default=())

    def source(self, path: str) -> Source | None:
        """The text that findings at `path` point into; None for what was not read."""
        document = self.project.by_path.get(path)
        if document is None:
            return next((source for source in self.project.code if source.path == path), None)
        return document.source

    def positions(self, finding: Diagnostic) -> tuple[tuple[int, int], tuple[int, int]]:
        """Line and column, from 1, of the start and the end of a finding."""
        source = self.source(finding.path) or Source(finding.path, "")
        return source.position(finding.span.start), source.position(finding.span.end)

    @property
    def failed(self) -> bool:
        """Whether the run counts as a failure: by default, any error or warning."""
        failing = {Severity.ERROR}
        if self.project.config.fail_on_warnings:
            failing.add(Severity.WARNING)
        return any(finding.severity in failing for finding in self.findings)


def check(
    config: Config, paths: Sequence[str], progress: Callable[[str], None] = lambda _path: None
) -> Report:
    """Check the documents at `paths`, relative to the root of `config`."""
    with _garbage_collection_off():
        project = load_project(config, paths, progress)
        findings = check_project(project)
    return Report(project, tuple(findings), notes=tuple(_notes(project)))


def check_project(project: Project) -> list[Diagnostic]:
    """Run every rule over every document, and leave out what is off, ignored or silenced."""
    judged = Judge(project).verdicts()
    project = replace(project, judged=judged, led_to=led_to(judged), cited=members(project))
    off = _severity_lookup(project.config)

    def check_one(document: Document) -> list[Diagnostic]:
        ignored = _ignored_rules(project.config, document.path)
        # Comments are judged first: one whose rule is off for this run is not unused.
        unsilenced = _unsilenced(document, list(_check_document(document, project)))
        kept = [
            replace(diagnostic, severity=severity)
            for diagnostic in unsilenced
            if (severity := off(diagnostic)) is not None and not ignored(diagnostic.rule)
        ]
        return sorted(kept, key=_order)

    documents = project.documents
    found = spread(check_one, documents, jobs_for(len(documents), project.config.jobs))
    return [*chain.from_iterable(found), *_check_code(project, off)]


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


def _check_code(project: Project, off: Callable[[Diagnostic], Severity | None]) -> list[Diagnostic]:
    """Judge what comments of programs cite."""
    found = [
        replace(diagnostic, severity=severity)
        for source in project.code
        for rule in CODE_RULES
        for diagnostic in rule.check_code(source, project)
        if (severity := off(diagnostic)) is not None
        and not _ignored_rules(project.config, source.path)(diagnostic.rule)
    ]
    return sorted(found, key=lambda diagnostic: (diagnostic.path, *_order(diagnostic)))


def _check_document(document: Document, project: Project) -> Iterator[Diagnostic]:
    for name, rule in RULES.items():
        if document.unreadable is None or name == "file-unreadable":
            yield from rule.check(document, project)


def _unsilenced(document: Document, found: list[Diagnostic]) -> list[Diagnostic]:
    """Drop what comments silence; add findings about the comments themselves."""
    if not any("docsgate:" in comment.text for comment in document.comments):
        return found
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


def _notes(project: Project) -> Iterator[str]:
    if project.external:
        yield counted(project.external)
