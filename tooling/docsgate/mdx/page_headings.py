"""The headings of a page as Docusaurus reads them, with their text and the ids that they say.

(@docusaurus/mdx-loader, `headings`; @docusaurus/utils, `parseMarkdownHeadingId`.) An id is in a
comment of MDX that ends the heading, `{/* #id */}`, or in braces at the end of its plain text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..garbage import uncollected
from .blocks.block_events import Enter, Text
from .blocks.block_reader import BlockReader, flat_blocks
from .blocks.state import Mode
from .docusaurus.preprocess import preprocess
from .inline.paragraph import Inline
from .inline.shown_text import ShownText
from .shown_heading import ShownHeading
from .source.labels import normalize
from .source.text_chunk import Chunk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .source.problem import Problem

_LISTED = re.compile(r"\{#((?:.(?!\{#|\}))*.)\}\Z")


def page_headings(text: str) -> list[ShownHeading]:
    """The headings of the document `text` in its order, also those that tags hold."""
    changed, _ = preprocess(text.replace("\x00", "\ufffd"))
    with uncollected():
        reader = BlockReader(changed, _ignore, Mode(docusaurus=True, every_block=True))
        events = list(flat_blocks(reader, reader.read_whole()))
        found = []
        for event in events:
            if isinstance(event, Text) and event.depth:
                found.append(_heading(reader, event))
            elif isinstance(event, Enter) and event.kind == "emptyHeading":
                found.append(ShownHeading(1, "", ""))
    return found


def plain_heading(
    text: str, depth: int, defined: Iterable[str], footnotes: Iterable[str], *, at_margin: bool
) -> ShownHeading:
    """The heading of level `depth` with the Markdown `text` in a page that is not MDX.

    `at_margin`: its line begins with `#`, so that its id gets a backslash before it is read.
    `defined` are the labels that the page defines, `footnotes` those of its notes.
    """
    reader = BlockReader("", _ignore, Mode(docusaurus=True, html=True))
    reader.gathered.defined.update(map(normalize, defined))
    reader.gathered.footnotes.update(map(normalize, footnotes))
    written = preprocess(f"# {text}")[0][2:] if at_margin else text
    return _heading(reader, Text("heading", 0, Chunk(written, 0), 0, depth=depth))


def listed_id(text: str) -> str:
    """The id in braces at the end of a heading's plain `text`; empty for none."""
    found = _LISTED.search(text)
    return found[1].strip() if found else ""


def _heading(reader: BlockReader, event: Text) -> ShownHeading:
    shown = ShownText()
    Inline(reader, event, _ignore, None, shown).scan()
    chunk = event.chunk.text
    text = shown.text(chunk)
    commented = _commented_id(shown.last_comment(chunk))
    return ShownHeading(event.depth, text, commented or listed_id(text))


def _commented_id(comment: str) -> str:
    """The id that a comment says in its first word, which begins with `#`."""
    word = comment.strip().split(" ")[0]
    return word[1:] if word.startswith("#") else ""


def _ignore(_problem: Problem) -> None:
    """What is wrong is reported by rules of its own."""
