"""Objects in an S3-compatible store, through obstore.

A payload up to `buffer_bytes` is one conditional PUT (`If-None-Match: *`). A longer stream is a
multipart upload, for which most stores accept no condition, so its writer first creates a lock
object with a conditional PUT. If the writer dies, the lock stays, and writing to the key raises
`Unavailable` until the key is deleted. Unfinished parts are no objects; a lifecycle rule of the
bucket removes them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ...errors import NotFound, Unavailable
from ...values import Capabilities, ObjectInfo
from ..installed import load

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

BUFFER_BYTES = 64 << 20
LOCKS = ".locks/"
RETRY = {"max_retries": 3, "retry_timeout": timedelta(seconds=10)}  # The default is 3 minutes.


class S3ObjectStore:
    """See `ObjectStore`."""

    capabilities = Capabilities(durable=True)

    def __init__(
        self, bucket: str, options: dict[str, Any], *, buffer_bytes: int = BUFFER_BYTES
    ) -> None:
        obstore = load("obstore", "s3")
        self._errors = load("obstore.exceptions", "s3")
        self._store = load("obstore.store", "s3").S3Store(bucket, retry_config=RETRY, **options)
        self._buffer_bytes, self._obstore = buffer_bytes, obstore

    async def put_if_absent(self, key: str, chunks: AsyncIterator[bytes] | bytes) -> bool:
        """See `ObjectStore`."""
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
        try:
            await self._store.put_async(key, value, mode="create", use_multipart=False)
        except self._errors.AlreadyExistsError:
            return False
        except self._errors.BaseError as error:
            raise Unavailable(f"`{key}`: {error}") from error
        return True

    async def _create_large(self, key: str, chunks: AsyncIterator[bytes]) -> bool:
        if not await self._create(LOCKS + key, b""):
            if await self.head(key) is not None:
                return False
            raise Unavailable(f"`{key}` is being written, or its writer died")
        try:
            if await self.head(key) is not None:
                return False
            await self._store.put_async(key, chunks, max_concurrency=2)
        except self._errors.BaseError as error:
            raise Unavailable(f"`{key}`: {error}") from error
        finally:
            await self._remove(LOCKS + key)
        return True

    async def get(self, key: str, *, start: int = 0, end: int | None = None) -> bytes:
        """See `ObjectStore`. Raises `NotFound` or `Unavailable`."""
        try:
            if end is None:
                options: Any = {"range": {"offset": start}} if start else {}
                result = await self._store.get_async(key, options=options)
                return bytes(await result.bytes_async())
            size = (await self._store.head_async(key))["size"]
            if start >= min(end, size):
                return b""
            return bytes(await self._store.get_range_async(key, start=start, end=min(end, size)))
        except (self._errors.NotFoundError, FileNotFoundError):
            raise NotFound(key) from None
        except self._errors.BaseError as error:
            raise Unavailable(f"`{key}`: {error}") from error

    async def head(self, key: str) -> ObjectInfo | None:
        """See `ObjectStore`. Raises `Unavailable`."""
        try:
            meta = await self._store.head_async(key)
        except (self._errors.NotFoundError, FileNotFoundError):
            return None
        except self._errors.BaseError as error:
            raise Unavailable(f"`{key}`: {error}") from error
        return ObjectInfo(key, meta["size"], meta["last_modified"].timestamp())

    async def delete(self, key: str) -> None:
        """See `ObjectStore`."""
        await self._remove(key)
        await self._remove(LOCKS + key)

    async def _remove(self, key: str) -> None:
        try:
            await self._store.delete_async(key)
        except (self._errors.NotFoundError, FileNotFoundError):
            return
        except self._errors.BaseError as error:
            raise Unavailable(f"`{key}`: {error}") from error

    async def list(self, prefix: str = "") -> AsyncIterator[ObjectInfo]:
        """See `ObjectStore`. Raises `Unavailable`."""
        found = []
        folder = prefix.rpartition("/")[0]  # The store compares only whole parts of a path.
        try:
            async for page in self._store.list_async(prefix=folder or None):
                found += [meta for meta in page if meta["path"].startswith(prefix)]
        except self._errors.BaseError as error:
            raise Unavailable(str(error)) from error
        for meta in sorted(found, key=lambda meta: str(meta["path"])):
            if not meta["path"].startswith(LOCKS):
                modified = meta["last_modified"].timestamp()
                yield ObjectInfo(meta["path"], meta["size"], modified)


async def _joined(first: list[bytes], rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    for chunk in first:
        yield chunk
    async for chunk in rest:
        yield chunk
