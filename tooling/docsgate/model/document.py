"""What rules see: documents as frozen values whose every part knows its span.

A `Document` comes out of one parse and is never changed. Nothing here reads a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .frontmatter import said_successor, said_title
from .outline import Outline
from .pointers import pointed_to
from .roles import is_form, is_index, is_template, membership

if TYPE_CHECKING:
    from ..configuration.settings import Collection, Target
    from ..files.disk import Unreadable
    from ..mdx import Finding
    from ..text import Source, Span
    from .frontmatter import Field, Frontmatter


class LinkKind(StrEnum):
    """How a link is written. The first four are CommonMark section 6.3, the fifth 6.5."""

    INLINE = "inline"
    REFERENCE = "reference"
    COLLAPSED = "collapsed"
    SHORTCUT = "shortcut"
    AUTOLINK = "autolink"
    EMAIL = "email"
    BARE = "bare"
    HTML = "html"


class Link(NamedTuple):
    """A link or an image, whatever its notation.

    `target` is what the browser gets, with escapes and entities resolved; `target_span` is where
    it is written, or where the label is written for a reference. `element` is the HTML element.
    """

    kind: LinkKind
    target: str
    span: Span
    target_span: Span
    text: str = ""
    label: str = ""
    element: str = "a"

    @property
    def is_image(self) -> bool:
        """Whether the target is shown in place rather than followed."""
        return self.element not in ("a", "area")


class Definition(NamedTuple):
    """A link reference definition, `[label]: target`."""

    label: str
    target: str
    span: Span
    target_span: Span


class UndefinedReference(NamedTuple):
    """`[text][label]` or `[label][]` for which no definition exists."""

    label: str
    span: Span


class PieceKind(StrEnum):
    """What a part of a heading's text is, for readers who leave out some or show them otherwise."""

    TEXT = "text"
    ALTERNATIVE = "alternative"  # of an image
    BREAK = "break"  # a line ending
    NOTE = "note"  # a reference to a footnote; the text is its label
    TAG = "tag"  # raw HTML, as it is written


class Piece(NamedTuple):
    """A part of a heading's text."""

    kind: PieceKind
    text: str


class Heading(NamedTuple):
    """A heading. `text` is its plain text, as a renderer would read it aloud.

    `pieces` are its parts in order, where it is more than plain text; they are empty otherwise.
    """

    level: int
    text: str
    span: Span
    text_span: Span
    pieces: tuple[Piece, ...] = ()


class Anchor(NamedTuple):
    """An explicit target for fragments: raw HTML `id`, `<a name>`, or an attribute list."""

    name: str
    span: Span
    origin: str  # "html" or "attr_list"


class Fence(NamedTuple):
    """A fenced code block, CommonMark section 4.5.

    `span` starts at the opening marker and ends with the closing line; `content` is the code
    with any container prefixes; `info` is the info string without surrounding white space.
    """

    marker: str
    info: str
    span: Span
    info_span: Span
    content: Span
    closed: bool

    @property
    def language(self) -> str:
        """First word of the info string, in lower case; empty when there is none."""
        word = self.info.split(None, 1)[0] if self.info else ""
        return word.strip("{}").split("{")[0].lstrip(".").lower()


class Inversion(NamedTuple):
    """A fence that does not do what it was written for; `span` is its marker and info string.

    `effect` says what it does instead: "opens" the block `fence`, is "swallowed" by it as a
    line of code, or "closes" it where it should open the next block.
    """

    span: Span
    info: str
    fence: Fence
    effect: str


class ListItem(NamedTuple):
    """One item. `marker` is as written (`-`, `1.`); `depth` counts enclosing lists from 0."""

    marker: str
    span: Span
    depth: int
    first_in_list: bool
    quoted: bool


class Table(NamedTuple):
    """A GFM table: its span and the number of columns that its head declares."""

    span: Span
    columns: int


class Footnote(NamedTuple):
    """A footnote definition or a reference to one."""

    label: str
    span: Span
    is_definition: bool


class Comment(NamedTuple):
    """An HTML comment or an MDX comment (`{/* … */}`); `text` is the text inside."""

    text: str
    span: Span


class HtmlTag(NamedTuple):
    """One raw HTML tag outside code."""

    name: str
    span: Span
    closing: bool


@dataclass(frozen=True, eq=False, repr=False)
class Document:
    """One parsed document.

    `code` are the spans in which text is literal: code blocks and code spans. `literal` adds raw
    HTML and comments; `indented_code` are the blocks that only indentation marks. All are in file
    order. `lazy_tags` are raw HTML tags that are alone on a line of a paragraph whose item, quote
    or footnote that line does not continue. `no_fences` are the starts of fences that open no block
    for MDX. `unreadable` says why there is no content. `mdx` are the findings of the MDX compilers,
    each with its target.
    """

    source: Source
    collection: Collection | None = None
    frontmatter: Frontmatter | None = None
    body_start: int = 0
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    definitions: tuple[Definition, ...] = ()
    undefined_references: tuple[UndefinedReference, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    fences: tuple[Fence, ...] = ()
    inversions: tuple[Inversion, ...] = ()
    no_fences: frozenset[int] = frozenset()
    list_items: tuple[ListItem, ...] = ()
    tables: tuple[Table, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    comments: tuple[Comment, ...] = ()
    html_tags: tuple[HtmlTag, ...] = ()
    code: tuple[Span, ...] = ()
    literal: tuple[Span, ...] = ()
    indented_code: tuple[Span, ...] = ()
    lazy_tags: tuple[Span, ...] = ()
    unreadable: Unreadable | None = None
    mdx: tuple[tuple[Target, Finding], ...] = ()

    @cached_property
    def path(self) -> str:
        """Path relative to the project root, with `/`."""
        return self.source.path

    @cached_property
    def name(self) -> str:
        """The file name."""
        return self.path.rpartition("/")[2]

    @cached_property
    def is_index(self) -> bool:
        """Whether it is a folder's index page."""
        return is_index(self.name)

    @cached_property
    def is_template(self) -> bool:
        """Whether it is a template, which no rule of its collection judges."""
        return is_template(self.path, self.collection, self.title)

    @cached_property
    def is_form(self) -> bool:
        """Whether it is there to be filled in, so that its placeholders and links are meant."""
        return is_form(self.path)

    @cached_property
    def membership(self) -> Collection | None:
        """The collection whose rules apply to the document, if any do."""
        return membership(self.path, self.collection, self.title)

    @cached_property
    def title(self) -> str:
        """The title in its own words, which tell a template; empty outside of collections."""
        text, start = self.source.text, self.body_start
        return said_title(text, start, self.frontmatter) if self.collection else ""

    @property
    def outline(self) -> Outline:
        """What other documents may know of this one."""
        texts = self.frontmatter.texts if self.frontmatter else {}
        said = said_successor(self.source.text, self.frontmatter) if self.frontmatter else ""
        target = pointed_to(self.source.text, self.body_start) if self.collection else ""
        return Outline(self.path, self.collection, texts, said, self.title, target)

    def is_upside_down(self, offset: int) -> bool:
        """Whether code may be read as prose at `offset`, or prose as code.

        An inverted fence that opens a block comes after lines that should be code, so the doubt
        begins at the end of the block before them.
        """
        if not self.inversions:
            return False
        first = self.inversions[0]
        if first.effect != "opens":
            return offset >= first.span.start
        ends = [fence.span.end for fence in self.fences if fence.span.end <= first.span.start]
        return offset >= max(ends, default=0)

    @cached_property
    def _fields(self) -> dict[str, Field]:
        """The frontmatter fields by name; of several with one name the first."""
        entries = self.frontmatter.fields if self.frontmatter else ()
        return {entry.key: entry for entry in reversed(entries)}

    def get(self, key: str) -> Field | None:
        """The frontmatter field named `key`, if there is one."""
        return self._fields.get(key)
