"""
A link's fragment names no heading or anchor of its target.

The page opens at its top, and the reader must search for what was meant.

Write the anchor of an existing heading. GitHub, Docusaurus and the site make anchors by different
rules, so one of them may find what another does not; the finding then names that reader.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..link_targets import Outcome, judge
from ..slugs import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Link, Project

ID = "anchor-missing"

_TEXT_FRAGMENT = re.compile(r":~:text=")


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each fragment that leads nowhere in a document of the project."""
    for link in document.links:
        if "#" not in link.target:
            continue
        verdict = judge(document, link, project)
        if verdict is None or verdict.outcome is not Outcome.FOUND:
            continue
        fragment, path = verdict.place.fragment, verdict.place.path
        target = project.by_path.get(path or "")
        if target is None or not fragment or _TEXT_FRAGMENT.match(fragment):
            continue
        yield from _judge_fragment(document, link, target, fragment, project)


def _judge_fragment(
    document: Document, link: Link, target: Document, fragment: str, project: Project
) -> Iterator[Diagnostic]:
    known = {reader: anchors(target, reader) for reader in project.config.targets}
    dead = [reader for reader, names in known.items() if fragment not in names]
    place = "here" if target is document else f"in `{target.name}`"
    for reader in dead if len(dead) < len(known) else dead[:1]:
        only = len(dead) < len(known)
        message = f"no anchor `#{fragment}` {place}"
        help_ = _nearest(fragment, known[reader])
        name = reader.value if only else ""
        yield Diagnostic(ID, document.path, link.target_span, message, help_, target=name)


def _nearest(fragment: str, names: set[str]) -> str:
    near = get_close_matches(fragment.lower(), sorted(names - {"", "top"}), n=3, cutoff=0.5)
    options = ", ".join(f"`#{name}`" for name in near)
    return f"nearest: {options}" if near else "link to a heading that exists"
