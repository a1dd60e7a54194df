"""Tries whether an engine does what its adapter declares, before anything relies on it.

Two S3 servers answered a conditional PUT with success and overwrote the object. No error reports
that, so only trying shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import CapabilityMissing

if TYPE_CHECKING:
    from ..ports import ObjectStore
    from ..world import Ids

PROBE_PREFIX = "probe-"


async def probe_object_store(store: ObjectStore, ids: Ids) -> None:
    """Raise `CapabilityMissing` if a second PUT replaces an object. Raises `Unavailable`, too."""
    key = PROBE_PREFIX + ids.fresh()
    try:
        created = await store.put_if_absent(key, b"first")
        replaced = await store.put_if_absent(key, b"second")
        kept = await store.get(key)
    finally:
        await store.delete(key)
    if not created or replaced or kept != b"first":
        raise CapabilityMissing(
            "the object store ignores `If-None-Match`: a second PUT of one key replaced the first"
        )
