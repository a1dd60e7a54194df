"""Heading to anchor, one function for each renderer.

- mkdocs: `slugify` of Python-Markdown's `toc` extension, and its `_1` suffixes.
- GitHub and Docusaurus: the published rules of github-slugger, and its `-1` suffixes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from .config import Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Document

_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*(?:[^{}]*?#(?P<id>[\w:.-]+))?[^{}]*\}[ \t]*\Z")
_NUMBERED = re.compile(r"^(.+)_([0-9]+)$")


def mkdocs_slug(text: str) -> str:
    """Fold to ASCII, drop what is no word character, join words with `-`."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", folded).strip().lower())


def github_slug(text: str) -> str:
    """Lower case, drop punctuation and symbols, keep letters of any script; spaces to `-`."""
    kept = [
        character
        for character in text.lower()
        if character in " -_"
        or unicodedata.category(character)[0] in "LMN"
        or unicodedata.category(character) == "Pc"
    ]
    return "".join(kept).replace(" ", "-")


def heading_anchors(document: Document, target: Target) -> list[str]:
    """The anchors of the document's headings, in order, as `target` makes them."""
    explicit_counts = target is not Target.GITHUB
    anchors: list[str] = []
    seen: set[str] = set()
    for heading in document.headings:
        attributes = _ATTRIBUTES.search(heading.text) if explicit_counts else None
        text = heading.text[: attributes.start()] if attributes else heading.text
        if attributes and attributes["id"]:
            anchor = attributes["id"]
        elif target is Target.MKDOCS:
            anchor = _mkdocs_unique(mkdocs_slug(text), seen)
        else:
            anchor = _github_unique(github_slug(text.strip()), seen)
        seen.add(anchor)
        anchors.append(anchor)
    return anchors


def anchors(document: Document, target: Target) -> set[str]:
    """All fragments that lead somewhere in `document` for readers of `target`."""
    explicit = {
        anchor.name
        for anchor in document.anchors
        if anchor.origin == "html" or target is not Target.GITHUB
    }
    return {*heading_anchors(document, target), *explicit, "", "top"}


def _mkdocs_unique(slug: str, seen: set[str]) -> str:
    """`toc.unique`: append `_1`, or count up what already ends in a number."""
    while slug in seen or not slug:
        match = _NUMBERED.match(slug)
        slug = f"{match[1]}_{int(match[2]) + 1}" if match else f"{slug}_1"
    return slug


def _github_unique(slug: str, seen: set[str]) -> str:
    number, unique = 0, slug
    while unique in seen:
        number += 1
        unique = f"{slug}-{number}"
    return unique


SLUGS: dict[Target, Callable[[str], str]] = {
    Target.MKDOCS: mkdocs_slug,
    Target.GITHUB: github_slug,
    Target.DOCUSAURUS: github_slug,
    Target.MDX: github_slug,
}
