"""
GitHub shows a block of code, and the site shows it as text or goes on with it.

Python-Markdown, which builds the site, is stricter about fences than CommonMark. It wants the
closing fence behind the same spaces as the opening one and just as long, no line of code further
out than its fence, no list marker before a fence and no indented code right above it, and an info
string that it understands. A block that it does not close swallows the text behind it; where it
does not open one, the closing fence does.

Write both fences alike, on lines of their own; then every reader agrees. `--fix` does it where
GitHub goes on to show the same, and no fence is left that has to be mended by hand. Info strings
such as `rust,ignore` or `js {1} title="x"` are read with `relaxed_headers: true` among the options
of `pymdownx.superfences`. Without that extension mkdocs reads fences at the margin only, so that
in a list or a quote none is code. Where no mkdocs.yml says otherwise, a site is taken to have it.
Tabs such as ```` ```yaml tab="A" ```` are read by
versions of `pymdown-extensions` below 8 only. Where a requirement or a lock file beside mkdocs.yml
pins one, they are right; where none names a version, they are reported once for the whole site.
Or add the Markdown extension `docsgate.gfm_lists` to mkdocs.yml, which writes fences as
Python-Markdown wants them; then only options that it does not know are reported, and without
superfences blocks in a quote.

Before:

    ```sh
    make
      ```

After:

    ```sh
    make
    ```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..configuration.mkdocs_yml import USUAL_FENCES
from ..configuration.readers_there import mkdocs_of, targets_of
from ..configuration.settings import Target
from ..diagnostics import Diagnostic
from ..readers.mkdocs.fence_infos import takes_info
from ..readers.mkdocs.fences import Cause, misreadings, text_before_fence
from .shared.old_tabs import tabs_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.mkdocs_yml import FenceStyle
    from ..diagnostics import Fix
    from ..model.document import Document
    from ..project import Project
    from ..readers.mkdocs.fences import Misreading

ID = "fence-misread"

_MESSAGES = {
    Cause.INFO: "mkdocs opens no block with `{info}` behind the fence",
    Cause.MARKER: "mkdocs opens no block behind `{marker}`",
    Cause.MARGIN: "mkdocs reads fences at the margin only, and shows this block as text",
    Cause.CODE: "mkdocs gives up the block of line {opened} here: this stands further out",
    Cause.INDENT: "mkdocs does not close the block of line {opened} here: this stands elsewhere",
    Cause.LENGTH: "mkdocs does not close the block of line {opened} here: this is longer",
    Cause.JOINED: "mkdocs takes this block and the indented code above it for one",
    Cause.ABOVE: "mkdocs opens a block here, which hides the fence of line {opened}",
}
_MENDED = (Cause.CODE, Cause.INDENT, Cause.LENGTH, Cause.JOINED)
"""What can be mended, if nothing else is misread: one block decides how the next ones are read."""

_UNQUOTED = r"""\b(title|hl_lines|linenums)=([^\s"'{}]+)"""
_TAB = r"""\btab=("[^"]+")"""
_LANGUAGE = r"[\w#.+-]+"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each fence that Python-Markdown takes otherwise than GitHub does."""
    if Target.MKDOCS not in targets_of(project.config, document.path):
        return
    site = mkdocs_of(project.config, document.path, project.site)
    style = site.fences if site else USUAL_FENCES
    found = list(misreadings(document, style))
    mendable = all(one.cause in _MENDED for one in found)
    for one in found:
        if document.is_upside_down(one.span.start):
            continue
        finding = _finding(document, one, style, mendable=mendable)
        yield tabs_once(finding, one, style, document, project)


def _finding(
    document: Document, found: Misreading, style: FenceStyle, *, mendable: bool
) -> Diagnostic:
    message = _MESSAGES[found.cause].format(
        info=found.fence.info,
        marker=text_before_fence(document, found.fence).strip(),
        opened=document.source.position(found.fence.span.start)[0],
    )
    help_, fix = _help(document, found, style), _fix(document, found) if mendable else None
    return Diagnostic(
        ID, document.path, found.span, message, help_, targets=(Target.MKDOCS.value,), fix=fix
    )


def _fix(document: Document, found: Misreading) -> Fix | None:
    from ..proposals.fence_lines import add_blank_line_before, indent_like_opening_fence

    if found.cause is Cause.JOINED:
        return add_blank_line_before(document, found.fence)
    return indent_like_opening_fence(document, found.fence)


def _help(document: Document, found: Misreading, style: FenceStyle) -> str:
    fence, before = found.fence, text_before_fence(document, found.fence)
    if found.cause is Cause.INFO:
        return _help_with_info(fence.info, style)
    if found.cause is Cause.MARKER:
        return "begin the item with text, and write the fence on a line of its own below it"
    if found.cause is Cause.MARGIN:
        return "load `pymdownx.superfences` in mkdocs.yml, or move the block to the margin"
    if found.cause is Cause.ABOVE:
        return "close the block above that line, or begin this line otherwise"
    if found.cause is Cause.JOINED:
        return "leave a blank line before it"
    place = f"behind `{before}`" if ">" in before else f"behind {len(before)} spaces"
    place = place if before else "at the margin"
    if found.cause is Cause.CODE:
        return f"begin it {place}"
    return f"write {fence.marker} {place}"


def _help_with_info(info: str, style: FenceStyle) -> str:
    if tab := re.search(_TAB, info):
        return f"write `=== {tab[1]}` of pymdownx.tabbed above it, and indent the block"
    quoted = re.sub(_UNQUOTED, r'\1="\2"', info)
    if takes_info(style, quoted):
        return f"write `{quoted}`"
    language = re.match(_LANGUAGE, info)
    return f"write `{language[0]}` alone" if language else "leave it out"
