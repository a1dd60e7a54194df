"""The documents of a run and what is known around them, in three stages.

    LoadedProject    read and parsed
    IndexedProject   and indexed: what numbers and fragments lead to, who supersedes whom
    Project          and judged: the verdict on each link, for each reader

Rules see the last stage only. A later stage is an earlier one with more in it, so what needs little
says so in its signature and takes any of them.
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
    from .model.document import Document, Outline
    from .model.successors import Succession
    from .readers.mkdocs.readings import SiteReadings
    from .readers.verdicts import Judged
    from .text import Source


@dataclass(frozen=True, kw_only=True)
class LoadedProject:
    """Documents that are read and parsed.

    `documents` are those that this process checks, `by_path` the same by their paths, and
    `readings` how the site reads them. `outlines` tell of all documents of the run, and, where
    `is_partial`, of those beside them in the docs folders. `anchors` are the fragments that lead
    somewhere in a document of the run, for each reader. `tree` knows which files exist near
    anything that a document links to.

    `docs` are the folders that a site is made of, `site` is what mkdocs.yml says, if there is one.
    `code` are the programs whose comments are read for citations, `external` is what is known of
    addresses on other sites. `today` is the ISO date against which "in the future" is judged.
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


@dataclass(frozen=True, kw_only=True)
class IndexedProject(LoadedProject):
    """Documents whose links can be judged.

    `anchors` are known of the other files, too, that fragments lead to. `line_counts` are the
    lengths of files whose lines are linked to, `renames` is where files that are gone went.
    `cited` is what citations may name and `numbered` are the files of a collection in a folder,
    both by number; `succession` says which documents superseded which.
    """

    line_counts: Mapping[str, int]
    renames: Mapping[str, str]
    cited: Mapping[str, Mapping[int, Outline]]
    numbered: Mapping[tuple[str, str], Mapping[int, tuple[str, ...]]]
    succession: Succession


@dataclass(frozen=True, kw_only=True)
class Project(IndexedProject):
    """Documents whose links are judged: what rules see.

    `judged` holds the links of each document with their verdicts, `dead` those that some reader
    cannot follow, `linked` the files that other documents link to.
    """

    judged: Mapping[str, tuple[Judged, ...]]
    dead: Mapping[str, tuple[Judged, ...]]
    linked: frozenset[str]


def values_of(stage: type[LoadedProject], project: LoadedProject) -> dict[str, Any]:
    """What `project` holds as one of `stage`, by the names of the fields."""
    return {one.name: getattr(project, one.name) for one in fields(stage)}
