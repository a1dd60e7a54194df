"""Where the links of one chunk of text lead to, which only Docusaurus asks."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ..source.urls import destination
from .inline_links import InlineLink, LabelStart, resource_destination
from .literal_autolinks import late_autolink

if TYPE_CHECKING:
    from ..source.text_chunk import Chunk
    from .attention import Run


class Linked:
    """Adds the links of `chunk` to `links`, in order."""

    def __init__(self, links: list[InlineLink], chunk: Chunk) -> None:
        self.links = links
        self.chunk = chunk
        self.first = len(links)
        self.runs: list[Run] = []

    def bare(self, marker: str, start: int, end: int) -> None:
        """A URL begins with `marker`; it is a link up to `end`, or, if that is negative, text."""
        prefix = "http://" if marker[0] in "wW" else ""
        url = prefix + self.chunk.text[start:end] if end >= 0 else ""
        where = self.chunk.source(start)
        late = start if end < 0 else -1
        self.links.append(InlineLink(url, where, where + len(marker), late=late))

    def resource(self, label: LabelStart, close: int, end: int) -> None:
        """A link or an image was found, whose label ends at `close`; the label holds no other."""
        text, links = self.chunk.text, self.links
        start = self.chunk.source(label.start)
        while links and links[-1].late >= 0 and links[-1].start >= start:
            links.pop()
        self.cut(label.start)
        if text.startswith("](", close):
            url = destination(resource_destination(text, close + 1))
            last = self.chunk.source(end - 1) + 1
            links.append(InlineLink(url, start, last, image=label.image))

    def cut(self, position: int) -> None:
        """No URL in plain text reaches beyond `position` from before it."""
        if self.links and self.links[-1].late >= 0 > self.links[-1].limit:
            self.links[-1].limit = position

    def finish(self) -> None:
        """Read the URLs that are found in plain text, now that it is known what is plain."""
        reached = 0
        text = self.chunk.text
        paired = [run.source for run in self.runs if run.paired]
        for link in self.links[self.first :]:
            if link.late >= 0:
                limit = link.limit if link.limit >= 0 else len(text)
                index = bisect_right(paired, link.late)
                limit = min(limit, paired[index]) if index < len(paired) else limit
                inside = link.late < reached
                link.url = "" if inside else late_autolink(text, link.late, limit)
                added = len("http://") if text[link.late] in "wW" else 0
                reached = max(reached, link.late + len(link.url) - added)
                link.late = -1
