"""Asks for one address, along its redirects: with HEAD, then with GET where HEAD is no answer."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from time import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

import aiohttp
from yarl import URL

from .addresses import PrivateAddressError, is_numeric, is_public
from .hosts import PausedError
from .page_ids import ids_in
from .results import Fate, Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..configuration.settings import External
    from .hosts import Host

_REDIRECTS_MAX = 10
_PAGE_BYTES_MAX = 4_000_000
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_BUSY = frozenset({429, 503})
_AGENT = "docsgate (checks links of documentation)"


class _Answer(NamedTuple):
    status: int
    location: str = ""
    wait_seconds: float | None = None
    ids: frozenset[str] = frozenset()


class _TryAgainError(Exception):
    """A failure that may pass, so that another attempt is worth it; the text says what failed."""

    def __init__(self, reason: str, wait_seconds: float | None = None) -> None:
        super().__init__(reason)
        self.wait_seconds = wait_seconds


class _SettledError(Exception):
    """The `result` is final, so nothing more is asked."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.reason)
        self.result = result


@dataclass(frozen=True)
class Fetcher:
    """Asks for addresses within one session."""

    session: aiohttp.ClientSession
    settings: External
    host: Callable[[str], Host]
    places: asyncio.Semaphore  # Limits the requests to all hosts together.

    async def ask(self, address: str, fragments: frozenset[str]) -> Result:
        """Whether `address` is alive, and which of `fragments` its page lacks. Raises nothing."""
        reason = ""
        for attempt in range(self.settings.retries + 1):
            try:
                return await self._follow(address, fragments)
            except _SettledError as settled:
                return settled.result
            except _TryAgainError as again:
                reason = str(again)
                wait = again.wait_seconds
                if wait is not None and wait > self.settings.wait_seconds_max:
                    return Result(Fate.BLOCKED, f"{reason}, for {wait:.0f} s")
                if attempt < self.settings.retries:
                    backoff = self.settings.backoff_seconds * 2**attempt
                    await asyncio.sleep(backoff if wait is None else wait)
        fate = Fate.BLOCKED if reason.endswith(" 429") else Fate.UNREACHABLE
        return Result(fate, reason)

    async def _follow(self, address: str, fragments: frozenset[str]) -> Result:
        here, is_permanent, seen = _url(address), True, {address}
        for _ in range(_REDIRECTS_MAX):
            answer = await self._settle(here, needs_page=bool(fragments))
            if answer.status not in _REDIRECTS or not answer.location:
                moved = str(here) if is_permanent and len(seen) > 1 else ""
                return self._judge(answer, fragments, moved)
            is_permanent = is_permanent and answer.status in _PERMANENT
            here = _url(answer.location, here).with_fragment(None)
            if str(here) in seen:
                return Result(Fate.DEAD, "it redirects in a circle")
            if here.scheme not in ("http", "https"):
                return Result(Fate.BLOCKED, f"it redirects to `{here.scheme}:`")
            seen.add(str(here))
        return Result(Fate.DEAD, f"more than {_REDIRECTS_MAX} redirects")

    async def _settle(self, address: URL, *, needs_page: bool) -> _Answer:
        """The answer to HEAD when it is good, else to GET, because not all servers answer HEAD.

        Raises _TryAgainError when the server is busy or has failed.
        """
        if not needs_page:
            answer = await self._request("HEAD", address, needs_page=False)
            if self._accepts(answer.status) or answer.status in _REDIRECTS:
                return answer
            if answer.status in _BUSY and answer.wait_seconds is not None:
                raise _TryAgainError(f"status {answer.status}", answer.wait_seconds)
        answer = await self._request("GET", address, needs_page=needs_page)
        if answer.status in _BUSY or answer.status >= 500:
            raise _TryAgainError(f"status {answer.status}", answer.wait_seconds)
        return answer

    def _judge(self, answer: _Answer, fragments: frozenset[str], moved: str) -> Result:
        if self._accepts(answer.status):
            missing = frozenset(
                name for name in fragments if not {name, unquote(name)} & answer.ids
            )
            if "*" in answer.ids:  # The ids of the page are not known.
                missing = frozenset()
            return Result(Fate.ALIVE, "", moved, missing, fragments)
        reason = f"status {answer.status}"
        return Result(Fate.DEAD if answer.status in _GONE else Fate.BLOCKED, reason)

    def _accepts(self, status: int) -> bool:
        return 200 <= status < 300 or status in self.settings.accept

    async def _request(self, method: str, address: URL, *, needs_page: bool) -> _Answer:
        name = address.host or ""
        if not self.settings.allow_private and is_numeric(name) and not is_public(name):
            message = f"`{name}` is an address of a private network"
            raise _SettledError(Result(Fate.BLOCKED, message))
        host = self.host(f"{name}:{address.port}")
        try:
            async with host.turn(self.places):
                return await self._answer(method, address, host, needs_page=needs_page)
        except PausedError as paused:
            raise _TryAgainError("status 429", paused.seconds) from None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise _trouble(error) from None

    async def _answer(self, method: str, address: URL, host: Host, *, needs_page: bool) -> _Answer:
        async with self.session.request(
            method, address.with_user(None), allow_redirects=False, headers={"User-Agent": _AGENT}
        ) as response:
            wait = _wait_seconds(response.headers.get("Retry-After", ""))
            if response.status in _BUSY and wait is not None:
                host.pause(wait)
            ids: frozenset[str] = frozenset()
            if needs_page and 200 <= response.status < 300:
                ids = await _ids(response)
            return _Answer(response.status, response.headers.get("Location", ""), wait, ids)


def _url(written: str, base: URL | None = None) -> URL:
    """The address `written`, relative to `base`. Raises _SettledError when it is not valid."""
    try:
        url = base.join(URL(written)) if base else URL(written)
        _ = url.host, url.port
    except ValueError:
        raise _SettledError(Result(Fate.DEAD, "no valid address")) from None
    if not url.host and url.scheme in ("http", "https"):
        raise _SettledError(Result(Fate.DEAD, "no valid address"))
    return url


async def _ids(response: aiohttp.ClientResponse) -> frozenset[str]:
    """The ids of the page; only `*` when it is no HTML, or larger than `_PAGE_BYTES_MAX`."""
    if "html" not in response.content_type:
        return frozenset("*")
    content = bytearray()
    async for piece in response.content.iter_chunked(65_536):
        content += piece
        if len(content) > _PAGE_BYTES_MAX:
            return frozenset("*")
    return ids_in(content.decode(response.charset or "utf-8", "replace"))


def _wait_seconds(value: str) -> float | None:
    """The seconds to wait by `Retry-After` (RFC 9110, section 10.2.3): a number or a date."""
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time())
    except (TypeError, ValueError):
        return None


def _trouble(error: Exception) -> Exception:
    """The exception to raise for `error`: _SettledError if it is final, else _TryAgainError."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, PrivateAddressError):
        return _SettledError(Result(Fate.BLOCKED, str(cause)))
    if isinstance(cause, socket.gaierror) and cause.errno in (socket.EAI_NONAME, -5):
        return _SettledError(Result(Fate.DEAD, "no such host", lasting=False))
    if isinstance(error, aiohttp.InvalidURL | UnicodeError) or isinstance(cause, UnicodeError):
        return _SettledError(Result(Fate.DEAD, "no valid address"))
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return _SettledError(Result(Fate.UNREACHABLE, "its certificate is not valid"))
    if isinstance(error, TimeoutError):
        return _TryAgainError("no answer in time")
    return _TryAgainError(f"no connection: {cause or type(error).__name__}".strip(": "))
