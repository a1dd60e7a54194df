"""
An image, or another file that is shown in place, does not exist.

Readers see a broken picture, or its alternative text.

Write the path of an existing file, relative to the document. In raw HTML the site resolves `src`
against the URL of the built page, so that `../img/x.png` may be right for GitHub and wrong there:
write the image in Markdown, and it is right for both.

Before:

    ![The cache](img/cach.png)

After:

    ![The cache](img/cache.png)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..configuration.settings import Target
from ..readers.verdicts import Outcome
from .shared.link_findings import PLACES, findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project
    from ..readers.verdicts import Judged, Verdict

ID = "image-missing"

_OUTCOMES = frozenset({Outcome.MISSING, Outcome.EXCLUDED})


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each image, in Markdown or raw HTML, whose file is not there."""
    for judged, finding in findings(
        ID, document, project, _OUTCOMES, _describe, otherwise="correct the path"
    ):
        if judged.link.is_image:
            yield finding


def _describe(judged: Judged, verdict: Verdict, target: Target | None) -> str:
    name = "image" if judged.link.element == "img" else "file"
    url = f" at `{verdict.place}`" if target is Target.MKDOCS else ""
    return f"no {name} `{judged.address.written}`{PLACES[target]}{url}"
