"""Every link of a run, judged for every reader: once, before any rule runs.

Links to other sites are judged by nobody here.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from ..configuration.mkdocs_yml import MkdocsFile
from ..configuration.settings import Target
from ..decisions.membership import is_template
from ..model.document import LinkKind
from ..parsing.html_tags import HTML_SUFFIXES
from ..readers.address import address_of, is_external, is_local_disk
from ..readers.by_target import readers_of, shown, unshown_notes
from ..readers.destination import destination
from ..readers.docusaurus.mdx_links import commented, is_mdx, links_in_html
from ..readers.mathematics import mathematics
from ..readers.mkdocs.docs_files import is_page
from ..readers.mkdocs.reading import SiteReading
from ..readers.verdicts import Judged, Outcome, Verdict, merged, undefined
from ..text import Span, inside
from .suggestions import Suggester

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..model.document import Document, Link, UndefinedReference
    from ..project import Project
    from ..readers.address import Address
    from ..readers.by_target import Reader

_LINES = re.compile(r"L(\d+)(?:C\d+)?(?:-L(\d+)(?:C\d+)?)?")
_CODE = (".c", ".cc", ".cpp", ".cs", ".css", ".go", ".h", ".hpp", ".java", ".js", ".json", ".kt",
         ".php", ".proto", ".py", ".rb", ".rs", ".sh", ".sql", ".swift", ".tf", ".toml", ".ts",
         ".tsx", ".yaml", ".yml")  # fmt: skip
_PLACEHOLDER = re.compile(
    r"(?:^|[-_/])(?:x{2,}|y{2,}|z{2,}|n{2,}|0{3,})(?![a-z0-9])", re.IGNORECASE
)
_ESCAPED_FENCE = re.compile(r"^ {0,3}(?:\\`){3}", re.MULTILINE)
_NUMBERED = re.compile(r"__(?:tabbed|codelineno|span|annotation|nav)[_-]\d")
"""Anchors that extensions and the theme count: tabs, lines of code."""

_TEXT_FRAGMENT = ":~:text="
_GITHUB_PREFIX = "user-content-"
"""The page has it before every id, and a script of the page adds it to a fragment without it."""

_OUTSIDE = Verdict(Outcome.OUTSIDE)


class Judge:
    """Judges the links of one project."""

    def __init__(self, project: Project) -> None:
        """Everything that `project` is to hold must be loaded, but for its verdicts."""
        self._project = project
        self._settings = project.site or MkdocsFile()
        self._readings: dict[str, SiteReading] = {}

    @cached_property
    def _readers(self) -> Mapping[Target, Reader]:
        return readers_of(self._project)

    def verdicts(self) -> dict[str, tuple[Judged, ...]]:
        """The judged links of each document that is checked."""
        suggester = Suggester(self._project, self)
        found: dict[str, tuple[Judged, ...]] = {}
        for document in self._project.documents:
            judged = merged(self.judge(document, *seen) for seen in self._seen(document))
            known = [
                link._replace(suggestion=suggester.suggest(document, link))
                if link.is_dead
                else link
                for link in judged
            ]
            found[document.path] = (*known, *self._undefined(document))
        return found

    def fragment_targets(self) -> dict[str, bool]:
        """Files whose anchors are needed to judge the links of the project, in order; true for
        those of which a line is linked to.
        """
        found: dict[str, bool] = {}
        for document in self._project.documents:
            if "#" not in document.source.text:
                continue
            links = chain(document.links, self._reading(document).links())
            if not any(self._needs_anchors(document, link) for link in links):
                continue
            for link, readers in self._seen(document):
                if not self._needs_anchors(document, link):
                    continue
                judged = self.judge(document, link, readers, anchors=False)
                is_line = _LINES.fullmatch(judged.address.fragment) is not None
                for _, verdict in judged.verdicts:
                    if verdict.path:
                        found[verdict.path] = found.get(verdict.path, False) or is_line
        return dict(sorted(found.items()))

    def _needs_anchors(self, document: Document, link: Link) -> bool:
        """Whether `link` has a fragment, and may lead to what was not read."""
        if "#" not in link.target:
            return False
        place = None if self._project.is_partial else destination(document, link)
        return place is None or place.path not in self._project.outlines

    def judge(
        self, document: Document, link: Link, readers: Iterable[Target], *, anchors: bool = True
    ) -> Judged:
        """Judge `link` for `readers`, as if it stood in `document`."""
        address = address_of(link.target)
        if is_external(link.target):
            return Judged(link, address, ())
        verdicts = [
            (target, self._verdict(target, document, link, address, anchors=anchors))
            for target in readers
        ]
        return Judged(link, address, tuple(verdicts))

    def _seen(self, document: Document) -> Iterator[tuple[Link, tuple[Target, ...]]]:
        """The links of `document`, each with the readers for whom it is one."""
        readers = self._readers_of(document)
        others = tuple(target for target in readers if target is not Target.MKDOCS)
        reading = self._reading(document) if len(others) < len(readers) else None
        unread, unshown = _unread(document), unshown_notes(document)
        mdx = Target.DOCUSAURUS in readers and is_mdx(document, self._project.config)
        no_mdx = commented(document) if mdx else []
        for link in document.links:
            if unread(link):
                yield link, ()
                continue
            seen = shown(link, readers, is_in_note=inside(unshown, link.span.start))
            if no_mdx and inside(no_mdx, link.span.start):
                seen = tuple(target for target in seen if target is not Target.DOCUSAURUS)
            read = reading.read(link) if reading else link
            if read is link:
                yield link, seen
                continue
            yield link, tuple(target for target in seen if target is not Target.MKDOCS)
            if read is not None:
                yield read, (Target.MKDOCS,)
        for link in reading.links() if reading else ():
            yield link, (Target.MKDOCS,)
        for link in links_in_html(document) if mdx else ():
            yield link, () if unread(link) else (Target.DOCUSAURUS,)

    def _undefined(self, document: Document) -> Iterator[Judged]:
        """The references of `document` whose label some reader does not know."""
        readers = self._readers_of(document)
        reading = self._reading(document) if Target.MKDOCS in readers else None
        others = tuple(target for target in readers if target is not Target.MKDOCS)
        for reference in document.undefined_references:
            if _is_index(document, reference):
                continue
            lost = readers if reading and reading.lacks(reference) else others
            yield undefined(reference.label, reference.span, lost)
        for link in document.links if reading else ():
            if reading and reading.is_text(link):
                yield undefined(link.label, link.span, (Target.MKDOCS,))

    def _readers_of(self, document: Document) -> tuple[Target, ...]:
        return tuple(t for t, reader in self._readers.items() if reader.reads(document.path))

    def _verdict(
        self,
        target: Target,
        document: Document,
        link: Link,
        address: Address,
        *,
        anchors: bool,
    ) -> Verdict:
        if is_local_disk(link.target):
            return _OUTSIDE
        verdict = self._readers[target].follow(document.path, link, address)
        if not anchors or not address.fragment or verdict.outcome.is_dead:
            return verdict
        if self._has(target, verdict.path, address):
            return verdict
        return Verdict(Outcome.ANCHOR, verdict.path, verdict.place)

    def _has(self, target: Target, path: str, address: Address) -> bool:
        """Whether the page or file at `path` has what the fragment of `address` names."""
        fragment = address.fragment
        if fragment.startswith(_TEXT_FRAGMENT):
            return True
        fragment = fragment.partition(_TEXT_FRAGMENT)[0]
        anchors = self._project.anchors.get((target, path))
        lines = _LINES.fullmatch(fragment) if target is Target.GITHUB else None
        if lines and (anchors is None or "plain=1" in address.query):
            last = self._project.line_counts.get(path)
            return last is None or 1 <= int(lines[2] or lines[1]) <= last
        if anchors is None:
            is_code = path.endswith(_CODE)
            return not (target is Target.GITHUB and (is_code or not path))
        if target is Target.MKDOCS and not is_page(path) and not path.endswith(HTML_SUFFIXES):
            return True
        if target is Target.MKDOCS and _NUMBERED.match(fragment):
            return True
        if target is Target.GITHUB:
            fragment = fragment.removeprefix(_GITHUB_PREFIX)
        return fragment in anchors

    def _reading(self, document: Document) -> SiteReading:
        known = self._project.readings.get(document.path)
        if known is not None and known.original is document:
            return known
        if document.path not in self._readings:
            reading = SiteReading(document, self._settings.extensions)
            self._readings[document.path] = reading
        return self._readings[document.path]


def _is_index(document: Document, reference: UndefinedReference) -> bool:
    """Whether `reference` is one of `rows[0][key]`, which is a program's and no link."""
    text, start = document.source.text, reference.span.start
    before = text[start - 1] if start else ""
    is_glued = before.isascii() and (before.isalnum() or before == "_")
    return is_glued and reference.label.replace("_", "").isalnum()


def _escaped_fences(document: Document) -> list[Span]:
    r"""What stands between lines of escaped backticks, by which an author meant code."""
    text = document.source.text
    has_html = any(link.kind is LinkKind.HTML for link in document.links)
    if not has_html or "\\`\\`\\`" not in text:
        return []
    marks = [mark.start() for mark in _ESCAPED_FENCE.finditer(text, document.body_start)]
    return [Span(*pair) for pair in zip(marks[::2], marks[1::2], strict=False)]


def _unread(document: Document) -> Callable[[Link], bool]:
    """Whether a link is none for any reader, or not meant to be one.

    It stands in mathematics, of which no author makes a link; it is raw HTML in what should be
    code, but for inverted or escaped fences; or it is a placeholder (`adr-xxx`) in a template.
    """
    text = document.source.text
    formulas = mathematics(document) if document.links else []
    escaped = _escaped_fences(document)
    template = is_template(document)

    def unread(link: Link) -> bool:
        if template and _PLACEHOLDER.search(link.target):
            return True
        if link.kind is LinkKind.REFERENCE and text[link.target_span.start - 2] == "\\":
            return True  # `[text]\[label]`, which the parser takes for a link.
        if link.kind is LinkKind.HTML and (
            document.is_upside_down(link.span.start) or inside(escaped, link.span.start)
        ):
            return True
        return bool(formulas) and inside(formulas, link.span.start)

    return unread
