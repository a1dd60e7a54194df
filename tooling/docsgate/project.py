"""All documents of a run and what is known around them, as rules see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .model.document import Succession

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .configuration.mkdocs_yml import MkdocsFile
    from .configuration.settings import Config, Target
    from .external.results import Result
    from .files.listing import Tree
    from .model.document import Document, Outline
    from .readers.mkdocs.reading import SiteReading
    from .readers.verdicts import Judged
    from .text import Source


@dataclass(frozen=True)
class Project:
    """What rules see of a run, indexed before any of them runs.

    `documents` are those that this process checks, `by_path` the same by their paths. `outlines`
    tell of all documents of the run, and, where `is_partial`, of those beside them in the docs
    folders. `anchors` are the fragments that lead somewhere in a document, for each reader,
    `readings` how the site reads those that are checked. `tree` knows which
    files exist near anything that a document links to.

    `docs` are the folders that a site is made of, `site` what mkdocs.yml says, if there is one.
    `line_counts` are the lengths of files whose lines are linked to, `renames` where files that are
    gone went. `cited` is what citations may name and `numbered` the files of a collection in a
    folder, both by number; `succession` says which of them superseded which. `judged` holds the
    links of each document with their verdicts, `dead` those that some reader cannot follow,
    `led_to` the files that other documents link to. `code` are the programs whose comments are read
    for citations, `external` holds what is known of addresses on other sites.
    """

    config: Config
    documents: tuple[Document, ...]
    tree: Tree
    by_path: Mapping[str, Document] = field(default_factory=dict)
    today: str = ""  # ISO date against which "in the future" is judged
    outlines: Mapping[str, Outline] = field(default_factory=dict)
    is_partial: bool = False
    anchors: Mapping[tuple[Target, str], frozenset[str]] = field(default_factory=dict)
    readings: Mapping[str, SiteReading] = field(default_factory=dict)
    docs: tuple[str, ...] = ("",)
    site: MkdocsFile | None = None
    line_counts: Mapping[str, int] = field(default_factory=dict)
    renames: Mapping[str, str] = field(default_factory=dict)
    cited: Mapping[str, Mapping[int, Outline]] = field(default_factory=dict)
    succession: Succession = field(default_factory=Succession)
    numbered: Mapping[tuple[str, str], Mapping[int, tuple[str, ...]]] = field(default_factory=dict)
    judged: Mapping[str, tuple[Judged, ...]] = field(default_factory=dict)
    dead: Mapping[str, tuple[Judged, ...]] = field(default_factory=dict)
    led_to: frozenset[str] = frozenset()
    code: tuple[Source, ...] = ()
    external: Mapping[str, Result] = field(default_factory=dict)
