"""The links and images that a page has in Docusaurus, wherever MDX reads text as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..garbage import uncollected
from .blocks.block_reader import BlockReader
from .blocks.state import Mode
from .docusaurus.preprocess import preprocess
from .inline.read_inline import read_inline

if TYPE_CHECKING:
    from .inline.inline_links import InlineLink
    from .source.problem import Problem


class PageLink(NamedTuple):
    """An inline link or image, its URL, and where it starts and ends in the document."""

    url: str
    start: int
    end: int
    is_image: bool


def page_links(text: str) -> list[PageLink]:
    """The inline links of the document `text` in its order; not those that use a definition."""
    changed, offsets = preprocess(text.replace("\x00", "\ufffd"))
    with uncollected():
        reader = BlockReader(changed, _ignore, Mode(docusaurus=True, every_block=True))
        reader.read_whole()
        links: list[InlineLink] = []
        read_inline(reader, _ignore, links, every_link=True)
    found = [
        PageLink(link.url, offsets.source(link.start), offsets.source(link.end - 1) + 1, link.image)
        for link in links
        if link.late < 0
    ]
    return sorted(found, key=lambda link: link.start)


def _ignore(_problem: Problem) -> None:
    """What is wrong is reported by rules of its own."""
