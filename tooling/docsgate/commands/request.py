"""What a run is asked to do: everything that `docsgate validate` takes as an option."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Request:
    """A run over the documents at `paths`, or over those of the project around the current folder.

    `select` and `ignore` are globs of rules, `targets` the readers to judge for in place of those
    that are configured. `strict` lets style fail the run. `code` are globs of programs whose
    comments are read for citations.

    `external` asks other sites about links, `allow_private` lets it ask private networks, and with
    `offline` nobody is asked whatever is configured. `build` builds the site, where the paths
    cover it, and `crawl` crawls what was built.

    `fix` applies safe fixes and `unsafe_fixes` all of them; with `diff` they are not written.
    `staged` judges what is staged in git. `changed_since` is a git revision: findings that the
    documents had there are left out. So are those of the file `baseline`, which `update_baseline`
    writes. `jobs` is the number of processes; 0 is as many as are worth it. With `allow_empty`, a
    run without any document succeeds.
    """

    paths: tuple[Path, ...] = ()
    config_file: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    strict: bool = False
    external: bool = False
    offline: bool = False
    allow_private: bool = False
    build: bool = False
    crawl: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    staged: bool = False
    changed_since: str | None = None
    baseline: Path | None = None
    update_baseline: bool = False
    jobs: int = 0
    allow_empty: bool = False

    @property
    def mends(self) -> bool:
        """Whether fixes are applied, or shown."""
        return self.fix or self.unsafe_fixes or self.diff

    @property
    def builds(self) -> bool:
        """Whether the site is built where the paths cover it."""
        return self.build and not self.staged and self.changed_since is None

    @property
    def is_complete(self) -> bool:
        """Whether all files and rules are looked at, and everything found is reported."""
        chosen = self.paths or self.select or self.ignore or self.targets
        return not chosen and self.changed_since is None and not self.staged

    def refuse_contradictions(self) -> None:
        """Raise UsageError where one option excludes another."""
        if self.staged and (self.mends or self.crawl or self.update_baseline):
            raise UsageError(
                "--staged only judges; mend the files without it, and stage them again"
            )
        if self.changed_since is not None and (
            self.mends or self.crawl or self.external or self.update_baseline
        ):
            raise UsageError(
                "--changed-since only judges the documents; leave the other options out"
            )
