"""The configuration of a run: that of the project, with the command line's changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from click import get_current_context

from ..configuration.discovery import find_config, load_config, prefix_in_repository, with_site
from ..configuration.settings import Config, Target, glob_to_regex, is_off
from ..errors import UsageError
from ..files.disk import is_file
from ..files.git_objects import GitFiles
from ..nearest import nearest
from ..rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def configured(
    paths: Sequence[Path],
    config_file: Path | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    targets: Iterable[str] = (),
    *,
    staged: bool = False,
) -> Config:
    """The configuration that governs `paths`, or the current directory when there are none.

    `select` and `ignore` are rule globs, `targets` replace those configured. What is `staged`
    is read in place of the files, the configuration too. Raises UsageError and ConfigError.
    """
    start = next(iter(paths), Path.cwd())
    git = GitFiles.staged(start if start.is_dir() else start.parent) if staged else None
    if git is not None:
        _close_at_the_end(git)
    config = _project(paths, config_file, git)
    selected, ignored = rule_names(select), rule_names(ignore)
    off = [rule for rule in RULES if rule in ignored or (selected and rule not in selected)]
    chosen = tuple(Target(name) for name in targets) or config.targets
    severities = (*config.severities, *((rule, None) for rule in off))
    asking = (rule for rule in RULES if rule.startswith("mdx-") or rule == "suppression-unused")
    scans_mdx = not all(is_off(severities, rule) for rule in asking)
    return replace(config, severities=severities, targets=chosen, scans_mdx=scans_mdx)


def before(config: Config, revision: str) -> tuple[Config, dict[str, str]]:
    """`config` over the files of the commit where `revision` and HEAD part, and of their paths
    those that have others now, as far as git knows. Raises UsageError.
    """
    git = GitFiles.committed(config.root, revision)
    _close_at_the_end(git)
    prefix = prefix_in_repository(config.root)
    moved = {
        old.removeprefix(prefix): new.removeprefix(prefix)
        for old, new in git.moved().items()
        if old.startswith(prefix) and new.startswith(prefix)
    }
    files = git.below(prefix.rstrip("/"))
    site = config.site if is_file(files, config.site) else ""
    return with_site(replace(config, git=files, site=site)), moved


def _close_at_the_end(git: GitFiles) -> None:
    if (context := get_current_context(silent=True)) is not None:
        context.call_on_close(git.objects.close)


def reaching(
    config: Config, code: Iterable[str], *, external: bool, offline: bool, private: bool
) -> Config:
    """`config` with what the command line adds to what a run looks at beside the documents."""
    asking = replace(
        config.external,
        enabled=config.external.enabled or external,
        offline=config.external.offline or offline,
        allow_private=private,
    )
    return replace(config, code=(*config.code, *code), external=asking)


def _project(paths: Sequence[Path], config_file: Path | None, git: GitFiles | None) -> Config:
    if config_file is not None:
        return load_config(config_file.absolute(), list(RULES), git)
    starts = [path.absolute() for path in paths] or [Path.cwd()]
    found = (find_config(start, list(RULES), git) for start in starts)
    configs = {config.root: config for config in found}
    if len(configs) > 1:
        roots = ", ".join(sorted(str(root) for root in configs))
        raise UsageError(f"the paths belong to several projects ({roots}); check one at a time")
    return next(iter(configs.values()))


def rule_names(globs: Iterable[str]) -> set[str]:
    """The rules that `globs` name; a glob that names none is misuse."""
    found: set[str] = set()
    for glob in globs:
        pattern = glob_to_regex(glob)
        named = {rule for rule in RULES if pattern.fullmatch(rule)}
        if not named:
            near = nearest(glob, RULES)
            hint = f"; did you mean `{near}`?" if near else "; see `docsgate explain`"
            raise UsageError(f"no rule is named `{glob}`{hint}")
        found |= named
    return found
