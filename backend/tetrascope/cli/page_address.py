"""The addresses under which a person opens the browser client."""

import socket
from urllib.parse import urlsplit


def page_addresses(listening: str, page: str = "", name: str | None = None) -> dict[str, str]:
    """Where to open a page of the client, by where the person sits; `listening` is the address of the server.

    `page` is what comes after the address, such as `study#key=...`. Secrets are put behind `#`: that part stays in the
    browser, so that no server, proxy or log sees it. `name` is what everybody calls the server, where it has a name.
    """
    scheme, host, port = urlsplit(listening).scheme, urlsplit(listening).hostname, urlsplit(listening).port
    if name is not None:
        addresses = {"In a browser, open": f"{scheme}://{name}:{port}/"}
    elif host == "0.0.0.0":
        addresses = {"In a browser, open": f"{scheme}://127.0.0.1:{port}/"}
        if own := _address_in_network():
            addresses["On another machine,"] = f"{scheme}://{own}:{port}/"
    elif host == "::":
        addresses = {"In a browser, open": f"{scheme}://[::1]:{port}/"}
    else:
        addresses = {"In a browser, open": f"{listening}/"}
    return {where: address + page for where, address in addresses.items()}


def _address_in_network() -> str | None:
    """This machine's own address on the way out, None where it has no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Only looks up the route (to an address kept for documentation): a datagram socket sends nothing here.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address: str = probe.getsockname()[0]
    return None if address.startswith(("127.", "0.")) else address
