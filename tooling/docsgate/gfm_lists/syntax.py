"""Which block a line starts, by CommonMark 0.31 and by the Python-Markdown extensions in use."""

from __future__ import annotations

import re
from dataclasses import dataclass

ATX_HEADING = re.compile(r"#{1,6}(?: |$)")
SETEXT_UNDERLINE = re.compile(r"(?:=+|-+) *$")
THEMATIC_BREAK = re.compile(r"(?:(?:\* *){3,}|(?:_ *){3,}|(?:- *){3,})$")
FENCE = re.compile(r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$")
TABLE_DELIMITER = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$")

_LIST_MARKER = re.compile(r"(?P<marker>[-+*]|(?P<number>\d{1,9})(?P<delimiter>[.)]))(?= |$)")
_LOOKS_LIKE_LIST = re.compile(r"(?P<before>^ {0,3}\d*)(?P<mark>(?<=\d)\.|(?<!\d)[-+*])(?= )")

_HTML_ENDS = (
    (re.compile(r"<(?:script|pre|style|textarea)(?:[ >]|$)", re.IGNORECASE),
     re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
)  # fmt: skip
_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|"
    "hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|"
    "search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK_TAGS})(?: |/?>|$)", re.IGNORECASE)
_ATTRIBUTE = r"""(?: +[A-Za-z_:][\w.:-]*(?: *= *(?:[^ "'=<>`]+|'[^']*'|"[^"]*"))?)"""
_WHOLE_TAG = re.compile(
    rf"(?:<[A-Za-z][A-Za-z0-9-]*{_ATTRIBUTE}* */?>|</[A-Za-z][A-Za-z0-9-]* *>) *$"
)
_BLANK = re.compile(r" *$")

_HEADERS = {
    "admonition": r'!!! ?[\w\-]+(?: +[\w\-]+)*(?: +"[^"\n]*")? *$',
    "details": r'\?\?\?\+? ?(?:[\w\-]+(?: +[\w\-]+)*)?(?: *"[^"\n]*")? *$',
    "tabbed": r'===[+!]{0,2} +"[^"\n]+" *$',
    "footnote": r"\[\^[^\]\n]+\]:(?: |$)",
    "deflist": r":[ ]{1,3}[^ ]",
}


@dataclass(frozen=True, slots=True)
class ListMarker:
    """A list marker: `kind` tells lists apart, `width` leads to the content of the item."""

    kind: str
    ordered: bool
    start: int
    width: int
    empty: bool


def list_marker(text: str, *, in_paragraph: bool) -> ListMarker | None:
    """The list marker at the start of `text` (section 5.2); None without one.

    A paragraph is interrupted only by an item with content, and by an ordered one that starts at 1.
    """
    found = _LIST_MARKER.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    spaces = len(rest) - len(rest.lstrip(" "))
    empty = not rest.strip()
    ordered = found["number"] is not None
    start = int(found["number"]) if ordered else 1
    if in_paragraph and (empty or start != 1):
        return None
    padding = spaces if 1 <= spaces <= 4 and not empty else 1
    kind = found["delimiter"] if ordered else found["marker"]
    return ListMarker(kind, ordered, start, len(found["marker"]) + padding, empty)


def escape_start(text: str) -> str:
    """The first line of a paragraph, escaped so that Python-Markdown reads no list or heading."""
    return escape_heading(_LOOKS_LIKE_LIST.sub(r"\g<before>\\\g<mark>", text, count=1))


def escape_heading(text: str) -> str:
    """A line of a paragraph with `#` escaped, which is a heading for Python-Markdown only.

    In CommonMark, `#` must be followed by a space (section 4.2).
    """
    return f"\\{text}" if text.startswith("#") else text


def continuation(text: str) -> str:
    """A further line of a paragraph, escaped so that it starts no block in Python-Markdown."""
    bare = text.lstrip(" ")
    if looks_like_fence(text):
        code = text.lstrip(" >")
        return f"{text[: -len(code)]}\\{code}"
    if bare.startswith("="):
        return f"&#61;{bare[1:]}"
    return escape_heading(text)


def looks_like_fence(text: str) -> bool:
    """Whether the extension for fenced code finds a fence, also after spaces and `>`."""
    return FENCE.match(text.lstrip(" >")) is not None


def starts_leaf(text: str, *, in_paragraph: bool) -> bool:
    """Whether `text` is a heading, a fence, raw HTML or a thematic break."""
    if in_paragraph and SETEXT_UNDERLINE.match(text):
        return True
    if text[0] not in "#`~<*_-":
        return False
    return bool(
        ATX_HEADING.match(text)
        or FENCE.match(text)
        or THEMATIC_BREAK.match(text)
        or html_end(text, in_paragraph=in_paragraph)
    )


def html_end(text: str, *, in_paragraph: bool) -> re.Pattern[str] | None:
    """The pattern that ends the raw HTML block that `text` starts; None if it starts none.

    By section 4.6, the first five kinds end with a line that holds the pattern. The others end at a
    blank line; for them this is the pattern of blank lines.
    """
    if not text.startswith("<"):
        return None
    for start, end in _HTML_ENDS:
        if start.match(text):
            return end
    if _BLOCK_TAG.match(text) or (not in_paragraph and _WHOLE_TAG.match(text)):
        return _BLANK
    return None


def ends_at_blank(end: re.Pattern[str]) -> bool:
    """Whether raw HTML with the pattern `end`, from `html_end`, ends at a blank line."""
    return end is _BLANK


def body_header(names: frozenset[str]) -> re.Pattern[str] | None:
    """The pattern of lines that start an indented body for the block processors `names`."""
    patterns = [pattern for name, pattern in _HEADERS.items() if name in names]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


def is_table_delimiter(text: str) -> bool:
    """Whether `text` may be the delimiter row of a table (GFM, section 4.10).

    It is one only if the line above has as many cells.
    """
    return TABLE_DELIMITER.match(text) is not None


def table_cells(row: str) -> int:
    """The number of cells in a row of a table."""
    row = re.sub(r"\\.", "", row.strip()).removeprefix("|")
    return row.removesuffix("|").count("|") + 1 if row else 0


_INFO = re.compile(
    r"\.?(?P<language>[\w#.+-]+)?"
    r"(?P<rest>(?: *\{[^{}\n]*\}| +[A-Za-z]\w*=(?:\"[^\"]*\"|'[^']*'))*)"
    r"(?P<other>.*)$"
)


def fence_info(info: str) -> str:
    """The part of `info` that the extensions for fenced code accept.

    They ignore a block with anything else in its info string.
    """
    found = _INFO.match(info.strip())
    assert found is not None, "every part of the pattern may be empty"
    language = found["language"] or ""
    return language + (found["rest"] if not found["other"].strip() else "")
