"""The same objects for code that is not async, through an event loop in a thread of its own.

    with Portal() as portal:
        namespace = portal.enter(open_namespace(configuration, "orders"))
        client = portal.synchronous(namespace.client)
        client.publish(message)                # blocks until the coroutine is done
        client.consume("billing", handle)      # a plain function, called in a thread
        with portal.block(store.transaction()) as transaction: …

A call blocks only its own thread; several threads may call at once.
"""

from __future__ import annotations

import asyncio
import inspect
import threading
from contextlib import AsyncExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Self

from .callers import THREAD, caller
from .errors import Misused

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from contextlib import AbstractAsyncContextManager
    from types import TracebackType

CANCEL_SECONDS_MAX = 10.0


class Portal:
    """Runs coroutines for other threads. Leaving its block closes everything that was entered."""

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="reliability")
        self._thread.start()
        self._stack = AsyncExitStack()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self.call(self._stack.aclose())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()

    def call(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        """Run `coroutine` to its end and return its result, or raise its exception.

        Whatever interrupts the wait, such as Ctrl-C, cancels the coroutine, and is raised again
        when that has ended. Raises `Misused` in asynchronous code of the portal itself, which would
        wait for its own end, and after the portal was left.
        """
        here = threading.current_thread() is self._thread
        if here or self._loop.is_closed():
            coroutine.close()
            raise Misused("await it in asynchronous code" if here else "the portal was left")
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        try:
            return future.result()
        finally:
            if not future.done():
                ended = threading.Event()
                self._loop.call_soon_threadsafe(self._cancel, coroutine, ended)
                ended.wait(CANCEL_SECONDS_MAX)

    def _cancel(self, coroutine: Coroutine[Any, Any, Any], ended: threading.Event) -> None:
        """Cancel the task that runs `coroutine`, and say when it has ended."""
        for task in asyncio.all_tasks(self._loop):
            if task.get_coro() is coroutine:
                task.add_done_callback(lambda _task: ended.set())
                task.cancel()
                return
        ended.set()

    def enter(self, manager: AbstractAsyncContextManager[Any]) -> Any:
        """Enter `manager` for as long as the portal is open."""
        return self.call(self._stack.enter_async_context(manager))

    @contextmanager
    def block(self, manager: AbstractAsyncContextManager[Any]) -> Iterator[Any]:
        """Enter `manager`, such as a transaction, for one `with` block."""
        token = THREAD.set(THREAD.get() or object())
        try:
            entered = self.call(manager.__aenter__())
            try:
                yield self.synchronous(entered)
            except BaseException as error:
                if not self.call(manager.__aexit__(type(error), error, error.__traceback__)):
                    raise
            else:
                self.call(manager.__aexit__(None, None, None))
        finally:
            THREAD.reset(token)

    def outside(self, value: Any) -> Any:
        """`value` for code that is not async: synchronous if it has coroutines, else unchanged."""
        if isinstance(value, list):
            return [self.outside(item) for item in value]
        return self.synchronous(value) if _has_coroutines(value) else value

    def synchronous(self, inner: Any) -> Synchronous:
        """`inner` with a plain method for each of its coroutine methods."""
        return Synchronous(inner, self)


class Synchronous:
    """Any of the ports or patterns, without `await`. Async iterators become lists."""

    def __init__(self, inner: Any, portal: Portal) -> None:
        self._inner, self._portal = inner, portal

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._inner, name)
        if not callable(attribute):
            return attribute

        def call(*arguments: Any, **keywords: Any) -> Any:
            plain = [self._async(argument) for argument in arguments]
            keyed = {key: self._async(value) for key, value in keywords.items()}
            result = attribute(*plain, **keyed)
            if inspect.iscoroutine(result):
                return self._portal.outside(self._portal.call(result))
            if hasattr(result, "__aiter__"):
                return self._portal.call(_listed(result))
            return self._portal.outside(result)

        return call

    def _async(self, value: Any) -> Any:
        """`value` for the inner object: unwrapped, or as a handler that runs in its own thread."""
        if isinstance(value, Synchronous):
            return value._inner  # noqa: SLF001 - its own class
        if not callable(value) or isinstance(value, type):
            return value
        if inspect.iscoroutinefunction(value) or inspect.iscoroutinefunction(value.__call__):
            return value

        async def handle(*arguments: Any) -> Any:
            token = THREAD.set(caller())
            try:
                return await asyncio.to_thread(value, *map(self._portal.outside, arguments))
            finally:
                THREAD.reset(token)

        return handle


def _has_coroutines(value: Any) -> bool:
    methods = (getattr(value, name, None) for name in dir(type(value)) if name[0] != "_")
    return any(inspect.iscoroutinefunction(method) for method in methods)


async def _listed(items: Any) -> list[Any]:
    return [item async for item in items]
