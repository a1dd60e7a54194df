"""Comments that silence a finding, with a reason.

    <!-- docsgate: ignore RULE[, RULE …]: reason -->        the line, or the block that follows
    <!-- docsgate: ignore-file RULE[, RULE …]: reason -->   the whole document

`{/* … */}` does the same where MDX refuses HTML comments. A comment that shares its line with
text silences that line; one on a line of its own silences the block after it, up to the next
blank line or the end of a code block. RULE may be a glob (`link-*`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from ..configuration.globs import glob_to_regex
from ..late_pattern import LatePattern
from ..nearest import nearest
from ..text import Span, inside

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Comment, Document

_DIRECTIVE = LatePattern(
    r"docsgate:\s*(?P<verb>[\w-]*)\s*(?P<rules>[^:]*)(?::\s*(?P<reason>.*))?\Z", re.DOTALL
)
_BLANK = LatePattern(r"(?:\r\n?+|\n)[ \t]*+(?=\r|\n|\Z)")


class Suppression(NamedTuple):
    """One comment: which rules it silences, and where."""

    rules: tuple[str, ...]
    scope: Span
    comment: Comment


class Malformed(NamedTuple):
    """A comment addressed to docsgate that docsgate does not understand."""

    comment: Comment
    message: str
    help: str = "write `docsgate: ignore RULE: reason`"


def suppressions(
    document: Document, rule_ids: Collection[str]
) -> Iterator[Suppression | Malformed]:
    """Read the comments of `document` that are addressed to docsgate.

    `rule_ids` are the rules that exist.
    """
    blanks: list[int] | None = None
    for comment in document.comments:
        directive = _DIRECTIVE.compiled.match(comment.text)
        if directive is None:
            continue
        rules = tuple(directive["rules"].replace(",", " ").split())
        unknown = next((rule for rule in rules if not _names_any(rule, rule_ids)), None)
        if comment.text == "docsgate:":
            yield Malformed(comment, "the comment says nothing")
        elif directive["verb"] not in ("ignore", "ignore-file"):
            yield Malformed(comment, f"`{directive['verb']}` is no docsgate comment")
        elif not rules:
            yield Malformed(comment, "the comment names no rule")
        elif unknown is not None:
            near = nearest(unknown, rule_ids)
            message = f"no rule is named `{unknown}`"
            help_ = f"did you mean `{near}`" if near else "see `docsgate explain`"
            yield Malformed(comment, message, help_)
        elif not directive["reason"]:
            yield Malformed(comment, "the comment gives no reason")
        elif directive["verb"] == "ignore-file":
            yield Suppression(rules, Span(0, len(document.source.text)), comment)
        else:
            if blanks is None:
                blanks = [found.start() for found in _BLANK.compiled.finditer(document.source.text)]
            yield Suppression(rules, _scope(document, comment.span, blanks), comment)


def _names_any(glob: str, rule_ids: Collection[str]) -> bool:
    pattern = glob_to_regex(glob)
    return any(pattern.fullmatch(rule) for rule in rule_ids)


def silence(
    found: Iterable[Diagnostic], active: list[Suppression]
) -> tuple[list[Diagnostic], list[tuple[Suppression, str]]]:
    """Split findings from those that comments silence.

    Returns the findings that remain, and each (comment, rule glob) that silenced nothing.
    """
    diagnostics = list(found)
    starts: dict[str, list[int]] = {}
    for diagnostic in sorted(diagnostics, key=lambda one: one.span.start):
        starts.setdefault(diagnostic.rule, []).append(diagnostic.span.start)
    scopes: dict[str, list[Span]] = {rule: [] for rule in starts}
    unused = []
    for entry in active:
        scope = Span(entry.scope.start, entry.scope.end + 1)  # A finding at its end belongs to it.
        for glob in entry.rules:
            named = [rule for rule in starts if glob_to_regex(glob).fullmatch(rule)]
            if not any(_any_in(scope, starts[rule]) for rule in named):
                unused.append((entry, glob))
            for rule in named:
                scopes[rule].append(scope)
    silenced = {rule: _join_spans(spans) for rule, spans in scopes.items()}
    remaining = [one for one in diagnostics if not inside(silenced[one.rule], one.span.start)]
    return remaining, unused


def _join_spans(spans: Iterable[Span]) -> list[Span]:
    """`spans` in file order, with those joined that overlap or touch."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _any_in(scope: Span, starts: list[int]) -> bool:
    at = bisect_left(starts, scope.start)
    return at < len(starts) and starts[at] < scope.end


def _scope(document: Document, comment: Span, blanks: list[int]) -> Span:
    """What the comment silences; `blanks` are the line endings before blank lines."""
    source = document.source
    line = source.line(source.position(comment.start)[0])
    last = source.line(source.position(comment.end)[0])
    rest = source.text[line.start : comment.start] + source.text[comment.end : last.end]
    if rest.strip(" \t>"):
        return Span(line.start, last.end)
    following = re.compile(r"\s*").match(source.text, comment.end)
    start = following.end() if following else comment.end
    fences = document.fences
    at = bisect_left(fences, start, key=lambda fence: fence.span.start)
    if at < len(fences) and fences[at].span.start <= start + 3:
        return Span(comment.start, fences[at].span.end)
    blank = bisect_left(blanks, start)
    return Span(comment.start, blanks[blank] if blank < len(blanks) else len(source.text))
