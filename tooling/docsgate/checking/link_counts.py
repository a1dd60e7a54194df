"""How many links lead somewhere: each is counted once, whatever its readers make of it."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from ..configuration.globs import glob_to_regex
from ..configuration.settings import rules_off
from ..readers.address import is_external
from ..readers.verdicts import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..configuration.settings import Config
    from ..model.document import Document
    from ..readers.verdicts import Judged
    from ..text import Span

_TARGET, _IMAGE, _ANCHOR = "link-target-missing", "image-missing", "anchor-missing"
_RULES = {
    Outcome.CASE: "link-target-case",
    Outcome.OUTSIDE: "link-outside-repository",
    Outcome.ANCHOR: _ANCHOR,
    Outcome.UNDEFINED: "link-reference-undefined",
}
"""The rules that report these outcomes; the others are reported as missing targets or images."""


class LinkCounts(NamedTuple):
    """The links that some reader sees: those that all who see them can follow are valid.

    `unjudged` are links inside the project that no rule looks at. The four add up to all. Those of
    the unjudged ones that lead to files that git ignores are `ignored`.
    """

    valid: int = 0
    broken: int = 0
    external: int = 0
    unjudged: int = 0
    ignored: int = 0


class _State(IntEnum):
    """The first of these that holds for a reader holds for the link."""

    BROKEN = 0
    IGNORED = 1
    UNJUDGED = 2
    EXTERNAL = 3
    VALID = 4


class LinkCounter:
    """Counts the links of a project's documents, by the rules that are on."""

    def __init__(self, config: Config) -> None:
        """`config` says which rules are on."""
        self._ignores = config.ignores
        names = (_TARGET, _IMAGE, *_RULES.values())
        self._off = rules_off(config.severities, names)
        self._names = frozenset(names)

    def count(self, document: Document, judged: Iterable[Judged] | None) -> LinkCounts:
        """Count the `judged` links of `document`; None where links were not judged at all."""
        if judged is None:
            external = sum(is_external(link.target) for link in document.links)
            return LinkCounts(external=external, unjudged=len(document.links) - external)
        off = self._off.union(*self._ignored(document.path))
        states: dict[Span, _State] = {}
        for one in judged:
            state = _state(one, off)
            if state is not None:
                span = one.link.span
                states[span] = min(state, states.get(span, state))
        counts = Counter(states.values())
        return LinkCounts(
            counts[_State.VALID],
            counts[_State.BROKEN],
            counts[_State.EXTERNAL],
            counts[_State.UNJUDGED] + counts[_State.IGNORED],
            counts[_State.IGNORED],
        )

    def _ignored(self, path: str) -> Iterator[set[str]]:
        """The rules that the configuration ignores in the document at `path`."""
        for paths, globs in self._ignores:
            if glob_to_regex(paths).fullmatch(path):
                patterns = [glob_to_regex(glob) for glob in globs]
                yield {name for name in self._names if any(p.fullmatch(name) for p in patterns)}


def _state(judged: Judged, off: frozenset[str]) -> _State | None:
    """What to count the link as; None where no reader sees it."""
    missing = _IMAGE if judged.link.is_image else _TARGET
    if not judged.verdicts:
        return _State.EXTERNAL if is_external(judged.link.target) else None
    outcomes = [verdict.outcome for _, verdict in judged.verdicts]
    dead = {_RULES.get(outcome, missing) for outcome in outcomes if outcome.is_dead}
    if Outcome.IGNORED in outcomes:
        return _State.IGNORED
    if dead:
        return _State.UNJUDGED if dead <= off else _State.BROKEN
    address = judged.address
    needed = {missing} if address.path or not address.fragment else set()
    if address.fragment:
        needed.add(_ANCHOR)
    return _State.UNJUDGED if needed & off else _State.VALID
