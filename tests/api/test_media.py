import pytest

from tetrascope.api.media import form_of_answer, form_of_body, form_of_error
from tetrascope.api.transport_errors import NotAcceptable, UnsupportedMediaType
from tetrascope.protocol.form import Form

ACCEPTED = [
    (None, Form.MSGPACK),
    ("", Form.MSGPACK),
    ("*/*", Form.MSGPACK),
    ("application/*", Form.MSGPACK),
    ("application/msgpack", Form.MSGPACK),
    ("application/x-msgpack", Form.MSGPACK),
    ("application/json", Form.JSON),
    ("Application/JSON; charset=utf-8", Form.JSON),
    ("application/json, */*", Form.MSGPACK),
    ("application/json, */*;q=0.1", Form.JSON),
    ("application/json;q=0.5, application/msgpack;q=0.9", Form.MSGPACK),
    ("application/msgpack;q=0.5, application/json;q=0.9", Form.JSON),
    ("application/msgpack;q=0, */*", Form.JSON),
    ("text/html, */*;q=0.8", Form.MSGPACK),
    ("application/json;q=2", Form.JSON),
]


@pytest.mark.parametrize(("accept", "form"), ACCEPTED)
def test_the_answers_form_is_what_the_client_prefers(accept: str | None, form: Form) -> None:
    assert form_of_answer(accept) is form


@pytest.mark.parametrize(
    "accept", ["text/html", "application/json;q=0", "application/json;q=x", "*/*;q=0", "nonsense", ",;"]
)
def test_a_client_that_accepts_neither_form_is_told_in_json(accept: str) -> None:
    with pytest.raises(NotAcceptable):
        form_of_answer(accept)
    assert form_of_error(accept) is Form.JSON


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8", Form.JSON),
        ("text/html, application/msgpack", Form.MSGPACK),
        ("*/*", Form.MSGPACK),
        (None, Form.MSGPACK),
    ],
    ids=["a browser's address bar", "HTML or MessagePack", "anything", "nothing said"],
)
def test_a_person_who_opens_a_wrong_address_can_read_the_error(accept: str | None, form: Form) -> None:
    assert form_of_error(accept) is form


def test_a_body_must_name_its_form() -> None:
    assert form_of_body("application/msgpack") is Form.MSGPACK
    assert form_of_body("application/JSON; charset=utf-8") is Form.JSON
    for wrong in (None, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        with pytest.raises(UnsupportedMediaType, match="application/msgpack or application/json"):
            form_of_body(wrong)
