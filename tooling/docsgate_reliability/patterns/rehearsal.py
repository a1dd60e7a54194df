"""What the demonstrations of layers have in common: messages are published, and consumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..values import ABSENT, Message

if TYPE_CHECKING:
    from pathlib import Path

    from ..ports import Transaction
    from .demonstrations import Stage
    from .opened import OpenNamespace

GROUPS: Final = ("billing", "search")
MESSAGES: Final = 20
LARGE_BYTES: Final = 100_000
PROMISE: Final = "each message was handled once by each group"


def with_layers(layers: str) -> str:
    """The configuration of a namespace with these layers, for a `Demonstration`."""
    queue = f"{{backend: {{queue}}, groups: [{', '.join(GROUPS)}], ack_wait: 1s}}"
    return f"    pattern: publish-consume\n    queue: {queue}\n    layers:\n{layers}"


async def publish_all(stage: Stage) -> None:
    """Publish all messages that are not yet acknowledged."""
    for number in range(MESSAGES):
        if number not in acknowledged(stage.folder):
            await _publish(stage.namespace, stage.folder, number)
    count = len(acknowledged(stage.folder))
    stage.say(f"sent     {count} messages, every second one of {LARGE_BYTES} bytes")


async def _publish(namespace: OpenNamespace, folder: Path, number: int) -> None:
    body = b"%d" % number if number % 2 else b"%d" % number + b"x" * LARGE_BYTES
    message = Message(f"order-{number}", body, f"customer-{number % 3}")
    if namespace.store is None or namespace.relay is None:
        await namespace.client.publish(message)
    elif await namespace.store.bucket("orders").get(message.id) is None:
        async with namespace.store.transaction() as transaction:
            await transaction.bucket("orders").put(message.id, b"", expect=ABSENT)
            await namespace.client.publish(message, transaction)
    with (folder / "acked").open("a") as file:
        file.write(f"{number}\n")


def acknowledged(folder: Path) -> set[int]:
    """The numbers of the messages whose publication has returned, in any process so far."""
    path = folder / "acked"
    return {int(line) for line in path.read_text().split()} if path.exists() else set()


async def consume_all(stage: Stage) -> bool:
    """Let each group consume what there is; whether each of them has handled each message once."""
    handled = [await _consume(stage, group) for group in GROUPS]
    return handled == [MESSAGES] * len(GROUPS)


async def _consume(stage: Stage, group: str) -> int:
    seen: list[str] = []

    async def handle(message: Message, _transaction: Transaction | None) -> None:
        seen.append(message.id)

    while await stage.namespace.client.consume(group, handle, limit=MESSAGES, wait_seconds=0.2):
        pass
    stage.meter[f"handled by {group}"] = len(seen)
    return len(seen)
