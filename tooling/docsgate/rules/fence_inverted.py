"""
A closing fence carries an info string, so that code and prose trade places.

Only a bare fence closes a code block (CommonMark 4.5). A closing fence written as ```` ```text ````
opens a block instead, or is swallowed by the one it should close: from there on prose is shown
as code and code as prose, up to the end of the document. It is the commonest hidden cause of
MDX errors, duplicated headings and lost lists, so those are not reported after it.

Write the fence without the info string, and give the info string to the fence that opens the
next block. A block that shows Markdown with fences inside needs a longer fence around it.

Where MDX is read, it says what is a fence: below a tag, GitHub takes one for HTML.

Which lines are code and which are prose is told from the lines themselves; the help says what
becomes of the next ones. `--fix` repairs all fences of a document at once where no fence must be
guessed, `--unsafe-fixes` also where one is missing and its place is the likeliest of several.

Before:

    ```sh
    make
    ```text

    Then look at the log:

    ```
    done
    ```

After:

    ```sh
    make
    ```

    Then look at the log:

    ```text
    done
    ```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from .shared.fence_help import help_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "fence-inverted"

_MESSAGES = {
    "opens": "a closing fence with `{info}` opens a block: prose becomes code",
    "swallowed": "`{info}` keeps this fence from closing the block of line {opened}",
    "closes": "a fence that should open a block closes that of line {opened}",
}


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each closing fence that carries an info string."""
    if not document.inversions:
        return
    from ..proposals.fence_repair import repair_fences

    repair = repair_fences(document)
    for inversion in document.inversions:
        opened = document.source.position(inversion.fence.span.start)[0]
        message = _MESSAGES[inversion.effect].format(info=inversion.info, opened=opened)
        evidence = repair.evidence(inversion.span.start) if repair else ""
        help_ = "; ".join(filter(None, (help_of(document, inversion), evidence)))
        fix = repair.fix if repair else None
        yield Diagnostic(ID, document.path, inversion.span, message, help_, fix=fix)
