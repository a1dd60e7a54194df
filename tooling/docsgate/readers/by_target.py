"""The readers of a project, each with what it needs to follow links."""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple, Protocol

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
from .mkdocs.theme_files import ThemeFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..configuration.docusaurus_config import DocusaurusFile
    from ..configuration.settings import Config
    from ..configuration.sites import Site
    from ..files.listing import Tree
    from ..model.document import Link
    from ..model.outline import Outline
    from .address import Address
    from .verdicts import Verdict


_ON_GITHUB = frozenset({"a", "img", "source", "video", "audio"})
"""Elements whose links GitHub keeps (github/markup, the sanitization filter), and media."""


class Reader(Protocol):
    """One kind of reader, who follows links in its own way."""

    def reads(self, path: str) -> bool:
        """Whether the document at `path` is shown to this reader."""

    def follow(self, path: str, link: Link, address: Address) -> Verdict:
        """Where a link in the document at `path` leads, its fragment aside."""


class Surroundings(NamedTuple):
    """What readers look up to follow a link: settings, files, and what documents say of themselves.

    `docs` are the folders that a site is made of, `site` what mkdocs.yml says, if there is one.
    """

    config: Config
    tree: Tree
    outlines: Mapping[str, Outline]
    docs: tuple[str, ...]
    site: MkdocsFile | None


def readers_of(around: Surroundings) -> dict[Target, Reader]:
    """The readers whose judgement counts.

    MDX says nothing about links; where it is the only target, links are judged as on GitHub.
    """
    make: dict[Target, Callable[[], Reader]] = {
        Target.MKDOCS: lambda: _mkdocs(around),
        Target.GITHUB: lambda: GithubReader(around.tree),
        Target.DOCUSAURUS: lambda: _docusaurus(around),
    }
    return {target: make[target]() for target in all_link_targets(around.config)}


def all_link_targets(config: Config) -> list[Target]:
    """The readers who follow links, in this project.

    Where they are found, GitHub is always among them: what no site shows is read there.
    """
    found = list(config.targets)
    if Target.MDX in found:
        found.remove(Target.MDX)
    if config.finds_targets and Target.GITHUB not in found:
        return [*found, Target.GITHUB]
    return found or [Target.GITHUB]


def select_readers(
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


def _by_folder(around: Surroundings, make: Callable[[Surroundings, str], Reader]) -> Reader:
    folders = {folder: make(around, folder) for folder in around.docs}
    return next(iter(folders.values())) if len(folders) == 1 else _FolderReaders(folders)


def _mkdocs(around: Surroundings) -> Reader:
    """The mkdocs sites that were found; or one for each docs folder, where it is configured."""
    if not around.config.finds_targets:
        return _by_folder(around, _built_site)
    return _nearest({
        folder: _mkdocs_reader(around, folder, site.mkdocs)
        for site in around.config.sites
        for folder in (site.docs if site.mkdocs else ())
        if site.mkdocs and folder in around.docs
    })  # fmt: skip


def _built_site(around: Surroundings, folder: str) -> Reader:
    return _mkdocs_reader(around, folder, around.site or MkdocsFile())


def _nearest(readers: Mapping[str, Reader]) -> Reader:
    """One reader of all, each for the documents to which its folder is the nearest."""
    return _FolderReaders(dict(sorted(readers.items(), key=lambda pair: -len(pair[0]))))


def _mkdocs_reader(around: Surroundings, folder: str, settings: MkdocsFile) -> Reader:
    theme = ThemeFiles(around.config.files, settings.theme)
    site = MkdocsReader(folder, DocsFiles(around.tree.below(folder), settings), settings, theme)
    return StagedReader(site, GithubReader(around.tree)) if settings.is_staged else site


def _docusaurus(around: Surroundings) -> Reader:
    """The sites that docusaurus.config files describe.

    Where that is configured and none shows a document, there is a site for each docs folder.
    """
    found: dict[str, Reader] = {}
    for site in around.config.sites:
        if site.docusaurus is not None:
            found = {**_docusaurus_readers(around, site, site.docusaurus), **found}
    if found or around.config.finds_targets:
        return _nearest(found)
    return _by_folder(around, _guessed_docusaurus)


def _docusaurus_readers(
    around: Surroundings, site: Site, file: DocusaurusFile
) -> dict[str, Reader]:
    """The reader of one site, by each folder of documents that it shows."""
    if file.docs:
        known = configured_site(file, around.outlines)
        return dict.fromkeys(known.contents, DocusaurusReader(known, around.tree)) if known else {}
    return {
        folder: _guessed_docusaurus(around, folder)
        for folder in site.docs
        if any(is_below(path, folder) for path in around.outlines)
    }


def _guessed_docusaurus(around: Surroundings, folder: str) -> Reader:
    """The reader of a site of which it is only guessed that it shows `folder`."""
    documents = {path: one for path, one in around.outlines.items() if is_below(path, folder)}
    names, file = _collection_names(around.config), around.config.docusaurus_of(f"{folder}/")
    return DocusaurusReader(guessed_site(folder, documents, names, file), around.tree)


def _collection_names(config: Config) -> dict[str, str]:
    """From the last part of a collection's folder to the collection's name."""
    return {
        (folder.rpartition("/")[2] or dirname(folder)): collection.name
        for collection in config.collections
        for folder in collection.folders
    }
