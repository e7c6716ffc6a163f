"""Participants' keys: each opens one session."""

from collections.abc import Iterable
from hashlib import sha256

from tetrascope.study.records.standing import Standing


class ParticipantKeys:
    """Who a key belongs to.

    Keys are looked up by their digests: how long that takes depends on a digest, of which nobody can tell the key.
    """

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}

    def hold(self, standings: Iterable[Standing]) -> None:
        """Know these participants, and nobody else any more."""
        self._numbers = {_digest(each.key): each.participant.number for each in standings}

    def number_of(self, key: str) -> int | None:
        """The participant whose key it is; None for nobody's."""
        return self._numbers.get(_digest(key))


def _digest(key: str) -> bytes:
    # `replace`: a header may hold what UTF-8 cannot say
    return sha256(key.encode(errors="replace")).digest()
