"""Work on documents, spread over the cores of the machine.

A forked child sees everything that its parent has read, so nothing is sent to it; its results come
back through a pipe. Where a process cannot be forked safely, the work is done in this one. The
results are in the order of the items, so that parallel work never shows.
"""

from __future__ import annotations

import os
import pickle
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

ITEMS_MIN = 24
"""Fewer documents than this for each process are not worth a fork."""


def jobs_for(items: int, wanted: int = 0) -> int:
    """How many processes to use: `wanted`, or as many cores as the work is worth."""
    forks = hasattr(os, "fork") and threading.active_count() == 1
    if not forks:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return max(1, min(wanted or cores, items // (1 if wanted else ITEMS_MIN) or 1))


def spread(function: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> list[Result]:
    """Results of `function` for `items`, worked out by `jobs` processes.

    What `function` raises is raised here, whichever process it happened in.
    """
    if jobs <= 1:
        return [function(item) for item in items]
    children = [_fork(function, items[share::jobs]) for share in range(1, jobs)]
    try:
        shares = [[function(item) for item in items[::jobs]]]
    finally:
        replies: list[list[Result] | BaseException] = [
            _collect(process, pipe) for process, pipe in children
        ]
    for reply in replies:
        if isinstance(reply, BaseException):
            raise reply
        shares.append(reply)
    return [shares[number % jobs][number // jobs] for number in range(len(items))]


def _fork(function: Callable[[Item], Result], items: Sequence[Item]) -> tuple[int, int]:
    """Start a child on `items`; its process number, and the pipe that its reply comes through."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    code = 1
    try:
        os.close(reading)
        reply: object
        try:
            reply = [function(item) for item in items]
        except Exception as error:  # noqa: BLE001 - raised again by the parent
            reply = error
        data = pickle.dumps(reply, protocol=5)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(data)
        code = 0
    finally:
        os._exit(code)  # Nothing of the parent, such as its output, may be finished twice.


def _collect(process: int, pipe: int) -> list[Result] | BaseException:
    """The reply of a child, once it has ended."""
    with os.fdopen(pipe, "rb") as reading:
        data = reading.read()
    os.waitpid(process, 0)
    if not data:
        return RuntimeError("a worker process ended without a reply")
    reply: list[Result] | BaseException = pickle.loads(data)  # noqa: S301 - from our own child
    return reply
