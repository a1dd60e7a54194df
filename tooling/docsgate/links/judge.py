"""Every link of a run, judged for every reader: once, before any rule runs.

Links to other sites are not judged here: `external` asks about them.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import chain, filterfalse, product
from typing import TYPE_CHECKING

from ..configuration.readers_there import generator_of, link_targets
from ..configuration.settings import Target
from ..late_pattern import LatePattern
from ..model.document import LinkKind
from ..readers.address import address_of, is_external, is_local_disk
from ..readers.bundler_aliases import make_alias_test
from ..readers.by_target import Surroundings, readers_of, select_readers
from ..readers.destination import destination
from ..readers.docusaurus.mdx_links import find_mdx_comments, is_mdx, links_in_html
from ..readers.generator_routes import is_route
from ..readers.github_reading import links_on_github
from ..readers.jekyll import liquid_code
from ..readers.mathematics import mathematics
from ..readers.shown_notes import ShownNotes
from ..readers.verdicts import (
    Judged,
    Outcome,
    Verdict,
    leave_to_others,
    merge_dead_links,
)
from ..text import Span, inside
from .fragments import Fragments, names_lines
from .suggestions import Suggester
from .undefined_references import undefined_references

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..configuration.settings import Config
    from ..model.document import Document, Link
    from ..project import IndexedProject, LoadedProject
    from ..readers.address import Address
    from ..readers.mkdocs.reading import SiteReading

_PLACEHOLDER = LatePattern(
    r"(?:^|[-_/])(?:x{2,}|y{2,}|z{2,}|n{2,}|0{3,})(?![a-z0-9])", re.IGNORECASE
)
_ESCAPED_FENCE = LatePattern(r"^ {0,3}(?:\\`){3}", re.MULTILINE)
_OUTSIDE = Verdict(Outcome.OUTSIDE)


class Judge:
    """Judges links for the readers of one project.

    It serves each project with the same settings, files and outlines, whatever its documents say.
    """

    def __init__(self, project: LoadedProject) -> None:
        """The readers look up what is around the documents of `project`."""
        self._config = project.config
        self._readers = readers_of(
            Surroundings(project.config, project.tree, project.outlines, project.docs, project.site)
        )

    def verdicts(self, project: IndexedProject) -> dict[str, tuple[Judged, ...]]:
        """The judged links of each document of `project`."""
        fragments = Fragments(project.anchors, project.line_counts)
        suggester = Suggester(project, partial(self.judge, fragments=fragments))
        found: dict[str, tuple[Judged, ...]] = {}
        for document in project.documents:
            reading = self._reading(document, project)
            seen = self._links_with_readers(document, reading)
            judged = merge_dead_links(
                _leave_ignored(self.judge(document, link, readers, fragments), document, project)
                for link, readers in seen
            )
            known = [
                link._replace(suggestion=suggester.suggest(document, link))
                if link.is_dead
                else link
                for link in judged
                if not (document.is_form and link.is_dead)
            ]
            found[document.path] = (
                *known,
                *undefined_references(document, reading, self._readers_of(document), self._config),
            )
        return found

    def fragment_targets(self, project: LoadedProject) -> dict[str, bool]:
        """Files whose anchors are needed to judge the links of `project`, in order; true for
        those of which a line is linked to.
        """
        found: dict[str, bool] = {}
        for document in project.documents:
            if "#" not in document.source.text:
                continue
            reading = self._reading(document, project)
            links = chain(document.links, reading.links() if reading else ())
            if not any(_needs_anchors(project, document, link) for link in links):
                continue
            for link, readers in self._links_with_readers(document, reading):
                if not _needs_anchors(project, document, link):
                    continue
                judged = self.judge(document, link, readers)
                is_line = names_lines(judged.address.fragment)
                for _, verdict in judged.verdicts:
                    if verdict.path:
                        found[verdict.path] = found.get(verdict.path, False) or is_line
        return dict(sorted(found.items()))

    def judge(
        self,
        document: Document,
        link: Link,
        readers: Iterable[Target],
        fragments: Fragments | None = None,
    ) -> Judged:
        """Judge `link` for `readers`, as if it was in `document`; its fragment by `fragments`."""
        address = address_of(link.target)
        if is_external(link.target):
            return Judged(link, address, ())
        verdicts = [
            (target, self._verdict(target, document, link, address, fragments))
            for target in readers
        ]
        return Judged(link, address, tuple(verdicts))

    def _links_with_readers(
        self, document: Document, reading: SiteReading | None
    ) -> Iterator[tuple[Link, tuple[Target, ...]]]:
        """The links of `document`, each with the readers for whom it is one.

        `reading` is how the site reads the document, if the site is one of its readers.
        """
        readers = self._readers_of(document)
        unread = _make_unread_test(document, reading, self._config)
        unshown = ShownNotes(document).unshown if document.footnotes else ()
        mdx = Target.DOCUSAURUS in readers and is_mdx(document, self._config)
        no_mdx = find_mdx_comments(document) if mdx else []
        github = links_on_github(document, readers)
        for link in document.links:
            if unread(link):
                yield link, ()
                continue
            seen = select_readers(link, readers, is_in_note=inside(unshown, link.span.start))
            if link in github.unseen:
                seen = _remove_reader(seen, Target.GITHUB)
            if inside(no_mdx, link.span.start):
                seen = _remove_reader(seen, Target.DOCUSAURUS)
            read = reading.read(link) if reading else link
            if read is link:
                yield link, seen
                continue
            yield link, _remove_reader(seen, Target.MKDOCS)
            if read is not None:
                yield read, (Target.MKDOCS,)
        theirs = filterfalse(unread, reading.links() if reading else ())
        yield from product(theirs, [(Target.MKDOCS,)])
        yield from product(filterfalse(unread, github.others), [(Target.GITHUB,)])
        for link in links_in_html(document) if mdx else ():
            yield link, () if unread(link) else (Target.DOCUSAURUS,)

    def _readers_of(self, document: Document) -> tuple[Target, ...]:
        path = document.path
        wanted = link_targets(self._config, path)
        return tuple(t for t in self._readers if t in wanted and self._readers[t].reads(path))

    def _reading(self, document: Document, project: LoadedProject) -> SiteReading | None:
        """How the site reads `document`; None where the site does not show it to anybody."""
        is_shown = Target.MKDOCS in self._readers_of(document)
        return project.readings.of(document) if is_shown else None

    def _verdict(
        self,
        target: Target,
        document: Document,
        link: Link,
        address: Address,
        fragments: Fragments | None,
    ) -> Verdict:
        if is_local_disk(link.target):
            return _OUTSIDE
        verdict = self._readers[target].follow(document.path, link, address)
        if fragments is None or not address.fragment or verdict.outcome.is_dead:
            return verdict
        if fragments.has(target, verdict.path, address):
            return verdict
        return Verdict(Outcome.ANCHOR, verdict.path, verdict.place)


def _leave_ignored(judged: Judged, document: Document, project: IndexedProject) -> Judged:
    """`judged`, but for a relative link to what git ignores, which nobody judges."""
    written = judged.address.written
    if not project.ignored or not written or written.startswith("/"):
        return judged
    place = destination(document, judged.link)
    is_ignored = place is not None and place.path in project.ignored
    return leave_to_others(judged) if is_ignored else judged


def _needs_anchors(project: LoadedProject, document: Document, link: Link) -> bool:
    """Whether `link` has a fragment, and may lead to what was not read."""
    if "#" not in link.target:
        return False
    place = None if project.is_partial else destination(document, link)
    return place is None or place.path not in project.outlines


def _remove_reader(readers: tuple[Target, ...], one: Target) -> tuple[Target, ...]:
    return tuple(target for target in readers if target is not one)


def _is_in_one_of(inserted: list[Span], link: Link) -> bool:
    """Whether the extensions or plugins of the site put something in place of a part of `link`."""
    target = link.target_span
    return any(span.start < target.end and target.start < span.end for span in inserted) or inside(
        inserted, link.span.start
    )


def _escaped_fences(document: Document) -> list[Span]:
    r"""What stands between lines of escaped backticks, by which an author meant code."""
    text = document.source.text
    has_html = any(link.kind is LinkKind.HTML for link in document.links)
    if not has_html or "\\`\\`\\`" not in text:
        return []
    marks = [mark.start() for mark in _ESCAPED_FENCE.compiled.finditer(text, document.body_start)]
    return [Span(*pair) for pair in zip(marks[::2], marks[1::2], strict=False)]


def _make_unread_test(
    document: Document, reading: SiteReading | None, config: Config
) -> Callable[[Link], bool]:
    """Whether a link is none for any reader, or not meant to be one.

    It stands in mathematics, of which no author makes a link; it is raw HTML in what should be
    code, but for inverted or escaped fences; or it is a placeholder (`adr-xxx`) in a template. An
    extension or a plugin of the site reads it, where `reading` is how the site reads the page. Or
    it is a route of a site whose routes are not judged, or an expression where MDX is read.
    """
    text = document.source.text
    formulas = mathematics(document) if document.links else []
    escaped = _escaped_fences(document)
    template = document.is_template
    inserted = reading.inserted if reading else []
    generator = generator_of(config, document.path)
    liquid = liquid_code(document, generator) if generator else []
    is_alias = make_alias_test(config.files, document.path, generator)

    def unread(link: Link) -> bool:
        if generator is not None and (is_route(link, generator) or is_alias(link)):
            return True
        if link.target.startswith("{") and link.kind is LinkKind.HTML and is_mdx(document, config):
            return True
        if template and _PLACEHOLDER.compiled.search(link.target):
            return True
        if link.kind is LinkKind.REFERENCE and text[link.target_span.start - 2] == "\\":
            return True  # `[text]\[label]`, which the parser takes for a link.
        if link.kind is LinkKind.HTML and (
            document.is_upside_down(link.span.start) or inside(escaped, link.span.start)
        ):
            return True
        if liquid and inside(liquid, link.span.start):
            return True
        is_formula = bool(formulas) and inside(formulas, link.span.start)
        return is_formula or _is_in_one_of(inserted, link)

    return unread
