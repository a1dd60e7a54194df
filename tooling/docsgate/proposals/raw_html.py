r"""Raw HTML completed so that MDX reads the tree that browsers build of it.

    <br>            a slash: the element has no content
    width=10        quotes
    a="b", c="d"    no comma, which browsers take for an attribute that nobody knows
    <li> <td>       the closing tag, where HTML implies it
    <b>\nx</b>      both tags in one paragraph or cell, or both on lines of their own

All of that is safe: the tree is the same. A tag that no browser knows is a placeholder: to show
it as text shows more than before, which is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Claim, Edit, Fix
from ..mdx.tags.html_names import ELEMENTS, VOID_ELEMENTS
from ..text import Span, inside
from .implied_ends import CONTAINERS, ENDS_ITSELF, implied_end

if TYPE_CHECKING:
    from ..mdx import Finding
    from ..model.document import Document, HtmlTag

_TAG = re.compile(r"</?(?P<name>[A-Za-z][\w:.-]*)")
_OPEN = re.compile(r"`<(?P<name>[^`>\s]+)[^`]*>` is open")
_ELSEWHERE = re.compile(r"stands in another block than `<(?P<name>[^`>]+)>`")
_VALUE = re.compile(r"[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|(?P<value>[^\s\"'<>`]+))")
_COMMA = re.compile(r"\"[^\"]*\"|'[^']*'|(?P<comma>(?<=[\"'\s]),)")
_AT_THE_END = "the end of the document"
_NEAR = 5000
_CODE_INDENT = 4


def mend_tag(document: Document, finding: Finding) -> Fix | None:
    """The fix of `finding`, which stands in raw HTML at `<`: the tag completed, else shown."""
    text, start = document.source.text, finding.start
    tag = _TAG.match(text, start)
    if tag is None:
        hidden = text[start + 1 : start + 2] in "!?/"
        return _fix(start, start + 1, "&lt;", safe=not hidden)
    name = tag["name"].lower()
    if finding.rule == "mdx-attribute-unquoted":
        return _quotes(document, finding)
    if finding.rule == "mdx-attribute-invalid" and name in ELEMENTS:
        return _without_commas(document, finding)
    if finding.rule == "mdx-tag-unclosed" and name in VOID_ELEMENTS:
        return _void(text, finding.end)
    if finding.rule in ("mdx-tag-mismatched", "mdx-tag-stray"):
        return _closer(document, finding, tag["name"])
    if finding.rule == "mdx-tag-unclosed" and name in ELEMENTS:
        return _opener(document, finding, name)
    if finding.rule == "mdx-tag-closing-invalid":
        return None
    return _fix(start, start + 1, "&lt;", safe=False)


def _fix(start: int, end: int, text: str, *, safe: bool = True) -> Fix:
    return Fix((Edit(Span(start, end), text),), Claim.SAME if safe else Claim.SHOWN, safe=safe)


def _tag_at(document: Document, start: int) -> HtmlTag | None:
    return next((one for one in document.html_tags if one.span.start == start), None)


def _quotes(document: Document, finding: Finding) -> Fix | None:
    """Quotes around each value of the tag that has none."""
    tag = _tag_at(document, finding.start)
    if tag is None:
        return None
    values = (
        Span(*match.span("value")) for match in _VALUE.finditer(document.source.text, *tag.span)
    )
    edits = [Edit(span, f'"{document.source.slice(span)}"') for span in values if span.start >= 0]
    return Fix(tuple(edits), Claim.SAME) if edits else None


def _without_commas(document: Document, finding: Finding) -> Fix | None:
    """The tag without commas between its attributes; shown as text where it has none."""
    tag = _tag_at(document, finding.start)
    if tag is None:
        return _fix(finding.start, finding.start + 1, "&lt;", safe=False)
    commas = (
        Span(*match.span("comma")) for match in _COMMA.finditer(document.source.text, *tag.span)
    )
    edits = tuple(Edit(span, "") for span in commas if span.start >= 0)
    return (
        Fix(edits, Claim.SAME)
        if edits
        else _fix(finding.start, finding.start + 1, "&lt;", safe=False)
    )


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
    return Fix(tuple(edits), Claim.SAME) if edits else None


def _opener(document: Document, finding: Finding, name: str) -> Fix | None:
    """An opening tag: a line of its own, or its closing tag where HTML implies it."""
    text, end = document.source.text, finding.end
    if name in ENDS_ITSELF and (ends := implied_end(document, finding.start)) is not None:
        return _fix(ends, ends, f"</{text[finding.start + 1 : finding.start + 1 + len(name)]}>")
    rest = text[end : end + 1]
    closed = _is_closed(document, name, end)
    if closed and _begins_line(document, finding.start) and rest and rest not in "\r\n":
        return _fix(end, end, "\n")
    if not closed and finding.message.endswith(_AT_THE_END) and name in CONTAINERS:
        return _closed_at_the_end(document, text[finding.start + 1 : finding.start + 1 + len(name)])
    if name in ENDS_ITSELF:
        return None
    if name == "a" and not closed and "href" not in text[finding.start : end]:
        return _fix(end, end, "</a>", safe=False)  # To browsers, the anchor has no end.
    safe = not inside(document.literal, finding.start)
    return _fix(finding.start, finding.start + 1, "&lt;", safe=safe)


def _closed_at_the_end(document: Document, name: str) -> Fix | None:
    """The closing tag of an element that browsers end with the document."""
    text = document.source.text
    ending = "\r\n" if "\r\n" in text else "\n"
    return _fix(len(text.rstrip()), len(text), f"{ending}{ending}</{name}>{ending}")


def _closer(document: Document, finding: Finding, name: str) -> Fix | None:
    """A closing tag: what is open made void or closed, its name spelt right, moved, or dropped."""
    start = finding.start
    found = _OPEN.search(finding.message)
    other = found["name"] if found else ""
    if other.lower() in VOID_ELEMENTS:
        return _voids_before(document, start)
    if other and other.lower() == name.lower():
        return _fix(start + 2, start + 2 + len(name), other)
    if name != name.lower() and name.lower() in ELEMENTS:
        return _fix(start + 2, start + 2 + len(name), name.lower())
    if other.lower() in ENDS_ITSELF:
        return _closed_before(document, finding, other.lower())
    if finding.rule == "mdx-tag-stray" or not _is_open(document, name, start):
        if _is_open(document, "table", start):
            return None  # Browsers move what stands between rows.
        return _fix(*_whole_lines(document, start, finding.end), "")
    if other.lower() in CONTAINERS and not _is_closed(document, other, start):
        line = document.source.line(document.source.position(start)[0]).start
        alone = _begins_line(document, start) and document.source.text[line:start].isspace()
        at, after = (line, "\n") if line == start or alone else (start, "")
        return _fix(at, at, f"</{other}>{after}")
    if _ELSEWHERE.search(finding.message) and (joined := _joined(document, start, name)):
        return joined
    return _line_of_its_own(document, start)


def _is_open(document: Document, name: str, start: int) -> bool:
    """Whether an element `name` is open before `start`, in the eyes of HTML."""
    tags = (tag for tag in document.html_tags if tag.span.start < start)
    return sum(-1 if tag.closing else 1 for tag in tags if tag.name.lower() == name.lower()) > 0


def _is_closed(document: Document, name: str, start: int) -> bool:
    """Whether a tag after `start` closes an element `name`."""
    return any(
        tag.closing and tag.name.lower() == name.lower() and tag.span.start > start
        for tag in document.html_tags
    )


def _line_of_its_own(document: Document, start: int) -> Fix | None:
    """A line end before the tag at `start`, in place of the white space there; or a blank line."""
    text = document.source.text
    if not _begins_line(document, start):
        return _fix(len(text[:start].rstrip(" \t")), start, "\n")
    line = document.source.line(document.source.position(start)[0]).start
    blank_above = text[:line].endswith(("\n\n", "\n\r\n", "\r\r"))
    if blank_above and start > line and text[line:start].isspace():
        return _fix(line, start, "")  # Out of the list above.
    return _fix(line, line, "\n") if start - line < _CODE_INDENT else None


def _closed_before(document: Document, finding: Finding, name: str) -> Fix | None:
    """The closing tag of the last element `name` that is open before `finding`."""
    for tag in reversed(document.html_tags):
        if tag.span.start < finding.start and tag.name.lower() == name and not tag.closing:
            ends = implied_end(document, tag.span.start)
            if ends is not None and ends <= finding.start:
                return _fix(ends, ends, f"</{tag.name}>")
            break
    return _line_of_its_own(document, finding.start)


def _joined(document: Document, start: int, name: str) -> Fix | None:
    """The opening tag on one line with the text after it, where CommonMark has them inline.

    To MDX a line of tags alone is a block, so the tag that closes it in a line of text is another.
    """
    text = document.source.text
    for tag in reversed(document.html_tags):
        if tag.span.start >= start or tag.name != name or tag.closing:
            continue
        ending = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]*(?=\S)").match(text, tag.span.end)
        alone = ending and _begins_line(document, tag.span.start)
        inline = any(span == tag.span for span in document.literal)
        return _fix(tag.span.end, ending.end(), " ") if ending and alone and inline else None
    return None


def _whole_lines(document: Document, start: int, end: int) -> tuple[int, int]:
    """The tag from `start` to `end`, with its line and the blank one below where it is alone."""
    source = document.source
    number = source.position(start)[0]
    if source.slice(source.line(number)).strip() != source.text[start:end]:
        return start, end
    last = number + 1
    while last < len(source.line_starts) and not source.slice(source.line(last)).strip():
        last += 1
    blank_above = number > 1 and not source.slice(source.line(number - 1)).strip()
    until = last if blank_above else number + 1
    if until > len(source.line_starts):
        return start, end
    return source.line(number).start, source.line(until).start


def _begins_line(document: Document, offset: int) -> bool:
    line = document.source.line(document.source.position(offset)[0])
    return not document.source.text[line.start : offset].strip(" \t>")
