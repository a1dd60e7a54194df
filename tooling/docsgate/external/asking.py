"""All external addresses of a run: which of them are asked, and the result for each."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ..configuration.globs import glob_to_regex
from .asked_address import address_and_fragment
from .memory import recall, remember
from .results import Fate, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ..configuration.settings import External
    from ..model.document import Document


def external_addresses(
    documents: Iterable[Document], settings: External
) -> dict[str, frozenset[str]]:
    """The addresses that `documents` link to, each with the fragments in those links."""
    excluded = [glob_to_regex(pattern) for pattern in settings.exclude]
    found: dict[str, set[str]] = {}
    for document in documents:
        for link in document.links:
            address, fragment = address_and_fragment(link.target)
            if address and not any(pattern.fullmatch(address) for pattern in excluded):
                found.setdefault(address, set()).update({fragment} - {""})
    return {address: frozenset(fragments) for address, fragments in sorted(found.items())}


def ask_all(
    root: Path, wanted: Mapping[str, frozenset[str]], settings: External
) -> dict[str, Result]:
    """The result for each address; with `offline`, only for those that an earlier run asked."""
    known = {address: result for address, result in recall(root).items() if address in wanted}
    if settings.offline:
        return known
    known = {
        address: result
        for address, result in known.items()
        if wanted[address] <= result.known or result.fate is Fate.DEAD
    }
    rest = {address: wanted[address] for address in wanted if address not in known}
    if not rest:
        return known
    asked = _unless_offline(asyncio.run(_ask(rest, settings)))
    remember(root, asked, settings)
    return {**known, **asked}


def _unless_offline(results: dict[str, Result]) -> dict[str, Result]:
    """`results`; but if no host at all has an address, this machine has no network.

    Then all results say so, and none of them is kept.
    """
    hosts = {address.split("/")[2] for address in results}
    if len(hosts) < 2 or any(result.lasting for result in results.values()):
        return results
    alone = Result(Fate.UNREACHABLE, "no host has an address: is there a network?")
    return dict.fromkeys(results, alone)


async def _ask(wanted: Mapping[str, frozenset[str]], settings: External) -> dict[str, Result]:
    import aiohttp  # noqa: PLC0415 - it takes as long to load as a whole run without it

    from .addresses import PublicResolver  # noqa: PLC0415
    from .fetching import Fetcher  # noqa: PLC0415
    from .hosts import Host  # noqa: PLC0415

    hosts: dict[str, Host] = {}

    def host(name: str) -> Host:
        if name not in hosts:
            hosts[name] = Host(settings.per_host, settings.delay_seconds, settings.wait_seconds_max)
        return hosts[name]

    resolver = None if settings.allow_private else PublicResolver()
    connector = aiohttp.TCPConnector(limit=0, resolver=resolver)
    timeout = aiohttp.ClientTimeout(total=settings.timeout_seconds)
    places = asyncio.Semaphore(settings.at_once)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        fetcher = Fetcher(session, settings, host, places)
        asking = (fetcher.ask(address, fragments) for address, fragments in wanted.items())
        results = await asyncio.gather(*asking)
    return dict(zip(wanted, results, strict=True))
