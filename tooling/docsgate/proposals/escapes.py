r"""Edits that make MDX read a construct as the other readers do.

Each escape has one form that all readers understand. `<` becomes `&lt;`, because `\<` is an escape
in CommonMark (section 2.4) and not in Python-Markdown. `{` becomes `\{`, which all three readers
know; inside raw HTML it becomes `&#123;`, because a backslash would be shown there. The CommonMark
parse says whether the character is text, raw HTML or code, and that decides the edit:

    text            is escaped; nothing changes for other readers, so this is safe
    raw HTML        is mended by `raw_html`
    indented code   becomes fenced code, because MDX has no indented code; but not inside a JSX
                    element, where lines are indented because the element is
    fenced code     gets longer fences where MDX takes an indented fence inside it for its end
    code span       is brought onto one line, because MDX looks at the start of a line first
    mathematics     is escaped, which is not safe: its renderers read the backslash themselves
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..configuration.settings import Target
from ..diagnostics import Claim, Edit, Fix
from ..mdx import Dialect
from ..mdx.page_outline import page_outline
from ..mdx.source.urls import is_rejected
from ..parsing.conflicts import find_conflicts
from ..readers.mathematics import mathematics
from ..text import Span, inside
from .indented_code import fence_code
from .raw_html import mend_tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..mdx import Finding
    from ..model.document import Document, Fence

_LINE_BREAK = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t>]*\Z")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_HEADING_ID = re.compile(r"\{:?[ \t]*#(?P<id>[\w-]+)[ \t]*\}(?=[ \t]*(?:[\r\n]|\Z))")
_ATTRIBUTES = re.compile(r"\{:?[ ]*(?P<list>(?:[.#][\w-]|[\w-]+=[\"'\w])[^{}\r\n*]*)\}")
_EMPTY_COMMENT = re.compile(r"<!--->|<!---->|<!-->")
_BRACE = frozenset({
    "mdx-expression-invalid", "mdx-expression-unclosed", "mdx-line-lazy", "mdx-render-undefined",
    "mdx-render-child", "mdx-render-value",
})  # fmt: skip
_MDX_READERS = frozenset({Target.MDX, Target.DOCUSAURUS})


def escape(document: Document, finding: Finding, targets: Iterable[Target]) -> Fix | None:
    """The fix of `finding` that all `targets` read alike; None where there is none."""
    text, start = document.source.text, finding.start
    if _is_in_conflict(document, start):
        return None  # Nobody but the author can end a merge.
    if inside(document.code, start):
        return _mend_code(document, finding)
    if finding.rule == "mdx-comment-html":
        return _mend_comment(document, start, frozenset(targets))
    if finding.rule == "mdx-esm-invalid":
        # MDX reads `import` and `export` only in the first column; CommonMark ignores one space.
        return None if document.path.endswith(".mdx") else _fix(start, start, " ")
    if text.startswith("{", start) and finding.rule in _BRACE:
        attributes = _mend_attributes(document, start, targets)
        if attributes:
            return attributes
        in_html = inside(document.literal, start)
        safe = not inside(mathematics(document), start)
        new = "&#123;" if in_html else "\\{"
        if finding.rule == "mdx-render-child":  # An object, whose inner braces MDX would read next.
            return _escape_braces(text, start, finding.end, new, safe=safe)
        return _fix(start, start + 1, new, safe=safe)
    if text.startswith("{", start):
        start = text.rfind("<", 0, start)  # To MDX, the braces are part of a tag.
        return None if start < 0 else _escape_less_than(document, finding, start)
    if finding.rule == "mdx-autolink":
        return _mend_autolink(document, finding)
    return _escape_less_than(document, finding, start) if text.startswith("<", start) else None


def _is_in_conflict(document: Document, offset: int) -> bool:
    return any(
        marker.start <= offset < marker.end
        for conflict in find_conflicts(document)
        for marker in conflict.markers
    )


def _fix(start: int, end: int, text: str, *, safe: bool = True) -> Fix:
    return _claiming(Claim.SAME if safe else Claim.SHOWN, start, end, text, safe=safe)


def _claiming(claim: Claim, start: int, end: int, text: str, *, safe: bool = True) -> Fix:
    return Fix((Edit(Span(start, end), text),), claim, safe=safe)


def _escape_braces(text: str, start: int, end: int, new: str, *, safe: bool) -> Fix:
    """The fix that makes `new` of each `{` from `start` to `end`."""
    places = (match.start() for match in re.compile(r"\{").finditer(text, start, end))
    edits = tuple(Edit(Span(at, at + 1), new) for at in places)
    return Fix(edits, Claim.SAME if safe else Claim.SHOWN, safe=safe)


def _escape_less_than(document: Document, finding: Finding, start: int) -> Fix | None:
    """The fix for the `<` at `start`: an entity where only MDX reads a tag, else a mended tag."""
    if inside(document.code, start):
        return None
    if not inside(document.literal, start):
        return _fix(start, start + 1, "&lt;")
    return mend_tag(document, finding) if start == finding.start else None


def _mend_attributes(document: Document, start: int, targets: Iterable[Target]) -> Fix | None:
    """The attribute list of Python-Markdown at `start`, in the form that MDX accepts.

    It is not safe, because GitHub shows the braces and so shows another text afterwards.
    """
    text = document.source.text
    identifier = _HEADING_ID.match(text, start)
    if identifier and _is_heading(document, start):
        # Docusaurus accepts an id in a heading, but no white space inside its braces.
        text = f"{{#{identifier['id']}}}"
        return _claiming(Claim.ATTRIBUTES, start, identifier.end(), text, safe=False)
    found = _ATTRIBUTES.match(text, start)
    if (
        found is None
        or text[start - 1 : start].isalnum()
        or Target.MKDOCS not in frozenset(targets)
    ):
        return None  # Right after a word, Python-Markdown takes the braces for text.
    # This form is a comment in MDX, and Python-Markdown skips the words it does not know in it.
    comment = f"{{/* {found['list'].rstrip()} */}}"
    return _claiming(Claim.ATTRIBUTES, start, found.end(), comment, safe=False)


def _mend_autolink(document: Document, finding: Finding) -> Fix | None:
    """The fix for an autolink (CommonMark, section 6.5): a link whose text is its address."""
    text, start = document.source.text, finding.start
    end = text.find(">", start)
    if end < 0:
        return None
    target = text[start + 1 : end]
    address = target if ":" in target else f"mailto:{target}"
    if is_rejected(address, image=False):
        return _fix(start, end + 1, f"`{target}`", safe=False)  # Such a link leads nowhere.
    return _fix(start, end + 1, f"[{target}]({address})")


def _mend_code(document: Document, finding: Finding) -> Fix | None:
    """The fix for a tag or brace that MDX sees inside code.

    Indented code becomes fenced code, fenced code gets longer fences, and a code span loses the
    line break before the tag or brace.
    """
    text, start = document.source.text, finding.start
    block = next((span for span in document.code if span.start <= start < span.end), None)
    if block is None:
        return None
    fence = next((fence for fence in document.fences if fence.span.start == block.start), None)
    if fence is not None:
        return _lengthen_fences(document, fence)
    if block in document.indented_code:
        return None if _is_prose(document, block, finding) else fence_code(document, block)
    ending = _LINE_BREAK.search(text, block.start, start)
    return _fix(ending.start(), ending.end(), " ") if ending else None


def _is_prose(document: Document, block: Span, finding: Finding) -> bool:
    """Whether the indented `block` may be prose for its author, who thinks of MDX.

    It is prose inside a JSX element, and where it holds one that MDX shows without complaint.
    """
    elements = page_outline(document.source.text, Dialect.DOCUSAURUS).elements
    if finding.rule == "mdx-render-indented":
        return any(one.start < block.end and block.start < one.end for one in elements)
    return any(one.start < block.start < one.end for one in elements)


def _lengthen_fences(document: Document, fence: Fence) -> Fix | None:
    """Fences longer than any run of their mark in the code; None where the code has no such run."""
    text, mark = document.source.text, fence.marker[0]
    runs = re.findall(f"{re.escape(mark)}{{3,}}", document.source.slice(fence.content))
    longest = max(map(len, runs), default=0)
    closer = text.find(fence.marker, fence.content.end, fence.span.end)
    if not fence.closed or longest < len(fence.marker) or closer < 0:
        return None
    more = mark * (longest + 1 - len(fence.marker))
    opener = fence.span.start
    return Fix((Edit(Span(opener, opener), more), Edit(Span(closer, closer), more)), Claim.SAME)


def _mend_comment(document: Document, start: int, targets: frozenset[Target]) -> Fix | None:
    """The fix for the HTML comment at `start`.

    It becomes an MDX comment where all `targets` read MDX. Otherwise it stays an HTML comment,
    changed only so far that Docusaurus accepts it.
    """
    text = document.source.text
    if not inside(document.literal, start):
        return _fix(start, start + 1, "&lt;")
    empty = _EMPTY_COMMENT.match(text, start)
    if empty:
        return _claiming(Claim.COMMENT, start, empty.end(), "<!-- -->")
    comment = _COMMENT.match(text, start)
    if comment and targets <= _MDX_READERS and "*/" not in comment[1]:
        return _claiming(Claim.COMMENT, start, comment.end(), f"{{/*{comment[1]}*/}}")
    line = document.source.position(start)[0]
    if comment and line > 1 and not text[document.source.line(line).start : start].strip():
        # Right below a list, Docusaurus reads the comment as part of the list.
        above = document.source.line(line - 1)
        at = document.source.line(line).start
        if document.source.slice(above).strip():
            return _claiming(Claim.COMMENT, at, at, text[above.end : at])
    return None


def _is_heading(document: Document, offset: int) -> bool:
    return any(heading.span.start <= offset < heading.span.end for heading in document.headings)
