"""
A baseline: the findings that a project had when it began, which do not fail its runs.

    {"version": 1, "findings": {"docs/a.md": {"link-target-missing": ["2f1c…", "9b07…"]}}}

Each is kept by its fingerprint, so it stays known while lines move and when its document gets
another name, and is new again when its own line changes. A baseline only shrinks: findings that
are gone can be taken out, and none added.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from ..configuration.settings import rules_off
from ..errors import ConfigError, UsageError, WriteError
from ..files.disk import Unreadable, is_file, read_source
from .fingerprints import fingerprinted
from .renamed_documents import follow_renames

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from ..configuration.settings import Config
    from ..diagnostics import Diagnostic
    from .report import Report

Known: TypeAlias = "dict[tuple[str, str], frozenset[str]]"
"""Fingerprints by document and rule."""

VERSION = 1
_NOT_IN_EVERY_RUN = ("site-", "link-external-", "anchor-external-")


def read_baseline(config: Config) -> Known | None:
    """What the baseline of `config` holds; None when there is no such file. Raises ConfigError."""
    if not is_file(config.files, config.baseline):
        return None
    source = read_source(config.files, config.baseline)
    if isinstance(source, Unreadable):
        raise ConfigError(f"{config.baseline}:1:1: {source.message}")
    try:
        data = json.loads(source.text)
    except json.JSONDecodeError as error:
        place = f"{config.baseline}:{error.lineno}:{error.colno}"
        raise ConfigError(f"{place}: invalid JSON: {error.msg}") from None
    except RecursionError:
        raise ConfigError(f"{config.baseline}:1:1: invalid JSON: nested too deeply") from None
    known = _known(data)
    if known is None:
        raise ConfigError(f"{config.baseline}:1:1: is no baseline of version {VERSION}")
    return known


def _known(data: Any) -> Known | None:
    """The baseline that the JSON value `data` is."""
    if not isinstance(data, dict) or data.get("version") != VERSION:
        return None
    documents = data.get("findings")
    if not isinstance(documents, dict):
        return None
    known: Known = {}
    for path, rules in documents.items():
        if not isinstance(rules, dict):
            return None
        for rule, names in rules.items():
            if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
                return None
            known[path, rule] = frozenset(names)
    return known


def without_known(report: Report, known: Known, *, complete: bool) -> Report:
    """
    The report without the findings of the baseline, which it counts.

    A `complete` run, of all documents and rules, also says how many are gone.
    """
    new, old = _split_findings(report, known)
    gone = sum(map(len, known.values())) - sum(map(len, _remaining(report, known).values()))
    notes = report.notes
    if gone and complete:
        gone_ones = "finding of the baseline is" if gone == 1 else "findings of the baseline are"
        notes = (*notes, f"{gone} {gone_ones} gone; --update-baseline takes them out")
    return replace(report, findings=new, known=old, notes=notes)


def without_findings_of(report: Report, before: Report, moved: Mapping[str, str]) -> Report:
    """The report without the findings that `before`, of an earlier state, has, too.

    `moved` gives the present paths of documents that had others then.
    """
    new, old = _split_findings(report, _fingerprints_of(before, moved))
    return replace(report, findings=new, older=(*report.older, *old))


def _split_findings(
    report: Report, known: Mapping[tuple[str, str], AbstractSet[str]]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """The findings that are not among `known`, and those that are."""
    parts: tuple[list[Diagnostic], list[Diagnostic]] = [], []
    for one, name in fingerprinted(report):
        parts[name in known.get((one.path, one.rule), ())].append(one)
    return tuple(parts[0]), tuple(parts[1])


def first_baseline(report: Report) -> Known:
    """The baseline that makes the run of `report` pass, and silences its notes."""
    known: dict[tuple[str, str], set[str]] = {}
    for one, name in fingerprinted(report):
        known.setdefault((one.path, one.rule), set()).add(name)
    return {key: frozenset(names) for key, names in known.items()}


def _remaining(report: Report, known: Known) -> Known:
    """The part of `known` that the run has found again, or did not look for."""
    found = _fingerprints_of(report)
    return {
        key: names if not _has_looked_for(report, key[1]) else names & found.get(key, set())
        for key, names in known.items()
    }


def _fingerprints_of(
    report: Report, moved: Mapping[str, str] | None = None
) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for one, name in fingerprinted(report, moved):
        path = (moved or {}).get(one.path, one.path)
        found.setdefault((path, one.rule), set()).add(name)
    return found


def _has_looked_for(report: Report, rule: str) -> bool:
    if rule.startswith(_NOT_IN_EVERY_RUN):  # Not every run builds the site or asks other sites.
        return False
    return not rules_off(report.project.config.severities, [rule])


def write_baseline(report: Report, known: Known | None) -> Known:
    """
    Write the baseline and return it: all findings when there is none, else what is left of `known`.

    Raises WriteError.
    """
    new = first_baseline(report) if known is None else _remaining(report, known)
    documents: dict[str, dict[str, list[str]]] = {}
    for (path, rule), names in sorted(new.items()):
        if names:
            documents.setdefault(path, {})[rule] = sorted(names)
    data = {"version": VERSION, "findings": documents}
    file = report.project.config.root / report.project.config.baseline
    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
        temporary.replace(file)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise WriteError(f"{file}: cannot be written: {error.strerror}") from None
    return new


def apply_baseline(report: Report, *, update: bool, complete: bool) -> Report:
    """
    The report without what the baseline knows that its configuration names.

    With `update`, the baseline is written first. `complete` says that all documents and rules were
    looked at. Raises UsageError, ConfigError and WriteError.
    """
    config = report.project.config
    if update and not complete:
        raise UsageError("--update-baseline looks at everything: no paths, rules or targets")
    known = read_baseline(config)
    if known is not None:
        known = follow_renames(report, known)
    if update:
        known = write_baseline(report, known)
    if known is None:
        raise UsageError(f"{config.baseline}: no such baseline; --update-baseline writes it")
    return without_known(report, known, complete=complete)
