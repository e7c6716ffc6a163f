"""The version of the protocol, where a client declares it, and where a server is found."""

PROTOCOL_VERSION = "1.7"
HEADER = "Tetrascope-Protocol"
SUBPROTOCOL = "tetrascope.v1"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8765
"""Where a server listens unless it is told otherwise."""
