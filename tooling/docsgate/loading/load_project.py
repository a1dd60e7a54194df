"""A run's documents to a `LoadedProject`: read and parsed, with what is around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from posixpath import commonpath, dirname
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ..configuration.discovery import SITE_FILES, collection_of
from ..configuration.globs import glob_to_regex
from ..configuration.mkdocs_yml import MkdocsFile, read_mkdocs_file, with_parents
from ..files.disk import SUFFIXES, first_file, is_folder, list_tree, read_site_file, read_source
from ..model.document import Document
from ..parsing.read_frontmatter import read_frontmatter
from ..project import LoadedProject
from ..readers.anchors import anchors_of
from ..readers.destination import destination
from ..readers.docs_folders import docs_folders
from ..readers.docusaurus.links import bundled_folders
from ..readers.mkdocs.readings import SiteReadings
from ..text import Source
from .read_document import read_document
from .workers import ALONE, Team

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..configuration.docusaurus_config import DocusaurusFile
    from ..configuration.settings import Config, Target
    from ..external.results import Result
    from ..files.listing import Tree
    from ..model.document import Outline

Key = TypeVar("Key")
Value = TypeVar("Value")

_PATH_LENGTH_MAX = 1_024
"""No file system has longer ones in use; each of its folders would be looked for."""


class _Share(NamedTuple):
    """What the other processes need of the documents that one has read."""

    outlines: dict[str, Outline]
    anchors: dict[tuple[Target, str], frozenset[str]]
    folders: set[str]
    addresses: Mapping[str, frozenset[str]]


def load_project(
    config: Config,
    paths: Sequence[str],
    team: Team = ALONE,
    progress: Callable[[str], None] = lambda _path: None,
) -> LoadedProject:
    """Read and parse the documents at `paths` and list what is around them.

    Of a team, each process gets a project with its share of the documents.
    """
    placed = replace(config, site=_site_file(config, paths))
    site = _site(placed)
    docs = docs_folders(placed, site, paths, partial(is_folder, config.files))
    documents = _read(config, paths, team, progress)
    readings = SiteReadings((site or MkdocsFile()).extensions)
    shares = team.exchange(_share(documents, readings, config, site, docs))
    folders = {dirname(path) for path in paths}.union(*(share.folders for share in shares))
    tree = list_tree(config.files, folders, docs)
    outlines = _merged(share.outlines for share in shares)
    others = _other_outlines(config, docs, tree, outlines)
    return LoadedProject(
        config=config,
        documents=documents,
        by_path={document.path: document for document in documents},
        readings=readings,
        outlines=dict(sorted([*outlines.items(), *others.items()])),
        is_partial=bool(others),
        anchors=_merged(share.anchors for share in shares),
        tree=tree,
        docs=docs,
        site=site,
        code=_code(config) if team.is_first else (),
        external=_external(config, shares, team),
        today=datetime.now(UTC).date().isoformat(),
    )


def _read(
    config: Config, paths: Sequence[str], team: Team, progress: Callable[[str], None]
) -> tuple[Document, ...]:
    """The documents at this process's share of `paths`."""

    def read(path: str) -> Document:
        source = read_source(config.files, path)
        for _ in range(
            team.size if team.is_first else 0
        ):  # Assume that the other processes keep pace.
            progress(path)
        return read_document(source, collection_of(config, path), config)

    return tuple(map(read, team.share(paths)))


def _share(
    documents: Sequence[Document],
    readings: SiteReadings,
    config: Config,
    site: MkdocsFile | None,
    docs: Iterable[str],
) -> _Share:
    settings = site or MkdocsFile()
    wanted: Mapping[str, frozenset[str]] = {}
    if config.external.enabled:
        from ..external.asking import external_addresses  # noqa: PLC0415 - seldom wanted

        wanted = external_addresses(documents, config.external)
    return _Share(
        {document.path: document.outline for document in documents},
        dict(
            chain.from_iterable(
                anchors_of(document, readings, settings, config) for document in documents
            )
        ),
        _linked_folders(documents, docs, config.docusaurus),
        wanted,
    )


def _merged(parts: Iterable[Mapping[Key, Value]]) -> dict[Key, Value]:
    return dict(chain.from_iterable(part.items() for part in parts))


def _site_file(config: Config, paths: Sequence[str]) -> str:
    """The mkdocs.yml next above the documents, if there is one nearer than the project's."""
    folder = commonpath([dirname(path) for path in paths]) if paths else ""
    above = []
    while folder:
        above.append(folder)
        folder = dirname(folder)
    places = (f"{folder}/{name}" for folder in above for name in SITE_FILES)
    return first_file(config.files, places) or config.site


def _site(config: Config) -> MkdocsFile | None:
    """What mkdocs.yml and the files that it inherits from say."""
    if not config.site:
        return None
    return read_mkdocs_file(*with_parents(config.site, partial(read_site_file, config.files)))


def _linked_folders(
    documents: Iterable[Document], docs: Iterable[str], site: DocusaurusFile | None
) -> set[str]:
    """Folders that links may lead to, wherever the site makes of them."""
    found: set[str] = set()
    for document in documents:
        for link in document.links:
            place = destination(document, link)
            if place is None or not place.path or not place.written:
                continue
            if len(place.path) > _PATH_LENGTH_MAX:
                continue
            found |= {place.path, dirname(place.path)}
            if place.written.startswith(("/", "@site/")):
                found |= set(bundled_folders(place.written, docs, site))
    return found


def _code(config: Config) -> tuple[Source, ...]:
    """The programs that `code` names, as far as they are text."""
    patterns = [glob_to_regex(glob) for glob in config.code]
    if not patterns:
        return ()
    tree = list_tree(config.files, (), ("",))
    wanted = (path for path in tree.below("") if any(p.fullmatch(path) for p in patterns))
    read = (read_source(config.files, path) for path in sorted(wanted))
    return tuple(source for source in read if isinstance(source, Source))


def _other_outlines(
    config: Config, docs: Iterable[str], tree: Tree, known: Mapping[str, Outline]
) -> dict[str, Outline]:
    """The outlines of the documents of the docs folders that are not among the `known` ones."""
    found = {}
    for folder in docs:
        for below in tree.below(folder):
            path = f"{folder}/{below}" if folder else below
            if path in known or not below.endswith(SUFFIXES):
                continue
            source = read_source(config.files, path)
            if isinstance(source, Source):
                front = read_frontmatter(source)
                found[path] = Document(source, collection_of(config, path), front).outline
    return found


def _external(config: Config, shares: Iterable[_Share], team: Team) -> dict[str, Result]:
    """What is known of the other sites' addresses, after asking for them if that is wanted."""
    if not config.external.enabled:
        return {}
    from ..external.asking import ask_all  # noqa: PLC0415 - seldom wanted

    wanted: dict[str, frozenset[str]] = {}
    for share in shares:
        for address, fragments in share.addresses.items():
            wanted[address] = wanted.get(address, frozenset()) | fragments
    known = ask_all(config.root, wanted, config.external) if team.is_first else {}
    return team.exchange(known)[0]
