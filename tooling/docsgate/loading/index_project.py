"""Makes an `IndexedProject`, which knows what links, citations and successors may lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..configuration.discovery import collection_of
from ..configuration.mkdocs_yml import MkdocsFile
from ..configuration.readers_there import mkdocs_of
from ..configuration.settings import Target
from ..decisions.citations import index_by_number
from ..decisions.numbering import folder_of, numbered_files, numbers_beside
from ..decisions.succession import Documents, read_succession
from ..files.disk import SUFFIXES, count_lines, read_source
from ..files.git_renames import renames
from ..parsing.html_tags import HTML_SUFFIXES, ids_of
from ..parsing.markdown import parse
from ..project import IndexedProject, LoadedProject, values_of
from ..readers.anchors import anchors_of
from ..readers.by_target import all_link_targets
from ..text import Source
from .linked_paths import ignored_paths, linked_paths, missing_paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..files.listing import Tree
    from ..links.judge import Judge
    from ..model.outline import Outline

_Anchors = dict[tuple[Target, str], frozenset[str]]


def index_project(project: LoadedProject, judge: Judge) -> IndexedProject:
    """Add to `project` what its links lead to, and the documents by their numbers.

    `judge` was made for `project`. It says in which files outside the run anchors are looked for.
    """
    cited = index_by_number(project.outlines)
    paths = linked_paths(project)
    missing = missing_paths(paths, project.tree)
    linked = _linked_files(project, judge.fragment_targets(project))
    values = values_of(LoadedProject, project)
    values["anchors"] = {**project.anchors, **linked.anchors}
    return IndexedProject(
        **values,
        line_counts=linked.line_counts,
        # Git may know the new path of a file that does not exist.
        renames=renames(project.config.root) if any("." in path for path in missing) else {},
        ignored=ignored_paths(paths, missing, project),
        cited=cited,
        numbers={name: _numbers(members, project.tree) for name, members in cited.items()},
        numbered=_index_numbered_files(project),
        succession=read_succession(project.outlines, Documents(project.outlines)),
    )


class _Linked(NamedTuple):
    """The anchors of the files to whose parts links lead, and how many lines the files have."""

    anchors: _Anchors
    line_counts: dict[str, int]


def _linked_files(project: LoadedProject, wanted: Mapping[str, bool]) -> _Linked:
    """Read the files `wanted` that are not documents of the run; true asks for their length."""
    config, targets = project.config, all_link_targets(project.config)
    anchors: _Anchors = {}
    line_counts: dict[str, int] = {}
    for path, has_lines in wanted.items():
        is_known = any((target, path) in project.anchors for target in targets)
        if path.lower().endswith(SUFFIXES) and not is_known:
            anchors.update(_document_anchors(project, path))
        elif path.lower().endswith(HTML_SUFFIXES):
            source = read_source(config.files, path)
            if isinstance(source, Source):
                ids = ids_of(source) | {"top"}
                anchors.update({(one, path): ids for one in targets if one is not Target.GITHUB})
        if has_lines and (lines := count_lines(config.files, path)) is not None:
            line_counts[path] = lines
    return _Linked(anchors, line_counts)


def _document_anchors(project: LoadedProject, path: str) -> _Anchors:
    """The anchors of the document at `path`, which is not part of the run."""
    source = read_source(project.config.files, path)
    if not isinstance(source, Source):
        return {}
    document = parse(source, collection_of(project.config, path))
    settings = mkdocs_of(project.config, path, project.site) or MkdocsFile()
    return dict(anchors_of(document, project.readings, settings, project.config))


def _numbers(members: Mapping[int, Outline], tree: Tree) -> frozenset[int]:
    return numbers_beside(tree, members.values()).union(members)


def _index_numbered_files(
    project: LoadedProject,
) -> dict[tuple[str, str], Mapping[int, tuple[str, ...]]]:
    """The numbered files of each collection and folder that has documents of the run."""
    folders = {
        (document.collection.name, folder_of(document)): document.collection
        for document in project.documents
        if document.collection is not None
    }
    return {
        (name, folder): numbered_files(project.tree, collection, folder)
        for (name, folder), collection in folders.items()
    }
