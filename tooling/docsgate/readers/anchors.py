"""The fragments that lead somewhere in a document, for each reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..configuration.settings import Target
from ..text import inside
from .by_target import link_targets
from .docusaurus.mdx_links import is_mdx
from .mkdocs.html_blocks import html_headings, raw_blocks
from .slugs import github_slug, github_unique, site_slug, site_unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.mkdocs_yml import MkdocsFile
    from ..configuration.settings import Config
    from ..model.document import Anchor, Document, Heading
    from ..text import Span
    from .mkdocs.reading import SiteReading
    from .mkdocs.readings import SiteReadings

_ALWAYS = ("", "top")  # HTML: the empty fragment and `top` are the top of the document.
_HEADING_ATTRIBUTES = re.compile(r"[ ]+\{:?[ ]*(?P<list>[^}\n ][^\n}]*)\}[ ]*\Z")
_DOCUSAURUS_ID = re.compile(r"\s*\{#(?P<id>[^{}]+)\}\s*\Z")
_HTML_COMMENT_ID, _DOCUSAURUS_COMMENT_ID = (
    re.compile(rf"(?:{start})[ ]*#(?P<id>[^ *<>{{}}]+)(?:[ ][^*<>{{}}]*)?(?:-->|\*/\}})[ ]*\Z")
    for start in ("<!--", r"<!--|\{/\*")
)
_IMPORTED_PAGE = re.compile(r"^import\s[^\n;]*?[\"'][^\"'\n]+\.mdx?[\"']", re.MULTILINE)
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
"""The name of an emoji or an icon, of which a picture is made."""

_INDENT = 4
_SITE_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>@ ]*+(?: [^<>]*+)?)>")
"""What Python-Markdown takes for a tag (`inlinepatterns.HTML_RE`), if no code hides it."""

_INLINE_END = frozenset(")]*_`>")


def anchors_of(
    document: Document, readings: SiteReadings, settings: MkdocsFile, config: Config
) -> Iterator[tuple[tuple[Target, str], frozenset[str]]]:
    """The fragments that lead somewhere in `document`, for each reader of links.

    `readings` tell how the site reads it. Nothing is said of a document that cannot be read, nor
    for Docusaurus of one that imports others, whose headings it may show.
    """
    for target in link_targets(config) if document.unreadable is None else ():
        if target is Target.MKDOCS:
            found = site_anchors(readings.of(document), settings)
        elif target is Target.GITHUB:
            found = github_anchors(document)
        elif is_mdx(document, config):
            if _imports_pages(document):
                continue
            found = docusaurus_anchors(document, is_strict=_is_strict(config), is_mdx=True)
        else:
            found = docusaurus_anchors(document, is_strict=False, is_mdx=False)
        yield (target, document.path), frozenset(found)


def site_anchors(reading: SiteReading, settings: MkdocsFile) -> set[str]:
    """Ids on the built page: of headings, of attribute lists, of raw HTML, of footnotes."""
    document = reading.document
    with_lists = "attr_list" in settings.extensions
    raw = raw_blocks(document, md_in_html="md_in_html" in settings.extensions)
    html = reading.html_anchors()
    taken = set(_listed_ids(document, raw)) if with_lists else set()
    found: set[str] = set()
    unique = site_unique(taken)
    numbered = "footnotes" in settings.extensions
    has_emoji = "pymdownx.emoji" in settings.extensions
    indent = 1 if "docsgate.gfm_lists" in settings.extensions else _INDENT
    headings = [h for h in document.headings if _is_site_heading(document, h, indent)]
    unlisted = {h.span.start for h in headings if not _ends_in_list(document, h)}
    texts = [
        (
            heading.span.start,
            _without_tags(document, heading, _visible(document, heading))
            + ("" if numbered else "".join(_references(document, heading))),
        )
        for heading in headings
    ]
    for start, visible in sorted([*texts, *reading.headings_without_space()]):
        if inside(raw, start):
            continue
        shown = _SHORTCODE.sub("", visible) if has_emoji else visible
        text = " ".join(shown.split())
        listed = _HEADING_ATTRIBUTES.search(text) if with_lists else None
        if listed and start in unlisted:
            listed = None
        if listed:
            text = text[: listed.start()].rstrip("#").rstrip()
        explicit = _id_in(listed["list"]) if listed else ""
        found.add(explicit or unique(site_slug(text, settings.slug)))
    notes = _footnotes(document, "fn:", "fnref:") if "footnotes" in settings.extensions else ()
    return {*found, *taken, *html, *notes, *_ALWAYS}


def github_anchors(document: Document) -> set[str]:
    """Anchors of headings in either notation, and ids of raw HTML."""
    unique = github_unique()
    html = {anchor.name for anchor in document.anchors if anchor.origin == "html"}
    order = _note_order(document)
    texts = [
        (heading.span, _joined(document, heading) + _number(document, heading, order))
        for heading in document.headings
    ]
    texts += [(heading.span, heading.text) for heading in html_headings(document)]
    slugs = {unique(github_slug(text.strip())) for _, text in sorted(texts)}
    return {*slugs, *html, *_footnotes(document, "fn-", "fnref-"), *_ALWAYS}


def docusaurus_anchors(document: Document, *, is_strict: bool, is_mdx: bool) -> set[str]:
    """Ids of headings, as listed, in a comment or their slugs, of raw HTML and of footnotes.

    The theme gives no id to a heading of the first level, which is counted all the same. Where that
    is the title, its readers arrive: at the top. With `is_strict`, only what a build knows: neither
    that, nor elements in MDX but components, nor what browsers do.
    """
    unique = github_unique()
    components = [tag.span for tag in document.html_tags if tag.name[0].isupper()]
    found = {
        anchor.name
        for anchor in document.anchors
        if anchor.origin == "html" and (not is_strict or inside(components, anchor.span.start))
    }
    found.update(_ALWAYS[:1] if is_strict else _ALWAYS)
    comment_id = _DOCUSAURUS_COMMENT_ID if is_mdx else _HTML_COMMENT_ID
    for heading in document.headings:
        listed = comment_id.search(document.source.slice(heading.text_span))
        listed = listed or _DOCUSAURUS_ID.search(heading.text)
        text = heading.text if "![" in document.source.slice(heading.span) else None
        slug = github_slug(text or _joined(document, heading))
        anchor = listed["id"] if listed else unique(slug)
        is_title = heading is document.headings[0] and listed is None
        if heading.level > 1 or (is_title and not is_strict):
            found.add(anchor)
    if document.footnotes:
        found.add("footnote-label")
    notes = _footnotes(document, "user-content-fn-", "user-content-fnref-")
    return {*found, *notes}


def _is_strict(config: Config) -> bool:
    """Whether a build of the Docusaurus site stops at a link to an id that it does not know."""
    return config.docusaurus is not None and config.docusaurus.on_anchors == "throw"


def _imports_pages(document: Document) -> bool:
    text = document.source.text
    return "import " in text and any(
        not inside(document.code, found.start()) for found in _IMPORTED_PAGE.finditer(text)
    )


def _visible(document: Document, heading: Heading) -> str:
    """The heading's text without the alternative text of images."""
    if "![" not in document.source.slice(heading.span):
        return heading.text
    text = heading.text
    for link in document.links:
        if link.element == "img" and heading.span.start <= link.span.start < heading.span.end:
            text = text.replace(link.text, "", 1)
    return text


def _ends_in_list(document: Document, heading: Heading) -> bool:
    """Whether an attribute list may end the heading: neither code nor an escape makes one."""
    written = document.source.slice(heading.text_span)
    return _HEADING_ATTRIBUTES.search(written) is not None


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


def _joined(document: Document, heading: Heading) -> str:
    """The visible text, but for line endings, which github-slugger drops without a trace."""
    text = _visible(document, heading)
    written = document.source.slice(heading.text_span)
    lines = [line.strip() for line in written.split("\n")]
    return "".join(lines) if len(lines) > 1 and " ".join(lines) == text else text


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


def _references(document: Document, heading: Heading) -> list[str]:
    """Labels of the footnotes that end the heading."""
    if "[^" not in document.source.slice(heading.span):
        return []
    return [
        note.label
        for note in document.footnotes
        if not note.is_definition and heading.span.start <= note.span.start < heading.span.end
    ]


def _note_order(document: Document) -> list[str]:
    return list(dict.fromkeys(n.label for n in document.footnotes if not n.is_definition))


def _number(document: Document, heading: Heading, order: list[str]) -> str:
    """The numbers that GitHub shows for the footnotes of a heading."""
    return "".join(str(order.index(label) + 1) for label in _references(document, heading))


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


def _id_in(attributes: str) -> str:
    """The last id in an attribute list, as `#id` or `id=…`."""
    found = ""
    for word in attributes.split():
        if word.startswith("#"):
            found = word[1:]
        elif word.startswith("id="):
            found = word[3:].strip("\"'")
    return found


def _footnotes(document: Document, definition: str, reference: str) -> Iterator[str]:
    for note in document.footnotes:
        yield (definition if note.is_definition else reference) + note.label
