"""Turns markers into elements: the second step, and the rest of the work on the finished tree.

While blocks are parsed, lists have tag names of their own. Python-Markdown's list processors add
indented text to `ul`, `ol` and `li`, and must not do so here: the scanner has already decided what
belongs to these lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from .markers import ANY, START, Marker, read_marker

if TYPE_CHECKING:
    from markdown.blockparser import BlockParser

LIST, ITEM = "gfm-list", "gfm-item"
_OPEN = "open"


class ListBuilder(BlockProcessor):
    """Builds the list that a marker opens.

    Most parsers pass all blocks of a parent at once. Some, such as that of admonitions, pass them
    one by one; then the list stays open and takes each block as it comes.
    """

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)

    def test(self, parent: Element, block: str) -> bool:
        """Whether `block` is a marker, or belongs to a list that is still open."""
        return read_marker(block) is not None or self._open_list(parent) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Build from the first of `blocks`, or from all up to the closing marker."""
        block = blocks.pop(0)
        marker = read_marker(block)
        open_list = self._open_list(parent)
        if open_list is not None:
            self._feed(open_list, block, marker)
        elif marker is not None and marker.kind == "open":
            self._build(parent, marker, blocks)

    def _build(self, parent: Element, marker: Marker, blocks: list[str]) -> None:
        element = SubElement(parent, LIST, {"kind": "ol" if marker.ordered else "ul"})
        element.set("start", str(marker.start))
        element.set("tight", str(int(marker.tight)))
        closing = str(Marker("close", marker.number))
        end = next((n for n, block in enumerate(blocks) if closing in block), None)
        if end is None:
            element.set(_OPEN, str(marker.number))
            return
        own, rest = blocks[:end], blocks[end + 1 :]
        blocks[:] = rest
        next_item = str(Marker("item", marker.number))
        content: list[str] = []
        item = None
        for block in own:
            if next_item in block:
                self._parse(item, content)
                item, content = SubElement(element, ITEM), []
            else:
                content.append(block)
        self._parse(item, content)

    def _parse(self, item: Element | None, blocks: list[str]) -> None:
        if item is not None and blocks:
            self.parser.parseBlocks(item, blocks)

    def _feed(self, element: Element, block: str, marker: Marker | None) -> None:
        """Add one block to the open list `element`."""
        if marker is not None and str(marker.number) == element.get(_OPEN):
            if marker.kind == "item":
                SubElement(element, ITEM)
            else:
                del element.attrib[_OPEN]
        elif len(element):
            self.parser.parseBlocks(element[-1], [block])

    @staticmethod
    def _open_list(parent: Element) -> Element | None:
        last = parent[-1] if len(parent) else None
        return last if last is not None and last.tag == LIST and _OPEN in last.attrib else None


class ListFinisher(Treeprocessor):
    """Gives lists their real names, and takes the paragraphs out of tight ones."""

    def run(self, root: Element) -> None:
        """Finish every list below `root`."""
        for element in list(root.iter(LIST)):
            tight = element.get("tight") == "1"
            start = element.get("start", "1")
            element.tag = element.get("kind", "ul")
            element.attrib.clear()
            if element.tag == "ol" and start != "1":
                element.set("start", start)
            for item in element:
                item.tag = "li"
                if tight:
                    _unwrap(item)


def _unwrap(item: Element) -> None:
    """Replace each paragraph directly in `item` by its text."""
    previous: Element | None = None
    for child in list(item):
        if child.tag != "p" or child.attrib or len(child):
            previous = child
            continue
        text = child.text or ""
        item.remove(child)
        if previous is None:
            item.text = "\n".join(filter(None, (item.text, text)))
        else:
            previous.tail = "\n".join(filter(None, (previous.tail, text)))


class MarkerRemover(Postprocessor):
    """Removes the markers that are left inside raw HTML, so that no reader sees them."""

    def run(self, text: str) -> str:
        """`text` without markers."""
        return ANY.sub("", text) if START in text else text
