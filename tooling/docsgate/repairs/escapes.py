r"""Edits that make MDX read a construct as the other readers do.

One form is right for all: `&lt;` for `<`, since `\<` is an escape in CommonMark and none in
Python-Markdown; `\{` for `{`, since all three know it, but `&#123;` inside raw HTML, where a
backslash is shown. Whether `<` or `{` is text, raw HTML or code is asked of the CommonMark parse:

    text            escaped; nothing changes for other readers, so it is safe
    raw HTML        completed (`<br />`, quotes, lines of their own), which is safe;
                    or escaped, which shows what browsers hide, and is not
    indented code   fenced, for MDX knows no indented code
    code span       brought onto one line, for MDX reads the start of a line first
    mathematics     escaped, which is not safe: its renderers read the backslash themselves
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..config import Target
from ..diagnostics import Edit, Fix
from ..links.mathematics import mathematics
from ..mdx.html_names import ELEMENTS, VOID_ELEMENTS
from ..text import Span, inside
from .indented_code import fenced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..mdx import Finding
    from ..model import Document

_TAG = re.compile(r"</?(?P<name>[A-Za-z][\w:.-]*)")
_OPEN = re.compile(r"`<(?P<name>[^`>\s]+)[^`]*>` is open")
_LINE_BREAK = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t>]*\Z")
_VALUE = re.compile(r"[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|(?P<value>[^\s\"'<>`]+))")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_HEADING_ID = re.compile(r"\{:?[ \t]*#(?P<id>[\w-]+)[ \t]*\}(?=[ \t]*(?:[\r\n]|\Z))")
_EMPTY_COMMENT = re.compile(r"<!--->|<!---->|<!-->")
_ENDS_ITSELF = frozenset("dd dt li option p rp rt tbody td tfoot th thead tr".split())  # noqa: SIM905
_BRACE = frozenset({
    "mdx-expression-invalid", "mdx-expression-unclosed", "mdx-line-lazy", "mdx-render-undefined",
    "mdx-render-child", "mdx-render-value",
})  # fmt: skip
_NEAR = 5000
_MDX_READERS = frozenset({Target.MDX, Target.DOCUSAURUS})


def escape(document: Document, finding: Finding, targets: Iterable[Target]) -> Fix | None:
    """The fix of `finding`, right in every one of `targets`; None where there is no such form."""
    text, start = document.source.text, finding.start
    if inside(document.code, start):
        return _in_code(document, start)
    if finding.rule == "mdx-comment-html":
        return _comment(document, start, frozenset(targets))
    if finding.rule == "mdx-esm-invalid":
        # A module stands in the first column; for CommonMark, one space there is nothing.
        return None if document.path.endswith(".mdx") else _fix(start, start, " ")
    if text.startswith("{", start) and finding.rule in _BRACE:
        attributes = _HEADING_ID.match(text, start)
        if attributes and _is_heading(document, start):
            # Docusaurus knows an id in a heading, but no white space in its braces.
            return _fix(start, attributes.end(), f"{{#{attributes['id']}}}", safe=False)
        in_html = inside(document.literal, start)
        safe = not inside(mathematics(document), start)
        return _fix(start, start + 1, "&#123;" if in_html else "\\{", safe=safe)
    if finding.rule == "mdx-autolink":
        return _autolink(document, finding)
    if text.startswith("<", start):
        shown_as_text = not inside(document.literal, start)
        return _fix(start, start + 1, "&lt;") if shown_as_text else _tag(document, finding)
    return None


def _fix(start: int, end: int, text: str, *, safe: bool = True) -> Fix:
    return Fix((Edit(Span(start, end), text),), safe=safe)


def _autolink(document: Document, finding: Finding) -> Fix | None:
    """A link whose text is its address."""
    text, start = document.source.text, finding.start
    end = text.find(">", start)
    if end < 0:
        return None
    target = text[start + 1 : end]
    address = target if ":" in target else f"mailto:{target}"
    return _fix(start, end + 1, f"[{target}]({address})")


def _in_code(document: Document, start: int) -> Fix | None:
    """Fences for indented code; one line for a code span that MDX sees a tag or brace begin in."""
    text = document.source.text
    block = next((span for span in document.code if span.start <= start < span.end), None)
    if block is None or any(fence.span.start == block.start for fence in document.fences):
        return None
    if block in document.indented_code:
        return fenced(document, block)
    ending = _LINE_BREAK.search(text, block.start, start)
    return _fix(ending.start(), ending.end(), " ") if ending else None


def _comment(document: Document, start: int, targets: frozenset[Target]) -> Fix | None:
    """An MDX comment where all readers are MDX; for Docusaurus alone, a comment that it reads."""
    text = document.source.text
    if not inside(document.literal, start):
        return _fix(start, start + 1, "&lt;")
    empty = _EMPTY_COMMENT.match(text, start)
    if empty:
        return _fix(start, empty.end(), "<!-- -->")
    comment = _COMMENT.match(text, start)
    if comment and targets <= _MDX_READERS and "*/" not in comment[1]:
        return _fix(start, comment.end(), f"{{/*{comment[1]}*/}}")
    line = document.source.position(start)[0]
    if comment and line > 1 and not text[document.source.line(line).start : start].strip():
        # After the line of a list, Docusaurus reads a comment as more of the list.
        above = document.source.line(line - 1)
        at = document.source.line(line).start
        return _fix(at, at, text[above.end : at]) if document.source.slice(above).strip() else None
    return None


def _tag(document: Document, finding: Finding) -> Fix | None:
    """A raw HTML tag, completed if it can be, else shown."""
    text, start = document.source.text, finding.start
    tag = _TAG.match(text, start)
    if tag is None:
        return _fix(start, start + 1, "&lt;")
    name = tag["name"].lower()
    if finding.rule == "mdx-attribute-unquoted":
        return _quotes(document, finding)
    if finding.rule == "mdx-tag-unclosed" and name in VOID_ELEMENTS:
        return _void(text, finding.end)
    if finding.rule in ("mdx-tag-mismatched", "mdx-tag-stray"):
        return _closer(document, finding, tag["name"])
    if finding.rule == "mdx-tag-unclosed" and name in ELEMENTS:
        return _opener(document, finding, name)
    if finding.rule == "mdx-tag-closing-invalid":
        return None
    return _fix(start, start + 1, "&lt;", safe=False)


def _quotes(document: Document, finding: Finding) -> Fix | None:
    """Quotes around each value of the tag that has none."""
    start = finding.start
    tag = next((one for one in document.html_tags if one.span.start == start), None)
    if tag is None:
        return None
    values = (
        match.span("value") for match in _VALUE.finditer(document.source.text, start, tag.span.end)
    )
    edits = [
        Edit(Span(*span), f'"{document.source.slice(Span(*span))}"')
        for span in values
        if span[0] >= 0
    ]
    return Fix(tuple(edits)) if edits else None


def _void(text: str, end: int) -> Fix | None:
    """` />` at the `end` of an element that has no closing tag."""
    return _fix(end - 1, end, " />" if text[end - 2] != " " else "/>")


def _voids_before(document: Document, start: int) -> Fix | None:
    """The same for all such elements shortly before `start`."""
    text = document.source.text
    edits = [
        Edit(Span(tag.span.end - 1, tag.span.end), " />")
        for tag in document.html_tags
        if start - _NEAR <= tag.span.start < start
        and tag.name in VOID_ELEMENTS
        and not (tag.closing or text.endswith("/>", 0, tag.span.end))
    ]
    return Fix(tuple(edits)) if edits else None


def _opener(document: Document, finding: Finding, name: str) -> Fix | None:
    """A block of raw HTML whose text begins beside its tag: the tag on a line of its own."""
    text, end = document.source.text, finding.end
    rest = text[end : end + 1]
    if _begins_line(document, finding.start) and rest and rest not in "\r\n":
        return _fix(end, end, "\n")
    if name in _ENDS_ITSELF:
        return None
    safe = not inside(document.literal, finding.start)
    return _fix(finding.start, finding.start + 1, "&lt;", safe=safe)


def _closer(document: Document, finding: Finding, name: str) -> Fix | None:
    """A closing tag: what is open made void, its name spelt right, a line of its own, or none."""
    text, start = document.source.text, finding.start
    open_name = _OPEN.search(finding.message)
    if open_name and open_name["name"].lower() in VOID_ELEMENTS:
        return _voids_before(document, start)
    if name != name.lower():
        return _fix(start + 2, start + 2 + len(name), name.lower())
    if finding.rule == "mdx-tag-stray":
        return _fix(start, finding.end, "", safe=False)
    if not _begins_line(document, start):
        return _fix(start, start, "\n")
    return _fix(start, start, "\n") if text[max(0, start - 4) : start].strip(" \t") else None


def _is_heading(document: Document, offset: int) -> bool:
    return any(heading.span.start <= offset < heading.span.end for heading in document.headings)


def _begins_line(document: Document, offset: int) -> bool:
    line = document.source.line(document.source.position(offset)[0])
    return not document.source.text[line.start : offset].strip(" \t>")
