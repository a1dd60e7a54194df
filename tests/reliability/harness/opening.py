"""Async fixtures without a plugin: an `Opener` is entered in the event loop of its test."""

import asyncio
import inspect
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

TEST_SECONDS_MAX = 120


@dataclass(frozen=True)
class Opener:
    """Makes an async context manager; the test gets the value that it yields."""

    open: Any


def run_test(item) -> None:
    """Enter the openers among the arguments, and run the coroutine of the test."""

    async def run() -> None:
        async with AsyncExitStack() as stack:
            arguments = {}
            for name in inspect.signature(item.obj).parameters:
                value = item.funcargs[name]
                if isinstance(value, Opener):
                    value = await stack.enter_async_context(value.open())
                arguments[name] = value
            await asyncio.wait_for(item.obj(**arguments), TEST_SECONDS_MAX)

    asyncio.run(run())
