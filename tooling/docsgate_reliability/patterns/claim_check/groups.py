"""The groups of a namespace, as the register of claims knows them.

While a configuration changes, some processes run the old one and some the new one. Each enters its
groups into one row of the register when it is opened, so that a collector of the old configuration
does not take a payload from a group that only the new one has. A group leaves the row when a
configuration names it as retired.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ...errors import Conflict
from ...values import ABSENT
from ...world import World

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...ports import KeyValue

ROW: Final = "groups"  # No claim has this name, because each begins with the prefix of its bucket.
ATTEMPTS_MAX: Final = 100
NAP_SECONDS: Final = 0.01


async def announce(
    claims: KeyValue, groups: Iterable[str], retired: Iterable[str] = (), world: World | None = None
) -> None:
    """Enter `groups` into the register, and take those that are `retired` out of it.

    Raises `Conflict` when others change the row all the time.
    """
    for _ in range(ATTEMPTS_MAX):
        entry = await claims.get(ROW)
        before = set() if entry is None else set(json.loads(entry.value))
        after = (before | set(groups)) - set(retired)
        if after == before:
            return
        value = json.dumps(sorted(after)).encode()
        try:
            await claims.put(ROW, value, expect=ABSENT if entry is None else entry.version)
        except Conflict:
            await (world or World()).nap(NAP_SECONDS)
        else:
            return
    raise Conflict(f"the groups of the register changed {ATTEMPTS_MAX} times")


async def announced(claims: KeyValue) -> frozenset[str]:
    """The groups that some process has entered."""
    entry = await claims.get(ROW)
    return frozenset() if entry is None else frozenset(json.loads(entry.value))
