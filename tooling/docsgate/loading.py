"""A run's documents to a `Project`: everything that rules look at, before any of them runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from posixpath import commonpath, dirname, join, normpath
from typing import TYPE_CHECKING

from .config import glob_to_regex
from .discovery import SITE_FILES, collection_of
from .documents import read_document
from .frontmatter import read_frontmatter
from .links.destination import destination
from .links.docs_folders import docs_folders
from .links.docusaurus import bundled_folders
from .links.judging import Judge
from .links.mkdocs_yml import inherited, read_settings
from .model import Document, Project
from .parse import parse
from .renames import renames
from .sources import SUFFIXES, count_lines, list_tree, read_site_file, read_source
from .text import Source
from .workers import jobs_for, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .config import Config
    from .external.results import Result
    from .links.mkdocs_yml import SiteSettings

_PARENTS_MAX = 5
"""A file that inherits from one that inherits from it must end somewhere."""


_PATH_LENGTH_MAX = 1_024
"""No file system has longer ones in use; each of its folders would be looked for."""


def load_project(
    config: Config, paths: Sequence[str], progress: Callable[[str], None] = lambda _path: None
) -> Project:
    """Read and parse the documents at `paths` and what is needed to judge their links."""
    jobs = jobs_for(len(paths), config.jobs)

    def read(path: str) -> Document:
        source = read_source(config.root, path)
        for _ in range(jobs):  # The other processes are about as far.
            progress(path)
        return read_document(source, collection_of(config, path), config)

    documents = spread(read, paths, jobs)
    placed = replace(config, site=_site_file(config, paths))
    site = _site(placed)
    docs = docs_folders(placed, site, paths, lambda folder: (config.root / folder).is_dir())
    folders = {dirname(path) for path in paths} | _linked_folders(documents, docs)
    project = Project(
        config=config,
        documents=tuple(documents),
        tree=list_tree(config.root, folders, docs),
        by_path={document.path: document for document in documents},
        today=datetime.now(UTC).date().isoformat(),
        docs=docs,
        site=site,
    )
    project = replace(project, others=_others(project), code=_code(config))
    return _with_linked(project)


def _site_file(config: Config, paths: Sequence[str]) -> str:
    """The mkdocs.yml next above the documents, if there is one nearer than the project's."""
    folder = commonpath([dirname(path) for path in paths]) if paths else ""
    while folder:
        for name in SITE_FILES:
            if (config.root / folder / name).is_file():
                return f"{folder}/{name}"
        folder = dirname(folder)
    return config.site


def _site(config: Config) -> SiteSettings | None:
    """What mkdocs.yml and the files that it inherits from say."""
    if not config.site:
        return None
    texts: list[str] = []
    path = normpath(config.site)
    while path and len(texts) < _PARENTS_MAX:
        texts.append(read_site_file(config.root, path))
        parent = inherited(texts[-1])
        path = normpath(join(dirname(path), parent)) if parent else ""
    return read_settings(tuple(texts))


def _linked_folders(documents: Iterable[Document], docs: Iterable[str]) -> set[str]:
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
                found |= set(bundled_folders(place.written, docs))
    return found


def _code(config: Config) -> tuple[Source, ...]:
    """The programs that `code` names, as far as they are text."""
    patterns = [glob_to_regex(glob) for glob in config.code]
    if not patterns:
        return ()
    tree = list_tree(config.root, (), ("",))
    wanted = (path for path in tree.below("") if any(p.fullmatch(path) for p in patterns))
    read = (read_source(config.root, path) for path in sorted(wanted))
    return tuple(source for source in read if isinstance(source, Source))


def _others(project: Project) -> dict[str, Document]:
    """The other documents of the docs folders, with their frontmatter only."""
    config = project.config
    found = {}
    for folder in project.docs:
        for below in project.tree.below(folder):
            path = f"{folder}/{below}" if folder else below
            if path in project.by_path or not below.endswith(SUFFIXES):
                continue
            source = read_source(config.root, path)
            if isinstance(source, Source):
                front = read_frontmatter(source)
                found[path] = Document(source, collection_of(config, path), front)
    return found


def _with_linked(project: Project) -> Project:
    """`project` with the documents and the lengths of files that fragments lead to."""
    config = project.config
    by_path = dict(project.by_path)
    line_counts: dict[str, int] = {}
    for path, has_lines in Judge(project).fragment_targets().items():
        if path.lower().endswith(SUFFIXES) and path not in by_path:
            source = read_source(config.root, path)
            if isinstance(source, Source):
                by_path[path] = parse(source, collection_of(config, path))
        if has_lines and (lines := count_lines(config.root, path)) is not None:
            line_counts[path] = lines
    moved = renames(config.root) if _misses_a_file(project) else {}
    return replace(
        project,
        by_path=by_path,
        line_counts=line_counts,
        renames=moved,
        external=_external(project),
    )


def _external(project: Project) -> dict[str, Result]:
    """What is known of the other sites' addresses, after asking for them if that is wanted."""
    config = project.config
    if not config.external.enabled:
        return {}
    from .external.asking import ask_all, external_addresses  # noqa: PLC0415 - seldom wanted

    wanted = external_addresses(project.documents, config.external)
    return ask_all(config.root, wanted, config.external)


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
