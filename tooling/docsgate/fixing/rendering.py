"""What a reader sees of a document: its rendering by markdown-it-py, reduced to what counts.

markdown-it-py is a second implementation of CommonMark, written apart from the one that parses
documents here, so that a mistake of either shows.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from ..late_pattern import LatePattern
from ..parsing.markdown import parse
from ..readers.github_reading import begin_raw_html
from ..text import Source
from .reader import Event, events_of
from .remembered import remember

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

_BRACES = re.compile(r"\{[^{}]*\}")
_TAG_LINE = LatePattern(r"^[ \t>]*<[^\n]*>[ \t\r]*$", re.MULTILINE)
_ADDRESSES = frozenset({"href", "src"})


class Rendering(NamedTuple):
    """`shown` is what the HTML says, `code` the contents of code blocks, `words` all text, raw
    HTML included.
    """

    shown: tuple[Event, ...]
    code: tuple[str, ...]
    words: str


def render(parts: Iterable[str]) -> Rendering:
    """What the `parts` of a page show, one after the other. Raises nothing on any text."""
    rendered = list(map(_render_part, parts))
    return Rendering(
        tuple(chain.from_iterable(one.shown for one in rendered)),
        tuple(chain.from_iterable(one.code for one in rendered)),
        "".join(one.words for one in rendered),
    )


@remember
def _render_part(markdown: str) -> Rendering:
    """The rendering of `markdown`, which has no frontmatter."""
    parser = _parser()
    environment: dict[str, object] = {}
    if _TAG_LINE.compiled.search(markdown):
        markdown = begin_raw_html(parse(Source("", markdown)))
    tokens = parser.parse(markdown, environment)
    code = tuple(token.content for token in tokens if token.type in ("fence", "code_block"))
    html = parser.renderer.render(tokens, parser.options, environment)
    return Rendering(events_of(html), code, "".join("".join(_texts(tokens)).split()))


def without_addresses(shown: tuple[Event, ...]) -> tuple[Event, ...]:
    """`shown` without where its links and images lead."""
    return tuple(
        tuple(part for part in event if part.partition("=")[0] not in _ADDRESSES)
        for event in shown
    )  # fmt: skip


def without_comments(shown: tuple[Event, ...]) -> tuple[Event, ...]:
    """`shown` without comments."""
    return tuple(event for event in shown if event[0] != "!")


def without_braces(shown: tuple[Event, ...]) -> tuple[Event, ...]:
    """`shown` without what text says in braces."""
    return tuple(
        ("=", _BRACES.sub("{}", event[1])) if event[0] == "=" else event for event in shown
    )


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(tasklists_plugin)
    # Addresses are compared as they are written, since no fix changes how they are escaped.
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    parser.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    return parser


def _texts(tokens: list[Token]) -> Iterator[str]:
    """All text and raw HTML of `tokens`, code included, in order."""
    for token in tokens:
        if token.type == "inline":
            yield from _texts(token.children or [])
        elif token.type == "image":
            yield token.content
        elif token.type.startswith("html_"):
            yield unescape(token.content)
        else:
            yield token.content
        yield " "
