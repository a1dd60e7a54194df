"""The proof that fixes changed what they claim and nothing else, before a byte is written.

It is done with other means than those that found the problem: markdown-it-py renders both texts as
GitHub would, Python-Markdown as the site would, and a YAML loader reads both frontmatters. Where
MDX is one of the readers, its scanner reads both. Each check answers with a reason in words, or
with nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from ..configuration.readers_there import targets_of
from ..configuration.settings import Target
from ..diagnostics import Claim
from ..text import LINE_ENDING
from .changed_parts import rendered_bodies, whole_bodies
from .compare_mdx import compare_mdx
from .compare_pages import compare_pages
from .rendering import Rendering, render, without_addresses, without_braces, without_comments
from .shown_anchors import find_hidden_anchor
from .site_rendering import renderer_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..configuration.settings import Config
    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..text import Span

_FENCE_LINE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[^`]*")
_RENDERED = "mdx-render-"
_COMMENT = re.compile(r"<!--(.*?)-->|\{/\*(.*?)\*/\}", re.DOTALL)


class Step(NamedTuple):
    """One change of a document: both sides with what was found in them.

    `origin` takes an offset after the change to the one before it; `mended` are the findings
    whose fixes were applied. An MDX compiler stops at its first error, so mending that one may show
    others behind it. With `tolerant`, those that have a fix are allowed; the caller must then check
    that none of them is left in the end.
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
        _find_doubt_of_site(step, config)
        or _find_unmended(step, claim)
        or _find_new(step, claim)
        or _compare_frontmatters(step, claim)
        or _compare_renderings(step, claim)
        or compare_mdx(step.before, step.after, step.mended, claim, config)
        or _compare_sites(step, claim, config)
        or find_hidden_anchor(step.after, step.mended, config)
    )


def refute_edits(before: Document, mended: Sequence[Diagnostic], config: Config) -> str:
    """Why the fixes of `mended` are refused whatever the document is after them; empty if not so.

    `refute` would say the same. This spares reading a document that cannot be proved.
    """
    if Target.MKDOCS not in targets_of(config, before.source.path):
        return ""
    doubter = renderer_for(config, before.source.path).doubter
    return doubter.doubt_edits(before, _edited_spans(mended))


def _edited_spans(mended: Sequence[Diagnostic]) -> list[Span]:
    return [edit.span for found in mended if found.fix for edit in found.fix.edits]


def _compare_renderings(step: Step, claim: Claim) -> str:
    before, after = rendered_bodies(step.before, step.after, claim)
    if claim is Claim.FENCES:
        return _compare_fences(step, *before, *after)
    if claim is Claim.COMMENT:
        before, after = (
            tuple(_COMMENT.sub("", part) for part in parts) for parts in (before, after)
        )
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
    """Whether no word is lost or added. `</a>`, which a fix may add or delete, is no word."""
    return old.words.replace("</a>", "") == new.words.replace("</a>", "")


def _compare_fences(step: Step, before: str, after: str) -> str:
    """The reason, unless only lines of fences change and both parsers then find the same code."""
    if _lines_beside_fences(before) != _lines_beside_fences(after):
        return "lines that are no fences would change"
    safe = all(found.fix is not None and found.fix.safe for found in step.mended)
    if len(step.after.inversions) >= (1 if safe else len(step.before.inversions)):
        return "fences would be inverted still"
    codes = [step.after.source.slice(fence.content) for fence in step.after.fences]
    plain = [re.sub(r"[ \t>\r\n]+", "", code) for code in codes]
    rendered = [re.sub(r"[ \t>\r\n]+", "", code) for code in render([after]).code]
    return "" if set(plain) <= set(rendered) else "two parsers disagree on what would be code"


def _lines_beside_fences(text: str) -> list[str]:
    return [
        line for line in LINE_ENDING.split(text) if line.strip() and not _FENCE_LINE.fullmatch(line)
    ]


def _find_doubt_of_site(step: Step, config: Config) -> str:
    """The reason, if it is not known here what the site makes of the edits."""
    path = step.before.source.path
    if Target.MKDOCS not in targets_of(config, path):
        return ""
    renderer = renderer_for(config, path)
    spans = _edited_spans(step.mended)
    return renderer.doubter.doubt(step.before, step.after, spans) or renderer.problem


def _compare_sites(step: Step, claim: Claim, config: Config) -> str:
    """The reason, unless the site shows what the fix claims."""
    path = step.before.source.path
    if Target.MKDOCS not in targets_of(config, path) or claim in (Claim.FENCES, Claim.SHOWN):
        return ""
    renderer = renderer_for(config, path)
    bodies_of = rendered_bodies if renderer.reads_parts_alike else whole_bodies
    return compare_pages(renderer.render, *bodies_of(step.before, step.after, claim), claim)


def _compare_frontmatters(step: Step, claim: Claim) -> str:
    """The reason, unless every field keeps its value, except those that the fixes are about."""
    if _frontmatter_text(step.before) == _frontmatter_text(step.after):
        return ""  # Skip loading: comparing aliases of aliases takes exponential time.
    old, new = _load_fields(step.before), _load_fields(step.after)
    if old is None:
        return ""  # It could not be read before. That it can be read now is what the fix is for.
    if new is None:
        return "the frontmatter could not be read any more"
    may_change = set(_edited_fields(step)) if claim is Claim.FIELD else set()
    for key in {**old, **new}:
        if str(key) not in may_change and (old.get(key, _ABSENT) != new.get(key, _ABSENT)):
            return f"the frontmatter field `{key}` would change"
    if list(old) != list(new) and not may_change:
        return "the fields of the frontmatter would change places"
    return ""


_ABSENT = object()


def _edited_fields(step: Step) -> Iterator[str]:
    """The keys of the fields that an edit of the fixes touches."""
    front = step.before.frontmatter
    spans = _edited_spans(step.mended)
    for field in front.fields if front else ():
        start, end = field.key_span.start, max(field.value.span.end, field.key_span.end)
        if any(span.start <= end and start <= span.end for span in spans):
            yield field.key


def _frontmatter_text(document: Document) -> str:
    front = document.frontmatter
    return document.source.slice(front.span) if front else ""


def _load_fields(document: Document) -> dict[Any, Any] | None:
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


def _find_unmended(step: Step, claim: Claim) -> str:
    """The reason, if a fix does not mend the finding that it was made for.

    Fences are left to `_compare_fences`, which counts them: one repair is for all fences of a
    document.
    """
    if claim is Claim.FENCES:
        return ""
    left = {(found.rule, step.origin(found.span.start)) for found in step.found_after}
    if any((found.rule, found.span.start) in left for found in step.mended):
        return "it would not help"
    return ""


def _find_new(step: Step, claim: Claim) -> str:
    """The reason, if there is a finding that was not there before.

    There are three exceptions. Text that was taken for code is read for the first time once fences
    are repaired. How MDX renders a document is known only when its compiler accepts it. And a
    tolerant step may show what the compiler did not reach before, where that has a fix.
    """
    known = {(found.rule, found.span.start) for found in step.found_before}
    rejected = any(is_rejection(found) for found in step.found_before)
    for found in step.found_after:
        origin = step.origin(found.span.start)
        was_code = claim is Claim.FENCES and step.before.is_upside_down(origin)
        was_not_rendered = rejected and found.rule.startswith(_RENDERED)
        is_fixable = found.fix is not None and is_rejection(found)
        was_not_reached = rejected and step.tolerant and is_fixable
        is_expected = was_code or was_not_rendered or was_not_reached
        if (found.rule, origin) not in known and not is_expected:
            line, column = step.after.source.position(found.span.start)
            return f"`{found.rule}` would appear at {line}:{column}"
    return ""


def is_rejection(found: Diagnostic) -> bool:
    """Whether an MDX compiler stops at `found`."""
    return found.rule.startswith("mdx-") and not found.rule.startswith(_RENDERED)
