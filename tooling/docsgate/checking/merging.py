"""One fault is one finding, however many readers meet it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, TypeAlias

from ..diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..diagnostics import Diagnostic
    from ..text import Span

_Key: TypeAlias = "tuple[str, Span, str, int]"

_WEIGHTS = list(Severity)
_PLACE = re.compile(r"(?:on|in) \S")
_CODE = re.compile(r"(?:[^`]*`[^`]+`)+[^`]* ")
_PREPOSITION = re.compile(r"(?:on|in) \Z")


def merge(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """`found` with the findings of one rule at one place for several readers made into one.

    What a single reader meets twice at one place are two faults, and stay so. Order is kept: the
    one finding takes the place of the first.
    """
    groups: dict[_Key | int, list[Diagnostic]] = {}
    met: Counter[tuple[str, Span, str, str]] = Counter()
    for number, one in enumerate(found):
        if not one.targets:
            groups[number] = [one]
            continue
        who = (one.path, one.span, one.rule, one.target)
        groups.setdefault((one.path, one.span, one.rule, met[who]), []).append(one)
        met[who] += 1
    return [_joined(group) for group in groups.values()]


def say_once(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """`found` without what is said `once`, and was said before in the same words."""
    said: set[tuple[str, str]] = set()
    kept: list[Diagnostic] = []
    for one in found:
        key = (one.rule, one.message)
        if one.once and key in said:
            continue
        if one.once:
            said.add(key)
        kept.append(one)
    return kept


def _joined(group: Sequence[Diagnostic]) -> Diagnostic:
    """The findings of `group` as one, which weighs as much as the heaviest of them."""
    if len(group) == 1:
        return group[0]
    return replace(
        group[0],
        message=_message(list(dict.fromkeys(one.message for one in group))),
        help="; ".join(dict.fromkeys(one.help for one in group if one.help)),
        severity=min((one.severity for one in group), key=_WEIGHTS.index),
        targets=tuple(dict.fromkeys(name for one in group for name in one.targets)),
        fix=next((one.fix for one in group if one.fix), None),
        stops=tuple(dict.fromkeys(name for one in group for name in one.stops)),
    )


def _message(messages: Sequence[str]) -> str:
    """What all of `messages` say, with what is different for a reader.

    Where only the places at their ends are different, these are put behind what they share.
    """
    alike = takewhile(lambda ones: len(set(ones)) == 1, zip(*messages, strict=False))
    shared = "".join(ones[0] for ones in alike)
    shared = _PREPOSITION.sub("", shared[: shared.rfind(" ") + 1])
    places = [message[len(shared) :] for message in messages]
    if _CODE.fullmatch(shared) and all(map(_PLACE.match, places)):
        return shared + " and ".join(places)
    return "; ".join(messages)
