"""Which of two documents is told of what both have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...project import Project


def is_said_at(project: Project, other: str, path: str) -> bool:
    """Whether the document `other` is told, and not the one at `path`: the last of the two is.

    Where only a part of the project is judged, each is told that is judged.
    """
    return not project.is_partial and path < other and other in project.outlines
