"""Runs processes over in-memory adapters, one port call at a time, and stops them anywhere.

`explore` runs them one after the other, each stopped at each of its steps; `interleavings` runs
them at the same time, in every order of their steps.

A process is a coroutine over adapters that are wrapped by `Process.over`. Each call of a port is a
step. The code between two calls changes nothing that survives a crash, so a crash before each call
and one after the last call are all possible crashes. There is no event loop, so the same schedule
gives the same run.
"""

import pickle
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from itertools import count
from types import CoroutineType, coroutine
from typing import Any

from harness.crash import Crash


@coroutine
def pause():
    """Let the scheduler choose which process goes on."""
    yield


class Process:
    """A process that runs until it ends or is stopped before its step number `crash_at`.

    Only with `pausing` do other processes get a turn at each step.
    """

    def __init__(self, crash_at: int | None = None, *, pausing: bool = False) -> None:
        self.steps, self._crash_at, self.dead, self._pausing = 0, crash_at, False, pausing

    async def step(self) -> None:
        if self._pausing:
            await pause()
        if self.dead or self.steps == self._crash_at:
            self.dead = True
            raise Crash
        self.steps += 1

    def over(self, adapter: Any) -> "Stepping":
        """`adapter` with a step of this process before each call."""
        return Stepping(adapter, self)


class Stepping:
    """Any adapter, with a step before each call and before each commit."""

    def __init__(self, inner: Any, process: Process) -> None:
        self._inner, self._process = inner, process

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._inner, name)
        if not callable(attribute):
            return attribute

        def call(*arguments: Any, **keywords: Any) -> Any:
            result = attribute(*arguments, **keywords)
            if type(result) is CoroutineType:
                return self._awaited(result)
            if hasattr(result, "__aiter__"):
                return self._iterated(result)
            return Stepping(result, self._process)

        self.__dict__[name] = call  # From now on it is found without `__getattr__`.
        return call

    async def _awaited(self, call: Coroutine) -> Any:
        try:
            await self._process.step()
        except BaseException:
            call.close()
            raise
        result = await call
        if isinstance(result, list) and result and hasattr(result[0], "ack"):
            return [Stepping(delivery, self._process) for delivery in result]
        return result

    async def _iterated(self, items: Any) -> Any:
        await self._process.step()
        for item in [item async for item in items]:
            yield item

    async def __aenter__(self) -> "Stepping":  # noqa: PYI034 - a transaction is another object.
        return Stepping(await self._inner.__aenter__(), self._process)

    async def __aexit__(self, kind, error, trace) -> Any:
        if error is None:
            try:
                await self._process.step()
            except Crash as crash:
                kind, error, trace = type(crash), crash, crash.__traceback__
        if error is not None and self._process.dead:
            error = Crash()  # The open transaction of the process ends with it.
            await self._inner.__aexit__(Crash, error, None)
            raise error
        return await self._inner.__aexit__(kind, error, trace)


def finish(process: Coroutine) -> Any:
    """Run `process` to its end without a scheduler. The result is None after a crash."""
    try:
        while True:
            process.send(None)
    except StopIteration as end:
        return end.value
    except Crash:
        return None


@dataclass
class Explored:
    """How many schedules there are, how many states were checked, and what is wrong in which."""

    schedules: int = 0
    states: int = 0
    wrong: dict[str, tuple] = field(default_factory=dict)


def explore(
    system: Any, turns: list[Callable[[Any, Process], Coroutine]], until: str | None = None
) -> Explored:
    """Run processes in turn, each stopped before each of its steps or not at all, and then judge.

    A schedule says where each process is stopped. The number of steps of a process depends on where
    the processes before it were stopped, so the schedules form a tree. Two branches that leave the
    same state go on in the same way, so that state is explored once and counted twice. The search
    ends when something is wrong in the way `until`.
    """
    found, known = Explored(), {}

    def count_from(state: bytes, stopped: tuple[int | None, ...]) -> int:
        if (turn := len(stopped)) == len(turns):
            found.states += 1
            for kind in pickle.loads(state).recovered():
                found.wrong.setdefault(kind, stopped)
            return 1
        schedules = 0
        for crash in count():
            after, process = pickle.loads(state), Process(crash)
            finish(turns[turn](after, process))
            left = pickle.dumps(after)
            if (turn, left) not in known:
                known[turn, left] = count_from(left, (*stopped, crash if process.dead else None))
            schedules += known[turn, left]
            if not process.dead or until in found.wrong:
                return schedules
        raise AssertionError

    found.schedules = count_from(pickle.dumps(system), ())
    return found


def steps_of(run: Callable[[Process], Coroutine]) -> int:
    """How many steps a process has when nothing stops it."""
    process = Process()
    finish(run(process))
    return process.steps


def interleavings(
    start: Callable[[], list[Coroutine]], check: Callable[[], None], preemptions: int
) -> Iterator[None]:
    """Run every order of the steps with at most so many preemptions; call `check` after each.

    A preemption takes the turn from a process that could go on. `start` builds a new world and
    returns its processes.
    """
    choices: list[int] = []
    while True:
        widths = _run(start(), choices, preemptions)
        check()
        yield
        while widths and choices[-1] + 1 == widths[-1]:
            choices.pop()
            widths.pop()
        if not widths:
            return
        choices[-1] += 1


def _run(processes: list[Coroutine], choices: list[int], preemptions: int) -> list[int]:
    """Follow `choices`, then extend them with zeros; return the number of options at each turn."""
    live, current, widths = list(range(len(processes))), None, []
    while live:
        options = sorted(live, key=lambda number: (number != current, number))
        if current in live and preemptions == 0:
            options = [current]
        if len(widths) == len(choices):
            choices.append(0)
        chosen = options[choices[len(widths)]]
        widths.append(len(options))
        preemptions -= current in live and chosen != current
        current = chosen
        try:
            processes[chosen].send(None)
        except (StopIteration, Crash):
            live.remove(chosen)
    return widths
