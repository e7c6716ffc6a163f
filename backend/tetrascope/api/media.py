"""How client and server agree on the form of a message."""

from tetrascope.api.transport_errors import NotAcceptable, UnsupportedMediaType
from tetrascope.protocol.form import Form

_NAMES: dict[str, Form] = {
    "application/msgpack": Form.MSGPACK,
    "application/x-msgpack": Form.MSGPACK,
    "application/vnd.msgpack": Form.MSGPACK,
    "application/json": Form.JSON,
}
_RANGES: dict[str, tuple[Form, ...]] = {"*/*": tuple(Form), "application/*": tuple(Form)}


def form_of_body(content_type: str | None) -> Form:
    """The form that a Content-Type header names. Raises `UnsupportedMediaType`."""
    name = (content_type or "").partition(";")[0].strip().lower()
    form = _NAMES.get(name)
    if form is None:
        raise UnsupportedMediaType(
            f"Expected a body of type application/msgpack or application/json, got {shown(name)}.",
            hint="Set the Content-Type header.",
        )
    return form


def form_of_answer(accept: str | None) -> Form:
    """The form that an Accept header prefers: MessagePack where it has no preference. Raises `NotAcceptable`."""
    if accept is None or not accept.strip():
        return Form.MSGPACK
    ranks: dict[Form, tuple[int, float]] = {}
    for entry in accept.split(","):
        name, *parameters = (part.strip().lower() for part in entry.split(";"))
        exact = _NAMES.get(name)
        for form in (exact,) if exact else _RANGES.get(name, ()):
            # An exact name outweighs a range, whatever their order (RFC 9110, 12.5.1).
            ranks[form] = max(ranks.get(form, (0, 0.0)), (1 if exact else 0, _quality(parameters)))
    best = max(Form, key=lambda form: ranks.get(form, (0, 0.0))[1])
    if ranks.get(best, (0, 0.0))[1] <= 0:
        raise NotAcceptable(
            f"Expected to answer with application/msgpack or application/json, but only {shown(accept)} is accepted.",
            hint="Set the Accept header.",
        )
    return best


def form_of_error(accept: str | None) -> Form:
    """The same for an error, which must be told even to a client that accepts neither form.

    A browser's address bar accepts HTML and then anything; JSON is what a person can read there.
    """
    named = {entry.partition(";")[0].strip().lower() for entry in (accept or "").split(",")}
    if "text/html" in named and named.isdisjoint(_NAMES):
        return Form.JSON
    try:
        return form_of_answer(accept)
    except NotAcceptable:
        return Form.JSON


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return min(max(float(parameter[2:]), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def shown(name: str) -> str:
    """A header's value, short and printable, for a message."""
    if not name:
        return "none"
    return ascii(name if len(name) <= 80 else name[:77] + "...")
