"""
LinkChecker, which crawls the built site, and docsgate do not think the same of a link.

One of them is wrong, and a wrong verdict about links is a fault: either readers meet a 404 that
docsgate did not see, or docsgate blocks a link that works.

Open the page that is named. If the link works there, report the fault of docsgate; if not, mend the
link. Only `--crawl` asks for the second opinion.

Before:

    See [the plan](./pln.md).

After:

    See [the plan](./plan.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic

if TYPE_CHECKING:
    from ..text import Span

ID = "site-crawl-disagreement"


def report(path: str, span: Span, message: str, help_: str = "") -> Diagnostic:
    """A finding for a link at `span` in the file at `path`, as `message` says the two opinions.

    Without `help_`, one of the opinions is ours and wrong.
    """
    return Diagnostic(ID, path, span, message, help_ or "report this as a fault of docsgate")
