"""Objects in an S3-compatible store, through obstore.

A payload up to `buffer_bytes` is one conditional PUT (`If-None-Match: *`). If its answer is lost,
nobody knows whether the object that is there then is its own, so each upload writes a name of its
own into the metadata, and knows it again by that.

A longer stream is a multipart upload, for which most stores accept no condition, so its writer
first creates a lock object with a conditional PUT. If the writer dies, the lock stays, and writing
to the key raises `Unavailable` until the key is deleted, or `sweep` removes the lock. Unfinished
parts are no objects; a lifecycle rule of the bucket removes them.
"""

from __future__ import annotations

import asyncio
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from ...errors import NotFound, Unavailable
from ...values import Capabilities, ObjectInfo
from ..installed import load
from .deadline import CALL_SECONDS, patiently, seconds_for, stores, within

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

BUFFER_BYTES = 64 << 20
LOCKS = ".locks/"
UPLOAD: Final = "upload"  # The metadata with the name of the upload.
NAPS_SECONDS: Final = (0.05, 0.2, 0.8)  # The waits before a PUT without an answer is tried again.


class S3ObjectStore:
    """See `ObjectStore`. Each call raises `Unavailable` in time, see `deadline`."""

    capabilities = Capabilities(durable=True)

    def __init__(
        self, bucket: str, options: dict[str, Any], *, buffer_bytes: int = BUFFER_BYTES
    ) -> None:
        self._errors = load("obstore.exceptions", "s3")
        self._missing = (self._errors.NotFoundError, FileNotFoundError)
        self._store, self._creator = stores(bucket, options)
        self._buffer_bytes = buffer_bytes

    async def put_if_absent(self, key: str, chunks: AsyncIterator[bytes] | bytes) -> bool:
        """See `ObjectStore`. Raises `Unavailable` when nobody can tell whose object is there."""
        if isinstance(chunks, bytes):
            return await self._create(key, chunks)
        first, size = [], 0
        async for chunk in chunks:
            first.append(chunk)
            size += len(chunk)
            if size > self._buffer_bytes:
                return await self._create_large(key, _joined(first, chunks))
        return await self._create(key, b"".join(first))

    async def _create(self, key: str, value: bytes) -> bool:
        upload = uuid.uuid4().hex
        async with within(key, len(value)):
            for nap in NAPS_SECONDS:
                try:
                    await self._put(key, value, upload)
                except self._errors.AlreadyExistsError:
                    return nap != NAPS_SECONDS[0] and await self._is_mine(key, upload)
                except self._errors.BaseError:
                    # The store may have the object all the same, now or a moment later.
                    if await self._owner(key) is not None:
                        return await self._is_mine(key, upload)
                    await asyncio.sleep(nap)
                else:
                    return True
        raise Unavailable(f"`{key}`: {len(NAPS_SECONDS)} attempts got no answer")

    async def _put(self, key: str, value: bytes, upload: str) -> None:
        attributes = {UPLOAD: upload}
        await self._creator.put_async(
            key, value, mode="create", use_multipart=False, attributes=attributes
        )

    async def _is_mine(self, key: str, upload: str) -> bool:
        """Whether the object is that of `upload`. Raises `Unavailable` when it does not say."""
        owner = await self._owner(key)
        if not owner:
            raise Unavailable(
                f"`{key}`: the answer was lost, and the object does not say whose it is"
            )
        return owner == upload

    async def _owner(self, key: str) -> str | None:
        """The upload that stored the object: empty if it does not say, None without an object."""
        try:
            found = await self._store.get_async(key, options={"head": True})
        except self._missing:
            return None
        return str(found.attributes.get(UPLOAD, ""))

    async def _create_large(self, key: str, chunks: AsyncIterator[bytes]) -> bool:
        if not await self._create(LOCKS + key, b""):
            if await self.head(key) is not None:
                return False
            raise Unavailable(f"`{key}` is being written, or its writer died")
        try:
            if await self.head(key) is not None:
                return False
            await self._upload(key, chunks)
        finally:
            with suppress(Unavailable):  # The lock then stays until it is swept.
                await self._remove(LOCKS + key)
        return True

    async def _upload(self, key: str, chunks: AsyncIterator[bytes]) -> None:
        upload = uuid.uuid4().hex
        try:
            async with within(key, self._buffer_bytes) as patience:
                parts, attributes = patiently(chunks, patience), {UPLOAD: upload}
                await self._store.put_async(key, parts, max_concurrency=2, attributes=attributes)
        except Unavailable:
            async with within(key):
                if await self._owner(key) != upload:
                    raise

    async def get(self, key: str, *, start: int = 0, end: int | None = None) -> bytes:
        """See `ObjectStore`. Raises `NotFound` or `Unavailable`."""
        try:
            async with within(key, 0 if end is None else end - start) as patience:
                if end is not None:
                    size = (await self._store.head_async(key))["size"]
                    if start >= min(end, size):
                        return b""
                    stop = min(end, size)
                    return bytes(await self._store.get_range_async(key, start=start, end=stop))
                options: Any = {"range": {"offset": start}} if start else {}
                result = await self._store.get_async(key, options=options)
                patience.reschedule(
                    asyncio.get_running_loop().time() + seconds_for(result.meta["size"])
                )
                return bytes(await result.bytes_async())
        except self._missing:
            raise NotFound(key) from None

    async def head(self, key: str) -> ObjectInfo | None:
        """See `ObjectStore`. Raises `Unavailable`."""
        try:
            async with within(key):
                meta = await self._store.head_async(key)
        except self._missing:
            return None
        return ObjectInfo(key, meta["size"], meta["last_modified"].timestamp())

    async def delete(self, key: str) -> None:
        """See `ObjectStore`."""
        await self._remove(key)
        await self._remove(LOCKS + key)

    async def _remove(self, key: str) -> None:
        try:
            async with within(key):
                await self._store.delete_async(key)
        except self._missing:
            return

    async def sweep(self, prefix: str, before: float) -> int:
        """See `ObjectStore`. Removes the locks of writers that died; parts are no objects."""
        swept = 0
        for meta in await self._found(LOCKS + prefix):
            if meta["last_modified"].timestamp() < before:
                await self._remove(meta["path"])
                swept += 1
        return swept

    async def list(self, prefix: str = "") -> AsyncIterator[ObjectInfo]:
        """See `ObjectStore`. Raises `Unavailable`."""
        for meta in await self._found(prefix):
            if not meta["path"].startswith(LOCKS):
                modified = meta["last_modified"].timestamp()
                yield ObjectInfo(meta["path"], meta["size"], modified)

    async def _found(self, prefix: str) -> Sequence[Any]:
        """What the store knows of each object, in the order of the keys."""
        found = []
        folder = prefix.rpartition("/")[0]  # The store compares only whole parts of a path.
        async with within(prefix) as patience:
            async for page in self._store.list_async(prefix=folder or None):
                found += [meta for meta in page if meta["path"].startswith(prefix)]
                patience.reschedule(asyncio.get_running_loop().time() + CALL_SECONDS)
        return sorted(found, key=lambda meta: str(meta["path"]))


async def _joined(first: list[bytes], rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    for chunk in first:
        yield chunk
    async for chunk in rest:
        yield chunk
