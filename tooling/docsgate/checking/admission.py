"""Decides which findings a report has. All findings pass through here, whatever found them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..configuration.discovery import collection_of
from ..configuration.globs import glob_to_regex
from ..configuration.readers_there import generator_of, targets_of
from ..configuration.settings import Target
from ..diagnostics import Severity
from ..files.disk import list_folder
from ..late_pattern import LatePattern
from ..rules import RULES, weight
from ..rules.shared.weights import Weight
from .merging import merge

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from ..configuration.settings import Config
    from ..diagnostics import Diagnostic, Fix
    from .report import Report


_DATE = LatePattern(r"(?<!\d)(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:[0-2]\d|3[01])(?!\d)")
_DATED_MIN = 20
"""So many documents with a date in their names make a folder an archive of minutes or agendas."""

_LINKS = ("anchor-", "image-", "link-")


class Admission:
    """What a project's configuration makes of findings: severities, rules that are off, ignores.

    Style is a note unless the project is strict, or a severity is configured for its rule. So is
    what only GitHub's readers meet in a document that a site shows, unless GitHub is configured,
    and what is in one of many documents with a date in their names.
    """

    def __init__(self, config: Config) -> None:
        self._settings = [(glob_to_regex(glob), severity) for glob, severity in config.severities]
        self._ignores = config.ignores
        self._is_strict = bool(config.strict)
        self._config = config
        self._severities: dict[str, tuple[Severity | None] | None] = {}
        self._dated: dict[str, int] = {}
        self._patterns: dict[str, list[re.Pattern[str]]] = {}

    def admit(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Those of `found` that count, with the severities that are configured."""
        return [
            replace(diagnostic, severity=severity, fix=self._fix(diagnostic))
            for diagnostic in found
            if (severity := self._severity(diagnostic)) is not None
            and not self._is_ignored(diagnostic)
        ]

    def _fix(self, diagnostic: Diagnostic) -> Fix | None:
        """The fix of `diagnostic`; None for a link that works on the site the page is written for.

        Nor is there one where a site shows the page whose links are not judged.
        """
        if diagnostic.fix is None or not diagnostic.rule.startswith(_LINKS):
            return diagnostic.fix
        is_unjudged = generator_of(self._config, diagnostic.path) is not None
        is_left = is_unjudged or (not self._is_strict and self._is_beside_site(diagnostic))
        return None if is_left else diagnostic.fix

    def _severity(self, diagnostic: Diagnostic) -> Severity | None:
        """The severity of `diagnostic`; None when its rule is off."""
        rule = diagnostic.rule
        if rule not in self._severities:
            matches = [level for pattern, level in self._settings if pattern.fullmatch(rule)]
            self._severities[rule] = (matches[-1],) if matches else None
        configured = self._severities[rule]
        if configured:
            return configured[0]
        if self._is_strict:
            return diagnostic.severity
        is_note = (
            _is_style(rule) or self._is_beside_site(diagnostic) or self._is_of_a_day(diagnostic)
        )
        return Severity.INFO if is_note else diagnostic.severity

    def _is_of_a_day(self, diagnostic: Diagnostic) -> bool:
        """Whether it is in one of many dated minutes or agendas, which nobody mends any more.

        Decisions may be named by dates, and hold until others take their place.
        """
        folder, _, name = diagnostic.path.rpartition("/")
        if not _DATE.compiled.search(name) or collection_of(self._config, diagnostic.path):
            return False
        if folder not in self._dated:
            names = (name for name, _ in list_folder(self._config.files, folder))
            self._dated[folder] = sum(1 for one in names if _DATE.compiled.search(one))
        return self._dated[folder] >= _DATED_MIN

    def _is_beside_site(self, diagnostic: Diagnostic) -> bool:
        """Whether only GitHub's readers meet it, in a document that is written for a site."""
        config, path = self._config, diagnostic.path
        if not config.finds_targets:
            return False
        if diagnostic.targets == (Target.GITHUB.value,):
            return len(targets_of(config, path)) > 1
        return diagnostic.rule.startswith("anchor-") and generator_of(config, path) is not None

    def _is_ignored(self, diagnostic: Diagnostic) -> bool:
        path = diagnostic.path
        if path not in self._patterns:
            self._patterns[path] = [
                glob_to_regex(rule)
                for paths, rules in self._ignores
                if glob_to_regex(paths).fullmatch(path)
                for rule in rules
            ]
        return any(pattern.fullmatch(diagnostic.rule) for pattern in self._patterns[path])


def _is_style(rule: str) -> bool:
    return rule in RULES and weight(rule) is Weight.STYLE


def add_findings(report: Report, found: Iterable[Diagnostic]) -> Report:
    """`report` with those of `found` that count, such as the findings of the site's build."""
    admitted = merge(Admission(report.project.config).admit(found))
    findings = sorted((*report.findings, *admitted), key=lambda one: (one.path, one.span))
    return replace(report, findings=tuple(findings))
