"""Compares what the site shows of a document before and after a fix."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import chain
from typing import TYPE_CHECKING

from ..diagnostics import Claim
from ..mdx.tags.html_names import ELEMENTS
from .rendering import render, without_addresses, without_braces

if TYPE_CHECKING:
    from collections.abc import Callable

    from .changed_parts import Parts
    from .reader import Event

_PARAGRAPH = ("<", "p"), (">", "p")
_CODE = ("<", "pre"), ("<", "code"), (">", "code"), (">", "pre")
_BLOCKS = frozenset({
    "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figure", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "li", "nav", "ol", "section", "summary", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
})  # fmt: skip
_TAG = re.compile(r"<[^<>]*>")
_LISTS = frozenset({"ul", "ol", "li"})


def compare_pages(
    render_part: Callable[[str], tuple[Event, ...]], old: Parts, new: Parts, claim: Claim
) -> str:
    """The reason, unless the site shows of the parts `old` and `new` what `claim` says.

    `render_part` renders a text, which has no frontmatter, as the site does.
    """
    before, after = (tuple(chain.from_iterable(map(render_part, parts))) for parts in (old, new))
    if claim is Claim.LISTS:
        return _compare_lists(new, before, after)
    if claim is Claim.CODE:
        return _compare_code(new, before, after)
    if claim is Claim.LINK:
        before, after = without_addresses(before), without_addresses(after)
    if claim is Claim.ATTRIBUTES:
        before, after = without_braces(before), without_braces(after)
    if before == after or (claim is Claim.SAME and _shows_what_github_shows(new, before, after)):
        return ""
    return "the page would look different in mkdocs"


def _compare_lists(parts: Parts, before: tuple[Event, ...], after: tuple[Event, ...]) -> str:
    """The reason, unless the site's lists and their text become more like those of GitHub."""
    github = _list_events(render(parts).shown)
    old, new = (_difference(_list_events(shown), github) for shown in (before, after))
    if new >= old:
        return "mkdocs would not show the list as GitHub does"
    return ""


def _compare_code(parts: Parts, before: tuple[Event, ...], after: tuple[Event, ...]) -> str:
    """The reason, unless the code of the site becomes more like that of GitHub."""
    github = _code_lines(render(parts).shown)
    old, new = (_code_lines(shown) for shown in (before, after))
    nearer = ((new - github) + (github - new)).total() < ((old - github) + (github - old)).total()
    return "" if nearer else "mkdocs would not show the code as GitHub does"


def _code_lines(shown: tuple[Event, ...]) -> Counter[str]:
    """The lines of code blocks."""
    lines: Counter[str] = Counter()
    depth = 0
    for event in shown:
        if event[:2] in (("<", "pre"), (">", "pre")):
            depth += 1 if event[0] == "<" else -1
        elif event[0] == "=" and depth:
            lines.update(line.strip() for line in event[1].split("\n") if line.strip())
    return lines


def _list_events(shown: tuple[Event, ...]) -> list[Event]:
    """Where lists and items begin and end, and the text between."""
    return [
        ("=", _letters(event)) if event[0] == "=" else event[:2]
        for event in shown
        if event[0] == "=" or event[1] in _LISTS
    ]


def _difference(one: list[Event], other: list[Event]) -> float:
    return 1.0 - SequenceMatcher(None, one, other, autojunk=False).ratio()


def _shows_what_github_shows(
    parts: Parts, before: tuple[Event, ...], after: tuple[Event, ...]
) -> bool:
    """Whether the site hid text as a tag, or flattened code, and now shows what GitHub does.

    Python-Markdown takes more for a tag than CommonMark: `<a_b>`, `<a, b>`, `<5 or >`. And it wants
    code in a list indented further.
    """
    gained, lost = Counter(after) - Counter(before), Counter(before) - Counter(after)
    rendered = render(parts)
    github = "".join(_letters(event) for event in rendered.shown)
    code = {code.strip("\n") for code in rendered.code}
    is_code = any(event[0] == "=" and event[1].strip("\n") in code for event in after)
    if _without_marks(before) != _without_marks(after) or _moves_code(before, after):
        return False
    # The text of a list item may be a paragraph, with space around it, or not.
    for event in (*_PARAGRAPH, *(_CODE if is_code else ())):
        del gained[event], lost[event]
    return all(event[0] == "=" and _letters(event) in github for event in gained) and all(
        event[0] == "=" or event[1] not in ELEMENTS for event in lost
    )


def _without_marks(shown: tuple[Event, ...]) -> list[Event]:
    """`shown` as if code was text, and without what may be hidden as a tag.

    So text stays in the same tab, note or list item, and none is lost or changed. Elements inside a
    line do not count, because a tag may have hidden where they end.
    """
    found: list[Event] = [("=", "")]
    for event in shown:
        if event[0] == "=":
            found[-1:] = _join(found[-1], _letters(event))
        elif event[1] in _BLOCKS:
            found.append(event)
    return [
        ("=", _TAG.sub("", event[1])) if event[0] == "=" else event
        for event in found
        if event[0] != "=" or _TAG.sub("", event[1])
    ]


def _moves_code(before: tuple[Event, ...], after: tuple[Event, ...]) -> bool:
    """Whether code that the site showed as code gets white space that it did not have there."""
    old, new = (_code_blocks(shown) for shown in (before, after))
    spaces = [sum(len(code) - len("".join(code.split())) for code in codes) for codes in (old, new)]
    return len(old) == len(new) and spaces[1] > spaces[0]


def _code_blocks(shown: tuple[Event, ...]) -> list[str]:
    """The text of each block of code, without blank lines around it."""
    found: list[str] = []
    is_code = False
    for event in shown:
        if event[:2] in {("<", "pre"), (">", "pre")}:
            is_code = event[0] == "<"
            found += [""] * is_code
        elif is_code and event[0] == "=":
            found[-1] += event[1]
    return [code.strip("\n") for code in found]


def _join(last: Event, text: str) -> list[Event]:
    return [("=", last[1] + text)] if last[0] == "=" else [last, ("=", text)]


def _letters(event: Event) -> str:
    return "".join(event[1].split()) if event[0] == "=" else ""
