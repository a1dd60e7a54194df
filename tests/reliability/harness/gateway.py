"""A gateway before an S3 store that loses the answers of some PUTs: the store has the object."""

import asyncio
from contextlib import asynccontextmanager

REFUSAL = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Gateway:
    """Passes everything on. Of the next `left` PUTs that succeed, nobody hears."""

    def __init__(self, endpoint, how):
        self._port, self._how = int(endpoint.rpartition(":")[2]), how
        self.left = self.lost = 0
        self.without_metadata = False

    @asynccontextmanager
    async def open(self):
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()

    async def _answer(self, reader, writer):
        try:
            answer = await self._asked(reader)
            if answer is None:
                writer.transport.abort()
                return
            writer.write(answer)
            await writer.drain()
        except (asyncio.IncompleteReadError, OSError):
            pass
        writer.close()

    async def _asked(self, reader):
        """The answer of the store, or what comes in its place; None breaks the connection."""
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.split(b"\r\n")
        lengths = [line for line in lines if line.lower().startswith(b"content-length:")]
        body = await reader.readexactly(int(lengths[0].split(b":")[1])) if lengths else b""
        store, sending = await asyncio.open_connection("127.0.0.1", self._port)
        sending.write(head[:-2] + b"Connection: close\r\n\r\n" + body)
        await sending.drain()
        answer = await store.read()
        sending.close()
        if head.startswith(b"PUT") and self.left and b" 200 " in answer.split(b"\r\n")[0]:
            self.left, self.lost = self.left - 1, self.lost + 1
            return None if self._how == "reset" else REFUSAL
        if self.without_metadata:
            return b"\r\n".join(
                line for line in answer.split(b"\r\n") if not line.startswith(b"X-Amz-Meta")
            )
        return answer
