"""The configuration of a run: that of the project, with what the request chooses instead."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..configuration.discovery import find_config, load_config
from ..configuration.globs import glob_to_regex
from ..configuration.settings import BASELINE, Config, Target, rules_off
from ..errors import UsageError
from ..files.disk import is_file
from ..files.git_objects import GitFiles
from ..nearest import nearest
from ..rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .request import Request


def configure(request: Request) -> Config:
    """The configuration that governs the paths of `request`, or the current folder without any.

    With `staged`, the files and the configuration are read as they are staged; the caller then
    closes the `git` of the configuration returned. Raises UsageError and ConfigError.
    """
    start = next(iter(request.paths), Path.cwd())
    folder = start if start.is_dir() else start.parent
    git = GitFiles.staged(folder) if request.staged else None
    config = _project_config(request.paths, request.config_file, git)
    severities = (*config.severities, *((rule, None) for rule in _rules_left_out(request)))
    asking = {rule for rule in RULES if rule.startswith("mdx-") or rule == "suppression-unused"}
    return replace(
        config,
        severities=severities,
        targets=_read_targets(request.targets) or config.targets,
        strict=request.strict or config.strict,
        finds_targets=config.finds_targets and not request.targets,
        scans_mdx=rules_off(severities, asking) != asking,
        code=(*config.code, *request.code),
        external=config.external._replace(
            enabled=config.external.enabled or request.external,
            offline=config.external.offline or request.offline or request.changed_since is not None,
            allow_private=request.allow_private,
        ),
        jobs=request.jobs,
        baseline=_baseline_path(config, request),
    )


def _rules_left_out(request: Request) -> list[str]:
    """The rules that `request` does not run."""
    selected, ignored = rule_names(request.select), rule_names(request.ignore)
    return [rule for rule in RULES if rule in ignored or (selected and rule not in selected)]


def _read_targets(names: Iterable[str]) -> tuple[Target, ...]:
    known = [target.value for target in Target]
    for name in names:
        if name not in known:
            raise UsageError(f"no reader is named `{name}`; there are {', '.join(known)}")
    return tuple(map(Target, names))


def _baseline_path(config: Config, request: Request) -> str:
    """The path of the baseline relative to the project: what is asked for, or configured.

    Without either it is the usual one, where that is there or is to be written.
    """
    file = request.baseline
    if file is None:
        is_usual = request.update_baseline or is_file(config.files, BASELINE)
        return config.baseline or (BASELINE if is_usual else "")
    place = Path(os.path.normpath(file.absolute()))
    try:
        return place.relative_to(config.root).as_posix()
    except ValueError:
        raise UsageError(f"{file}: outside the project {config.root}") from None


def _project_config(
    paths: Sequence[Path], config_file: Path | None, git: GitFiles | None
) -> Config:
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
    """The rules that `globs` name. Raises UsageError for a glob that names none."""
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
