r"""Text in angle brackets that a reader takes for a tag, so that nothing of it is shown.

CommonMark (section 6.6, "Raw HTML") passes `<namespace>` on as a tag, as does Python-Markdown.
GitHub then removes elements that it does not know, and browsers show nothing of them. To
Python-Markdown more is a tag than to CommonMark: `<a_b>`, `<K,V>`, and `\<x>` behind a backslash.

What an author may have meant as markup is left out: elements that browsers know, components of the
site, tags with `name=value` or `/>`, elements that the page closes, and the shortcodes of Hugo,
`{{<ref page>}}`.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ..configuration.readers_there import generator_of, targets_of
from ..configuration.settings import Target
from ..late_pattern import LatePattern
from ..model.document import LinkKind
from ..model.mdx_dialects import dialects
from ..text import Span, inside
from .browser_elements import BROWSER_ELEMENTS
from .jekyll import liquid_code
from .mathematics import mathematics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.settings import Config
    from ..model.document import Document, HtmlTag

_SITE_TAG = LatePattern(
    r"(?P<escape>\\?)<(?P<name>[A-Za-z][^<>@ \t\r\n\"'=/]*+)(?: [^<>\r\n\"'=]*)?(?<![/\\])>"
)
_READERS = (Target.MKDOCS, Target.GITHUB)
_ESCAPES_ALL = "pymdownx.escapeall"
"""The extension with which a backslash is an escape before any character."""


class DroppedTag(NamedTuple):
    """What is dropped at `span`; `readers` are those among the targets who show nothing of it.

    `is_text` says that CommonMark takes it for text, `in_block` that it begins a block of raw HTML,
    in which no Markdown is read.
    """

    span: Span
    readers: tuple[Target, ...]
    is_text: bool = False
    in_block: bool = False


def dropped_tags(
    document: Document, config: Config, extensions: frozenset[str]
) -> Iterator[DroppedTag]:
    """The placeholders of `document` that GitHub or mkdocs drop, in no order.

    `extensions` are those with which the site reads Markdown. Where MDX is read too, it has rules
    of its own for such tags, and components besides.
    """
    targets = targets_of(config, document.path)
    readers = tuple(one for one in _READERS if one in targets)
    if (
        not readers
        or document.is_template
        or document.is_form
        or any(True for _ in dialects(document, config))
    ):
        return
    formulas = mathematics(document)
    has_liquid = "{%" in document.source.text
    liquid = liquid_code(document, generator_of(config, document.path)) if has_liquid else []
    found = _raw_html(document, config.components, readers)
    if Target.MKDOCS in readers and "<" in document.source.text:
        escapes_all = _ESCAPES_ALL in extensions
        found = chain(found, _only_on_the_site(document, escapes_all=escapes_all))
    for tag in found:
        at = tag.span.start
        if not inside(formulas, at) and not inside(liquid, at) and not document.is_upside_down(at):
            yield tag


def _raw_html(
    document: Document, components: frozenset[str], readers: tuple[Target, ...]
) -> Iterator[DroppedTag]:
    """What both readers take for a tag."""
    closed = {tag.name.lower() for tag in document.html_tags if tag.closing}
    blocks: dict[int, Span] = {}
    for tag in document.html_tags:
        if tag.closing or tag.name in components or tag.name.lower() in closed:
            continue
        if tag.name.lower() in BROWSER_ELEMENTS or _looks_like_markup(document, tag):
            continue
        blocks = blocks or {span.start: span for span in document.literal}
        span = blocks.get(tag.span.start)
        if span is not None:  # Else it is inside of raw HTML that something else begins.
            yield DroppedTag(tag.span, readers, in_block=span != tag.span)


def _looks_like_markup(document: Document, tag: HtmlTag) -> bool:
    text, (start, end) = document.source.text, tag.span
    written = text[start:end]
    is_shortcode = text[start - 2 : start] == "{{" and text[end : end + 2] == "}}"
    return is_shortcode or "=" in written or written.endswith("/>")


def _only_on_the_site(document: Document, *, escapes_all: bool) -> Iterator[DroppedTag]:
    """What Python-Markdown takes for a tag, and CommonMark for text."""
    taken: list[Span] | None = None
    for match in _SITE_TAG.compiled.finditer(document.source.text, document.body_start):
        at = match.end("escape")
        if inside(document.literal, at):
            continue
        if match["escape"] and escapes_all:
            continue
        if not match["escape"] and match["name"].lower() in BROWSER_ELEMENTS:
            continue
        taken = _addresses(document) if taken is None else taken
        if not inside(taken, at):
            yield DroppedTag(Span(*match.span()), (Target.MKDOCS,), is_text=True)


def _addresses(document: Document) -> list[Span]:
    """Where addresses are written, in file order; there, angle brackets are no tag."""
    autolinks = (LinkKind.AUTOLINK, LinkKind.EMAIL)
    spans = [
        link.span if link.kind in autolinks else link.target_span
        for link in document.links
        if link.kind is not LinkKind.HTML
    ]
    # A target in angle brackets may have a span without them.
    wider = [Span(max(0, span.start - 1), span.end) for span in spans]
    return sorted([*wider, *(one.span for one in document.definitions)])
