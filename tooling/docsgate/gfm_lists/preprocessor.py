"""The first step: Python-Markdown calls the scanner here, and stores raw HTML for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.preprocessors import Preprocessor

from .line_scanner import Scanner
from .syntax import body_header

if TYPE_CHECKING:
    from markdown import Markdown

_MAY_MATTER = re.compile(r"^[ >]*(?:(?:[-+*]|\d+[.)])(?: |$)|```|~~~)", re.MULTILINE)
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_MARKDOWN_ATTRIBUTE = re.compile(r"<[^<>]*\smarkdown(?:=|\s|/?>)")
_NEVER_CLOSED = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


class ListPreprocessor(Preprocessor):
    """Rewrites the lists and fences of a document; a document without them does not change."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._open: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        """The lines with explicit lists."""
        if not _MAY_MATTER.search("\n".join(lines)):
            return lines
        self._open = []
        names = frozenset(
            name
            for name in ("admonition", "details", "tabbed", "footnote", "deflist")
            if name in self.md.parser.blockprocessors
        )
        return Scanner(body_header(names), self._stash).scan(lines)

    def _stash(self, html: str) -> str | None:
        """Store raw HTML, so that Python-Markdown does not read on until its tags are closed.

        CommonMark ends raw HTML at a blank line and reads Markdown after it, as in `<details>` on
        GitHub. Returns the placeholder, or None for an element with a `markdown` attribute, which
        is left to the extension that reads it.
        """
        if self._is_owned(html):
            return None
        stored: str = self.md.htmlStash.store(html)
        return stored

    def _is_owned(self, html: str) -> bool:
        """Whether a tag in `html` belongs to an element with a `markdown` attribute.

        Keeps the list of open elements up to date.
        """
        owned = bool(_MARKDOWN_ATTRIBUTE.search(html))
        for closing, name, rest in _TAG.findall(html):
            tag = name.lower()
            if tag in _NEVER_CLOSED or rest.endswith("/"):
                continue
            if not closing:
                self._open.append(f"{tag}*" if _has_markdown(rest) else tag)
            else:
                for entry in (tag, f"{tag}*"):
                    if entry in self._open[-8:]:
                        place = len(self._open) - 1 - self._open[::-1].index(entry)
                        owned |= entry.endswith("*")
                        del self._open[place:]
                        break
        return owned


def _has_markdown(attributes: str) -> bool:
    return re.search(r"\smarkdown(?:=|\s|/?\Z)", f" {attributes}") is not None
