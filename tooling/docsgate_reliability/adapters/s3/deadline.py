"""How long a call to an object store may take, and the errors of the ports for those of obstore."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from ...errors import Unavailable
from ..installed import load

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CALL_SECONDS: Final = 10.0
MIB_SECONDS: Final = 2.0  # As much again for each MiB.
BUFFERED_BYTES: Final = 20 << 20  # What an upload in parts has read and not yet sent, at most.
RETRY: Final = {"max_retries": 3, "retry_timeout": timedelta(seconds=CALL_SECONDS)}
ONCE: Final = {"max_retries": 0, "retry_timeout": timedelta(seconds=CALL_SECONDS)}
CLIENT: Final = {"connect_timeout": "5s", "timeout": "15m"}  # `within` is the one that counts.


@asynccontextmanager
async def within(key: str, size_bytes: int = 0) -> AsyncIterator[asyncio.Timeout]:
    """Raise `Unavailable` for what obstore raises, and when the block takes longer than it may.

    That a key is taken, or not there, is an answer, and is raised as it is.
    """
    errors = load("obstore.exceptions", "s3")
    try:
        async with asyncio.timeout(seconds_for(size_bytes)) as patience:
            yield patience
    except (errors.AlreadyExistsError, errors.NotFoundError, FileNotFoundError):
        raise
    except errors.BaseError as error:
        raise Unavailable(f"`{key}`: {error}") from error
    except TimeoutError as error:
        raise Unavailable(f"`{key}`: no answer") from error


def seconds_for(size_bytes: int) -> float:
    """The time for a call that carries so many bytes."""
    return CALL_SECONDS + MIB_SECONDS * size_bytes / (1 << 20)


async def patiently(
    chunks: AsyncIterator[bytes], patience: asyncio.Timeout
) -> AsyncIterator[bytes]:
    """The same chunks. While they are asked for, the upload goes on, and its time begins again."""
    async for chunk in chunks:
        with suppress(RuntimeError):  # The time is over, and the upload about to be cancelled.
            now = asyncio.get_running_loop().time()
            patience.reschedule(now + seconds_for(BUFFERED_BYTES + len(chunk)))
        yield chunk


def stores(bucket: str, options: dict[str, Any]) -> tuple[Any, Any]:
    """Two clients of a bucket: one that tries again, and one that does not, to create objects."""
    store = load("obstore.store", "s3").S3Store
    client = {**CLIENT, **options.get("client_options", {})}
    shared = {**options, "client_options": client}
    return store(bucket, retry_config=RETRY, **shared), store(bucket, retry_config=ONCE, **shared)
