"""The layered client: publish and consume through an ordered list of layers.

With an outbox, `publish` works in the caller's transaction, and everything up to the outbox row is
in its commit. Without one, `publish` returns when the broker has the message. If the queue is in
the database of the register (`one_commit`), the claim and the message are one commit. A delivery is
acknowledged only after every layer is done with it. Until then the broker keeps the message, so a
crash loses nothing.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ...errors import AlreadyHandled, ClaimLost, DigestMismatch, Unavailable
from ...world import World
from ..layers import Opened, nothing_to_seal
from .lending import lent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...ports import Delivery, Queue, QueueInStore, Transaction
    from ...values import Message
    from ..layers import Appender, Handler, HandlesOnce, Layer, Seal

RETRY_SECONDS = 1.0  # The delay before the second attempt; it doubles up to the maximum.
BACKOFF_MAX_SECONDS = 30.0
REASON_MAX = 1000  # The characters of an error that a dead letter keeps.


class _AlreadyThere(Exception):  # noqa: N818 - as the others
    """The queue has had the message since an earlier attempt."""


class _Unreadable(Exception):  # noqa: N818 - as the others
    """A layer can never read this delivery."""


class PublishConsume:
    """The client of one namespace, through which an application publishes and consumes."""

    def __init__(  # noqa: PLR0913 - the parts of a client, four of them optional.
        self,
        queue: Queue,
        layers: Sequence[Layer] = (),
        *,
        outbox: Appender | None = None,
        inbox: HandlesOnce | None = None,
        one_commit: QueueInStore | None = None,
        backoff_max_seconds: float = BACKOFF_MAX_SECONDS,
        world: World | None = None,
    ) -> None:
        self._queue, self._layers = queue, tuple(layers)
        self._outbox, self._inbox, self._one_commit = outbox, inbox, one_commit
        self._backoff_max_seconds = backoff_max_seconds
        self._world = world or World()

    # --8<-- [start:publish]
    async def publish(self, message: Message, transaction: Transaction | None = None) -> None:
        """Publish `message`; with an outbox, once `transaction` is committed.

        Raises what the layers and the queue raise: `Rejected`, `TooLarge`, `ClaimExpired`,
        `Unavailable`. Raises TypeError unless there is a transaction exactly when there is an
        outbox, and `Misused` for a transaction that is over or of another database.
        """
        self._refuse_strange(transaction)
        seals: list[Seal] = []
        for layer in self._layers:
            prepared = await layer.prepare(message)
            message = prepared.message
            if prepared.seal is not nothing_to_seal:
                seals.append(prepared.seal)
        await self._send(message, seals, transaction)

    def _refuse_strange(self, transaction: Transaction | None) -> None:
        if (self._outbox is None) != (transaction is None):
            raise TypeError("a namespace with an outbox, and no other, publishes in a transaction")
        if self._outbox is not None and transaction is not None:
            self._outbox.expect_own(transaction)

    async def _send(
        self, message: Message, seals: Sequence[Seal], transaction: Transaction | None
    ) -> None:
        if self._one_commit is not None and transaction is None and seals:
            with suppress(_AlreadyThere):
                async with self._one_commit.transaction() as own:
                    for seal in seals:
                        await seal(own)
                    (receipt,) = await self._one_commit.publish_in(own, [message])
                    if receipt.duplicate:  # The stored message has its own claim: undo this one.
                        raise _AlreadyThere
            return
        for seal in seals:
            await seal(transaction)
        if self._outbox is not None and transaction is not None:
            await self._outbox.append(transaction, message)
        else:
            await self._queue.publish([message])

    # --8<-- [end:publish]

    # --8<-- [start:consume]
    async def consume(
        self, group: str, handle: Handler, *, limit: int = 10, wait_seconds: float = 0.0
    ) -> int:
        """Handle up to `limit` deliveries, and return how many of them were handled.

        They are leased one by one, since each lease is an attempt: a message that ends the process
        costs no other message one of its attempts. The lease is extended while the handler runs.
        A delivery whose handler fails goes back to the queue and does not stop the others. At the
        end, an ExceptionGroup with all failures is raised. Raises `Unavailable` when the queue does
        not answer.
        """
        handled, errors = 0, list[Exception]()
        for number in range(limit):
            try:
                found = await self._queue.lease(
                    group, 1, wait_seconds=0 if number else wait_seconds
                )
            except Unavailable as error:
                if not errors:
                    raise
                errors.append(error)
                break
            if not found:
                break
            try:
                handled += await self._handle(found[0], group, handle)
            except Exception as error:  # noqa: BLE001 - raised below, with the others.
                errors.append(error)
        if errors:
            raise ExceptionGroup(f"{len(errors)} messages for `{group}` were not handled", errors)
        return handled

    async def _handle(self, delivery: Delivery, group: str, handle: Handler) -> bool:
        opened: list[Opened] = []
        try:
            async with lent(delivery, self._queue.capabilities.lease_seconds, self._world):
                handled = await self._open(delivery.message, group, opened)
                if handled:
                    await self._call(opened[-1].message, group, handle)
                for layer in reversed(opened):  # The outermost first, the one at the broker last.
                    await layer.close()
        except _Unreadable as error:
            self._world.meter("queue.dead", 1)
            await delivery.term(str(error))
            return False
        except Exception as error:
            await self._give_back(delivery, error)
            raise
        self._world.fault("queue.closed")
        await delivery.ack()
        self._world.meter("queue.handled", int(handled))
        return handled

    async def _give_back(self, delivery: Delivery, error: Exception) -> None:
        """Let the message come again after a delay, or give it up after the last attempt."""
        last = self._queue.capabilities.max_deliver
        if last is not None and delivery.attempt >= last:
            self._world.meter("queue.dead", 1)
            await delivery.term(_reason(error))
            return
        self._world.meter("queue.retried", 1)
        doubled = RETRY_SECONDS * 2.0 ** min(delivery.attempt - 1, 30)
        await delivery.nak(min(doubled, self._backoff_max_seconds))

    # --8<-- [end:consume]

    async def _open(self, message: Message, group: str, opened: list[Opened]) -> bool:
        """Add to `opened` what each layer makes of the message.

        False when a layer is done with the message already. The layers outside of it were done
        before it. Those inside may not be done: they are in `opened`, and are closed again.
        """
        opened.append(Opened(message))
        try:
            for layer in reversed(self._layers):
                opened.append(await layer.open(opened[-1].message, group))
        except AlreadyHandled:
            return False
        except (ClaimLost, DigestMismatch) as error:
            raise _Unreadable(str(error)) from error
        return True

    async def _call(self, message: Message, group: str, handle: Handler) -> None:
        if self._inbox is None:
            await handle(message, None)
            return
        begun: list[Message] = []

        async def begin(message: Message, transaction: Transaction) -> None:
            begun.append(message)
            await handle(message, transaction)

        try:
            await self._inbox.once(message, group, begin)
        except AlreadyHandled:  # From the inbox: the other layers may still have to be closed.
            if begun:
                raise  # From the handler, about another message: this one is not done.


def _reason(error: Exception) -> str:
    """What failed, as a text that every engine can store."""
    text = f"{type(error).__name__}: {error}"[:REASON_MAX].replace("\0", "\\0")
    return text.encode(errors="backslashreplace").decode()
