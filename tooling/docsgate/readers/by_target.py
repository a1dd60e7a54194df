"""The readers of a project, each with what it needs to follow links."""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING, Protocol

from ..configuration.mkdocs_yml import MkdocsFile
from ..configuration.settings import Target
from ..model.document import LinkKind
from .docs_folders import is_below
from .docusaurus.links import DocusaurusReader
from .docusaurus.versions import configured_site, guessed_site
from .github import GithubReader
from .mkdocs.docs_files import DocsFiles
from .mkdocs.links import MkdocsReader
from .mkdocs.staged_links import StagedReader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..configuration.settings import Config
    from ..model.document import Document, Link
    from ..project import Project
    from ..text import Span
    from .address import Address
    from .verdicts import Verdict


_ON_GITHUB = frozenset({"a", "img", "source", "video", "audio"})
"""Elements whose links GitHub keeps (github/markup, the sanitization filter), and media."""


class Reader(Protocol):
    """Someone who follows links."""

    def reads(self, path: str) -> bool:
        """Whether the document at `path` is shown to this reader."""

    def follow(self, path: str, link: Link, address: Address) -> Verdict:
        """Where a link in the document at `path` leads, its fragment aside."""


def readers_of(project: Project) -> dict[Target, Reader]:
    """The readers whose judgement counts.

    MDX says nothing about links; where it is the only target, links are judged as on GitHub.
    """
    make: dict[Target, Callable[[], Reader]] = {
        Target.MKDOCS: lambda: _by_folder(project, _site),
        Target.GITHUB: lambda: GithubReader(project.tree),
        Target.DOCUSAURUS: lambda: _docusaurus(project),
    }
    return {target: make[target]() for target in link_targets(project.config)}


def link_targets(config: Config) -> list[Target]:
    """The configured targets whose readers follow links."""
    return [target for target in config.targets if target is not Target.MDX] or [Target.GITHUB]


def shown(
    link: Link, readers: tuple[Target, ...], *, is_in_note: bool = False
) -> tuple[Target, ...]:
    """Those of `readers` who are shown the `link`.

    GitHub shows some raw HTML as text (GFM section 6.11) and drops most elements. With
    `is_in_note` the link stands in a footnote that nothing refers to: the site shows it, others
    do not.
    """
    if is_in_note:
        return tuple(target for target in readers if target is Target.MKDOCS)
    if link.kind is LinkKind.HTML and link.element not in _ON_GITHUB:
        return tuple(target for target in readers if target is not Target.GITHUB)
    return readers


def unshown_notes(document: Document) -> list[Span]:
    """The footnotes of `document` to which nothing refers, in file order."""
    notes = document.footnotes
    used = {note.label.casefold() for note in notes if not note.is_definition}
    return [note.span for note in notes if note.is_definition and note.label.casefold() not in used]


class _FolderReaders:
    """One reader for each docs folder; a document is shown by that of its folder."""

    def __init__(self, readers: Mapping[str, Reader]) -> None:
        self._readers = readers

    def reads(self, path: str) -> bool:
        """Whether a site shows the document at `path`."""
        reader = self._reader(path)
        return reader is not None and reader.reads(path)

    def follow(self, path: str, link: Link, address: Address) -> Verdict:
        """Where a link in the page at `path` leads."""
        reader = self._reader(path)
        assert reader is not None, "only documents that are read have links to follow"
        return reader.follow(path, link, address)

    def _reader(self, path: str) -> Reader | None:
        for folder, reader in self._readers.items():
            if is_below(path, folder):
                return reader
        return None


def _by_folder(project: Project, make: Callable[[Project, str], Reader]) -> Reader:
    folders = {folder: make(project, folder) for folder in project.docs}
    return next(iter(folders.values())) if len(folders) == 1 else _FolderReaders(folders)


def _site(project: Project, folder: str) -> Reader:
    settings = project.site or MkdocsFile()
    site = MkdocsReader(folder, DocsFiles(project.tree.below(folder), settings), settings)
    return StagedReader(site, GithubReader(project.tree)) if settings.is_staged else site


def _docusaurus(project: Project) -> Reader:
    """The site that docusaurus.config describes, or one for each docs folder."""
    file = project.config.docusaurus
    site = configured_site(file, project.outlines) if file else None
    if site is not None:
        return DocusaurusReader(site, project.tree)
    return _by_folder(project, _guessed_docusaurus)


def _guessed_docusaurus(project: Project, folder: str) -> Reader:
    documents = {path: one for path, one in project.outlines.items() if is_below(path, folder)}
    names = _collection_names(project.config)
    return DocusaurusReader(guessed_site(folder, documents, names), project.tree)


def _collection_names(config: Config) -> dict[str, str]:
    """From the last part of a collection's folder to the collection's name."""
    return {
        (folder.rpartition("/")[2] or dirname(folder)): collection.name
        for collection in config.collections
        for folder in collection.folders
    }
