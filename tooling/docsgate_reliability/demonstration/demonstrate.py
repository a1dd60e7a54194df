"""Shows a pattern at work: publish, be killed at the worst moment, recover, and count.

`demonstrate` starts the engine, writes the configuration, and lets a child process publish until
the child is killed at a step that a naive implementation would not survive. Then it shows what is
left, and runs the same steps again without a fault.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import ReliabilityError, Unavailable
from ..faults import kill_at
from ..metrics import METRICS
from ..namespaces.load import load
from ..namespaces.open_namespace import OpenNamespace, open_namespace
from ..values import ABSENT, Message
from ..world import World
from .servers.nats import nats_server
from .servers.postgres import postgres_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..ports import Transaction

GROUPS: Final = ("billing", "search")
MESSAGES: Final = 20
LARGE_BYTES: Final = 100_000
GRACE_SECONDS: Final = 1.0
CHILD_SECONDS_MAX: Final = 20.0

# The worst moments: the broker has the messages, but they are still in the outbox; the payload is
# stored, but no message names it.
WORST: Final = {"outbox": ("outbox.published", 1), "claim-check": ("claim.stored", 6)}
LAYERS: Final = {
    "outbox": "      - outbox: {store: db, lease: 1s}\n      - inbox: {store: db}\n",
    "claim-check": "      - inbox: {store: db}\n      - claim-check: {store: blobs, claims: db,"
    " threshold: 64KiB, grace: 1s}\n",
}
CONFIGURATION: Final = """backends:
  db: {db}
  blobs: {{type: files, path: {blobs}}}{bus}
namespaces:
  - name: orders
    pattern: publish-consume
    queue: {{backend: {queue}, groups: [billing, search], ack_wait: 1s}}
    layers:
{layers}"""


def demonstrate(pattern: str, engine: str, say: Callable[[str], None], *, kill: bool) -> bool:
    """Show one pattern on one engine, and return whether each message was handled once.

    Raises `MissingExtra` when a package is not installed, and `Unavailable` when an engine does not
    start or the child does not reach its step.
    """
    with _interrupted_by(signal.SIGTERM, signal.SIGHUP), ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="docsgate-pattern-")))
        text = _configuration(pattern, engine, folder, stack)
        (folder / "config.yaml").write_text(text, encoding="utf-8")
        say(text)
        if kill:
            _let_one_die(folder, pattern, say)
        begin = time.monotonic()
        found = asyncio.run(_run(folder, World(), say))
        say(f"{'recovered' if kill else 'done'} in {time.monotonic() - begin:.2f} s")
        return _judge(found, say)


@contextmanager
def _interrupted_by(*signals: signal.Signals) -> Iterator[None]:
    """Let `signals` end the block as Ctrl-C does, so that no server and no folder is left."""
    former = {each: signal.getsignal(each) for each in signals}
    heard = [each for each, handler in former.items() if handler == signal.SIG_DFL]
    for each in heard:
        signal.signal(each, signal.default_int_handler)
    try:
        yield
    finally:
        for each in heard:
            signal.signal(each, former[each])


def _configuration(pattern: str, engine: str, folder: Path, stack: ExitStack) -> str:
    db, bus, queue = f"{{type: sqlite, path: {json.dumps(f'{folder}/app.db')}}}", "", "db"
    if engine == "nats":
        nats = nats_server(folder / "nats")
        stack.callback(nats.process.kill)
        nats.process.start()
        options = f'url: "{nats.url}", sync_interval: always, monitor: "{nats.monitor}"'
        bus, queue = f"\n  bus: {{type: nats-jetstream, {options}}}", "bus"
    elif engine == "postgres":
        postgres = postgres_server(folder / "postgres")
        stack.callback(postgres.discard)
        postgres.process.start()
        db = f'{{type: postgres, url: "{postgres.url}"}}'
    parts = {"blobs": json.dumps(f"{folder}/blobs"), "layers": LAYERS[pattern]}
    return CONFIGURATION.format(db=db, bus=bus, queue=queue, **parts)


def _let_one_die(folder: Path, pattern: str, say: Callable[[str], None]) -> None:
    name, count = WORST[pattern]
    paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    child = subprocess.run(  # noqa: S603 - this very module.
        [sys.executable, "-m", f"{__package__}.demonstrate", str(folder), name, str(count)],
        env=environment,
        check=False,
        timeout=CHILD_SECONDS_MAX,
        start_new_session=True,  # Ctrl-C goes to the parent only, which ends the child.
    )
    if child.returncode != -signal.SIGKILL:
        raise Unavailable(f"the process ended with {child.returncode}, before it came to `{name}`")
    acked = len(_acked(folder))
    say(f"killed   process ended with signal {-child.returncode} at `{name}`, {acked} acknowledged")
    asyncio.run(_look(folder, say))


async def _look(folder: Path, say: Callable[[str], None]) -> None:
    """Show what the dead process left behind."""
    async with open_namespace(load((folder / "config.yaml").read_text("utf-8")), "orders") as parts:
        if parts.store is not None:
            assert parts.relay is not None
            rows = await parts.store.pending(parts.relay.box, MESSAGES)
            say(f"left     {len(rows)} rows in the outbox, which the broker may have already")
        if parts.collector is not None:
            stored = list((folder / "blobs").glob("=*"))
            say(f"left     {len(stored)} payloads, of which the last one is named by no message")


async def _run(folder: Path, world: World, say: Callable[[str], None]) -> Counter[str]:
    """Publish all messages that are not yet acknowledged, relay, consume, collect, and count."""
    meter: Counter[str] = Counter()

    def count(name: str, value: float) -> None:
        meter[name] += int(value)

    world = World(fault=world.fault, meter=count)
    configuration = load((folder / "config.yaml").read_text("utf-8"), "config.yaml")
    async with open_namespace(configuration, "orders", world) as parts:
        for number in range(MESSAGES):
            if number not in _acked(folder):
                await _publish(parts, folder, number)
        say(f"sent     {len(_acked(folder))} messages, every second one of {LARGE_BYTES} bytes")
        if parts.relay is not None:
            await _relay_all(parts)
        for group in GROUPS:
            meter[f"handled by {group}"] = await _consume(parts, group)
        if parts.collector is not None:
            await asyncio.sleep(GRACE_SECONDS + 0.1)
            await parts.collector.collect()
            meter["payloads left"] = len(list((folder / "blobs").glob("=*")))
    return meter


async def _publish(parts: OpenNamespace, folder: Path, number: int) -> None:
    body = b"%d" % number if number % 2 else b"%d" % number + b"x" * LARGE_BYTES
    message = Message(f"order-{number}", body, f"customer-{number % 3}")
    if parts.store is None:
        await parts.client.publish(message)
    elif await parts.store.bucket("orders").get(message.id) is None:
        async with parts.store.transaction() as transaction:
            await transaction.bucket("orders").put(message.id, b"", expect=ABSENT)
            await parts.client.publish(message, transaction)
    with (folder / "acked").open("a") as file:
        file.write(f"{number}\n")


def _acked(folder: Path) -> set[int]:
    path = folder / "acked"
    return {int(line) for line in path.read_text().split()} if path.exists() else set()


async def _relay_all(parts: OpenNamespace) -> None:
    """Relay until nothing is pending, which includes waiting for the lease of the dead relay."""
    assert parts.relay is not None
    assert parts.store is not None
    while await parts.store.pending(parts.relay.box, 1):
        if not await parts.relay.run_once():
            await asyncio.sleep(0.05)


async def _consume(parts: OpenNamespace, group: str) -> int:
    seen: list[str] = []

    async def handle(message: Message, _transaction: Transaction | None) -> None:
        seen.append(message.id)

    while await parts.client.consume(group, handle, limit=MESSAGES, wait_seconds=0.2):
        pass
    return len(seen)


def _judge(found: Counter[str], say: Callable[[str], None]) -> bool:
    right = all(found[f"handled by {group}"] == MESSAGES for group in GROUPS)
    right = right and not found["payloads left"]
    for name in sorted(found):
        if found[name]:
            meaning = f" ({METRICS[name]})" if name in METRICS else ""
            say(f"counted  {name} = {found[name]}{meaning}")
    verdict = "each message was handled once by each group" if right else "this is wrong"
    say(f"{'OK' if right else 'FAILURE'}       {verdict}")
    return right


def main() -> None:
    """Run the same steps in the child process, up to the named one."""
    folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    try:
        asyncio.run(_run(folder, World(fault=kill_at(name, count)), lambda _text: None))
    except ReliabilityError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
