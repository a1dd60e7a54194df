"""A web server on loopback that misbehaves in every known way, and records all requests."""

import asyncio
import threading
import time
from collections import Counter, defaultdict
from contextlib import contextmanager
from email.utils import formatdate

PAGE = (
    b"<h1 id='here'>Page</h1><a name='there'></a><h2 id='user-content-slug'>x</h2>"
    b"<p id='caf\xc3\xa9'>x</p>"
)


def answer(status, headers="", body=b""):
    length = f"Content-Length: {len(body)}\r\n" if "Content-Length" not in headers else ""
    head = f"HTTP/1.1 {status} X\r\n{length}Connection: close\r\n{headers}\r\n"
    return head.encode() + body


def redirect(status, place):
    return answer(status, f"Location: {place}\r\n")


HTML = "Content-Type: text/html; charset=utf-8\r\n"


class Server:
    def __init__(self, delay_seconds=0.0):
        self.asked = []
        self.place = "/ok"
        self.starts = []
        self.tries = Counter()
        self.most_at_once = defaultdict(int)
        self.most_hosts_at_once = 0
        self._at_once = Counter()
        self._delay_seconds = delay_seconds

    def respond(self, method, path):
        self.tries[path] += 1
        first = self.tries[path] == 1
        fixed = {
            "/ok": answer(200),
            "/page": answer(200, HTML, PAGE),
            "/gone": answer(410),
            "/login": answer(401),
            "/forbidden": answer(403),
            "/teapot": answer(418),
            "/moved": redirect(301, "/page"),
            "/moved-twice": redirect(308, "/moved"),
            "/temporary": redirect(302, "/page"),
            "/mixed": redirect(301, "/temporary"),
            "/moved-to-gone": redirect(301, "/gone"),
            "/circle": redirect(301, "/circle-back"),
            "/circle-back": redirect(302, "/circle"),
            "/to-file": redirect(302, "file:///etc/passwd"),
            "/to-private": redirect(302, "http://10.255.255.1/"),
            "/nowhere": answer(301),
            "/to-place": redirect(302, self.place),
            "/to-nonsense": redirect(302, "http://[x/"),
            "/busy-until": self._busy_until(path),
            "/busy-for-long": answer(429, "Retry-After: 3600\r\n"),
            "/busy": answer(429, "Retry-After: 1\r\n") if self.tries[path] < 3 else answer(200),
            "/always-busy": answer(429, "Retry-After: 0\r\n"),
            "/broken": answer(500),
            "/broken-once": answer(500) if self.tries[path] <= 2 else answer(200),
            "/no-head": answer(405) if method == "HEAD" else answer(200),
            "/lying-head": answer(404) if method == "HEAD" else answer(200),
            "/text": answer(200, "Content-Type: text/plain\r\n", b"plain"),
            "/garbage": b"this is no HTTP\r\n\r\n",
            "/cut": answer(200, f"{HTML}Content-Length: 9999\r\n", b"<p>"),
            "/reset": b"",
            "/reset-once": b"" if first else answer(200),
        }
        if path.startswith("/chain/"):
            return redirect(302, f"/chain/{int(path.rpartition('/')[2]) + 1}")
        return fixed.get(path, answer(200) if path.startswith("/many/") else answer(404))

    def _busy_until(self, path):
        date = formatdate(time.time() + 2, usegmt=True)
        return answer(503, f"Retry-After: {date}\r\n") if self.tries[path] < 2 else answer(200)

    async def handle(self, reader, writer):
        try:
            request = (await reader.readuntil(b"\r\n\r\n")).decode()
            method, path, _ = request.split("\r\n", 1)[0].split(" ")
            headers = request.lower()
            host = headers.partition("\r\nhost: ")[2].partition("\r\n")[0]
            self.asked.append((method, host, path))
            self.starts.append(time.monotonic())
            self._at_once[host] += 1
            self.most_at_once[host] = max(self.most_at_once[host], self._at_once[host])
            busy = sum(1 for waiting in self._at_once.values() if waiting)
            self.most_hosts_at_once = max(self.most_hosts_at_once, busy)
            await asyncio.sleep(5 if path == "/slow" else self._delay_seconds)
            reply = self.respond(method, path)
            if method == "HEAD" and reply:
                reply = reply.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            self._at_once[host] -= 1
            if path == "/endless" and method == "GET":
                writer.write(f"HTTP/1.1 200 X\r\n{HTML}\r\n".encode())
                while True:
                    writer.write(b"<p>" * 100_000)
                    await writer.drain()
            writer.write(reply)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@contextmanager
def running(server, hosts=("127.0.0.1",)):
    """Serve on one free port of all `hosts`, and yield the port."""
    started, stop = threading.Event(), None
    port = 0
    loop = asyncio.new_event_loop()

    async def serve():
        nonlocal port, stop
        stop = asyncio.Event()
        first = await asyncio.start_server(server.handle, hosts[0], 0)
        port = first.sockets[0].getsockname()[1]
        rest = [await asyncio.start_server(server.handle, host, port) for host in hosts[1:]]
        started.set()
        await stop.wait()
        for each in (first, *rest):
            each.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    started.wait(10)
    try:
        yield port
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()
