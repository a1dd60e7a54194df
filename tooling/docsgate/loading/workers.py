"""One piece of work, done by several processes together.

    def work(team: Team) -> int:
        mine = [parse(path) for path in team.share(paths)]
        everyone = team.exchange([outline(one) for one in mine])
        ...
    together(work, jobs)

Each process runs the same function. It works on its share of the items, and `exchange` gives all of
them what each has found: a document is parsed, and judged, in one process, and only what others
need of it travels. The processes are forked, so they start with everything that was read so far.
Where a process cannot be forked safely, one does all the work. Shares are dealt in turn, and
`in_turn` puts results back in the order of the items, so that parallel work never shows.
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
"""Fewer documents than this for each process are not worth a fork."""

_LENGTH_BYTES = 8


def jobs_for(items: int, wanted: int = 0) -> int:
    """How many processes to use: `wanted`, or as many cores as the work is worth."""
    forks = hasattr(os, "fork") and threading.active_count() == 1
    if not forks:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return max(1, min(wanted or cores, items // (1 if wanted else ITEMS_MIN) or 1))


def in_turn(shares: Sequence[Sequence[Value]]) -> list[Value]:
    """What the processes made of their shares, in the order of the items."""
    total = sum(map(len, shares))
    return [shares[number % len(shares)][number // len(shares)] for number in range(total)]


class Team:
    """The processes that work together, as one of them sees it: number `rank` of `size`."""

    def __init__(self, rank: int = 0, size: int = 1, links: Sequence[_Link] = ()) -> None:
        """`links` lead from the first process to all others, and from those to the first."""
        self.rank = rank
        self.size = size
        self._links = links

    @property
    def is_first(self) -> bool:
        """Whether this is the process that was there before, and that will remain."""
        return self.rank == 0

    def share(self, items: Sequence[Item]) -> Sequence[Item]:
        """The items that this process works on."""
        return items[self.rank :: self.size]

    def exchange(self, value: Value) -> list[Value]:
        """What every process hands in, in the order of their ranks; all must call it.

        Raises what another process raised, and `RuntimeError` when one is gone.
        """
        if self.size == 1:
            return [value]
        own = _packed(value)
        if self.is_first:
            blobs = [own, *(link.receive() for link in self._links)]
            for rank, link in enumerate(self._links, 1):
                link.send([b"" if rank == number else blob for number, blob in enumerate(blobs)])
        else:
            self._links[0].send(own)
            blobs = self._links[0].receive()
        return [value if rank == self.rank else _unpacked(blob) for rank, blob in enumerate(blobs)]

    def gather(self, value: Value) -> list[Value]:
        """In the first process what every process hands in; nothing in the others."""
        if self.is_first:
            return [value, *(link.receive() for link in self._links)]
        self._links[0].send(value)
        return []

    def fail(self, error: Exception) -> None:
        """Tell the first process what went wrong here; it raises that."""
        try:
            self._links[0].send(error)
        except BrokenPipeError:
            return  # The first process has ended already, and nobody waits for this error.


ALONE = Team()
"""One process that does all the work."""


def together(work: Callable[[Team], Result], jobs: int) -> Result:
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
    process: int
    link: _Link


class _Link:
    """Both ends of a conversation with another process."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading: IO[bytes] = os.fdopen(reading, "rb")
        self._writing: IO[bytes] = os.fdopen(writing, "wb")

    def send(self, value: object) -> None:
        """Send what can be pickled."""
        data = _packed(value)
        self._writing.write(len(data).to_bytes(_LENGTH_BYTES, "big"))
        self._writing.write(data)
        self._writing.flush()

    def receive(self) -> Any:
        """What the other process sent; raises what it sent as its error."""
        length = int.from_bytes(self._reading.read(_LENGTH_BYTES), "big")
        data = self._reading.read(length)
        if not data:
            raise RuntimeError("a worker process ended without a reply")
        value = _unpacked(data)
        if isinstance(value, BaseException):
            raise value
        return value

    def close(self) -> None:
        """Hang up; the other process notices."""
        for stream in (self._reading, self._writing):
            try:
                stream.close()
            except BrokenPipeError:
                continue  # The other end is closed, so nobody needs what was not sent.


def _fork(work: Callable[[Team], object], rank: int, size: int, elder: Sequence[_Child]) -> _Child:
    """Start the process `rank`."""
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
            child.link.close()  # Else a child would keep the pipes of others open.
        _work_for(work, Team(rank, size, [_Link(from_parent, to_parent)]))
    finally:
        os._exit(0)  # Exit at once: the child must not flush output that the parent has buffered.


def _work_for(work: Callable[[Team], object], team: Team) -> None:
    """Work as a child; what goes wrong is the parent's to tell."""
    try:
        work(team)
    except Exception as error:  # noqa: BLE001 - raised again by the parent
        team.fail(error)


def _packed(value: object) -> bytes:
    import pickle  # noqa: PLC0415 - one process alone packs nothing

    return pickle.dumps(value, protocol=5)


def _unpacked(data: bytes) -> Any:
    import pickle  # noqa: PLC0415 - as above

    return pickle.loads(data)  # noqa: S301 - from our own child or parent
