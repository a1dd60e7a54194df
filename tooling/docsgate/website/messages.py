"""Turns the builder's messages into findings at the document they name, else at mkdocs.yml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Severity
from ..rules import site_build_failed
from ..text import START, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..checking.report import Report
    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import LoadedProject
    from .run_mkdocs import BuilderMessage

_LINK_FAMILIES = ("link-", "anchor-", "image-")
_QUOTED = re.compile(r"['\"`]([^'\"`\n]+)['\"`]")
_PAGE = re.compile(r"[\w./@ -]+\.(?:md|mdx|markdown)\b")


def findings(
    messages: Sequence[BuilderMessage],
    project: LoadedProject,
    site_file: str,
    authored: Callable[[str], str | None],
) -> list[Diagnostic]:
    """A finding for each message. `authored` maps a page of the site to its document's path."""
    return [_finding(message.text, project, site_file, authored) for message in messages]


def not_repeated(found: Iterable[Diagnostic], report: Report) -> list[Diagnostic]:
    """Those of `found` that are about no link that is an error or a warning of `report` already."""
    known = {
        (one.path, target)
        for one in report.findings
        if one.rule.startswith(_LINK_FAMILIES) and one.severity is not Severity.INFO
        for target in _targets(one, report)
    }

    def is_repeated(finding: Diagnostic) -> bool:
        quoted = (match[1] for match in _QUOTED.finditer(finding.message))
        return any((finding.path, word) in known for word in quoted)

    return [finding for finding in found if not is_repeated(finding)]


def _targets(finding: Diagnostic, report: Report) -> Iterator[str]:
    """The target of the link that `finding` is about, as it is written and as it is read."""
    source = report.source(finding.path)
    document = report.project.by_path.get(finding.path)
    if source is not None:
        yield source.slice(finding.span)
    for link in document.links if document else ():
        if link.target_span == finding.span:
            yield link.target


def _finding(
    text: str, project: LoadedProject, site_file: str, authored: Callable[[str], str | None]
) -> Diagnostic:
    path = _named(text, authored) or site_file
    document = project.by_path.get(path)
    span = _place(text, document) if document else START
    shown = _one_line(text).replace(f"{project.config.root}/", "")
    return site_build_failed.report(path, span, shown)


def _named(text: str, authored: Callable[[str], str | None]) -> str | None:
    """The document that `text` is about: that of the first named page that an author wrote."""
    quoted = [match[1] for match in _QUOTED.finditer(text)]
    bare = [match[0].strip() for match in _PAGE.finditer(text)]
    found = (authored(name) for name in (*quoted, *bare))
    return next((path for path in found if path), None)


def _place(text: str, document: Document) -> Span:
    """The target of the first link of `document` that `text` quotes, else the document's start."""
    quoted = {match[1] for match in _QUOTED.finditer(text)}
    for link in document.links:
        if link.target in quoted or document.source.slice(link.target_span) in quoted:
            return link.target_span
    return START


def _one_line(text: str) -> str:
    """`text` on one line; the items of a list follow each other."""
    lines = [line.strip() for line in text.strip().split("\n")]
    kept = [line for line in lines if line]
    head, items = kept[:1], [line.removeprefix("- ") for line in kept[1:]]
    return " ".join([*head, "; ".join(items)]).strip()
