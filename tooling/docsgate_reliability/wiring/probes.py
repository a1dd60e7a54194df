"""Tries whether an engine does what its adapter declares, before anything relies on it.

Two S3 servers answered a conditional PUT with success and overwrote the object. No error reports
that, so only trying shows it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ..errors import CapabilityMissing, Unavailable

if TYPE_CHECKING:
    from ..ports import ObjectStore
    from ..world import Ids

PROBE_PREFIX = "probe-"


async def probe_object_store(store: ObjectStore, ids: Ids) -> None:
    """Raise `CapabilityMissing` if a second PUT replaces an object.

    Raises `Unavailable` if the store does not answer in a way from which that can be told.
    """
    key = PROBE_PREFIX + ids.fresh()
    try:
        created = await store.put_if_absent(key, b"first")
        replaced = await store.put_if_absent(key, b"second")
        kept = await store.get(key)
    finally:
        with suppress(Unavailable):  # What the probe has seen is worth more than its object.
            await store.delete(key)
    if not created:
        raise Unavailable(f"the object store says that the new key `{key}` is taken")
    if replaced or kept != b"first":
        raise CapabilityMissing(
            "the object store ignores `If-None-Match`: a second PUT of one key replaced the first"
        )
