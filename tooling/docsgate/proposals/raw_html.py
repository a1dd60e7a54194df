r"""Raw HTML completed so that MDX reads the tree that browsers build of it.

    <br>            gets a slash, because the element has no content
    width=10        gets quotes
    a="b", c="d"    loses the comma, which browsers take for an unknown attribute
    <li> <td>       gets its closing tag where HTML implies one
    <b>\nx</b>      gets both tags into one paragraph or cell, or each onto a line of its own

All of these are safe, because browsers build the same tree. A tag that no browser knows is taken
for a placeholder and is shown as text. That is not safe, because it shows more than before.
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
"""How many characters before a closing tag the open void elements get their slash.

Among the 1,518 documents of `tests/tools/mdx/corpus.py`, Docusaurus rejects 7 for a closing tag
after an open void element. The furthest of those elements is 820 characters away, so every limit
above that gives the same fixes. A much lower one would leave elements open, and without a limit, a
fix would change tags that have nothing to do with the finding.
"""

_CODE_INDENT = 4
"""Columns of indentation that make a line indented code (CommonMark, section 4.4)."""


def mend_tag(document: Document, finding: Finding) -> Fix | None:
    """The fix of `finding`, which begins at a `<` in raw HTML; None where there is none.

    The tag is completed where browsers know it, and is shown as text otherwise.
    """
    text, start = document.source.text, finding.start
    tag = _TAG.match(text, start)
    if tag is None:
        hidden = text[start + 1 : start + 2] in "!?/"
        return _fix(start, start + 1, "&lt;", safe=not hidden)
    name = tag["name"].lower()
    if finding.rule == "mdx-attribute-unquoted":
        return _add_quotes(document, finding)
    if finding.rule == "mdx-attribute-invalid" and name in ELEMENTS:
        return _remove_commas(document, finding)
    if finding.rule == "mdx-tag-unclosed" and name in VOID_ELEMENTS:
        return _close_void(text, finding.end)
    if finding.rule in ("mdx-tag-mismatched", "mdx-tag-stray"):
        return _mend_closing_tag(document, finding, tag["name"])
    if finding.rule == "mdx-tag-unclosed" and name in ELEMENTS:
        return _mend_opening_tag(document, finding, name)
    if finding.rule == "mdx-tag-closing-invalid":
        return None
    return _show_element(document, start, tag["name"])


def _fix(start: int, end: int, text: str, *, safe: bool = True) -> Fix:
    return Fix((Edit(Span(start, end), text),), Claim.SAME if safe else Claim.SHOWN, safe=safe)


def _show_element(document: Document, start: int, name: str) -> Fix:
    """The fix that shows the tag `name` at `start` as text, with the tag that closes it.

    MDX rejects a closing tag that is left without its opening one.
    """
    places, depth = [start], 0
    for tag in document.html_tags:
        if tag.span.start < start or tag.name != name:
            continue
        ends_itself = document.source.text.endswith("/>", 0, tag.span.end)
        depth += -1 if tag.closing else not ends_itself
        if depth <= 0:
            places += [tag.span.start] * tag.closing
            break
    edits = tuple(Edit(Span(at, at + 1), "&lt;") for at in places)
    return Fix(edits, Claim.SHOWN, safe=False)


def _tag_at(document: Document, start: int) -> HtmlTag | None:
    return next((one for one in document.html_tags if one.span.start == start), None)


def _add_quotes(document: Document, finding: Finding) -> Fix | None:
    """The fix that puts quotes around each unquoted value of the tag."""
    tag = _tag_at(document, finding.start)
    if tag is None:
        return None
    values = (
        Span(*match.span("value")) for match in _VALUE.finditer(document.source.text, *tag.span)
    )
    edits = [Edit(span, f'"{document.source.slice(span)}"') for span in values if span.start >= 0]
    return Fix(tuple(edits), Claim.SAME) if edits else None


def _remove_commas(document: Document, finding: Finding) -> Fix | None:
    """The fix that removes commas between attributes; the tag is shown as text if it has none."""
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


def _close_void(text: str, end: int) -> Fix | None:
    """The fix that ends a tag with ` />`, where `end` is the end of the tag."""
    return _fix(end - 1, end, " />" if text[end - 2] != " " else "/>")


def _close_voids_before(document: Document, start: int) -> Fix | None:
    """The fix that ends all tags of void elements shortly before `start` with ` />`."""
    text = document.source.text
    edits = [
        Edit(Span(tag.span.end - 1, tag.span.end), " />")
        for tag in document.html_tags
        if start - _NEAR <= tag.span.start < start
        and tag.name in VOID_ELEMENTS
        and not (tag.closing or text.endswith("/>", 0, tag.span.end))
    ]
    return Fix(tuple(edits), Claim.SAME) if edits else None


def _mend_opening_tag(document: Document, finding: Finding, name: str) -> Fix | None:
    """The fix for an opening tag that MDX finds unclosed.

    It gets its closing tag where HTML implies one, or a line of its own where the closing tag is
    elsewhere; otherwise it is shown as text, or left alone where that would be no help.
    """
    text, end = document.source.text, finding.end
    if name in ENDS_ITSELF and (ends := implied_end(document, finding.start)) is not None:
        return _fix(ends, ends, f"</{text[finding.start + 1 : finding.start + 1 + len(name)]}>")
    rest = text[end : end + 1]
    closed = _is_closed(document, name, end)
    if closed and _begins_line(document, finding.start) and rest and rest not in "\r\n":
        return _fix(end, end, "\n")
    if not closed and finding.message.endswith(_AT_THE_END) and name in CONTAINERS:
        return _close_at_the_end(document, text[finding.start + 1 : finding.start + 1 + len(name)])
    if name in ENDS_ITSELF:
        return None
    if name == "a" and not closed and "href" not in text[finding.start : end]:
        return _fix(end, end, "</a>", safe=False)  # Browsers find no end of this anchor either.
    safe = not inside(document.literal, finding.start)
    return _fix(finding.start, finding.start + 1, "&lt;", safe=safe)


def _close_at_the_end(document: Document, name: str) -> Fix | None:
    """The fix that adds the closing tag of `name`, which browsers imply, at the document's end."""
    text = document.source.text
    ending = "\r\n" if "\r\n" in text else "\n"
    return _fix(len(text.rstrip()), len(text), f"{ending}{ending}</{name}>{ending}")


def _mend_closing_tag(document: Document, finding: Finding, name: str) -> Fix | None:
    """The fix for a closing tag called `name` that does not match what is open.

    In this order: void elements before it get a slash, its name gets the case of the open one, the
    open element is closed before it, the tag is removed where nothing like it is open, or it is
    moved into the block of its opening tag.
    """
    start = finding.start
    found = _OPEN.search(finding.message)
    other = found["name"] if found else ""
    if other.lower() in VOID_ELEMENTS:
        return _close_voids_before(document, start)
    if other and other.lower() == name.lower():
        return _fix(start + 2, start + 2 + len(name), other)
    if name != name.lower() and name.lower() in ELEMENTS:
        return _fix(start + 2, start + 2 + len(name), name.lower())
    if other.lower() in ENDS_ITSELF:
        return _close_before(document, finding, other.lower())
    if finding.rule == "mdx-tag-stray" or not _is_open(document, name, start):
        if _is_open(document, "table", start):
            return None  # Browsers move text between rows out of the table.
        return _fix(*_whole_lines(document, start, finding.end), "")
    if other.lower() in CONTAINERS and not _is_closed(document, other, start):
        line = document.source.line(document.source.position(start)[0]).start
        alone = _begins_line(document, start) and document.source.text[line:start].isspace()
        at, after = (line, "\n") if line == start or alone else (start, "")
        return _fix(at, at, f"</{other}>{after}")
    if _ELSEWHERE.search(finding.message) and (joined := _join_lines(document, start, name)):
        return joined
    return _set_on_own_line(document, start)


def _is_open(document: Document, name: str, start: int) -> bool:
    """Whether more tags open than close an element `name` before `start`."""
    tags = (tag for tag in document.html_tags if tag.span.start < start)
    return sum(-1 if tag.closing else 1 for tag in tags if tag.name.lower() == name.lower()) > 0


def _is_closed(document: Document, name: str, start: int) -> bool:
    """Whether a tag after `start` closes an element `name`."""
    return any(
        tag.closing and tag.name.lower() == name.lower() and tag.span.start > start
        for tag in document.html_tags
    )


def _set_on_own_line(document: Document, start: int) -> Fix | None:
    """The fix that puts the tag at `start` onto a line of its own, or sets it off by a blank line.

    A tag that is indented below a blank line loses its indentation; None where the tag is indented
    as far as code.
    """
    text = document.source.text
    if not _begins_line(document, start):
        return _fix(len(text[:start].rstrip(" \t")), start, "\n")
    line = document.source.line(document.source.position(start)[0]).start
    blank_above = text[:line].endswith(("\n\n", "\n\r\n", "\r\r"))
    if blank_above and start > line and text[line:start].isspace():
        return _fix(line, start, "")  # Without indentation, the tag is outside of the list above.
    return _fix(line, line, "\n") if start - line < _CODE_INDENT else None


def _close_before(document: Document, finding: Finding, name: str) -> Fix | None:
    """The fix that closes the last element `name` before `finding`, where HTML implies its end."""
    for tag in reversed(document.html_tags):
        if tag.span.start < finding.start and tag.name.lower() == name and not tag.closing:
            ends = implied_end(document, tag.span.start)
            if ends is not None and ends <= finding.start:
                return _fix(ends, ends, f"</{tag.name}>")
            break
    return _set_on_own_line(document, finding.start)


def _join_lines(document: Document, start: int, name: str) -> Fix | None:
    """The fix that joins the line of the opening tag `name` with the line of text after it.

    MDX reads a line of nothing but tags as a block, so that a closing tag in a line of text belongs
    to another element. None where CommonMark does not read the opening tag as inline HTML.
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
    """Where to cut to remove the tag from `start` to `end`.

    The cut is the tag itself, or its whole line where nothing else is on it, with the blank lines
    below it where there are blank lines above it, too.
    """
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
