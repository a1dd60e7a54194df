"""Turns the builder's messages into findings at the document they name, else at mkdocs.yml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rules import site_build_failed
from ..text import START, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import LoadedProject
    from .run_mkdocs import BuilderMessage

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
