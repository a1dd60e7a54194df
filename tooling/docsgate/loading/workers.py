"""Divides one piece of work among several processes.

    def work(team: Team) -> int:
        mine = [parse(path) for path in team.share(paths)]
        everyone = team.exchange([outline(one) for one in mine])
        ...
    run_together(work, jobs)

Each process runs the same function on its own share of the items. Each document is parsed and
judged in one process only, and `exchange` sends to all others what they need to know of it. The
processes are forks of the first one, so each of them starts with everything that was read before.
Where it is not safe to fork, one process does all the work.

The items are dealt to the processes in turn, like cards. `merge_shares` puts the results back in
the order of the items, so the output does not depend on the number of processes.
"""

from __future__ import annotations

import os
import threading
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Item = TypeVar("Item")
Value = TypeVar("Value")
Result = TypeVar("Result")

ITEMS_MIN = 24
"""A further process is forked only if each process then has at least this many documents."""

_LENGTH_BYTES = 8


def jobs_for(items: int, wanted: int = 0) -> int:
    """How many processes to use for so many `items`.

    It is `wanted`, or else the number of cores, but not more than the work is worth. It is one
    where this process cannot fork, or has other threads, which would not survive a fork.
    """
    forks = hasattr(os, "fork") and threading.active_count() == 1
    if not forks:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return max(1, min(wanted or cores, items // (1 if wanted else ITEMS_MIN) or 1))


def merge_shares(shares: Sequence[Sequence[Value]]) -> list[Value]:
    """The results of all `shares`, in the order in which the items were dealt."""
    total = sum(map(len, shares))
    return [shares[number % len(shares)][number // len(shares)] for number in range(total)]


class Team:
    """The `size` processes that work together, as the process with the number `rank` sees them."""

    def __init__(self, rank: int = 0, size: int = 1, links: Sequence[_Link] = ()) -> None:
        """The first process, whose `rank` is nought, has `links` to all others.

        Each of the others has one link, which leads to the first.
        """
        self.rank = rank
        self.size = size
        self._links = links

    @property
    def is_first(self) -> bool:
        """Whether this is the process that forked the others and goes on after they have ended."""
        return self.rank == 0

    def share(self, items: Sequence[Item]) -> Sequence[Item]:
        """The items that this process works on."""
        return items[self.rank :: self.size]

    def exchange(self, value: Value) -> list[Value]:
        """Give `value` to all processes; the result is what each of them gave, by rank.

        All processes must call this. Raises what another process raised, and `RuntimeError` when
        another process has ended.
        """
        if self.size == 1:
            return [value]
        own = _pack(value)
        if self.is_first:
            blobs = [own, *(link.receive() for link in self._links)]
            for rank, link in enumerate(self._links, 1):
                link.send([b"" if rank == number else blob for number, blob in enumerate(blobs)])
        else:
            self._links[0].send(own)
            blobs = self._links[0].receive()
        return [value if rank == self.rank else _unpack(blob) for rank, blob in enumerate(blobs)]

    def gather(self, value: Value) -> list[Value]:
        """Give `value` to the first process, which gets what each process gave, by rank.

        The others get an empty list. Raises as `exchange` does.
        """
        if self.is_first:
            return [value, *(link.receive() for link in self._links)]
        self._links[0].send(value)
        return []

    def fail(self, error: Exception) -> None:
        """Send `error` to the first process, which raises it when it next waits for this one."""
        try:
            self._links[0].send(error)
        except BrokenPipeError:
            return  # The first process has ended already, and nobody waits for this error.


ALONE = Team()
"""One process that does all the work."""


def run_together(work: Callable[[Team], Result], jobs: int) -> Result:
    """Run `work` in `jobs` processes; the result is that of the first.

    Raises what any of them raises.
    """
    if jobs <= 1:
        return work(ALONE)
    children: list[_Child] = []
    try:
        for rank in range(1, jobs):
            children.append(_fork(work, rank, jobs, children))
        return work(Team(0, jobs, [child.link for child in children]))
    finally:
        for child in children:
            child.link.close()
        for child in children:
            os.waitpid(child.process, 0)


class _Child(NamedTuple):
    """A forked process: its id, and the link by which the first process talks to it."""

    process: int
    link: _Link


class _Link:
    """Two pipes, by which a process sends values to another one and receives its values."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading: IO[bytes] = os.fdopen(reading, "rb")
        self._writing: IO[bytes] = os.fdopen(writing, "wb")

    def send(self, value: object) -> None:
        """Send `value`, which must be one that pickle can write."""
        data = _pack(value)
        self._writing.write(len(data).to_bytes(_LENGTH_BYTES, "big"))
        self._writing.write(data)
        self._writing.flush()

    def receive(self) -> Any:
        """Wait for the next value of the other process.

        Raises the value if it is an exception, and `RuntimeError` if the process has ended.
        """
        length = int.from_bytes(self._reading.read(_LENGTH_BYTES), "big")
        data = self._reading.read(length)
        if not data:
            raise RuntimeError("a worker process ended without a reply")
        value = _unpack(data)
        if isinstance(value, BaseException):
            raise value
        return value

    def close(self) -> None:
        """Close both pipes. The other process gets an error or an end of file when it uses them."""
        for stream in (self._reading, self._writing):
            try:
                stream.close()
            except BrokenPipeError:
                continue  # The other end is closed, so nobody needs what was not sent.


def _fork(work: Callable[[Team], object], rank: int, size: int, elder: Sequence[_Child]) -> _Child:
    """Fork a process with the number `rank`, which does `work` and exits.

    `elder` are the processes that were forked before it.
    """
    from_child, to_parent = os.pipe()
    from_parent, to_child = os.pipe()
    process = os.fork()
    if process:
        os.close(to_parent)
        os.close(from_parent)
        return _Child(process, _Link(from_child, to_child))
    try:
        os.close(from_child)
        os.close(to_child)
        for child in elder:
            # The pipes of other children would otherwise stay open as long as this one lives.
            child.link.close()
        _work_for(work, Team(rank, size, [_Link(from_parent, to_parent)]))
    finally:
        os._exit(0)  # Exit at once: the child must not flush output that the parent has buffered.


def _work_for(work: Callable[[Team], object], team: Team) -> None:
    """Do `work` in a forked process, and let the first process raise any error."""
    try:
        work(team)
    except Exception as error:  # noqa: BLE001 - raised again by the parent
        team.fail(error)


def _pack(value: object) -> bytes:
    import pickle  # noqa: PLC0415 - one process alone packs nothing

    return pickle.dumps(value, protocol=5)


def _unpack(data: bytes) -> Any:
    import pickle  # noqa: PLC0415 - as above

    return pickle.loads(data)  # noqa: S301 - from our own child or parent
