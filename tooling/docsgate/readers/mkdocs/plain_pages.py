"""Whether the ids of a page are certain without running the extensions of its site.

Most headings are words and code at the margin, between blank lines, and most pages have no other
ids. Of these every configuration makes the same ids, apart from the option `slugify`, which
`slugs` follows. A page is plain here if it holds nothing that any extension of `extensions` reads
in another way; what is not certain at a glance is not plain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...late_pattern import LatePattern
from ...text import inside
from .fences import misreadings

if TYPE_CHECKING:
    from ...configuration.mkdocs_yml import MkdocsFile
    from ...model.document import Document, Heading
    from .reading import SiteReading

_WORDS = r"[^\W_]++(?>(?:_[^\W_]++)*)"
_MARKS = r"[.,;?()'\"/]|!(?!\d)|-(?!-)|&(?= )|:(?= |\Z)|[^\x00-\x7f\s]"
_CODE = r"`(?!#|:)[\w .,:;()=$@+*/'\"|-]++`"
_PLAIN = LatePattern(rf"(?:(?:{_WORDS}|{_MARKS}|{_CODE}|\*\*{_WORDS}\*\*) ?)+", re.UNICODE)
"""The text of a heading from which every configuration takes the same words."""

_MAGIC = LatePattern(r"www\.|[0-9a-f]{7}", re.IGNORECASE)
_SMART = LatePattern(r"[/(]|\d(?:st|nd|rd|th)\b|\.\.|c/o")
_SMARTENERS = frozenset({"smarty", "pymdownx.smartsymbols"})
_EMPHASISERS = frozenset({"legacy_em", "pymdownx.betterem", "pymdownx.extra"})

_SUSPICIOUS = LatePattern(
    r"^[ \t>*+\-\d.):]+\#"  # A heading that may be in a list, a quote or a note.
    r"|^ {0,3}<(?!!--)[A-Za-z/!?]"  # Raw HTML, which the site ends elsewhere.
    r"|^:[ ]|^\*\[|^ {0,3}\[[^\]\n]+\]:[ ]*$"  # A definition, an abbreviation, a target below.
    r"|^\\begin|^\$\$"  # Mathematics, in which nothing is a heading.
    r"|^[=-]+ *\r?$"  # What may underline a heading.
    r"|^\#{1,6}[^#\s]|^\#{7}",  # A heading for the site alone.
    re.MULTILINE,
)
_LINE_IDS = ("line_anchors", "line_spans", "lineanchors", "linespans")
"""The options by which highlighters give ids to lines of code."""

_INLINE = frozenset({
    "b", "br", "code", "em", "i", "img", "kbd", "s", "small", "span", "strong", "sub", "sup", "u",
})  # fmt: skip
_BRACES = LatePattern(r"[{}]")
_UNDERLINE = frozenset("=-")


def is_plain(reading: SiteReading, settings: MkdocsFile) -> bool:
    """Whether the ids of the page are those that its headings have by their text alone."""
    document, front = reading.original, reading.original.frontmatter
    return (
        reading.document is document
        and (front is None or bool(front.fields))
        and reading.appended is None
        and not reading.has_notations
        and _has_plain_blocks(document)
        and not any(fence.info.strip("`~").count("{") for fence in document.fences)
        and (not document.fences or _has_plain_code(document, settings))
        and not any(True for _ in misreadings(document, settings.fences))
        and all(_is_plain_heading(document, head, settings) for head in document.headings)
    )


def _has_plain_blocks(document: Document) -> bool:
    """Whether nothing beside the headings may be or have an id."""
    if document.footnotes or any(anchor.origin == "html" for anchor in document.anchors):
        return False
    if any(tag.name.lower() not in _INLINE for tag in document.html_tags):
        return False
    text, fences = document.source.text, [fence.span for fence in document.fences]
    if "[^" in text or any(
        not inside(document.code, brace.start())
        for brace in _BRACES.compiled.finditer(text, document.body_start)
    ):
        return False
    return not any(
        not inside(fences, match.end()) and not _is_rule(document, match)
        for match in _SUSPICIOUS.compiled.finditer(text, document.body_start)
    )


def _has_plain_code(document: Document, settings: MkdocsFile) -> bool:
    """Whether code is closed, and its lines have no ids but those that the site counts: `__…`."""
    options = [value for one in settings.listed for value in map(one.options.get, _LINE_IDS)]
    names = [value for value in options if isinstance(value, str)]
    return document.fences[-1].closed and all(name.startswith("__") for name in names)


def _is_rule(document: Document, match: re.Match[str]) -> bool:
    """Whether the line is a thematic break between blank lines, and underlines nothing."""
    marks, text = match[0].strip(), document.source.text
    return bool(marks) and set(marks) <= _UNDERLINE and _follows_blank(text, match.start())


def _is_plain_heading(document: Document, heading: Heading, settings: MkdocsFile) -> bool:
    text, start = document.source.text, heading.span.start
    if text[start : start + 1] != "#" or not _begins_block(document, start):
        return False
    written = text[slice(*heading.text_span)].strip()
    if not _PLAIN.compiled.fullmatch(written) or _MAGIC.compiled.search(written):
        return False
    if "_" in written and not _EMPHASISERS.isdisjoint(settings.extensions):
        return False
    is_smart = not _SMARTENERS.isdisjoint(settings.extensions)
    return not (is_smart and _SMART.compiled.search(written))


def _begins_block(document: Document, start: int) -> bool:
    """Whether the line at `start` begins at the margin, after a blank line or another heading."""
    text = document.source.text
    if start <= document.body_start:
        return start == 0 or text[start - 1] == "\n"
    above = text[text.rfind("\n", 0, start - 1) + 1 : start]
    return above.endswith("\n") and (not above.strip() or above.startswith("#"))


def _follows_blank(text: str, start: int) -> bool:
    return not start or not text[text.rfind("\n", 0, start - 1) + 1 : start].strip()
