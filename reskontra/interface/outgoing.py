"""Send a body to an address that a user named, without being led to what only this machine can reach."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Timer
from urllib.parse import urlsplit

from django.conf import settings

from reskontra.core.errors import Refused

SECONDS = 10.0  # for each step: to connect, to be heard, to be answered
SECONDS_IN_ALL = 20.0
MOST_ADDRESS = 500
# What is given out to the world; all other forms, and 6to4 in it, carry an IPv4 address that may be one within.
_GLOBAL, _6TO4 = IPv6Network("2000::/3"), IPv6Network("2002::/16")


class AddressUnfit(Refused):
    code = "webhook_address_unfit"
    template = '"{address}" cannot be sent to. Write an address such as https://example.com/events, without a user.'


class AddressWithin(Refused):
    code = "webhook_address_within"
    template = (
        "{host} is an address within your own network. Name one outside, or let the operator allow it with "
        "RESKONTRA_PRIVATE_WEBHOOKS=1."
    )


class Unreachable(Exception):
    """The address gave no answer; says why, in the other side's words."""


@dataclass(frozen=True, slots=True)
class _Address:
    host: str
    port: int
    path: str
    is_https: bool


def check_address(url: str) -> None:
    """Before an address is kept.

    refuses   AddressUnfit, AddressWithin where it names such an address itself
    """
    found = _parsed(url)
    try:
        within = not _may_be_reached(found.host)
    except ValueError:  # a name, which is looked up whenever something is sent
        within = found.host == "localhost" and not settings.PRIVATE_WEBHOOKS
    if within:
        raise AddressWithin(host=found.host[:100])


def post(url: str, *, body: bytes, headers: Mapping[str, str]) -> int:
    """The status that was answered. Redirections are not followed, and what is answered besides is not read.

    raises   Unreachable
    """
    try:
        found = _parsed(url)
        reached = _looked_up(found)
    except Refused as refusal:
        raise Unreachable(str(refusal)) from refusal
    try:
        with closing(_Connection(found, reached)) as connection:
            watch = Timer(SECONDS_IN_ALL, connection.cut)
            watch.daemon = True
            watch.start()
            try:
                connection.request("POST", found.path, body, {**headers, "user-agent": "Reskontra"})
                return connection.getresponse().status
            finally:
                watch.cancel()
    except (OSError, http.client.HTTPException, ValueError) as trouble:
        raise Unreachable(str(trouble) or type(trouble).__name__) from trouble


class _Connection(http.client.HTTPConnection):
    """To an address that was looked up and looked at: it is not looked up again."""

    def __init__(self, address: _Address, reached: str) -> None:
        super().__init__(address.host, address.port, timeout=SECONDS)
        self._reached = reached
        self._is_https = address.is_https

    def connect(self) -> None:
        self.sock = socket.create_connection((self._reached, self.port), SECONDS)
        if self._is_https:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """End it in the middle: an answer that drips in holds nobody up."""
        if self.sock is not None:
            with suppress(OSError):  # it has ended by itself
                self.sock.shutdown(socket.SHUT_RDWR)


def _parsed(url: str) -> _Address:
    unfit = AddressUnfit(address=url[:100])
    if len(url) > MOST_ADDRESS or not url.isascii() or any(letter <= " " for letter in url):
        raise unfit
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as reason:
        raise unfit from reason
    schemes = ("https", "http") if settings.PRIVATE_WEBHOOKS else ("https",)
    if parts.scheme not in schemes or not parts.hostname or parts.username is not None or parts.fragment:
        raise unfit
    if _is_number(parts.hostname):
        raise unfit
    is_https = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Address(parts.hostname, port or (443 if is_https else 80), path, is_https)


def _is_number(host: str) -> bool:
    """Whether a host is an IPv4 address in another form than four numbers: no name ends in a number (RFC 3696)."""
    last = host.rstrip(".").rpartition(".")[2].lower()
    if not (last.isdecimal() or re.fullmatch("0x[0-9a-f]*", last)):
        return False
    try:
        ip_address(host)
    except ValueError:
        return True
    return False


def _looked_up(found: _Address) -> str:
    """One of the host's addresses, all of which may be reached."""
    try:
        told = socket.getaddrinfo(found.host, found.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as trouble:
        raise Unreachable(str(trouble)) from trouble
    addresses = [str(one[4][0]) for one in told]
    if not all(_may_be_reached(address) for address in addresses):
        raise AddressWithin(host=found.host[:100])
    return addresses[0]


def _may_be_reached(address: str) -> bool:
    """raises   ValueError where it is no address"""
    found = ip_address(address.split("%")[0])
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if settings.PRIVATE_WEBHOOKS:
        return True
    if isinstance(found, IPv6Address) and (found not in _GLOBAL or found in _6TO4):
        return False
    return found.is_global and not found.is_multicast
