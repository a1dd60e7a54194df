"""
LinkChecker, which crawls the built site, and docsgate do not think the same of a link.

One of them is wrong, and a wrong verdict about links is a fault: either readers meet a 404 that
docsgate did not see, or docsgate blocks a link that works.

Open the page that is named. If the link works there, report the fault of docsgate; if not, mend the
link. Only `--crawl` asks for the second opinion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "site-crawl-disagreement"


def check(_document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Yield nothing: the site is crawled after all rules, by `docsgate.website.crawl`."""
    return iter(())
