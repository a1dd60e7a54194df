"""Links of a site that lives in another repository, in documents that only GitHub shows here.

They are written for that site, of which nothing is known: a mend for GitHub may break them there.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from posixpath import splitext
from typing import TYPE_CHECKING

from ...configuration.settings import Target
from ...readers.verdicts import Outcome

if TYPE_CHECKING:
    from ...model.document import Document
    from ...project import Project
    from ...readers.verdicts import Judged

_PAGES = (".md", ".mdx", ".markdown")
_NO_SLUG = re.compile(r"[^\w-]")
"""What GitHub has in no anchor of a heading."""


class Elsewhere(Enum):
    """What of a link is written for a site that lives elsewhere."""

    ROUTE = auto()
    ANCHOR = auto()


def find_elsewhere(judged: Judged, document: Document, project: Project) -> Elsewhere | None:
    """What of the dead link `judged` is written for such a site; None where nothing is."""
    if not project.config.finds_targets or project.config.targets != (Target.GITHUB,):
        return None
    if _is_route(judged, project):
        return Elsewhere.ROUTE
    return Elsewhere.ANCHOR if _has_their_anchor(judged, document) else None


def _is_route(judged: Judged, project: Project) -> bool:
    """Whether `judged` is a path from the root of a site, by which no file here is called.

    It names a document by its route, or its first part is no entry of the repository's top.
    """
    path = judged.address.path
    if not path.startswith("/") or path.startswith("//") or judged.link.is_image:
        return False
    suffix = splitext(path)[1]
    if suffix not in ("", ".html") and not suffix[1:].isdigit():
        return False
    if any(verdict.outcome is not Outcome.MISSING for _, verdict in judged.verdicts):
        return False
    tree, place = project.tree, path.strip("/")
    if any(tree.is_file(f"{place}{page}") for page in _PAGES):
        return True
    first = place.partition("/")[0]
    return bool(first) and not tree.is_folder(first) and not tree.is_file(first)


def _has_their_anchor(judged: Judged, document: Document) -> bool:
    """Whether the fragment of `judged` has marks that GitHub drops, and a site may keep.

    Frontmatter outside of decisions shows that such a site reads the document.
    """
    is_page = document.frontmatter is not None and document.collection is None
    return is_page and _NO_SLUG.search(judged.address.fragment) is not None
