"""The links of a document that lead to other sites, with what is known of their addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Link
    from ..project import Project
    from .results import Result


_LINES = re.compile(r"L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?")
"""Lines of code, as forges name them: scripts of the page find them."""


def external_links(document: Document, project: Project) -> Iterator[tuple[Link, Result]]:
    """Each link of `document` to an address of which something is known."""
    for link in document.links if project.external else ():
        result = project.external.get(split(link.target)[0])
        if result is not None:
            yield link, result


def split(target: str) -> tuple[str, str]:
    """A link's target as an address to ask and a fragment; both empty when it is not the web's."""
    if not target.lower().startswith(("http://", "https://")):
        return "", ""
    address, _, fragment = target.partition("#")
    is_local = fragment.startswith((":~:", "!", "/"))  # Text fragments, routes of a script.
    return address, "" if is_local or _LINES.fullmatch(fragment) else fragment
