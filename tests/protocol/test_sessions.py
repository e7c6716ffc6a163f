"""The recorded sessions are what a server says today. Where one is not, run `python -m protocol.record`."""

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest
from protocol.recorder.conversation import Conversation, Event
from protocol.recorder.files import FOLDER, decoded, read_session, readable
from protocol.recorder.server import running_server
from protocol.recorder.sessions import DEFAULT_SESSIONS, STRICT, STRICT_SESSIONS
from tests.likeness import assert_alike
from tests.protocol.guide_client import PoolView
from tests.protocol.test_generated import validator
from tests.protocol.test_guide import raised_codes

from tetrascope.api.codec import validate
from tetrascope.engine.settings import EngineSettings
from tetrascope.protocol.endpoints import ENDPOINTS
from tetrascope.protocol.messages import PROTOCOL_MESSAGES

MESSAGES = {message.__name__: message for message in PROTOCOL_MESSAGES}
SESSIONS = sorted({**DEFAULT_SESSIONS, **STRICT_SESSIONS})
FRAMES = {name.removesuffix("Frame").lower(): name for name in MESSAGES if name.endswith("Frame")}
UNSTEADY = {
    "seconds", "seconds_left", "running", "cache_bytes", "device", "version", "explanation", "thumbnail", "image_id",
    "job_id", "created", "ended", "progress",
}  # fmt: skip
"""Fields whose value may be anything: the explanation of a boundary counts images, and another release of a library
may write other bytes for the same thumbnail."""
JOB_ID = re.compile("[0-9a-f]{32}")
NOT_TO_BE_PROVOKED = {
    "failed": "a fault of the server's own",
    "not_finite": "damaged weights",
    "weights_unreadable": "damaged weights",
    "weights_damaged": "damaged weights",
    "refused": "each refusal has a code of its own",
    "port_taken": "a server that does not start",
    "study_changed": "a study's records, which are not opened in a session",
    "disk_full": "a full disk",
    **dict.fromkeys(
        ("training_refused", "training_busy"), "a server that offers training, see tests/api/training/test_starting.py"
    ),
    **dict.fromkeys(
        ("not_for_participants", "participants_only", "not_in_study", "session_not_running"),
        "a server that conducts a study, see tests/api/study",
    ),
}


@pytest.fixture(scope="module")
def strict_server(cluster: str | None) -> Iterator[str]:
    with running_server(cluster, **STRICT) as address:
        yield address


@pytest.fixture(scope="module")
def fresh(server: str, strict_server: str) -> dict[str, list[Event]]:
    """The same sessions, held again now."""
    replayed = {}
    for sessions, address in ((DEFAULT_SESSIONS, server), (STRICT_SESSIONS, strict_server)):
        for name, session in sessions.items():
            talk = Conversation(address)
            session(talk)
            replayed[name] = talk.events
    return replayed


def recorded(name: str) -> list[Event]:
    return [decoded(event) for event in read_session(name)]


def test_there_is_a_file_for_each_session_and_no_other() -> None:
    expected = {f"{name}.{ending}" for name in SESSIONS for ending in ("msgpack", "json")}
    assert {path.name for path in FOLDER.iterdir()} == expected
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 10_000_000


@pytest.mark.parametrize("name", SESSIONS)
def test_the_readable_form_is_of_the_same_session(name: str) -> None:
    assert (FOLDER / f"{name}.json").read_bytes() == readable(read_session(name))


@pytest.mark.parametrize("name", SESSIONS)
def test_every_recorded_message_is_one_of_the_protocol(name: str) -> None:
    checked = 0
    for asked, event in pairs(recorded(name)):
        message = message_of(asked, event)
        if message is None:
            continue
        packed = event.get("frame", event.get("body"))
        if event.get("headers", {}).get("Content-Type") == "application/json":
            validator(message).validate(packed)
        else:
            validate(packed, MESSAGES[message])
        checked += 1
    assert checked > 5


def pairs(events: list[Event]) -> Iterator[tuple[Event, Event]]:
    """Each thing that the server says, with the HTTP request or the like before it."""
    asked = events[0]
    for event in events:
        if event["from"] == "server":
            yield asked, event
        elif event["over"] == "http":
            asked = event


def message_of(asked: Event, event: Event) -> str | None:
    """Name of the message that the server says; None where it says none."""
    if "close" in event:
        return None
    if "frame" in event:
        return FRAMES[event["frame"]["type"]]
    if event["status"] != 200:
        return "ErrorEnvelope"
    path = JOB_ID.sub("{job_id}", asked["path"].replace("efficientnet-lite0", "{network_id}"))
    (answer,) = [end.answer for end in ENDPOINTS if (end.method, end.path) == (asked["method"], path)]
    return answer.__name__


@pytest.mark.parametrize("name", SESSIONS)
def test_the_server_says_the_same_today(name: str, fresh: dict[str, list[Event]], cluster: str | None) -> None:
    events = recorded(name)
    for body in (event.get("body") for event in events if cluster):
        if isinstance(body, dict) and "workers" in body:
            body.update(health_of_two(body))
    before, after = essence(events), essence([decoded(event) for event in fresh[name]])
    assert list(before) == list(after)
    for key in before:
        assert_recorded_alike({key: before[key]}, {key: after[key]})


def health_of_two(health: dict[str, int]) -> dict[str, int]:
    """What of it differs where two workers are what one was: each has networks and caches, uploads are shared."""
    uploads = EngineSettings.image_bytes
    return {
        "workers": 2,
        "network_bytes": 2 * health["network_bytes"],
        "network_budget_bytes": 2 * health["network_budget_bytes"],
        "cache_budget_bytes": 2 * (health["cache_budget_bytes"] - uploads) + uploads,
    }


def assert_recorded_alike(before: Any, after: Any) -> None:
    """Another machine, with other releases of the libraries, may have recorded it."""
    assert_alike(before, after, relative=1e-3, absolute=2e-3, share=0.02, anything=UNSTEADY)


def essence(events: list[Event]) -> dict[str, Any]:
    """What must be the same each time, by a name for it: all but progress and the cutting into batches.

    Frames go by their request, because those of different requests mix as time will have it.
    """
    found: dict[str, Any] = {}
    for index, event in enumerate(event for event in events if "frame" not in event):
        changes: dict[str, Any] = {"body": None} if event.get("path") == "/v1/images" else {}
        if "path" in event:
            changes["path"] = JOB_ID.sub("{job_id}", event["path"])
        found[f"{index} {event['from']} {event['over']}"] = event | changes
    for side in ("client", "server"):
        frames = without_first_looks([event["frame"] for event in events if "frame" in event and event["from"] == side])
        steady = sorted((frame for frame in frames if is_steady(frame)), key=lambda frame: label(frame).split()[0])
        for name in dict.fromkeys(map(label, steady)):
            found[f"{side} {name}"] = [plain(frame) for frame in steady if label(frame) == name]
    return found


def without_first_looks(frames: list[Any]) -> list[Any]:
    """Without what a watch is told of its job but for the end: how the job stands when the watch begins, and whether it
    has ended then, is as time will have it."""
    last = {frame["id"]: place for place, frame in enumerate(frames) if is_of_job(frame)}
    done = {frame["id"] for frame in frames if isinstance(frame, dict) and frame["type"] == "done"}
    return [
        frame
        for place, frame in enumerate(frames)
        if not is_of_job(frame) or (frame["id"] in done and last[frame["id"]] == place)
    ]


def is_of_job(frame: Any) -> bool:
    return isinstance(frame, dict) and frame["type"] == "job"


def label(frame: Any) -> str:
    """Request, type and kind."""
    if not isinstance(frame, dict):
        return "bytes"
    return " ".join(str(frame.get(key)) for key in ("id", "type", "kind"))


def is_steady(frame: Any) -> bool:
    if not isinstance(frame, dict):
        return True
    return not (frame["type"] == "progress" or frame.get("kind") == "pool_batch")


def plain(frame: Any) -> Any:
    """Without `sequence`, which depends on the batches before."""
    return {key: value for key, value in frame.items() if key != "sequence"} if isinstance(frame, dict) else frame


@pytest.mark.parametrize(("name", "expected"), [("pool", 3), ("cancel", 1)])
def test_the_batches_of_a_pool_add_up_to_it(name: str, expected: int, fresh: dict[str, list[Event]]) -> None:
    for events in (recorded(name), [decoded(event) for event in fresh[name]]):
        views: dict[str, PoolView] = {}
        pools = 0
        for frame in (event["frame"] for event in events if "frame" in event and event["from"] == "server"):
            if frame.get("kind") == "pool_batch":
                views.setdefault(frame["id"], PoolView()).take(frame)
            elif frame.get("kind") == "pool" and frame["id"] in views:
                batched = [{**image, "represents": None} for _, image in sorted(views[frame["id"]].images.items())]
                whole = [{**image, "represents": None} for image in frame["content"]["images"]]
                assert_alike(whole, batched)
                pools += 1
        assert pools == expected


def test_each_error_was_recorded() -> None:
    codes = set()
    for name in SESSIONS:
        for event in recorded(name):
            message = event.get("frame", event.get("body"))
            if event["from"] == "server" and isinstance(message, dict) and message.get("error"):
                codes.add(message["error"]["code"])
    assert codes == set(raised_codes()) - set(NOT_TO_BE_PROVOKED)


def test_the_sessions_show_what_they_are_for() -> None:
    kinds = {
        name: [event["frame"].get("kind") for event in recorded(name) if event["from"] == "server" and "frame" in event]
        for name in ("structure", "pool")
    }
    assert kinds["structure"].count("predictions") == 3
    assert (kinds["structure"].count("input"), kinds["structure"].count("superpixels")) == (1, 1)
    assert kinds["structure"].count("layer") > 10
    assert kinds["structure"].count("activations") == 1
    assert kinds["pool"].count("pool_batch") > 1
    assert (kinds["pool"].count("pool"), kinds["pool"].count("boundary")) == (4, 1)
    batches = [e["frame"]["content"] for e in recorded("pool") if e.get("frame", {}).get("kind") == "pool_batch"]
    assert {batch["relabelled"] for batch in batches} == {True, False}
    states = [e["frame"]["job"]["state"] for e in recorded("jobs") if e.get("frame", {}).get("type") == "job"]
    assert {"running", "done", "cancelled"} <= set(states)
    ends = [event["frame"].get("reason") for event in recorded("cancel") if "frame" in event]
    assert {"cancelled", "superseded"} <= set(ends)


def test_the_cat_is_a_cat(fresh: dict[str, list[Event]]) -> None:
    for events in (recorded("structure"), [decoded(event) for event in fresh["structure"]]):
        predictions = next(e["frame"]["content"] for e in events if e.get("frame", {}).get("kind") == "predictions")
        assert predictions["classes"][0]["label"]["name"] == "Egyptian cat"
        assert predictions["classes"][0]["probability"] == pytest.approx(0.39, abs=0.01)


def test_a_difference_is_noticed() -> None:
    events = essence(recorded("structure"))
    first = next(key for key in events if "layer" in key)
    changed = copy.deepcopy(events)
    assert_recorded_alike(events, changed)
    for part in changed[first]:
        part["content"]["entropies"] = [value + 0.1 for value in part["content"]["entropies"]]
    with pytest.raises(AssertionError, match=r"content\.entropies\[\d+\]: expected .*, 0\.1 apart"):
        assert_recorded_alike(events[first], changed[first])
    changed = copy.deepcopy(events)
    del changed[first][0]["content"]["height"]
    with pytest.raises(AssertionError, match="height"):
        assert_recorded_alike(events[first], changed[first])
