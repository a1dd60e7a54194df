"""What a site's extensions and plugins read of a page before, or beside, Markdown.

    {! file !}   {* file *}              extensions that include files
    {{ name }}   {% if name %}   {# #}   templates, as of the plugin macros
    --8<-- "file"                        pymdownx.snippets
    !!! note   ??? note   === "Tab"      admonitions, details and tabs
    /// note                             blocks of pymdownx
    ::: package.module                   documentation of code, as of the plugin mkdocstrings

It is no Markdown and belongs to them: no fix edits it, and no link in it is judged. What they put
in its place is not known without running them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...configuration.extension_lists import Listed
    from ...configuration.mkdocs_yml import MkdocsFile

_JINJA = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
_DELIMITERS = {
    "extension markdown_include.include": (("{!", "!}"),),
    "extension markdown_include_variants": (("{*", "*}"),),
    "extension mdx_include": (("{!", "!}"),),
    "extension zensical.extensions.macros": _JINJA,
    "plugin codeinclude": (("<!--codeinclude-->", "<!--/codeinclude-->"),),
    "plugin embed-external-markdown": (("{{", "}}"),),
    "plugin ezlinks": (("[[", "]]"),),
    "plugin include-markdown": (("{%", "%}"),),
    "plugin jinja": _JINJA,
    "plugin jinja2": _JINJA,
    "plugin macros": _JINJA,
    "plugin markdownextradata": _JINJA,
    "plugin roamlinks": (("[[", "]]"),),
    "plugin table-reader": (("{{", "}}"),),
}
_OWN_DELIMITERS = {
    "plugin include-markdown": (("opening_tag", "closing_tag"),),
    "plugin macros": (
        ("j2_variable_start_string", "j2_variable_end_string"),
        ("j2_block_start_string", "j2_block_end_string"),
        ("j2_comment_start_string", "j2_comment_end_string"),
    ),
}
"""The options by which a site chooses other delimiters, in the order of the table above."""

_CODE_DOCUMENTATION = r":::[ \t]*\S[^\n]*(?:\n(?:[ \t]*\r?\n)*(?: {4}|\t)[^\n]*)*"
_SNIPPET = r"(?:-+8<-+[ \t]*\r?\n(?:(?![ \t>]*-+8<-+)[^\n]*\n)*[ \t>]*)?-+8<-+[^\n]*"
_CALLOUT = r"\[![^\]\n]*\][^\n]*"
_LINES = {
    "extension callouts": _CALLOUT,
    "extension github-callouts": _CALLOUT,
    "extension mkautodoc": _CODE_DOCUMENTATION,
    "extension mkdocs-click": _CODE_DOCUMENTATION,
    "extension pymdownx.snippets": _SNIPPET,
    "plugin callouts": _CALLOUT,
    "plugin gh-admonitions": _CALLOUT,
    "plugin mkdocstrings": _CODE_DOCUMENTATION,
    "plugin render_swagger": r"!!swagger[^\n]*",
}
_MARKERS = {
    "extension admonition": r"!!![ ]?[\w\-][^\n]*",
    "extension pymdownx.details": r"\?\?\?\+?[ ]?[\w\-\"][^\n]*",
    "extension pymdownx.tabbed": r"===[!+]*[ ]?\"[^\n]*",
}
_BLOCK = r"/{3,}[^\n]*"
_BLOCKS = "extension pymdownx.blocks."
_LABELS = frozenset({"plugin autorefs", "plugin mkdocstrings"})
_LINE_PREFIX = " \t>*+-"


class Notation(NamedTuple):
    """What `reader`, such as `plugin macros`, reads at `span`.

    With `inserts`, it puts something in its place that nobody knows here. With `has_headings`, that
    may be headings, or a part of one.
    """

    span: Span
    reader: str
    inserts: bool
    has_headings: bool = False


def find_notations(text: str, start: int, site: MkdocsFile) -> list[Notation]:
    """What the extensions and plugins of `site` read in `text` from `start`, in file order."""
    return sorted(
        found
        for name, one in _readers_of(site)
        for found in _find_notations_of(name, one, text, start)
    )


def is_known_by_notation(reader: str) -> bool:
    """Whether everything that `reader`, such as `plugin macros`, reads of a page is known here."""
    return reader in _DELIMITERS or reader in _LINES


def defines_labels(site: MkdocsFile) -> bool:
    """Whether a plugin of `site` finds the targets of `[text][label]` in other pages."""
    return any(name in _LABELS for name, _ in _readers_of(site))


def _readers_of(site: MkdocsFile) -> Iterator[tuple[str, Listed]]:
    yield from ((f"extension {one.name}", one) for one in site.listed)
    yield from ((f"plugin {one.name.removeprefix('material/')}", one) for one in site.plugins)


def _find_notations_of(name: str, one: Listed, text: str, start: int) -> Iterator[Notation]:
    for opening, closing in _delimiters(name, one):
        for span in _find_delimited(text, start, opening, closing):
            yield Notation(span, name, inserts=True, has_headings=_may_be_heading(text, span))
    pattern = _LINES.get(name)
    if pattern is not None:
        for span in _find_lines(text, start, pattern):
            yield Notation(span, name, inserts=True, has_headings=pattern is not _CALLOUT)
    marker = _BLOCK if name.startswith(_BLOCKS) else _MARKERS.get(name)
    if marker is not None:
        for span in _find_lines(text, start, marker):
            yield Notation(span, name, inserts=False)


def _delimiters(name: str, one: Listed) -> Iterator[tuple[str, str]]:
    own = _OWN_DELIMITERS.get(name, ())
    for number, default in enumerate(_DELIMITERS.get(name, ())):
        options = own[number] if number < len(own) else ("", "")
        pair = [one.options.get(*given) for given in zip(options, default, strict=True)]
        yield (
            (pair[0], pair[1]) if all(isinstance(mark, str) and mark for mark in pair) else default
        )


def _find_delimited(text: str, start: int, opening: str, closing: str) -> Iterator[Span]:
    """Each part from `opening` to the next `closing`."""
    at = text.find(opening, start)
    while at >= 0:
        end = text.find(closing, at + len(opening))
        if end < 0:
            return
        yield Span(at, end + len(closing))
        at = text.find(opening, end + len(closing))


def _find_lines(text: str, start: int, pattern: str) -> Iterator[Span]:
    """The lines from `start` that `pattern` matches, after indentation and quote markers."""
    whole = re.compile(rf"^[ \t>]*+(?:[-*+][ \t]+)?(?:{pattern})", re.MULTILINE)
    for match in whole.finditer(text, start):
        yield Span(*match.span())


def _may_be_heading(text: str, span: Span) -> bool:
    """Whether what stands at `span` begins its line, or is a part of a heading."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start].lstrip(_LINE_PREFIX)
    return not line or line.startswith("#")
