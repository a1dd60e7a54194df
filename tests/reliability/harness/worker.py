"""A process that publishes, relays, consumes and collects until it is killed or told to stop.

    python -m harness.worker FOLDER [FAULT COUNT]

FOLDER holds `config.yaml`, and `acked`, to which each acknowledged id is appended. With a fault,
the process sends itself SIGKILL when it reaches that step for the COUNT-th time. A file `stop` in
the folder ends it regularly.
"""

import asyncio
import sys
from contextlib import suppress
from pathlib import Path

from docsgate_reliability.errors import ReliabilityError
from docsgate_reliability.faults import kill_at
from docsgate_reliability.namespaces.load import load
from docsgate_reliability.namespaces.open_namespace import open_namespace
from docsgate_reliability.values import ABSENT, Message
from docsgate_reliability.world import World, no_fault

GROUPS = ("billing", "search")
AUDIT = "audit"  # A group that only the final check reads: it sees what is stored, in order.
LARGE_BYTES = 20_000
NAP_SECONDS = 0.02
KEYS = 3


def message_of(number: int) -> Message:
    """The message of this number; every second one is over the threshold."""
    body = b"%06d" % number
    if number % 2:
        body *= LARGE_BYTES // len(body)
    return Message(f"m{number:06}", body, f"key-{number % KEYS}")


class Folder:
    """The files by which the parent and its workers communicate."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._acked = path / "acked"
        self._acked.touch()

    def acked(self) -> list[int]:
        return [int(line[1:]) for line in self._acked.read_text().split()]

    def ack(self, message: Message) -> None:
        with self._acked.open("a") as file:
            file.write(f"{message.id}\n")

    @property
    def stopped(self) -> bool:
        return (self.path / "stop").exists()

    def namespace(self):
        """The configuration and the name of its only namespace."""
        configuration = load((self.path / "config.yaml").read_text(), "config.yaml")
        (name,) = configuration.namespaces
        return configuration, name


async def publish(namespace, store, folder, message) -> None:
    """Publish one message once, whatever the result of the last attempt was."""
    if namespace.relay is None:
        await namespace.client.publish(message)
    elif await store.bucket("orders").get(message.id) is None:
        async with store.transaction() as tx:
            await tx.bucket("orders").put(message.id, b"", expect=ABSENT)
            await namespace.client.publish(message, tx)
    folder.ack(message)


async def record(group, message, tx) -> None:
    """The effect of a handler: it records how often it ran, and whether the payload was right."""
    right = message == message_of(int(message.id[1:]))
    effects, name = tx.bucket("effects"), f"{group}.{message.id}"
    entry = await effects.get(name)
    count = int(entry.value.split()[0]) + 1 if entry else 1
    await effects.put(name, b"%d %s" % (count, b"right" if right else b"altered"))


async def again(step, folder) -> None:
    """Repeat a step, even if an engine that was killed makes it fail."""
    while not folder.stopped:
        try:
            busy = await step()
        except (ReliabilityError, ExceptionGroup, OSError):
            busy = False
        if not busy:
            await asyncio.sleep(NAP_SECONDS)


async def work(folder: Folder, world: World) -> None:
    async with open_namespace(*folder.namespace(), world) as namespace:
        numbers = [max(folder.acked(), default=-1) + 1]
        store = namespace.store

        async def publish_next() -> bool:
            await publish(namespace, store, folder, message_of(numbers[0]))
            numbers[0] += 1
            return False

        def consume(group):
            async def handle(message, tx):
                await record(group, message, tx)

            return lambda: namespace.client.consume(group, handle, limit=4)

        async def collect() -> bool:
            if namespace.collector is not None:
                await namespace.collector.collect()
                await asyncio.sleep(NAP_SECONDS * 10)
            return False

        steps = [publish_next, collect, *(consume(group) for group in GROUPS)]
        if namespace.relay is not None:
            steps.append(namespace.relay.run_once)
        await asyncio.gather(*(again(step, folder) for step in steps))


def main() -> None:
    folder = Folder(Path(sys.argv[1]))
    fault = kill_at(sys.argv[2], int(sys.argv[3])) if len(sys.argv) > 2 else no_fault
    while not folder.stopped:
        with suppress(ReliabilityError):  # The engine is down: connect again.
            asyncio.run(work(folder, World(fault=fault)))


if __name__ == "__main__":
    main()
