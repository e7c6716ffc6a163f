"""Reading and writing headers at the ASGI level."""

from collections.abc import Iterable

from starlette.types import Message as Event
from starlette.types import Scope


def header_values(scope: Scope, name: str) -> list[str]:
    """Every value of a header, in order; a header may be sent more than once."""
    wanted = name.lower().encode("latin-1")
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == wanted]


def first_header(scope: Scope, name: str) -> str | None:
    """The header's first value."""
    return next(iter(header_values(scope, name)), None)


def with_headers(event: Event, added: Iterable[tuple[str, str]]) -> Event:
    """An answer's first event with more headers, unless it has them already."""
    present = {key.lower() for key, _ in event.get("headers", [])}
    extra = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in added]
    return {**event, "headers": [*event.get("headers", []), *(pair for pair in extra if pair[0] not in present)]}
