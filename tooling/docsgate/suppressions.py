"""Comments that silence a finding, with a reason.

    <!-- docsgate: ignore RULE[, RULE …]: reason -->        the line, or the block that follows
    <!-- docsgate: ignore-file RULE[, RULE …]: reason -->   the whole document

`{/* … */}` does the same where MDX refuses HTML comments. A comment that shares its line with
text silences that line; one that stands alone silences the block after it, up to the next
blank line or the end of a code block. RULE may be a glob (`link-*`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .config import glob_to_regex
from .nearest import nearest
from .text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from .diagnostics import Diagnostic
    from .model import Comment, Document

_DIRECTIVE = re.compile(r"docsgate:\s*(?P<verb>[\w-]*)\s*(?P<rules>[^:]*)(?::\s*(?P<reason>.*))?\Z",
                        re.DOTALL)  # fmt: skip
_BLANK = re.compile(r"(?:\r\n?+|\n)[ \t]*+(?=\r|\n|\Z)")


class Suppression(NamedTuple):
    """One comment: which rules it silences, and where."""

    rules: tuple[str, ...]
    scope: Span
    comment: Comment


class Malformed(NamedTuple):
    """A comment addressed to docsgate that says nothing it understands."""

    comment: Comment
    message: str
    help: str = "write `docsgate: ignore RULE: reason`"


def suppressions(
    document: Document, rule_ids: Collection[str]
) -> Iterator[Suppression | Malformed]:
    """Read the comments of `document` that are addressed to docsgate.

    `rule_ids` are the rules that exist.
    """
    for comment in document.comments:
        directive = _DIRECTIVE.match(comment.text)
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
            yield Suppression(rules, _scope(document, comment.span), comment)


def _names_any(glob: str, rule_ids: Collection[str]) -> bool:
    pattern = glob_to_regex(glob)
    return any(pattern.fullmatch(rule) for rule in rule_ids)


def silence(
    found: Iterable[Diagnostic], active: list[Suppression]
) -> tuple[list[Diagnostic], list[tuple[Suppression, str]]]:
    """Split findings from those that comments silence.

    Returns the findings that remain, and each (comment, rule glob) that silenced nothing.
    """
    patterns = [(entry, rule, glob_to_regex(rule)) for entry in active for rule in entry.rules]
    used: set[int] = set()
    remaining = []
    for diagnostic in found:
        hits = [
            number
            for number, (entry, _, pattern) in enumerate(patterns)
            if entry.scope.start <= diagnostic.span.start <= entry.scope.end
            and pattern.fullmatch(diagnostic.rule)
        ]
        used.update(hits)
        if not hits:
            remaining.append(diagnostic)
    unused = [(entry, rule) for n, (entry, rule, _) in enumerate(patterns) if n not in used]
    return remaining, unused


def _scope(document: Document, comment: Span) -> Span:
    source = document.source
    line = source.line(source.position(comment.start)[0])
    last = source.line(source.position(comment.end)[0])
    rest = source.text[line.start : comment.start] + source.text[comment.end : last.end]
    if rest.strip(" \t>"):
        return Span(line.start, last.end)
    following = re.compile(r"\s*").match(source.text, comment.end)
    start = following.end() if following else comment.end
    fence = next((f for f in document.fences if start <= f.span.start <= start + 3), None)
    if fence:
        return Span(comment.start, fence.span.end)
    blank = _BLANK.search(source.text, start)
    return Span(comment.start, blank.start() if blank else len(source.text))
