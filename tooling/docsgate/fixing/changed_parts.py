"""The parts of a document that a fix changes, which are all that its proof has to render.

A heading at the margin below a blank line ends every list, quote and paragraph, for CommonMark and
for Python-Markdown alike. Only fenced code and raw HTML go on past it, so a part ends there unless
one of them is open, by the narrowest reading: fences come in pairs that are written alike, tags
and comments are closed. What the parts share, definitions and footnotes, is in every reduction.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from ..mdx.tags.html_names import VOID_ELEMENTS

_CUT = re.compile(r"(?:\A|\n)[ \t]*\r?\n(?=#{1,6}[ \t])")
_FENCE = re.compile(
    r"^(?P<before>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*)(?P<mark>`{3,}|~{3,})(?P<info>[^\r\n]*)",
    re.MULTILINE,
)
_HTML_LINE = re.compile(r"^[ \t>*+\-\d.)]*<(?P<declaration>[?!](?!--))?", re.MULTILINE)
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w-]*+)(?=[\s/>])")
_SHARED = re.compile(r"^[ \t>]*(?:\[[^\]\r\n]+\]:|\*\[)", re.MULTILINE)


def changed_parts(before: str, after: str) -> tuple[str, str]:
    """`before` and `after` without the parts that are the same in both."""
    old, new = _parts(before), _parts(after)
    if len(old) != len(new):
        return before, after
    kept: list[tuple[str, str]] = []
    open_before = open_after = ""
    for one, other in zip(old, new, strict=True):
        open_before, open_after = open_before + one, open_after + other
        if _is_closed(open_before) and _is_closed(open_after):
            kept.append((open_before, open_after))
            open_before = open_after = ""
    kept.append((open_before, open_after))
    wanted = [pair for pair in kept if pair[0] != pair[1] or _SHARED.search(pair[0])]
    if all(one == other for one, other in wanted):
        return "", ""
    return "".join(one for one, _ in wanted), "".join(other for _, other in wanted)


def _parts(text: str) -> list[str]:
    """`text` in pieces of which all but the first begin with a heading at the margin."""
    cuts = [0, *(match.end() for match in _CUT.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


@lru_cache(maxsize=1024)  # A part is looked at again in the next round.
def _is_closed(part: str) -> bool:
    """Whether neither fenced code nor raw HTML goes on behind `part`."""
    return _has_paired_fences(part) and _has_closed_html(part)


def _has_paired_fences(part: str) -> bool:
    fences = list(_FENCE.finditer(part))
    return len(fences) % 2 == 0 and all(
        one["mark"] == other["mark"]
        and one["before"] == other["before"]
        and not other["info"].strip()
        for one, other in zip(fences[::2], fences[1::2], strict=True)
    )


def _has_closed_html(part: str) -> bool:
    if "<" not in part:
        return True
    lines = list(_HTML_LINE.finditer(part))
    if part.count("<!--") != part.count("-->") or any(line["declaration"] for line in lines):
        return False
    if not lines:
        return True
    tags: Counter[str] = Counter()
    for tag in _TAG.finditer(part):
        if tag["name"].lower() in VOID_ELEMENTS:
            continue
        tags[tag["name"].lower()] += -1 if tag["closing"] else 1
    return not any(tags.values())
