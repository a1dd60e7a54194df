"""The ids on the page that the site, Python-Markdown, makes of a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...text import inside
from ..anchor_parts import TOP, footnote_anchors, note_labels, visible_text
from ..slugs import site_slug, site_unique
from .html_blocks import raw_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...configuration.mkdocs_yml import MkdocsFile
    from ...model.document import Anchor, Document, Heading
    from ...text import Span
    from .reading import SiteReading

_HEADING_ATTRIBUTES = re.compile(r"[ ]+\{:?[ ]*(?P<list>[^}\n ][^\n}]*)\}[ ]*\Z")
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
"""The name of an emoji or an icon, of which a picture is made."""

_INDENT = 4
_SITE_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>@ ]*+(?: [^<>]*+)?)>")
"""What Python-Markdown takes for a tag (`inlinepatterns.HTML_RE`), if no code hides it."""

_INLINE_END = frozenset(")]*_`>")


def site_anchors(reading: SiteReading, settings: MkdocsFile) -> set[str]:
    """Ids on the built page: of headings, of attribute lists, of raw HTML, of footnotes.

    They are read from the document, as far as that is possible; `page_ids` renders it instead.
    """
    extensions = settings.extensions
    shown = [reading] if reading.appended is None else [reading, reading.appended]
    parts = [(part, _raw(part, extensions)) for part in shown]
    taken: set[str] = set()
    for part, raw in parts if "attr_list" in extensions else ():
        taken.update(_listed_ids(part.document, raw))
    unique, found = site_unique(taken), set(TOP)
    for part, raw in parts:
        found.update(_heading_ids(part, settings, raw, unique))
        found |= part.html_anchors()
        if "footnotes" in extensions:
            found.update(footnote_anchors(part.document, "fn:", "fnref:"))
    return found | taken


def _raw(reading: SiteReading, extensions: frozenset[str]) -> list[Span]:
    return raw_blocks(reading.document, md_in_html="md_in_html" in extensions)


def _heading_ids(
    reading: SiteReading, settings: MkdocsFile, raw: list[Span], unique: Callable[[str], str]
) -> Iterator[str]:
    """The id of each heading that is not in `raw` HTML, in file order. `unique` makes slugs so.

    Only a heading that ends in an attribute list as it is written may have an id of its own.
    """
    document, extensions = reading.document, settings.extensions
    headings = _site_headings(document, extensions)
    unlisted = {head.span.start for head in headings if not _ends_in_list(document, head)}
    texts = [(head.span.start, _shown_text(document, head, extensions)) for head in headings]
    for start, shown in sorted([*texts, *reading.headings_without_space()]):
        if inside(raw, start):
            continue
        text = _SHORTCODE.sub("", shown) if "pymdownx.emoji" in extensions else shown
        text, own = " ".join(text.split()), ""
        if "attr_list" in extensions and start not in unlisted:
            text, own = _without_list(text)
        yield own or unique(site_slug(text, settings.slug))


def _site_headings(document: Document, extensions: frozenset[str]) -> list[Heading]:
    indent = 1 if "docsgate.gfm_lists" in extensions else _INDENT
    return [head for head in document.headings if _is_site_heading(document, head, indent)]


def _is_site_heading(document: Document, heading: Heading, indent: int) -> bool:
    """Whether Python-Markdown takes it for one: one line of text, and not indented.

    In a list item it is indented by at least `indent` columns, or follows the marker.
    """
    text, start = document.source.text, heading.span.start
    if start and text[start - 1] == "\n" and "\n" not in text[slice(*heading.text_span)]:
        return True
    line = text.rfind("\n", 0, start) + 1
    is_indented = start > line and not text[line:start].strip(" ")
    is_nested = (
        is_indented
        and start - line >= indent
        and any(item.span.start < start < item.span.end for item in document.list_items)
    )
    written = document.source.slice(heading.text_span)
    return (not is_indented or is_nested) and "\n" not in written.strip()


def _ends_in_list(document: Document, heading: Heading) -> bool:
    """Whether an attribute list may end the heading: neither code nor an escape makes one."""
    written = document.source.slice(heading.text_span)
    return _HEADING_ATTRIBUTES.search(written) is not None


def _shown_text(document: Document, heading: Heading, extensions: frozenset[str]) -> str:
    """The text that the site shows, with the labels of footnotes where it has none."""
    text = _without_tags(document, heading, visible_text(document, heading))
    labels = () if "footnotes" in extensions else note_labels(document, heading)
    return text + "".join(labels)


def _without_tags(document: Document, heading: Heading, text: str) -> str:
    r"""`text` without what only Python-Markdown takes for a tag: `\<T>`, `Map<K, V>`."""
    if "<" not in text:
        return text
    start = heading.text_span.start
    written = document.source.slice(heading.text_span)
    for tag in _SITE_TAG.finditer(written):
        if not inside(document.literal, start + tag.start()):
            text = text.replace(tag[0], "", 1)
    return text


def _without_list(text: str) -> tuple[str, str]:
    """The text of a heading without the attribute list that ends it, and the id in that list."""
    listed = _HEADING_ATTRIBUTES.search(text)
    if listed is None:
        return text, ""
    return text[: listed.start()].rstrip("#").rstrip(), _id_in(listed["list"])


def _id_in(attributes: str) -> str:
    """The last id in an attribute list, as `#id` or `id=…`."""
    found = ""
    for word in attributes.split():
        if word.startswith("#"):
            found = word[1:]
        elif word.startswith("id="):
            found = word[3:].strip("\"'")
    return found


def _listed_ids(document: Document, raw: list[Span]) -> Iterator[str]:
    """Ids of attribute lists that stand where Python-Markdown applies them, not in `raw` HTML."""
    text = document.source.text
    for anchor in document.anchors:
        is_list = anchor.origin == "attr_list" and not inside(raw, anchor.span.start)
        if is_list and _applies(text, anchor):
            yield anchor.name


def _applies(text: str, anchor: Anchor) -> bool:
    """After an inline element, at the end of a heading or a cell, or alone on a last line."""
    opening = text.rfind("{", 0, anchor.span.start)
    closing = text.find("}", anchor.span.end)
    line_start = text.rfind("\n", 0, opening) + 1
    line_end = text.find("\n", closing)
    line_end = len(text) if line_end < 0 else line_end
    before, after = text[line_start:opening], text[closing + 1 : line_end]
    if before.endswith(tuple(_INLINE_END)):
        return True
    if not before.strip(" \t>"):
        next_end = text.find("\n", line_end + 1)
        following = text[line_end + 1 : len(text) if next_end < 0 else next_end]
        return not after.strip() and not following.strip() and text[:line_start].strip() != ""
    stripped = after.strip()
    if 0 < len(before) - len(before.lstrip(" ")) < _INDENT:
        return False  # What is indented so is no heading.
    if before.lstrip(" >").startswith("#"):
        return not stripped.strip("#") and before.endswith(" ")
    is_heading = _is_underlined(text, line_end)
    return (not stripped and is_heading) or (stripped.startswith("|") and before.endswith(" "))


def _is_underlined(text: str, line_end: int) -> bool:
    next_end = text.find("\n", line_end + 1)
    line = text[line_end + 1 : len(text) if next_end < 0 else next_end].strip()
    return line != "" and (not line.strip("=") or not line.strip("-"))
