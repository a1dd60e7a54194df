"""Which network addresses may be asked.

A hostile document must not make a CI machine probe its own network. Names are resolved here, and
the connection goes to the same address that was judged, so that a name cannot resolve to another
one in between (DNS rebinding). An IPv4 address inside an IPv6 one is judged as an IPv4 address.
"""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from aiohttp.abc import AbstractResolver, ResolveResult

if TYPE_CHECKING:
    from ipaddress import IPv4Address

_NAT64 = IPv6Network("64:ff9b::/96")
_GLOBAL = IPv6Network("2000::/3")
"""Global unicast addresses (RFC 4291, section 2.4). Other addresses may hold an IPv4 address, or be
valid within one site only."""


class PrivateAddressError(OSError):
    """A name leads to an address of a private network, or of this machine."""


def is_public(address: str) -> bool:
    """Whether `address`, a numeric one, is reachable on the public internet."""
    try:
        found: IPv4Address | IPv6Address | None = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found in _NAT64:
            found = ip_address(int(found) & 0xFFFFFFFF)
        else:
            teredo = found.teredo
            inner = found.ipv4_mapped or found.sixtofour or (teredo[1] if teredo else None)
            found = inner or (found if found in _GLOBAL else None)
    return found is not None and found.is_global and not found.is_multicast


def is_numeric(host: str) -> bool:
    """Whether `host` is an address rather than a name."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


class PublicResolver(AbstractResolver):
    """Resolves names to public addresses only; raises PrivateAddressError when there is none."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The public addresses of `host`.

        Raises PrivateAddressError when it has only others, and OSError when it has none at all.
        """
        loop = asyncio.get_running_loop()
        infos = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family)
        public = [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=int(address[1]),
                family=kind,
                proto=protocol,
                flags=socket.AI_NUMERICHOST,
            )
            for kind, _, protocol, _, address in infos
            if is_public(str(address[0]))
        ]
        if not public:
            raise PrivateAddressError(f"`{host}` is an address of a private network")
        return public

    async def close(self) -> None:
        """Nothing is held open."""
