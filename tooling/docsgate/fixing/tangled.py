"""HTML that takes a parser more time and memory than any page of documentation needs.

The algorithm of the HTML standard is not linear. The start of a block looks through all elements
that are open, a paragraph repeats the formatting that was left open before it, and an attribute is
compared with those before it. A text of a megabyte that is made for the purpose can keep a parser
busy for a minute, or fill the memory. The counts here are estimates from the tags alone.
"""

from __future__ import annotations

import re
from collections import Counter

_LENGTH_MIN = 50_000
"""Characters. Below, the deepest nesting and the longest tag take a fraction of a second."""

_DEPTH_MAX = 2_000
_WORDS_MAX = 10_000
_COPIES_MAX = 2_000_000

_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(/?)([a-z][^\s/>]*)(?:[^<>"']+|"[^"]*"|'[^']*')*""",
    re.IGNORECASE | re.DOTALL,
)
_LONG_TAG = re.compile(r"<[a-z][^<>]{20000,}", re.IGNORECASE)
_FORMATTING = re.compile(
    r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])"
    r"(?:(?:\s+[\w-]+(?:=(?:\"[^\"<>]*\"|[\w#.-]+))?)*\s*>)?",
    re.IGNORECASE,
)
_NO_END = frozenset({
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
})  # fmt: skip
"""Elements that have no end, or need none where the next one begins."""


def is_tangled(html: str) -> bool:
    """Whether a parser might need far more time or memory for `html` than its length suggests."""
    if _copies(html) > _COPIES_MAX:
        return True
    return len(html) > _LENGTH_MIN and (_depth(html) > _DEPTH_MAX or _words(html) > _WORDS_MAX)


def _copies(html: str) -> int:
    """How many elements a parser makes at most beside those that are written.

    After each tag it may repeat all formatting that is open, but of equal tags three only (HTML,
    section 13.2.4.3, "The list of active formatting elements"). Two tags are surely equal if they
    are written plainly and alike; of the others, each counts.
    """
    written = _FORMATTING.findall(html)
    plain = {tag for tag in written if tag.endswith(">")}
    others = sum(not tag.endswith(">") for tag in written)
    return (1 + 3 * len(plain) + others) * html.count("<")


def _depth(html: str) -> int:
    """How many elements are open at most, as far as their tags show."""
    opened: Counter[str] = Counter()
    depth = deepest = 0
    for closing, name in _TAG.findall(html):
        if not name or name.lower() in _NO_END:
            continue
        if not closing:
            opened[name.lower()] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif opened[name.lower()]:
            opened[name.lower()] -= 1
            depth -= 1
    return deepest


def _words(html: str) -> int:
    """How many words the longest tag has at most, each of which may be an attribute."""
    return max((len(tag.split()) for tag in _LONG_TAG.findall(html)), default=0)
