"""C13: probes find that an engine does not do what is needed."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from harness.killing import prepare
from servers.valkey import valkey_server

from docsgate_reliability.adapters.valkey.key_value import ValkeyKeyValue
from docsgate_reliability.configuration.refusals import ConfigurationRefused
from docsgate_reliability.demonstration.servers.nats import nats_server
from docsgate_reliability.errors import Unavailable
from docsgate_reliability.namespaces.open_namespace import open_namespace


class ForgetfulS3(BaseHTTPRequestHandler):
    """Answers every PUT with success and keeps the last one, as two servers did."""

    objects = {}  # noqa: RUF012 - the server has one.

    def _answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Mon, 02 Nov 2026 00:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_PUT(self):
        self.objects[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200)

    def do_GET(self):
        found = self.objects.get(self.path)
        self._answer(404 if found is None else 200, found or b"")

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self):
        """Delete several objects, which are named in XML."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        keys = re.findall("<Key>(.*?)</Key>", body)
        for key in keys:
            self.objects.pop(f"/claims/{key}", None)
        deleted = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self._answer(200, f"<DeleteResult>{deleted}</DeleteResult>".encode())

    def do_DELETE(self):
        self.objects.pop(self.path, None)
        self._answer(204)

    def log_message(self, *_arguments):
        """Log nothing."""


@pytest.fixture
def forgetful_s3():
    server = ThreadingHTTPServer(("127.0.0.1", 0), ForgetfulS3)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


async def refused(folder):
    with pytest.raises(ConfigurationRefused) as caught:
        async with open_namespace(*folder.namespace()):
            pass
    (refusal,) = caught.value.refusals
    line = (folder.path / "config.yaml").read_text().split("\n")[refusal.line - 1]
    return refusal, line[refusal.column - 1 :]


async def test_a_store_that_ignores_conditions_is_refused(tmp_path, forgetful_s3):
    pytest.importorskip("obstore", reason="obstore is not installed")
    keys = "access_key: a, secret_key: b"
    blobs = f'{{type: s3, bucket: claims, endpoint: "{forgetful_s3}", {keys}}}'
    refusal, text = await refused(prepare(tmp_path, "claim-check", blobs=blobs))
    assert (refusal.code, refusal.path) == ("C13", "backends.blobs")
    assert "ignores `If-None-Match`" in refusal.reason
    assert text.startswith("{type: s3")


async def test_a_server_that_syncs_every_two_minutes_is_refused(tmp_path, nats):
    assert nats is not None
    server = nats_server(tmp_path / "lazy", sync="2m")
    server.process.start()
    try:
        options = f'url: "{server.url}", sync_interval: always, monitor: "{server.monitor}"'
        bus = f"{{type: nats-jetstream, {options}}}"
        refusal, text = await refused(prepare(tmp_path, "outbox", queue="bus", bus=bus))
    finally:
        server.process.kill()
    assert (refusal.code, refusal.path) == ("C13", "backends.bus")
    assert text.startswith("{type: nats-jetstream")


async def test_a_valkey_that_syncs_every_second_is_refused(tmp_path, valkey):
    assert valkey is not None
    server = valkey_server(tmp_path / "lazy", appendfsync="everysec")
    server.process.start()
    try:
        register = f'{{type: valkey, url: "{server.url}", appendfsync: always}}'
        folder = prepare(tmp_path, "claim-check", claims="register", register=register)
        refusal, _ = await refused(folder)
    finally:
        server.process.kill()
    assert (refusal.code, refusal.path) == ("C13", "backends.register")


async def test_a_valkey_that_forgets_when_it_is_full_is_refused(tmp_path, valkey):
    from redis.asyncio import Redis

    assert valkey is not None
    server = valkey_server(tmp_path / "forgetful")
    server.process.start()
    try:
        client = Redis.from_url(server.url)
        await client.config_set("maxmemory", "100mb", "maxmemory-policy", "allkeys-lru")
        await client.aclose()
        register = f'{{type: valkey, url: "{server.url}", appendfsync: always}}'
        folder = prepare(tmp_path, "claim-check", claims="register", register=register)
        refusal, _ = await refused(folder)
    finally:
        server.process.kill()
    assert (refusal.code, "allkeys-lru" in refusal.reason) == ("C13", True)


async def test_a_valkey_that_is_full_is_unavailable(tmp_path, valkey):
    from redis.asyncio import Redis

    assert valkey is not None
    server = valkey_server(tmp_path / "full")
    server.process.start()
    bucket, client = ValkeyKeyValue(server.url, "claims"), Redis.from_url(server.url)
    try:
        await bucket.put("kept", b"value")
        await client.config_set("maxmemory", "1")
        with pytest.raises(Unavailable):
            await bucket.put("refused", b"value")
        assert (await bucket.get("kept")).value == b"value"
    finally:
        await bucket.close()
        await client.aclose()
        server.process.kill()
