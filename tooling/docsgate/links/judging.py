"""Every link of a run, judged for every reader: once, before any rule runs.

Links to other sites are judged by nobody here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..config import Target
from ..model import LinkKind
from ..text import inside
from .address import address_of, is_external, is_local_disk
from .anchors import docusaurus_anchors, github_anchors, site_anchors
from .docs_files import is_page
from .mathematics import mathematics
from .mkdocs_yml import SiteSettings
from .raw_html import raw_blocks
from .readers import readers_of
from .suggestions import Suggester
from .verdicts import Judged, Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Link, Project
    from ..text import Span
    from .address import Address
    from .readers import Reader

_LINES = re.compile(r"L(\d+)(?:C\d+)?(?:-L(\d+)(?:C\d+)?)?")
_CODE = (".c", ".cc", ".cpp", ".cs", ".css", ".go", ".h", ".hpp", ".java", ".js", ".json", ".kt",
         ".php", ".proto", ".py", ".rb", ".rs", ".sh", ".sql", ".swift", ".tf", ".toml", ".ts",
         ".tsx", ".yaml", ".yml")  # fmt: skip
_TEXT_FRAGMENT = ":~:text="
_OUTSIDE = Verdict(Outcome.OUTSIDE)


class Judge:
    """Judges the links of one project."""

    def __init__(self, project: Project) -> None:
        """Everything that `project` is to hold must be loaded, but for its verdicts."""
        self._project = project
        self._settings = project.site or SiteSettings()
        self._readers = readers_of(project)
        self._anchors: dict[tuple[Target, str], set[str]] = {}

    def verdicts(self) -> dict[str, tuple[Judged, ...]]:
        """The judged links of each document that is checked."""
        suggester = Suggester(self._project, self)
        return {
            document.path: tuple(
                judged._replace(suggestion=suggester.suggest(document, judged))
                if judged.is_dead
                else judged
                for judged in self.judge(document, document.links)
            )
            for document in self._project.documents
            if document.links
        }

    def fragment_targets(self) -> dict[str, bool]:
        """Files whose anchors are needed to judge the links of the project, in order; true for
        those of which a line is linked to.
        """
        found: dict[str, bool] = {}
        for document in self._project.documents:
            links = tuple(link for link in document.links if "#" in link.target)
            for judged in self.judge(document, links, anchors=False):
                is_line = _LINES.fullmatch(judged.address.fragment) is not None
                for _, verdict in judged.verdicts:
                    if verdict.path:
                        found[verdict.path] = found.get(verdict.path, False) or is_line
        return dict(sorted(found.items()))

    def judge(
        self, document: Document, links: tuple[Link, ...], *, anchors: bool = True
    ) -> Iterator[Judged]:
        """Judge `links`, as if they stood in `document`."""
        formulas = mathematics(document)
        readers = [
            (target, reader)
            for target, reader in self._readers.items()
            if reader.reads(document.path)
        ]
        raw = raw_blocks(document, md_in_html="md_in_html" in self._settings.extensions)
        for link in links:
            address = address_of(link.target)
            if is_external(link.target) or inside(formulas, link.span.start):
                yield Judged(link, address, ())
                continue
            verdicts = [
                (target, self._verdict(target, reader, document, link, address, anchors=anchors))
                for target, reader in readers
                if not (target is Target.MKDOCS and _is_raw(link, raw))
            ]
            yield Judged(link, address, tuple(verdicts))

    def _verdict(  # noqa: PLR0913 - a link has a place, a reader and an address
        self,
        target: Target,
        reader: Reader,
        document: Document,
        link: Link,
        address: Address,
        *,
        anchors: bool,
    ) -> Verdict:
        if is_local_disk(link.target):
            return _OUTSIDE
        verdict = reader.follow(document.path, link, address)
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
        document = self._project.by_path.get(path)
        lines = _LINES.fullmatch(fragment) if target is Target.GITHUB else None
        if lines and (document is None or "plain=1" in address.query):
            last = self._project.line_counts.get(path)
            return last is None or 1 <= int(lines[2] or lines[1]) <= last
        if document is None:
            is_code = path.endswith(_CODE)
            return not (target is Target.GITHUB and (is_code or not path))
        if document.unreadable is not None or (target is Target.MKDOCS and not is_page(path)):
            return True
        if fragment.startswith("__") and target is Target.MKDOCS:
            return True  # Anchors that extensions number: tabs, lines of code.
        return fragment in self.anchors(target, document)

    def anchors(self, target: Target, document: Document) -> set[str]:
        """The fragments that lead somewhere in `document`."""
        key = (target, document.path)
        if key not in self._anchors:
            self._anchors[key] = _anchors(target, document, self._settings)
        return self._anchors[key]


def _anchors(target: Target, document: Document, settings: SiteSettings) -> set[str]:
    if target is Target.MKDOCS:
        return site_anchors(document, settings)
    return docusaurus_anchors(document) if target is Target.DOCUSAURUS else github_anchors(document)


def _is_raw(link: Link, raw: list[Span]) -> bool:
    return bool(raw) and link.kind is not LinkKind.HTML and inside(raw, link.span.start)
