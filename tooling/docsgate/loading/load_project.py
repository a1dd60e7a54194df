"""A run's documents to a `Project`: everything that rules look at, before any of them runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from posixpath import commonpath, dirname
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ..configuration.discovery import SITE_FILES, collection_of
from ..configuration.mkdocs_yml import MkdocsFile, read_mkdocs_file, with_parents
from ..configuration.settings import Target, glob_to_regex
from ..decisions.citations import members
from ..decisions.membership import numbered_files
from ..decisions.succession import Documents, succession
from ..files.disk import (
    SUFFIXES,
    count_lines,
    is_file,
    is_folder,
    list_tree,
    read_site_file,
    read_source,
)
from ..files.git_renames import renames
from ..links.judge import Judge
from ..model.document import Document
from ..parsing.html_tags import HTML_SUFFIXES, ids_of
from ..parsing.markdown import parse
from ..parsing.read_frontmatter import read_frontmatter
from ..project import Project
from ..readers.anchors import anchors_of
from ..readers.by_target import link_targets
from ..readers.destination import destination
from ..readers.docs_folders import docs_folders
from ..readers.docusaurus.links import bundled_folders
from ..readers.mkdocs.reading import SiteReading
from ..text import Source
from .read_document import read_document
from .workers import ALONE, Team

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..configuration.docusaurus_config import DocusaurusFile
    from ..configuration.settings import Config
    from ..external.results import Result
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
) -> Project:
    """Read and parse the documents at `paths` and what is needed to judge their links.

    Of a team, each process gets a project with its share of the documents.
    """
    placed = replace(config, site=_site_file(config, paths))
    site = _site(placed)
    docs = docs_folders(placed, site, paths, partial(is_folder, config.files))
    documents = _read(config, paths, team, progress)
    readings = _readings(documents, site)
    shares = team.exchange(_share(documents, readings, config, site, docs))
    folders = {dirname(path) for path in paths}.union(*(share.folders for share in shares))
    project = Project(
        config=config,
        documents=documents,
        tree=list_tree(config.files, folders, docs),
        by_path={document.path: document for document in documents},
        readings=readings,
        outlines=dict(sorted(_merged(share.outlines for share in shares).items())),
        anchors=_merged(share.anchors for share in shares),
        today=datetime.now(UTC).date().isoformat(),
        docs=docs,
        site=site,
        code=_code(config) if team.is_first else (),
        external=_external(config, shares, team),
    )
    return _indexed(_with_linked(_with_others(project)))


def _read(
    config: Config, paths: Sequence[str], team: Team, progress: Callable[[str], None]
) -> tuple[Document, ...]:
    """The documents at this process's share of `paths`."""

    def read(path: str) -> Document:
        source = read_source(config.files, path)
        for _ in range(team.size if team.is_first else 0):  # The others are about as far.
            progress(path)
        return read_document(source, collection_of(config, path), config)

    return tuple(map(read, team.share(paths)))


def _readings(documents: Iterable[Document], site: MkdocsFile | None) -> dict[str, SiteReading]:
    extensions = (site or MkdocsFile()).extensions
    return {one.path: SiteReading(one, extensions) for one in documents if one.unreadable is None}


def _share(
    documents: Sequence[Document],
    readings: Mapping[str, SiteReading],
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
                anchors_of(document, readings[document.path], settings, config)
                for document in documents
                if document.path in readings
            )
        ),
        _linked_folders(documents, docs, config.docusaurus),
        wanted,
    )


def _merged(parts: Iterable[Mapping[Key, Value]]) -> dict[Key, Value]:
    return dict(chain.from_iterable(part.items() for part in parts))


def _indexed(project: Project) -> Project:
    """`project` with what is looked up by number."""
    folders = {
        (document.collection.name, dirname(document.path)): document.collection
        for document in project.documents
        if document.collection is not None
    }
    numbered = {
        (name, folder): numbered_files(project.tree, collection, folder)
        for (name, folder), collection in folders.items()
    }
    cited = members(project.outlines)
    succeeding = succession(project.outlines, Documents(project.outlines))
    return replace(project, cited=cited, numbered=numbered, succession=succeeding)


def _site_file(config: Config, paths: Sequence[str]) -> str:
    """The mkdocs.yml next above the documents, if there is one nearer than the project's."""
    folder = commonpath([dirname(path) for path in paths]) if paths else ""
    while folder:
        for name in SITE_FILES:
            if is_file(config.files, f"{folder}/{name}"):
                return f"{folder}/{name}"
        folder = dirname(folder)
    return config.site


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


def _with_others(project: Project) -> Project:
    """`project` with the outlines of the other documents of its docs folders."""
    config = project.config
    found = {}
    for folder in project.docs:
        for below in project.tree.below(folder):
            path = f"{folder}/{below}" if folder else below
            if path in project.outlines or not below.endswith(SUFFIXES):
                continue
            source = read_source(config.files, path)
            if isinstance(source, Source):
                front = read_frontmatter(source)
                found[path] = Document(source, collection_of(config, path), front).outline
    outlines = dict(sorted([*project.outlines.items(), *found.items()]))
    return replace(project, outlines=outlines, is_partial=bool(found)) if found else project


def _with_linked(project: Project) -> Project:
    """`project` with the anchors and the lengths of the other files that fragments lead to."""
    config, targets = project.config, link_targets(project.config)
    settings = project.site or MkdocsFile()
    anchors = dict(project.anchors)
    line_counts: dict[str, int] = {}
    for path, has_lines in Judge(project).fragment_targets().items():
        if path.lower().endswith(SUFFIXES) and not any((one, path) in anchors for one in targets):
            source = read_source(config.files, path)
            if isinstance(source, Source):
                document = parse(source, collection_of(config, path))
                reading = SiteReading(document, settings.extensions)
                anchors.update(anchors_of(document, reading, settings, config))
        elif path.lower().endswith(HTML_SUFFIXES):
            source = read_source(config.files, path)
            if isinstance(source, Source):
                ids = ids_of(source) | {"top"}
                anchors.update({(one, path): ids for one in targets if one is not Target.GITHUB})
        if has_lines and (lines := count_lines(config.files, path)) is not None:
            line_counts[path] = lines
    moved = renames(config.root) if _misses_a_file(project) else {}
    return replace(project, anchors=anchors, line_counts=line_counts, renames=moved)


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


def _misses_a_file(project: Project) -> bool:
    """Whether some link names a file that is not there, so that git may know where it went."""
    tree = project.tree
    for document in project.documents:
        for link in document.links:
            place = destination(document, link)
            if place is None or not place.path or "." not in place.path:
                continue
            if not tree.is_file(place.path) and not tree.is_folder(place.path):
                return True
    return False
