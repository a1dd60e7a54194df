"""What a run is asked to do, as frozen values.

`read_toml` makes a `Config` from TOML, and `known_layouts` supplies the collections of repositories
that configure none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..files.git_ignored import ignored_by_git
from .globs import glob_to_regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ..diagnostics import Severity
    from ..files.git_objects import GitFiles
    from ..late_pattern import LatePattern
    from .docusaurus_config import DocusaurusFile
    from .generators import Generator
    from .sites import Site


class Target(StrEnum):
    """A reader of the documents: a renderer by whose rules they are judged."""

    MKDOCS = "mkdocs"
    GITHUB = "github"
    DOCUSAURUS = "docusaurus"
    MDX = "mdx"

    @property
    def label(self) -> str:
        """The name of the reader in a sentence."""
        return _LABELS[self]


_LABELS = {
    Target.MKDOCS: "mkdocs",
    Target.GITHUB: "GitHub",
    Target.DOCUSAURUS: "Docusaurus",
    Target.MDX: "MDX",
}


class FieldType(StrEnum):
    """What a frontmatter field may hold."""

    STRING = "string"
    STRINGS = "strings"  # a string, or a list of strings
    LIST = "list"
    DATE = "date"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    MAPPING = "mapping"
    ANY = "any"


BASELINE = "docsgate-baseline.json"
"""The baseline where no other file is named."""

DEFAULT_TARGETS = (Target.MKDOCS, Target.GITHUB, Target.DOCUSAURUS)


class Share(NamedTuple):
    """How many of how many members of a collection do something."""

    doing: int
    members: int


class Custom(NamedTuple):
    """What most members of a collection in the folder `folder` do, though nobody configured it.

    `fields` are those that most have, `numbers` tells of the file names, `frontmatter` of the block
    at the top, `statuses` of those with a status that others have, too. What is no custom is None.
    """

    folder: str
    fields: tuple[tuple[str, Share], ...] = ()
    numbers: Share | None = None
    frontmatter: Share | None = None
    statuses: Share | None = None

    def says(self, share: Share | None) -> str:
        """How many do what `share` counts, in words: "38 of 41 in `docs/adr`"."""
        return f"{share.doing} of {share.members} in `{self.folder}`" if share else ""


class Collection(NamedTuple):
    """A folder of documents of one kind.

    `filename` must match the whole file name; its group `number` is the document's
    number. `id` is a pattern in which `{number}` means that number as the file name writes
    it; an empty one is not checked. `folders` are relative to the project root; with
    `anywhere`, they are looked for below any folder. `unknown_fields` allows fields that are
    neither required nor optional, unless they look like a misspelt known one. Where nobody chose
    the collection, it `is_observed`: nothing is required of its members but their own `custom`.
    """

    name: str
    folders: tuple[str, ...]
    filename: LatePattern | None = None
    id: str = ""
    required: tuple[tuple[str, FieldType], ...] = ()
    optional: tuple[tuple[str, FieldType], ...] = ()
    statuses: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    frontmatter_required: bool = False
    unknown_fields: bool = True
    anywhere: bool = False
    is_observed: bool = False
    custom: Custom | None = None

    @property
    def fields(self) -> dict[str, FieldType]:
        """All known fields and their types."""
        return {**dict(self.required), **dict(self.optional)}

    def is_template(self, name: str) -> bool:
        """Whether the file `name` is configured as a template."""
        return any(glob_to_regex(pattern).fullmatch(name) for pattern in self.templates)


class External(NamedTuple):
    """How links to other sites are checked.

    No site is asked unless `enabled`; with `offline`, only the results of earlier runs count.
    `exclude` are globs of addresses, `accept` are further HTTP statuses that count as alive.
    """

    enabled: bool = False
    offline: bool = False
    exclude: tuple[str, ...] = ()
    accept: tuple[int, ...] = ()
    allow_private: bool = False
    timeout_seconds: float = 20.0
    retries: int = 2
    backoff_seconds: float = 1.0
    wait_seconds_max: float = 30.0
    at_once: int = 64
    per_host: int = 2
    delay_seconds: float = 0.05
    alive_hours: float = 24.0
    dead_hours: float = 1.0


class Readership(NamedTuple):
    """Who reads a document: the `sites` nearest to it, the `targets` that are judged for it.

    `unjudged` is the generator that shows it and whose routes are not judged, if there is one.
    """

    sites: tuple[Site, ...]
    targets: tuple[Target, ...]
    unjudged: Generator | None


@dataclass(frozen=True, repr=False)
class Config:
    """Everything that was configured, with defaults filled in.

    `root` is the project root: all paths in findings are relative to it, and nothing outside
    it is read. With `git`, files are read from git instead of from the disk. `docs` are folders
    relative to the root. `severities` pairs rule globs with a severity, or None for off; the last
    match counts. `ignores` pairs path globs with rule globs.
    `strict` says whether style fails a run; None, before the layout was looked at, if nobody said.
    `code` are globs of programs whose comments are searched for citations.
    `targets` are the readers; with `finds_targets` they are those that are there, and each document
    has some of them (`readers_there`). `site` is the mkdocs.yml of the site that is built, `sites`
    are all that were found. `site_reads_gfm_lists` is read from mkdocs.yml. Without `scans_mdx`, no
    rule asks what MDX compilers say. `baseline` is the file
    of the known findings.
    """

    root: Path
    git: GitFiles | None = None
    file: str = ""
    docs: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    external: External = field(default_factory=External)
    targets: tuple[Target, ...] = ()
    finds_targets: bool = False
    site: str = ""
    sites: tuple[Site, ...] = ()
    collections: tuple[Collection, ...] = ()
    severities: tuple[tuple[str, Severity | None], ...] = ()
    ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    components: frozenset[str] = field(default_factory=frozenset)
    fail_on_warnings: bool = True
    strict: bool | None = None
    site_reads_gfm_lists: bool = False
    baseline: str = ""
    jobs: int = 0
    scans_mdx: bool = True

    @cached_property
    def files(self) -> Path | GitFiles:
        """Where the documents are read from."""
        return self.root if self.git is None else self.git

    @cached_property
    def is_ignored(self) -> Callable[[str], bool]:
        """Whether git ignores a path below the root. Git is asked once; what is staged never is."""
        if self.git is not None:
            return lambda _path: False
        return ignored_by_git(self.root)

    @cached_property
    def readerships(self) -> dict[str, Readership]:
        """Who reads each document, by its path, as far as somebody asked (`readers_there`)."""
        return {}

    def docusaurus_of(self, path: str) -> DocusaurusFile | None:
        """The settings of the Docusaurus site nearest to the document at `path`, if there is one.

        The first site, where none shows the document.
        """
        sites = [site for site in self.sites if site.docusaurus is not None]
        return max(sites, key=lambda site: site.nearness(path)).docusaurus if sites else None


def rules_off(
    severities: Iterable[tuple[str, Severity | None]], rules: Iterable[str]
) -> frozenset[str]:
    """Those of `rules` that `severities`, as in `Config`, turn off."""
    levels = [(glob_to_regex(glob), severity) for glob, severity in severities]

    def is_off(rule: str) -> bool:
        matching = [severity for pattern, severity in levels if pattern.fullmatch(rule)]
        return bool(matching) and matching[-1] is None

    return frozenset(filter(is_off, rules))
