"""Mend documents round by round until nothing is left to mend, and write them.

Each round checks the documents, applies their fixes and parses the new text; only documents that
changed go into the next round. A file is replaced whole or not at all.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from .documents import read_document
from .engine import check_project
from .errors import WriteError
from .fixes import apply_fixes
from .loading import load_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .config import Config
    from .diagnostics import Diagnostic
    from .model import Document, Project
    from .text import Source

ROUNDS_MAX = 10
"""Fixes that undo each other would go on for ever; real ones settle in two or three rounds."""


@dataclass(frozen=True, slots=True)
class Change:
    """One document before and after; `fixes` counts the findings that were mended."""

    before: Source
    after: Source
    fixes: int

    def diff(self) -> str:
        """The change as a unified diff."""
        lines = unified_diff(
            self.before.text.splitlines(keepends=True),
            self.after.text.splitlines(keepends=True),
            f"a/{self.before.path}",
            f"b/{self.after.path}",
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def mend(config: Config, paths: Sequence[str]) -> list[Change]:
    """Mend the documents at `paths` in memory, with safe fixes only."""
    project = load_project(config, paths)
    before = {document.path: document.source for document in project.documents}
    counts: dict[str, int] = {}
    for _ in range(ROUNDS_MAX):
        changed = list(_round(project, counts))
        if not changed:
            break
        project = _with_documents(project, changed)
    after = {path: project.by_path[path].source for path in counts}
    return [Change(before[path], after[path], counts[path]) for path in sorted(counts)]


def write(config: Config, changes: Iterable[Change]) -> None:
    """Write each change, unless the file is no longer what was read. Raises WriteError."""
    for change in changes:
        target = Path(os.path.realpath(config.root / change.before.path))
        try:
            if target.read_bytes() != _encode(change.before):
                raise WriteError(f"{change.before.path}: changed while it was mended; left alone")
            _replace(target, _encode(change.after))
        except OSError as error:
            message = f"{change.before.path}: cannot be written: {error.strerror or error}"
            raise WriteError(message) from None


def _round(project: Project, counts: dict[str, int]) -> Iterable[Document]:
    by_path: dict[str, list[Diagnostic]] = {}
    for finding in check_project(project):
        by_path.setdefault(finding.path, []).append(finding)
    for document in project.documents:
        found = by_path.get(document.path, [])
        fixes = [finding.fix for finding in found if finding.fix and finding.fix.safe]
        text, applied = apply_fixes(document.source.text, fixes)
        if text != document.source.text:
            counts[document.path] = counts.get(document.path, 0) + applied
            source = replace(document.source, text=text)
            yield read_document(source, document.collection, project.config)


def _with_documents(project: Project, changed: Sequence[Document]) -> Project:
    """The project with `changed` in place of their old selves, and only them to be checked."""
    by_path = {**project.by_path, **{document.path: document for document in changed}}
    return replace(project, documents=tuple(changed), by_path=by_path)


def _encode(source: Source) -> bytes:
    return (b"\xef\xbb\xbf" if source.bom else b"") + source.text.encode()


def _replace(target: Path, data: bytes) -> None:
    """Replace `target` by `data`: a new file in the same folder, synced, then renamed over it."""
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "permission denied", str(target))
    descriptor, name = mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(target.stat().st_mode & 0o7777)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
