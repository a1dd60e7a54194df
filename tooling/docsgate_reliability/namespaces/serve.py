"""Runs relays and collectors of all namespaces of a configuration, until it is stopped.

The consumers of an application are in its own processes, since only they have its handlers. The
relays and collectors may be anywhere, and in any number of processes.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from ..errors import Unavailable
from .open_namespace import open_namespace
from .registry import PATTERNS
from .worker import LOG, SIGNALS, Intervals, Worker, in_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .load import Configuration

AWAY_MIN_SECONDS: Final = 0.5


def served(configuration: Configuration) -> tuple[str, ...]:
    """The names of the namespaces whose layers have something to run."""
    return tuple(
        name
        for name, namespace in configuration.namespaces.items()
        if PATTERNS[namespace.pattern].wire and namespace.layers
    )


async def serve(
    configuration: Configuration, names: Iterable[str], intervals: Intervals | None = None
) -> None:
    """Open the namespaces `names`, and run what each needs until SIGTERM or SIGINT.

    A namespace whose engine is away is opened when the engine is there. Raises
    `ConfigurationRefused` when an engine fails its probe, and `MissingExtra`.
    """
    loop = asyncio.get_running_loop()
    all_served = [_Served(configuration, name, intervals or Intervals()) for name in names]

    def stop() -> None:
        for one in all_served:
            one.stop()

    for number in SIGNALS:
        loop.add_signal_handler(number, stop)
    try:
        async with asyncio.TaskGroup() as group:
            for one in all_served:
                one.task = group.create_task(one.run())
    finally:
        for number in SIGNALS:
            loop.remove_signal_handler(number)


class _Served:
    """One namespace, from the first attempt to open it until it is stopped."""

    def __init__(self, configuration: Configuration, name: str, intervals: Intervals) -> None:
        self._configuration, self._name, self._intervals = configuration, name, intervals
        self._worker: Worker | None = None
        self.task: asyncio.Task[None] | None = None

    def stop(self) -> None:
        """Stop its worker, or the attempt to open it."""
        if self._worker is not None:
            self._worker.stop()
        elif self.task is not None:
            self.task.cancel()

    async def run(self) -> None:
        """Run it until `stop`. Raises what `open_namespace` and `Worker.run` raise."""
        pause = AWAY_MIN_SECONDS
        while self._worker is None:
            try:
                async with open_namespace(self._configuration, self._name) as namespace:
                    self._worker = Worker(namespace, self._name, self._intervals)
                    LOG.info("%s: runs %s", self._name, ", ".join(self._worker.loops))
                    await self._worker.run()
            except Unavailable as error:
                why = in_one_line(error)
                LOG.warning("%s: not opened: %s; again in %.1f s", self._name, why, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, self._intervals.backoff)
