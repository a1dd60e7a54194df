"""The documents of a run and what is known around them, in three stages.

    LoadedProject    The documents are read and parsed.
    IndexedProject   It is also known what numbers and fragments lead to, and who supersedes whom.
    Project          Each link also has its verdicts, one for each reader.

Rules see only the last stage. Each stage has all fields of the stage before it, so a function that
needs few of them names an early stage in its signature and accepts any later one too.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .configuration.mkdocs_yml import MkdocsFile
    from .configuration.settings import Config, Target
    from .external.results import Result
    from .files.listing import Tree
    from .model.document import Document
    from .model.outline import Outline
    from .model.successors import Succession
    from .readers.mkdocs.readings import SiteReadings
    from .readers.verdicts import Judged
    from .text import Source


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class LoadedProject:
    """Documents that are read and parsed.

    `documents` are those that this process checks, and `by_path` holds the same documents by their
    paths. `readings` tells how the site reads them. `outlines` describes all documents of the run.
    If `is_partial` is true, the docs folders hold documents that are not part of the run, and
    `outlines` describes these too. `anchors` holds, for each reader and path, the fragments that
    lead somewhere in that document of the run. `tree` knows which files exist in the docs folders
    and in each folder that holds a document or that a link may lead to.

    `docs` are the folders that the site is made of. `site` is what mkdocs.yml says, and None where
    there is no such file. `code` are the programs whose comments are searched for citations.
    `external` is what is known of addresses on other sites. `today` is an ISO date; a later date
    is in the future.
    """

    config: Config
    documents: tuple[Document, ...]
    by_path: Mapping[str, Document]
    readings: SiteReadings
    outlines: Mapping[str, Outline]
    is_partial: bool = False
    anchors: Mapping[tuple[Target, str], frozenset[str]]
    tree: Tree
    docs: tuple[str, ...]
    site: MkdocsFile | None
    code: tuple[Source, ...] = ()
    external: Mapping[str, Result] = field(default_factory=dict)
    today: str


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class IndexedProject(LoadedProject):
    """Documents whose links can be judged.

    `anchors` also covers the files outside the run that fragments lead to. `line_counts` holds
    how many lines a file has, for the files to whose lines a document links. `renames` holds the
    new path of each file that git saw renamed, by its old path. `ignored` are the paths to which
    links lead and that git ignores, be there a file or not.

    `cited` holds the documents that a citation may name, by collection and number. `numbers` holds
    these numbers and those of documents beside them that are not Markdown. `numbered` holds
    the names of files by collection and folder, and within these by number. `succession` says which
    documents superseded which.
    """

    line_counts: Mapping[str, int]
    renames: Mapping[str, str]
    ignored: frozenset[str] = frozenset()
    cited: Mapping[str, Mapping[int, Outline]]
    numbers: Mapping[str, frozenset[int]]
    numbered: Mapping[tuple[str, str], Mapping[int, tuple[str, ...]]]
    succession: Succession


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Project(IndexedProject):
    """Documents whose links are judged. This is the stage that rules see.

    `judged` holds the links of each document with their verdicts, by the path of the document.
    `dead` holds only those links that some reader cannot follow. `linked` holds the files to which
    another document has a link that some reader can follow.
    """

    judged: Mapping[str, tuple[Judged, ...]]
    dead: Mapping[str, tuple[Judged, ...]]
    linked: frozenset[str]


def values_of(stage: type[LoadedProject], project: LoadedProject) -> dict[str, Any]:
    """The fields of `stage` and their values in `project`, to make the next stage from them."""
    return {one.name: getattr(project, one.name) for one in fields(stage)}
