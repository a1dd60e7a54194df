"""Objects as files. Each is complete and on disk before its name appears.

    write ─▶ .uploads/<unique> ─ fsync ─▶ link to <key> ─ fsync of the folder ─▶ True
                                             │
                                             └─ the name is taken ─▶ False

`link` refuses a name that exists; `rename` would overwrite it. Whatever the operating system
refuses is `Unavailable`, such as a full disk; only a name that no file can have is `Rejected`.
"""

from __future__ import annotations

import asyncio
import errno
import os
import re
import time
import uuid
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from ...errors import NotFound, Rejected, Unavailable
from ...values import Capabilities, ObjectInfo
from .durable_folder import make_durable, sync_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

STALE_UPLOAD_SECONDS = 24 * 3600.0
OURS = re.compile("=[A-Za-z0-9_.~%-]*")  # The names that `quote` makes of keys.
NO_NAME: Final = (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ)


@contextmanager
def reached(what: object, *, may_miss: bool = False) -> Iterator[None]:
    """Raise the errors of the ports for those of the operating system.

    With `may_miss`, FileNotFoundError is an answer, and is raised as it is.
    """
    try:
        yield
    except OSError as error:
        if may_miss and isinstance(error, FileNotFoundError):
            raise
        if error.errno in NO_NAME:
            raise Rejected(f"`{what}`: {error.strerror}") from error
        raise Unavailable(f"`{what}`: {error}") from error


class FileObjectStore:
    """See `ObjectStore`. Unfinished uploads are removed when they are a day old."""

    capabilities = Capabilities(durable=True)

    def __init__(self, folder: Path | str) -> None:
        """Make the folder, unless it is there. Raises `Unavailable`."""
        self._folder = Path(folder)
        self._uploads = self._folder / ".uploads"
        with reached(folder):
            make_durable(self._folder)
            self._uploads.mkdir(exist_ok=True)
        self._remove_uploads(time.time() - STALE_UPLOAD_SECONDS)

    def _remove_uploads(self, before: float) -> int:
        removed = 0
        with reached(self._uploads):
            for upload in self._uploads.iterdir():
                try:
                    old = upload.stat().st_mtime < before
                except FileNotFoundError:
                    continue  # It was finished meanwhile.
                if old:
                    upload.unlink(missing_ok=True)
                    removed += 1
        return removed

    async def sweep(self, prefix: str, before: float) -> int:  # noqa: ARG002 - uploads have no keys.
        """See `ObjectStore`. Removes uploads of any key to which nothing was added since then."""
        return await asyncio.to_thread(self._remove_uploads, before)

    def _path(self, key: str) -> Path:
        return self._folder / ("=" + quote(key, safe=""))

    async def put_if_absent(self, key: str, chunks: AsyncIterator[bytes] | bytes) -> bool:
        """See `ObjectStore`. Raises `Rejected` for a key that is too long, and `Unavailable`."""
        upload = self._uploads / uuid.uuid4().hex
        if isinstance(chunks, bytes):
            return await asyncio.to_thread(self._put, upload, chunks, self._path(key))
        try:
            with reached(key):
                file = upload.open("xb")
            with file:
                async for chunk in chunks:
                    with reached(key):
                        await asyncio.to_thread(file.write, chunk)
                with reached(key):
                    await asyncio.to_thread(_flush, file.fileno(), file.flush)
            return await asyncio.to_thread(self._link, upload, self._path(key))
        finally:
            with suppress(OSError):  # What stays is swept later.
                upload.unlink(missing_ok=True)

    def _put(self, upload: Path, value: bytes, target: Path) -> bool:
        with reached(target.name):
            descriptor = os.open(upload, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            try:
                try:
                    rest = memoryview(value)
                    while rest:
                        rest = rest[os.write(descriptor, rest) :]
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)
                return self._link(upload, target)
            finally:
                upload.unlink(missing_ok=True)

    def _link(self, upload: Path, target: Path) -> bool:
        with reached(target.name):
            try:
                os.link(upload, target)
            except FileExistsError:
                return False
            finally:
                sync_folder(self._folder)
            return True

    async def get(self, key: str, *, start: int = 0, end: int | None = None) -> bytes:
        """See `ObjectStore`. Raises `NotFound` or `Unavailable`."""
        try:
            with reached(key, may_miss=True):
                return await asyncio.to_thread(_read, self._path(key), start, end)
        except FileNotFoundError:
            raise NotFound(key) from None

    async def head(self, key: str) -> ObjectInfo | None:
        """See `ObjectStore`. Raises `Unavailable`."""
        try:
            with reached(key, may_miss=True):
                status = self._path(key).stat()
        except FileNotFoundError:
            return None
        return ObjectInfo(key, status.st_size, status.st_mtime)

    async def delete(self, key: str) -> None:
        """See `ObjectStore`. Raises `Unavailable`."""
        with reached(key):
            self._path(key).unlink(missing_ok=True)
            await asyncio.to_thread(sync_folder, self._folder)

    async def list(self, prefix: str = "") -> AsyncIterator[ObjectInfo]:
        """See `ObjectStore`. Raises `Unavailable`."""
        with reached(prefix):
            names = await asyncio.to_thread(os.listdir, self._folder)
        for key in sorted(unquote(name[1:]) for name in names if OURS.fullmatch(name)):
            if key.startswith(prefix):
                info = await self.head(key)
                if info is not None:
                    yield info


def _flush(descriptor: int, flush: object) -> None:
    assert callable(flush)
    flush()
    os.fsync(descriptor)


def _read(path: Path, start: int, end: int | None) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read() if end is None else file.read(max(0, end - start))
