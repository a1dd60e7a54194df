"""The links and images that a page has in Docusaurus, wherever MDX reads text as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .blocks.block_reader import BlockReader
from .docusaurus.preprocess import preprocess
from .source.garbage import uncollected
from .verdict.compiler import read_inline

if TYPE_CHECKING:
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
        document = BlockReader(changed, _ignore, docusaurus=True, patient=False)
        document.links = []
        read_inline(document, document.read_text(skims=False), _ignore, every_link=True)
    found = [
        PageLink(link.url, offsets.source(link.start), offsets.source(link.end - 1) + 1, link.image)
        for link in document.links
        if link.late < 0
    ]
    return sorted(found, key=lambda link: link.start)


def _ignore(_problem: Problem) -> None:
    """What is wrong is reported by rules of its own."""
