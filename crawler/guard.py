"""Addresses that a crawler must not be led to: refused after resolution, so that no name can hide one."""

import ipaddress
import socket

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver


class RefusedAddress(OSError):
    """A host that leads to a private, loopback, link-local or otherwise not public address."""


def check_address(address: str) -> None:
    """Raises RefusedAddress unless the IP address is on the public internet.

    Not public are the ranges of the IANA special-purpose registries, metadata services
    (169.254.169.254 and its like) among them.
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    if not ip.is_global or ip.is_multicast:
        raise RefusedAddress(f"{ip} is not a public address")


def check_host(host: str) -> None:
    """Check a host that is written as an IP address; names are checked when they are resolved."""
    try:
        address = str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return
    check_address(address)


class GuardedResolver(AbstractResolver):
    """Resolves names, and refuses those of which any address is not public."""

    def __init__(self) -> None:
        self._resolver = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        results = await self._resolver.resolve(host, port, family)
        for result in results:
            check_address(result["host"])
        return results

    async def close(self) -> None:
        await self._resolver.close()
