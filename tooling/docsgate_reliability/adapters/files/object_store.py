"""Objects as files. Each is complete and on disk before its name appears.

    write ─▶ .uploads/<unique> ─ fsync ─▶ link to <key> ─ fsync of the folder ─▶ True
                                             │
                                             └─ the name is taken ─▶ False

`link` refuses a name that exists; `rename` would overwrite it.
"""

from __future__ import annotations

import asyncio
import os
import re
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from ...errors import NotFound
from ...values import Capabilities, ObjectInfo

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

STALE_UPLOAD_SECONDS = 24 * 3600.0
OURS = re.compile("=[A-Za-z0-9_.~%-]*")  # The names that `quote` makes of keys.


class FileObjectStore:
    """See `ObjectStore`. Unfinished uploads are removed when they are a day old."""

    capabilities = Capabilities(durable=True)

    def __init__(self, folder: Path | str) -> None:
        self._folder = Path(folder)
        self._uploads = self._folder / ".uploads"
        self._uploads.mkdir(parents=True, exist_ok=True)
        for upload in self._uploads.iterdir():
            if upload.stat().st_mtime < time.time() - STALE_UPLOAD_SECONDS:
                upload.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / ("=" + quote(key, safe=""))

    async def put_if_absent(self, key: str, chunks: AsyncIterator[bytes] | bytes) -> bool:
        """See `ObjectStore`."""
        upload = self._uploads / uuid.uuid4().hex
        if isinstance(chunks, bytes):
            return await asyncio.to_thread(self._put, upload, chunks, self._path(key))
        try:
            with upload.open("wb") as file:
                async for chunk in chunks:
                    await asyncio.to_thread(file.write, chunk)
                await asyncio.to_thread(_flush, file.fileno(), file.flush)
            return await asyncio.to_thread(self._link, upload, self._path(key))
        finally:
            upload.unlink(missing_ok=True)

    def _put(self, upload: Path, value: bytes, target: Path) -> bool:
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
        try:
            os.link(upload, target)
        except FileExistsError:
            return False
        finally:
            self._sync_folder()
        return True

    def _sync_folder(self) -> None:
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    async def get(self, key: str, *, start: int = 0, end: int | None = None) -> bytes:
        """See `ObjectStore`. Raises `NotFound`."""
        try:
            return await asyncio.to_thread(_read, self._path(key), start, end)
        except FileNotFoundError:
            raise NotFound(key) from None

    async def head(self, key: str) -> ObjectInfo | None:
        """See `ObjectStore`."""
        try:
            status = self._path(key).stat()
        except FileNotFoundError:
            return None
        return ObjectInfo(key, status.st_size, status.st_mtime)

    async def delete(self, key: str) -> None:
        """See `ObjectStore`."""
        self._path(key).unlink(missing_ok=True)
        await asyncio.to_thread(self._sync_folder)

    async def list(self, prefix: str = "") -> AsyncIterator[ObjectInfo]:
        """See `ObjectStore`."""
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
