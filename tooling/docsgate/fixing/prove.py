"""The proof that fixes changed what they claim and nothing else, before a byte is written.

It is done with other means than those that found the problem: markdown-it-py renders both texts as
GitHub would, Python-Markdown as the site would, and a YAML loader reads both frontmatters. Each
check answers with a reason in words, or with nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from ..configuration.settings import Target
from ..diagnostics import Claim
from ..mdx.tags.html_names import ELEMENTS
from ..text import LINE_ENDING
from .rendering import Rendering, render, without_addresses, without_braces, without_comments
from .site_rendering import render_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..configuration.settings import Config
    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from .reader import Event

_FENCE_LINE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[^`]*")
_PARAGRAPH = ("<", "p"), (">", "p")
_CODE = ("<", "pre"), ("<", "code"), (">", "code"), (">", "pre")
_LISTS = frozenset({"ul", "ol", "li"})
_RENDERED = "mdx-render-"
_COMMENT = re.compile(r"<!--(.*?)-->|\{/\*(.*?)\*/\}", re.DOTALL)


class Step(NamedTuple):
    """One change of a document: both sides with what was found in them.

    `origin` takes an offset after the change to the one before it; `mended` are the findings
    whose fixes were applied. With `tolerant`, a mended construct may show others behind it that
    have fixes of their own; whoever asks must see to it that none of them is left.
    """

    before: Document
    after: Document
    found_before: Sequence[Diagnostic]
    found_after: Sequence[Diagnostic]
    mended: Sequence[Diagnostic]
    origin: Callable[[int], int]
    tolerant: bool


def refute(step: Step, claim: Claim, config: Config) -> str:
    """Why `step` is more than `claim` says, in words for the author; empty when it is proved."""
    return (
        _staying(step, claim)
        or _new_finding(step, claim)
        or _frontmatter(step, claim)
        or _rendering(step, claim)
        or _site(step, claim, config)
    )


def _rendering(step: Step, claim: Claim) -> str:
    before, after = _body(step.before), _body(step.after)
    if claim is Claim.FENCES:
        return _fences(step, before, after)
    if claim is Claim.COMMENT:
        before, after = _COMMENT.sub("", before), _COMMENT.sub("", after)
    old, new = render(before), render(after)
    if old.code != new.code:
        return "a code block would change"
    if claim is Claim.SHOWN:
        return "" if _same_words(old, new) else "other words would change with it"
    if claim is Claim.LINK:
        same = without_addresses(old.shown) == without_addresses(new.shown)
    elif claim is Claim.ATTRIBUTES:
        same = without_braces(old.shown) == without_braces(new.shown)
    elif claim is Claim.COMMENT:
        same = without_comments(old.shown) == without_comments(new.shown)
    else:
        same = old.shown == new.shown
    return "" if same else "the page would look different on GitHub"


def _same_words(old: Rendering, new: Rendering) -> bool:
    """Whether no word is lost; the end of an anchor is no word."""
    return old.words.replace("</a>", "") == new.words.replace("</a>", "")


def _fences(step: Step, before: str, after: str) -> str:
    """Only lines of fences may change, and both parsers must find the same code."""
    if _other_lines(before) != _other_lines(after):
        return "lines that are no fences would change"
    safe = all(found.fix is not None and found.fix.safe for found in step.mended)
    if len(step.after.inversions) >= (1 if safe else len(step.before.inversions)):
        return "fences would be inverted still"
    codes = [step.after.source.slice(fence.content) for fence in step.after.fences]
    plain = [re.sub(r"[ \t>\r\n]+", "", code) for code in codes]
    rendered = [re.sub(r"[ \t>\r\n]+", "", code) for code in render(after).code]
    return "" if set(plain) <= set(rendered) else "two parsers disagree on what would be code"


def _other_lines(text: str) -> list[str]:
    return [
        line for line in LINE_ENDING.split(text) if line.strip() and not _FENCE_LINE.fullmatch(line)
    ]


def _site(step: Step, claim: Claim, config: Config) -> str:
    """The site must go on to show the same, wherever the fix claims that it does."""
    unproved = claim in (Claim.FENCES, Claim.SHOWN)
    if Target.MKDOCS not in config.targets or unproved:
        return ""
    before, after = (
        render_site(_body(document), gfm_lists=config.site_reads_gfm_lists)
        for document in (step.before, step.after)
    )
    if claim is Claim.LISTS:
        return _lists(step, before, after)
    if claim is Claim.CODE:
        return _code(step, before, after)
    if claim is Claim.LINK:
        before, after = without_addresses(before), without_addresses(after)
    if claim is Claim.ATTRIBUTES:
        before, after = without_braces(before), without_braces(after)
    if before == after or (claim is Claim.SAME and _shows_what_github_shows(step, before, after)):
        return ""
    return "the page would look different on the site"


def _lists(step: Step, before: tuple[Event, ...], after: tuple[Event, ...]) -> str:
    """The lists of the site, and what stands in them, must come closer to those of GitHub."""
    github = _in_lists(render(_body(step.after)).shown)
    old, new = (_unlikeness(_in_lists(shown), github) for shown in (before, after))
    if new >= old:
        return "the site would not show the list as GitHub does"
    return ""


def _code(step: Step, before: tuple[Event, ...], after: tuple[Event, ...]) -> str:
    """The code of the site must come closer to that of GitHub."""
    github = _in_code(render(_body(step.after)).shown)
    old, new = (_in_code(shown) for shown in (before, after))
    nearer = ((new - github) + (github - new)).total() < ((old - github) + (github - old)).total()
    return "" if nearer else "the site would not show the code as GitHub does"


def _in_code(shown: tuple[Event, ...]) -> Counter[str]:
    """The lines of code blocks."""
    lines: Counter[str] = Counter()
    depth = 0
    for event in shown:
        if event[:2] in (("<", "pre"), (">", "pre")):
            depth += 1 if event[0] == "<" else -1
        elif event[0] == "=" and depth:
            lines.update(line.strip() for line in event[1].split("\n") if line.strip())
    return lines


def _in_lists(shown: tuple[Event, ...]) -> list[Event]:
    """Where lists and items begin and end, and the text between."""
    return [
        ("=", _letters(event)) if event[0] == "=" else event[:2]
        for event in shown
        if event[0] == "=" or event[1] in _LISTS
    ]


def _unlikeness(one: list[Event], other: list[Event]) -> float:
    return 1.0 - SequenceMatcher(None, one, other, autojunk=False).ratio()


def _shows_what_github_shows(
    step: Step, before: tuple[Event, ...], after: tuple[Event, ...]
) -> bool:
    """Whether the site hid text as a tag, or flattened code, and now shows what GitHub does.

    Python-Markdown takes more for a tag than CommonMark: `<a_b>`, `<a, b>`, `<5 or >`. And it wants
    code in a list indented further.
    """
    gained, lost = Counter(after) - Counter(before), Counter(before) - Counter(after)
    rendered = render(_body(step.after))
    github = "".join(_letters(event) for event in rendered.shown)
    code = {code.strip("\n") for code in rendered.code}
    is_code = any(event[0] == "=" and event[1].strip("\n") in code for event in after)
    for event in (*_PARAGRAPH, *(_CODE if is_code else ())):
        del (
            gained[event],
            lost[event],
        )  # An item's text may be a paragraph, with space around it, or not.
    return all(event[0] == "=" and _letters(event) in github for event in gained) and all(
        event[0] == "=" or event[1] not in ELEMENTS for event in lost
    )


def _letters(event: Event) -> str:
    return "".join(event[1].split()) if event[0] == "=" else ""


def _frontmatter(step: Step, claim: Claim) -> str:
    """Every field must keep its value, but for those that the fixes are about."""
    if _block(step.before) == _block(step.after):
        return ""  # Skip loading: comparing aliases of aliases takes exponential time.
    old, new = _fields(step.before), _fields(step.after)
    if old is None:
        return ""  # It could not be read before. That it can be read now is what the fix is for.
    if new is None:
        return "the frontmatter could not be read any more"
    about = set(_edited_fields(step)) if claim is Claim.FIELD else set()
    for key in {**old, **new}:
        if str(key) not in about and (old.get(key, _ABSENT) != new.get(key, _ABSENT)):
            return f"the frontmatter field `{key}` would change"
    if list(old) != list(new) and not about:
        return "the fields of the frontmatter would change places"
    return ""


_ABSENT = object()


def _edited_fields(step: Step) -> Iterator[str]:
    """The keys of the fields that an edit of the fixes touches."""
    front = step.before.frontmatter
    spans = [edit.span for found in step.mended if found.fix for edit in found.fix.edits]
    for field in front.fields if front else ():
        start, end = field.key_span.start, max(field.value.span.end, field.key_span.end)
        if any(span.start <= end and start <= span.end for span in spans):
            yield field.key


def _block(document: Document) -> str:
    front = document.frontmatter
    return document.source.slice(front.span) if front else ""


def _fields(document: Document) -> dict[Any, Any] | None:
    """The frontmatter as a YAML loader reads it; None when it is no mapping."""
    front = document.frontmatter
    if front is None or not front.closed:
        return {}
    if front.problem:
        return None  # Deep nesting would overflow the C stack of the loader.
    try:
        loaded = yaml.load(document.source.slice(front.yaml), Loader=_LOADER)  # noqa: S506 - safe
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return loaded if isinstance(loaded, dict) else {} if loaded is None else None


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _staying(step: Step, claim: Claim) -> str:
    """A fix must mend what it was made for; fences are counted, for one repair is for them all."""
    if claim is Claim.FENCES:
        return ""
    left = {(found.rule, step.origin(found.span.start)) for found in step.found_after}
    if any((found.rule, found.span.start) in left for found in step.mended):
        return "it would not help"
    return ""


def _new_finding(step: Step, claim: Claim) -> str:
    """No finding may appear that was not there.

    Where code becomes prose, it is read anew; and only of a document that an MDX compiler accepts
    is known how it is rendered.
    """
    known = {(found.rule, found.span.start) for found in step.found_before}
    rejected = any(is_rejection(found) for found in step.found_before)
    for found in step.found_after:
        origin = step.origin(found.span.start)
        doubtful = step.before.is_upside_down(origin)
        anew = claim is Claim.FENCES and doubtful
        rendered = rejected and found.rule.startswith(_RENDERED)
        behind = rejected and step.tolerant and found.fix is not None and is_rejection(found)
        if (found.rule, origin) not in known and not (anew or rendered or behind):
            line, column = step.after.source.position(found.span.start)
            return f"`{found.rule}` would appear at {line}:{column}"
    return ""


def is_rejection(found: Diagnostic) -> bool:
    """Whether an MDX compiler stops at `found`."""
    return found.rule.startswith("mdx-") and not found.rule.startswith(_RENDERED)


def _body(document: Document) -> str:
    return document.source.text[document.body_start :]
