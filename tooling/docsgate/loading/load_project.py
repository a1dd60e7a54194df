"""Makes a `LoadedProject`: reads and parses documents, and lists the files around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from posixpath import commonpath, dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ..configuration.discovery import collection_of
from ..configuration.globs import glob_to_regex
from ..configuration.mkdocs_yml import MkdocsFile
from ..configuration.readers_there import mkdocs_of
from ..configuration.settings import Target
from ..configuration.site_settings import read_site_settings
from ..configuration.sites import SITE_FILES
from ..files.disk import SUFFIXES, first_file, is_folder, list_tree, read_source
from ..project import LoadedProject
from ..readers.anchors import anchors_of
from ..readers.by_target import all_link_targets
from ..readers.destination import destination
from ..readers.docs_folders import docs_folders
from ..readers.docusaurus.links import bundled_folders
from ..readers.mkdocs.asked_pages import find_asked_pages, join_asked
from ..readers.mkdocs.page_ids import PageIds
from ..readers.mkdocs.readings import SiteReadings
from ..text import Source
from .observe import Observed, observe, read_outline
from .read_document import read_document
from .workers import ALONE, Team

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..configuration.settings import Config
    from ..external.results import Result
    from ..files.listing import Tree
    from ..model.document import Document
    from ..model.outline import Outline

Key = TypeVar("Key")
Value = TypeVar("Value")

_PATH_LENGTH_MAX = 1_024
"""A link with a longer path is not followed to its folders.

No file system in use allows such a path, and every folder on it would be looked up."""


class _Share(NamedTuple):
    """What one process tells the others of the documents that it has read.

    `folders` are the folders to which links may lead, and `addresses` are the addresses on other
    sites, each with the fragments that links to it have.
    """

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
    """Read and parse the documents at `paths`, and list the files around them.

    `progress` is called for each document that was read. If several processes form
    the `team`, each of them gets a project with its own share of the documents, and all of them
    must call this, because they exchange what they have read.
    """
    placed = replace(config, site=_find_site_file(config, paths))
    site = _read_site(placed)
    docs = docs_folders(placed, site, paths, partial(is_folder, config.files))
    documents = _read_documents(config, paths, team, progress)
    observed = observe(config, paths, documents, team)
    documents = tuple(map(observed.settled, documents))
    settings = partial(_settings, config, site)
    readings = SiteReadings(settings, PageIds(config.root))
    if Target.MKDOCS in all_link_targets(config):
        readings.ask(join_asked(team.exchange(find_asked_pages(documents))))
    shares = team.exchange(_prepare_share(documents, readings, config, settings, docs))
    folders = {dirname(path) for path in paths}.union(*(share.folders for share in shares))
    tree = list_tree(config.files, folders, (*docs, *observed.collections))
    outlines = _merge(share.outlines for share in shares)
    others = _other_outlines(observed, docs, tree, outlines)
    return LoadedProject(
        config=config,
        documents=documents,
        by_path={document.path: document for document in documents},
        readings=readings,
        outlines=dict(sorted([*outlines.items(), *others.items()])),
        is_partial=bool(others),
        anchors=_merge(share.anchors for share in shares),
        tree=tree,
        docs=docs,
        site=site,
        code=_read_programs(config) if team.is_first else (),
        external=_ask_other_sites(config, shares, team),
        today=datetime.now(UTC).date().isoformat(),
    )


def _read_documents(
    config: Config, paths: Sequence[str], team: Team, progress: Callable[[str], None]
) -> tuple[Document, ...]:
    """Read the documents that are this process's share of `paths`."""

    def read(path: str) -> Document:
        source = read_source(config.files, path)
        # Only the first process shows progress. It assumes that the others are as fast.
        for _ in range(team.size if team.is_first else 0):
            progress(path)
        return read_document(source, collection_of(config, path), config)

    return tuple(map(read, team.share(paths)))


def _prepare_share(
    documents: Sequence[Document],
    readings: SiteReadings,
    config: Config,
    settings: Callable[[str], MkdocsFile],
    docs: Iterable[str],
) -> _Share:
    wanted: Mapping[str, frozenset[str]] = {}
    if config.external.enabled:
        from ..external.asking import external_addresses  # noqa: PLC0415 - seldom wanted

        wanted = external_addresses(documents, config.external)
    return _Share(
        {document.path: document.outline for document in documents},
        dict(
            chain.from_iterable(
                anchors_of(document, readings, settings(document.path), config)
                for document in documents
            )
        ),
        _linked_folders(documents, docs, config),
        wanted,
    )


def _merge(parts: Iterable[Mapping[Key, Value]]) -> dict[Key, Value]:
    """All entries of `parts`; the last one counts where several have the same key."""
    return dict(chain.from_iterable(part.items() for part in parts))


def _find_site_file(config: Config, paths: Sequence[str]) -> str:
    """The path of the mkdocs.yml that applies to the documents at `paths`.

    It is the nearest one in a folder above all of them, or else that of the project.
    """
    folder = commonpath([dirname(path) for path in paths]) if paths else ""
    above = []
    while folder:
        above.append(folder)
        folder = dirname(folder)
    places = (f"{folder}/{name}" for folder in above for name in SITE_FILES)
    return first_file(config.files, places) or config.site


def _read_site(config: Config) -> MkdocsFile | None:
    """What mkdocs.yml and the files that it inherits from say; None if there is no mkdocs.yml."""
    if not config.site:
        return None
    return read_site_settings(config.files, config.site)


def _settings(config: Config, site: MkdocsFile | None, path: str) -> MkdocsFile:
    """The settings of the site that shows the document at `path`, or the usual ones."""
    return mkdocs_of(config, path, site) or MkdocsFile()


def _linked_folders(documents: Iterable[Document], docs: Iterable[str], config: Config) -> set[str]:
    """The folders that must be listed to find out where the links of `documents` lead.

    A link may name a file or a folder, so both its path and the folder above are among them. For
    paths that a bundler resolves, all folders in which Docusaurus may look are. Where a link has
    one `../` too many or too few, what it missed is offered, so those folders are among them, too.
    """
    found: set[str] = set()
    written: set[tuple[str, str]] = set()
    for document in documents:
        folder = dirname(document.path)
        for link in document.links:
            place = destination(document, link)
            if place is None or not place.written or len(place.written) > _PATH_LENGTH_MAX:
                continue
            if not place.written.startswith("/"):
                written.add((folder, place.written[: place.written.rfind("/") + 1]))
            if place.written.startswith(("/", "@site/")):
                site = config.docusaurus_of(document.path)
                found |= set(bundled_folders(place.written, docs, site))
            if place.path:
                found |= {place.path, dirname(place.path)}
    return found.union(*(_one_step_off(folder, path) for folder, path in written))


def _one_step_off(folder: str, written: str) -> set[str]:
    """The folders to which the path `written`, in `folder`, leads with one `../` less or more."""
    steps = (written.removeprefix("./").removeprefix("../"), f"../{written}")
    places = (normpath(join(folder, step)) for step in steps)
    return {"" if place == "." else place for place in places if not place.startswith("..")}


def _read_programs(config: Config) -> tuple[Source, ...]:
    """Read the programs that the setting `code` names, without those that are not text."""
    patterns = [glob_to_regex(glob) for glob in config.code]
    if not patterns:
        return ()
    tree = list_tree(config.files, (), ("",))
    wanted = (path for path in tree.below("") if any(p.fullmatch(path) for p in patterns))
    read = (read_source(config.files, path) for path in sorted(wanted))
    return tuple(source for source in read if isinstance(source, Source))


def _other_outlines(
    observed: Observed, docs: Sequence[str], tree: Tree, known: Mapping[str, Outline]
) -> dict[str, Outline]:
    """The outlines of the documents that are not among the `known` ones, but in the docs folders
    or in the folder of a collection with a known one. What git ignores is none of them.
    """
    below = (
        f"{folder}/{path}" if folder else path for folder in docs for path in tree.below(folder)
    )
    paths = [path for path in below if path.endswith(SUFFIXES) and path not in known]
    config = observed.config
    read = (
        (path, read_outline(config, path, observed))
        for path in paths
        if not config.is_ignored(path)
    )
    return {path: outline for path, outline in read if outline} | _settled(observed)


def _settled(observed: Observed) -> dict[str, Outline]:
    """The documents beside those of the run in the folders of observed collections."""
    return {
        path: replace(outline, collection=observed.collection_of(path))
        for path, outline in observed.others.items()
    }


def _ask_other_sites(config: Config, shares: Iterable[_Share], team: Team) -> dict[str, Result]:
    """Ask other sites for the addresses of `shares`, if the configuration wants that.

    Only the first process of `team` asks; the others get its results.
    """
    if not config.external.enabled:
        return {}
    from ..external.asking import ask_all  # noqa: PLC0415 - seldom wanted

    wanted: dict[str, frozenset[str]] = {}
    for share in shares:
        for address, fragments in share.addresses.items():
            wanted[address] = wanted.get(address, frozenset()) | fragments
    known = ask_all(config.root, wanted, config.external) if team.is_first else {}
    return team.exchange(known)[0]
