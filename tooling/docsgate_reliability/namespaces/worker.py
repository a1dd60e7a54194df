"""The loops that a namespace needs: its relay, its collector, and consumers for its groups.

    async with open_namespace(configuration, "orders") as namespace:
        worker = Worker(namespace, "orders")
        worker.consume("billing", handle)
        await worker.run(signals=True)      # until SIGTERM or Ctrl-C, or `worker.stop()`

A loop that fails because an engine is away tries again, with longer and longer pauses. On `stop`
each loop ends its turn: a message whose handler runs is acknowledged, and a batch of the relay is
settled. What has not ended when the time for that is over is cancelled, and its message comes
again. What happens is logged to `docsgate_reliability.worker`.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from ..errors import ReliabilityError, Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from ..patterns.layers import Handler
    from ..patterns.opened import OpenNamespace

    Turn = Callable[[], Awaitable[float]]

LOG: Final = logging.getLogger("docsgate_reliability.worker")
PAUSE_MIN_SECONDS: Final = 0.05
SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)


@dataclass(frozen=True, slots=True)
class Intervals:
    """How long loops wait, in seconds.

    A relay that found nothing looks again after `idle`, at the latest. A consumer waits for a
    message for `wait` in one turn. The collector runs every `collect`. After failures, the pauses
    grow up to `backoff`. After `stop`, loops have `grace` to end their turns.
    """

    idle: float = 1.0
    wait: float = 1.0
    collect: float = 300.0
    backoff: float = 30.0
    grace: float = 30.0


# --8<-- [start:worker]
class Worker:
    """Runs the loops of one namespace. `name` is what the log calls it."""

    def __init__(
        self,
        namespace: OpenNamespace,
        name: str = "namespace",
        intervals: Intervals | None = None,
    ) -> None:
        self._namespace, self._name = namespace, name
        self._intervals = intervals or Intervals()
        self._stopping = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._turns: list[tuple[str, Turn]] = []
        if namespace.relay is not None:
            self._turns.append(("relay", _Relaying(namespace.relay.run_once, self._intervals.idle)))
        if namespace.collector is not None:
            self._turns.append(("collector", self._collect))

    @property
    def loops(self) -> tuple[str, ...]:
        """What runs: `relay`, `collector`, and `consumer of <group>`."""
        return tuple(what for what, _ in self._turns)

    def consume(self, group: str, handle: Handler, *, concurrency: int = 1) -> None:
        """Let `handle` have the messages of `group`, so many of them at a time.

        A handler that raises does not stop the loop: the message comes again, later and later, and
        is a dead letter after its last attempt.
        """
        turn = partial(self._consume, group, handle)
        self._turns += [(f"consumer of {group}", turn)] * concurrency

    async def run(self, *, signals: bool = False) -> None:
        """Run all loops until `stop`; with `signals`, SIGTERM and SIGINT stop them.

        Raises what is no failure of an engine, such as a mistake in the configuration of an
        adapter, after all loops have ended.
        """
        self._loop = asyncio.get_running_loop()
        with self._stopped_by_signals() if signals else nullcontext():
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._repeat(*each)) for each in self._turns]
                await self._stopping.wait()
                LOG.info("%s: stops", self._name)
                if tasks:
                    _, late = await asyncio.wait(tasks, timeout=self._intervals.grace)
                    for task in late:
                        task.cancel()

    def stop(self) -> None:
        """End the loops, each after its turn. Any thread may call this."""
        if self._loop is None:
            self._stopping.set()
        else:
            self._loop.call_soon_threadsafe(self._stopping.set)

    # --8<-- [end:worker]

    async def _repeat(self, what: str, turn: Turn) -> None:
        """Take one turn after the other until `stop`. Each says how long to wait for the next."""
        failures = 0
        while not self._stopping.is_set():
            try:
                pause = await turn()
                failures = 0
            except ReliabilityError as error:
                failures += 1
                pause = min(PAUSE_MIN_SECONDS * 2.0 ** min(failures, 30), self._intervals.backoff)
                why = f"{type(error).__name__}: {in_one_line(error)}"
                LOG.warning("%s: %s: %s; again in %.1f s", self._name, what, why, pause)
            await self._pause(pause)

    async def _pause(self, seconds: float) -> None:
        """Wait for so long, or until `stop`."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    async def _collect(self) -> float:
        assert self._namespace.collector is not None, "only then it is among the loops"
        collected = await self._namespace.collector.collect()
        LOG.debug("%s: collector: %d payloads", self._name, collected)
        return self._intervals.collect

    async def _consume(self, group: str, handle: Handler) -> float:
        """Handle one message, so that `stop` waits for no other."""
        wait = self._intervals.wait
        try:
            await self._namespace.client.consume(group, handle, limit=1, wait_seconds=wait)
        except ExceptionGroup as failed:
            for error in failed.exceptions:
                if isinstance(error, Unavailable):
                    raise error from None
                LOG.exception("%s: consumer of %s: not handled", self._name, group, exc_info=error)
        return 0.0

    @contextmanager
    def _stopped_by_signals(self) -> Iterator[None]:
        """A first signal stops the loops. A second one ends the process, as without this."""
        loop = asyncio.get_running_loop()

        def stop(number: int) -> None:
            loop.remove_signal_handler(number)
            self._stopping.set()

        for number in SIGNALS:
            loop.add_signal_handler(number, stop, number)
        try:
            yield
        finally:
            for number in SIGNALS:
                loop.remove_signal_handler(number)


class _Relaying:
    """The turns of a relay: without a pause while there are rows, then with longer and longer."""

    def __init__(self, run_once: Callable[[], Awaitable[int]], idle_seconds: float) -> None:
        self._run_once, self._idle_seconds = run_once, idle_seconds
        self._pause = PAUSE_MIN_SECONDS

    async def __call__(self) -> float:
        if await self._run_once():
            self._pause = PAUSE_MIN_SECONDS
            return 0.0
        pause, self._pause = self._pause, min(self._pause * 2, self._idle_seconds)
        return pause


def in_one_line(error: Exception) -> str:
    """The text of `error`, which an engine may have written on several lines."""
    return " ".join(str(error).split())
