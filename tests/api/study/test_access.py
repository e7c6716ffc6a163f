"""What each kind of secret opens: every route of the table, with the token, a participant's key, and none."""

import asyncio
import logging
from typing import Any

import pytest
from tests.api.asgi_socket import Socket, ask, connected
from tests.api.study.conducted import NETWORK, Conducted, event
from tests.api.study.study_engine import TOKEN

from tetrascope.protocol.endpoints import ENDPOINTS, Endpoint

PATHS = {"{network_id}": NETWORK, "{job_id}": "0" * 32, "{participant}": "9"}
LAYERS = {"image_id": "cat", "network_id": NETWORK}


def path_of(endpoint: Endpoint) -> str:
    path = endpoint.path
    for name, value in PATHS.items():
        path = path.replace(name, value)
    return path


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=[each.name for each in ENDPOINTS])
def test_every_route_opens_to_whom_it_is_for(endpoint: Endpoint, refusing: Conducted) -> None:
    path, key = path_of(endpoint), refusing.key(2)
    assert refusing.refused(endpoint.method, path, None) == (401, "unauthorized")
    assert refusing.refused(endpoint.method, path, "another-secret-altogether") == (401, "unauthorized")
    with_token, with_key = (refusing.ask(endpoint.method, path, secret) for secret in (TOKEN, key))
    if endpoint.to == "participant":
        assert (with_token[0], with_token[1]["error"]["code"]) == (403, "participants_only")
    else:
        assert with_token[0] not in (401, 403)
    if endpoint.to == "token":
        assert (with_key[0], with_key[1]["error"]["code"]) == (403, "not_for_participants")
    elif endpoint.name == "network":
        assert with_key[0] == 404  # the scripted engine has another
    else:
        assert with_key[0] not in (401, 403)


def test_there_are_routes_for_each() -> None:
    assert {each.to for each in ENDPOINTS} == {"token", "both", "participant"}


@pytest.mark.parametrize("path", ["/openapi.json", "/v1/nothing", "/v1/study/participants", "/v1/stream", "/v1/study/"])
def test_what_the_table_does_not_have_is_closed_to_participants(path: str, refusing: Conducted) -> None:
    assert refusing.refused("GET", path, None) == (401, "unauthorized")
    assert refusing.refused("GET", path, refusing.key(1)) == (403, "not_for_participants")


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "POST", "PATCH"])
def test_a_route_is_open_by_its_own_method_alone(method: str, refusing: Conducted) -> None:
    headers = {"Authorization": f"Bearer {refusing.key(1)}"}
    assert refusing.client.request(method, "/v1/study/session", headers=headers).status_code == 403


def test_the_query_is_no_place_for_a_key(refusing: Conducted) -> None:
    assert refusing.refused("GET", f"/v1/study/session?key={refusing.key(1)}", None) == (401, "unauthorized")


def test_pages_are_served_without_a_secret(refusing: Conducted) -> None:
    assert refusing.client.get("/").status_code == 200


def test_a_key_opens_its_own_session(conducted: Conducted) -> None:
    for number in (1, 2, 3):
        assert conducted.told("GET", "/v1/study/session", conducted.key(number))["participant"] == number
        assert conducted.send(number, event(number)) == {"acknowledged": [number], "refused": []}
    assert [(each.participant, each.sequence) for each in conducted.store.events()] == [(1, 1), (2, 2), (3, 3)]


def test_keys_are_128_random_bits_each(refusing: Conducted) -> None:
    keys = {each.key for each in refusing.store.standings()}
    assert len(keys) == 3
    assert all(len(key) == 22 for key in keys)


def test_who_has_both_secrets_is_the_experimenter(refusing: Conducted) -> None:
    headers = [("Authorization", f"Bearer {refusing.key(1)}"), ("Authorization", f"Bearer {TOKEN}")]
    assert refusing.client.get("/v1/study", headers=headers).status_code == 200


def test_participants_look_at_the_studys_images_and_networks_alone(conducted: Conducted) -> None:
    key = conducted.key(1)
    conducted.control(1, "start")
    assert conducted.ask("POST", "/v1/layers", key, LAYERS)[0] == 200
    assert conducted.ask("POST", "/v1/boundaries", key, {"pool": LAYERS})[0] == 200
    for other in (LAYERS | {"image_id": "astronaut"}, LAYERS | {"network_id": "vgg16"}):
        assert conducted.refused("POST", "/v1/layers", key, other) == (403, "not_in_study")
        assert conducted.refused("POST", "/v1/boundaries", key, {"pool": other}) == (403, "not_in_study")
        assert conducted.ask("POST", "/v1/layers", TOKEN, other)[0] == 200
    assert conducted.refused("GET", "/v1/networks/vgg16", key) == (403, "not_in_study")
    assert conducted.told("GET", "/v1/networks", key) == {"networks": []}  # the scripted engine has another
    assert len(conducted.told("GET", "/v1/networks")["networks"]) == 1


def test_they_do_while_their_session_is_under_way(conducted: Conducted) -> None:
    key = conducted.key(1)

    def asked() -> int | str:
        status, answer = conducted.ask("POST", "/v1/layers", key, LAYERS)
        return status if status == 200 else str(answer["error"]["code"])

    assert asked() == "session_not_running"
    for action, expected in (("start", 200), ("pause", 200), ("resume", 200), ("abort", "session_not_running")):
        conducted.control(1, action)
        assert asked() == expected


def test_the_engine_is_told_whose_requests_they_are(conducted: Conducted) -> None:
    """So that each participant has their turn, by whatever connections and tabs."""
    for number in (1, 2):
        conducted.control(number, "start")
    for number in (1, 2, 1):
        conducted.told("POST", "/v1/layers", conducted.key(number), LAYERS)
    on_stream(conducted, [ask("1", "cat", network_id=NETWORK)])
    assert conducted.engine.clients == ["participant 1", "participant 2", "participant 1", "participant 1"]


def on_stream(conducted: Conducted, frames: list[dict[str, Any]], meanwhile: Any = lambda: None) -> list[str]:
    """How each request ends on a participant's stream."""

    async def run() -> list[str]:
        secret = (b"authorization", f"Bearer {conducted.key(1)}".encode())
        async with connected(conducted.client.app, (secret,)) as socket:
            ends = []
            for frame in frames:
                ends.append(await _end_of(socket, frame))
                await asyncio.to_thread(meanwhile)
            return ends

    return asyncio.run(run())


async def _end_of(socket: Socket, frame: dict[str, Any]) -> str:
    socket.say(frame)
    while True:
        told = await socket.hear()
        if told["type"] == "error":
            return str(told["error"]["code"])
        if told["type"] == "done":
            return "done"


def test_the_stream_opens_as_much(conducted: Conducted) -> None:
    conducted.control(1, "start")
    ours = {"network_id": NETWORK}
    frames = [
        ask("1", "cat", **ours),
        ask("2", "astronaut", **ours),
        ask("3", "cat", network_id="vgg16"),
        ask("4", "cat", operation="boundaries", **ours),
        {"type": "watch", "id": "5", "job_id": "0" * 32},
        {"type": "follow", "id": "6", "run": "digits"},
    ]
    assert on_stream(conducted, frames) == [
        *("done", "not_in_study", "not_in_study", "done"),
        *("not_for_participants", "not_for_participants"),
    ]


def test_a_stream_that_is_open_ends_with_its_session(conducted: Conducted) -> None:
    conducted.control(1, "start")
    frames = [ask("1", "cat", network_id=NETWORK), ask("2", "cat", network_id=NETWORK)]
    assert on_stream(conducted, frames, lambda: conducted.store.control(1, "abort")) == ["done", "session_not_running"]


def test_neither_key_nor_token_is_logged(conducted: Conducted, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        conducted.told("GET", "/v1/study/session", conducted.key(1))
        conducted.refused("GET", "/v1/study", conducted.key(1))
        conducted.told("GET", "/v1/study")
    assert not any(secret in caplog.text for secret in (TOKEN, conducted.key(1)))


def test_health_tells_nothing_of_the_study(refusing: Conducted) -> None:
    assert "study" not in str(refusing.told("GET", "/v1/health", refusing.key(1)))
