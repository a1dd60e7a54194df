"""What most members of a collection do, where nobody configured what they must do.

A field, a status or a number in the file name is required of a document only if it is a custom: at
least five members are there, and four in five of them do it. With fewer members, a custom cannot be
told from chance; where more than one in five do without, doing without is a custom as well.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..configuration.discovery import place_of
from ..configuration.known_layouts import STATUSES
from ..configuration.settings import Custom, FieldType, Share
from .numbering import number_of
from .statuses import is_known, is_nothing, status_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..configuration.settings import Collection, Config
    from ..model.outline import Outline

MEMBERS_MIN = 5
SHARE_MIN = 0.8

_DATE = re.compile(r"\s*\d{4}-\d\d-\d\d\b")


def customs(config: Config, outlines: Mapping[str, Outline]) -> dict[str, Collection]:
    """The observed collections with what their members do, by the folder that they are in.

    `outlines` must hold all documents of these folders.
    """
    members: dict[str, list[Outline]] = {}
    collections: dict[str, Collection] = {}
    for path, outline in outlines.items():
        collection, folder = place_of(config, path)
        if collection is not None and collection.is_observed:
            collections[folder] = collection
            found = members.setdefault(folder, [])
            if outline.membership:
                found.append(outline)
    return {
        folder: with_custom(collection, folder, members[folder])
        for folder, collection in collections.items()
    }


def with_custom(collection: Collection, folder: str, members: Sequence[Outline]) -> Collection:
    """`collection` with what most of its `members` in `folder` do."""
    numbers = _custom(members, lambda one: number_of(one) is not None)
    if numbers is not None:
        members = [one for one in members if number_of(one) is not None]
    used = Counter(key for one in members for key in one.texts)
    fields = [(key, share) for key in used if (share := _custom(members, _has(key)))]
    required = tuple((key, _type(key, members)) for key, _ in fields)
    others = (*dict(collection.optional), *(key for key, count in used.items() if count > 1))
    known = dict(required)
    shared, share = _statuses(members)
    return collection._replace(
        required=required,
        optional=tuple(
            (key, _type(key, members)) for key in dict.fromkeys(others) if key not in known
        ),
        statuses=shared,
        frontmatter_required=_custom(members, lambda one: bool(one.texts)) is not None,
        custom=Custom(
            folder, tuple(fields), numbers, _custom(members, lambda one: bool(one.texts)), share
        ),
    )


def _custom(members: Sequence[Outline], does: Callable[[Outline], bool]) -> Share | None:
    """How many of `members` do something, if that is a custom."""
    count = sum(map(does, members))
    is_custom = len(members) >= MEMBERS_MIN and count >= SHARE_MIN * len(members)
    return Share(count, len(members)) if is_custom else None


def _has(key: str) -> Callable[[Outline], bool]:
    """Whether a document has a value in the field `key`; a mapping, which has no texts, is one."""

    def has(one: Outline) -> bool:
        texts = one.texts.get(key)
        return texts is not None and (not texts or any(not is_nothing(text) for text in texts))

    return has


def _type(key: str, members: Sequence[Outline]) -> FieldType:
    """What the field `key` holds: dates, where it is a custom to write nothing else."""
    having = [one for one in members if _has(key)(one)]
    is_date = _custom(having, lambda one: _DATE.match(one.text(key)) is not None)
    return FieldType.DATE if is_date else FieldType.ANY


def _statuses(members: Sequence[Outline]) -> tuple[tuple[str, ...], Share | None]:
    """The statuses that are known or used twice, as most write them, those in use first.

    How many use one is told if it is a custom.
    """
    spellings = Counter(word for one in members if (word := status_word(one.text("status"))))
    used = Counter[str]()
    for spelling, count in spellings.items():
        used[spelling.lower()] += count
    usual = {word for word, count in used.items() if count > 1 or is_known(word)}
    share = _custom(members, lambda one: status_word(one.text("status")).lower() in usual)
    written = list(_as_most_write(spellings, usual))
    style = str.lower if written and all(word.islower() for word in written) else str
    return (*written, *(style(word) for word in STATUSES if word.lower() not in usual)), share


def _as_most_write(spellings: Counter[str], usual: set[str]) -> Iterator[str]:
    seen: set[str] = set()
    for spelling, _ in spellings.most_common():
        if spelling.lower() in usual and spelling.lower() not in seen:
            seen.add(spelling.lower())
            yield spelling
