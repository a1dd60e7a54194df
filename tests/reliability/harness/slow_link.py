"""A slow link to a server: a proxy that passes so many bytes a second, and stalls now and then.

It keeps the account of the time that the link itself needs, so that a test can compare.
"""

import asyncio
import time
from contextlib import asynccontextmanager, suppress

CHUNK_BYTES = 1 << 15
CATCH_UP_SECONDS = 0.05  # A timer that comes late is made up for, but a pause of the sender is not.


class SlowLink:
    """`stalls` says after how many bytes the link stalls, and for how many seconds each time."""

    def __init__(self, url, bytes_per_second, stalls=()):
        self._server, self._rate = url.rpartition("/")[2], bytes_per_second
        self._stalls = list(stalls)
        self.passed_bytes, self.stalled_seconds, self._free = 0, 0.0, 0.0

    def seconds_of(self, size_bytes):
        """The time that the link needs for so many bytes, with the stalls that there were."""
        return size_bytes / self._rate + self.stalled_seconds

    @asynccontextmanager
    async def open(self):
        """Listen, and give the URL of this end."""
        self._tasks = set()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        try:
            yield f"nats://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader, writer):
        self._tasks.add(asyncio.current_task())
        host, _, port = self._server.partition(":")
        far_reader, far_writer = await asyncio.open_connection(host, int(port))
        with suppress(OSError, asyncio.CancelledError):
            await asyncio.gather(
                self._pass(reader, far_writer, slowly=True),
                self._pass(far_reader, writer, slowly=False),
            )
        writer.close()
        far_writer.close()

    async def _pass(self, reader, writer, *, slowly):
        while data := await reader.read(CHUNK_BYTES):
            if slowly:
                await self._take_time(len(data))
            writer.write(data)
            await writer.drain()
        writer.close()

    async def _take_time(self, size_bytes):
        self.passed_bytes += size_bytes
        self._free = max(self._free, time.monotonic() - CATCH_UP_SECONDS) + size_bytes / self._rate
        if self._stalls and self.passed_bytes > self._stalls[0][0]:
            _, seconds = self._stalls.pop(0)
            self.stalled_seconds += seconds
            self._free += seconds
        await asyncio.sleep(self._free - time.monotonic())
