"""The names and addresses by which clients reach this machine."""

import re
import socket
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import psutil

from tetrascope.api.server_settings import ip_address

_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class MachineNames(NamedTuple):
    """Names, as they travel in a request, and addresses."""

    needed: frozenset[str]
    """Those that people are told, or are likely to use."""
    further: frozenset[str]
    """Addresses that change by themselves, from day to day, and that nobody types: those of IPv6."""


def machine_names(host: str, others: Iterable[str] = ()) -> MachineNames:
    """What a server that listens on `host` can be reached by, from this machine and from others.

    Args:
        host: a name or an address; `0.0.0.0` and `::` are all of this machine's.
        others: what else clients call it.
    """
    address = ip_address(host)
    everywhere = address is not None and address.is_unspecified
    addresses = frozenset(_addresses() if everywhere else [host])
    changing = frozenset(each for each in addresses if everywhere and ":" in each)
    needed = frozenset(_spelt([*_LOOPBACK, *_host_names(), *others, *addresses - changing]))
    return MachineNames(needed, changing - needed if ":" in host else frozenset())


def _host_names() -> Iterator[str]:
    """The name that this machine has, and that under which its network finds it where no server knows names (mDNS)."""
    name = socket.gethostname().rstrip(".")
    yield name
    yield f"{name.partition('.')[0]}.local"


def _addresses() -> Iterator[str]:
    """Of every network that it is in; an address that is for one link only (`fe80::...`) no browser can open."""
    for each in (address.address for found in psutil.net_if_addrs().values() for address in found):
        address = ip_address(each)
        if address is not None and not address.is_link_local:
            yield str(address)


def _spelt(names: Iterable[str]) -> Iterator[str]:
    """Names and addresses as browsers send them; what cannot be one, such as an empty name, is left out."""
    for name in names:
        address = ip_address(name)
        if address is not None:
            yield str(address)
            continue
        try:
            plain = name.lower().encode("idna").decode()
        except UnicodeError:
            continue
        if _NAME.fullmatch(plain):
            yield plain
