"""Inbox: handle each message once, however often it is delivered.

The mark of the message and the effects of the handler are committed together. A redelivery finds
the mark, and the handler is not called again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from ...errors import AlreadyHandled
from ...values import ABSENT
from ...world import World

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ...ports import Transaction, TransactionalStore
    from ...values import Message

KEEP_SECONDS = 30 * 86400.0


# --8<-- [start:inbox]
class Inbox:
    """Calls handlers once. Their effects must be in the same store as the marks."""

    def __init__(
        self,
        store: TransactionalStore,
        bucket: str = "inbox",
        keep_seconds: float = KEEP_SECONDS,
        world: World | None = None,
    ) -> None:
        self._store, self._bucket, self._keep_seconds = store, bucket, keep_seconds
        self._world = world or World()

    async def once(
        self,
        message: Message,
        group: str,
        handle: Callable[[Message, Transaction], Awaitable[None]],
    ) -> None:
        """Call the handler in a transaction.

        Raises `AlreadyHandled` if `group` has handled the message before.
        """
        async with self._store.transaction(alone=True) as transaction:  # Handlers may take long.
            marks = transaction.bucket(self._bucket)
            name = f"{quote(group, safe='')}/{message.id}"
            if await marks.get(name) is not None:
                self._world.meter("inbox.duplicates", 1)
                raise AlreadyHandled(f"`{group}` is done with `{message.id}`")
            await marks.put(name, b"", expect=ABSENT, ttl_seconds=self._keep_seconds)
            await handle(message, transaction)
            self._world.fault("inbox.handled")


# --8<-- [end:inbox]
