"""Moments as people and statistics programs read them."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def utc(ms: float | None) -> str | None:
    """Milliseconds since the beginning of 1970 in ISO 8601, such as `2026-01-31T09:30:00.125Z`.

    None for none, and for what no calendar has: a client's clock may say anything.
    """
    if ms is None:
        return None
    try:
        moment = _EPOCH + timedelta(milliseconds=round(ms))
    except OverflowError:
        return None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
