import pytest

from tetrascope.api.server_settings import ServerSettings, is_loopback
from tetrascope.errors import InvalidInput

TOKEN = "abcdefghijklmnop"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "localhost", "LOCALHOST", "::1", "[::1]"])
def test_loopback_needs_no_token(host: str) -> None:
    assert is_loopback(host)
    assert ServerSettings(host=host).token is None


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "lab-pc", "localhost.evil.example", ""])
def test_any_other_address_needs_a_token(host: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        ServerSettings(host=host)
    assert caught.value.field == "token"
    assert ServerSettings(host=host, token=TOKEN).host == host


@pytest.mark.parametrize("token", ["", "short", "x" * 257, "with space in the middle", "ümlauts-are-not-allowed"])
def test_a_token_that_is_weak_or_cannot_travel_is_refused_without_being_shown(token: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        ServerSettings(token=token)
    assert not token or token not in caught.value.message


def test_the_token_is_not_in_the_settings_text() -> None:
    assert TOKEN not in repr(ServerSettings(token=TOKEN))


def test_a_port_must_exist() -> None:
    with pytest.raises(InvalidInput, match="65536"):
        ServerSettings(port=65536)
