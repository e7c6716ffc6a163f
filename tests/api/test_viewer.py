"""The browser client's files: who gets them, as what, and what they may do."""

import gzip
from pathlib import Path
from typing import Any

import msgpack
import pytest
from fastapi.testclient import TestClient
from tests.api.scripted_engine import ScriptedEngine

from tetrascope.api.app import build_app
from tetrascope.api.server_settings import ServerSettings
from tetrascope.api.viewer import read_viewer

TOKEN = "correct-horse-battery-staple"
LOCAL = ServerSettings()
OPEN = ServerSettings(host="0.0.0.0", token=TOKEN)
HOST = "127.0.0.1:8765"

FILES = {
    "index.html": b"<!doctype html>" + b"<p>page</p>" * 50,
    "docs.html": b"<!doctype html>" + b"<p>the API</p>" * 50,
    "favicon.svg": b"<svg/>" * 50,
    "licences.txt": b"MIT\n" * 50,
    "assets/index-a1b2.js": b"const one = 1;\n" * 50,
    "assets/index-c3d4.css": b"p { color: red }\n" * 50,
    "assets/inter-e5f6.woff2": b"wOF2" * 50,
    ".built-from": b"a hash",
}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def client(viewer: Path, settings: ServerSettings = LOCAL) -> TestClient:
    return TestClient(build_app(ScriptedEngine(), settings, viewer), base_url=f"http://{HOST}")


def navigation(site: str, destination: str) -> dict[str, str]:
    return {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": destination}


TYPES = [
    ("/", "index.html", "text/html; charset=utf-8", "no-cache"),
    ("/docs", "docs.html", "text/html; charset=utf-8", "no-cache"),
    ("/favicon.svg", "favicon.svg", "image/svg+xml", "no-cache"),
    ("/licences.txt", "licences.txt", "text/plain; charset=utf-8", "no-cache"),
    ("/assets/index-a1b2.js", "assets/index-a1b2.js", "text/javascript; charset=utf-8", "immutable"),
    ("/assets/index-c3d4.css", "assets/index-c3d4.css", "text/css; charset=utf-8", "immutable"),
    ("/assets/inter-e5f6.woff2", "assets/inter-e5f6.woff2", "font/woff2", "immutable"),
]


@pytest.mark.parametrize(("path", "name", "media_type", "caching"), TYPES, ids=[case[0] for case in TYPES])
@pytest.mark.parametrize("settings", [LOCAL, OPEN], ids=["loopback", "token"])
def test_files_are_served_as_what_they_are_without_a_token(
    built: Path, settings: ServerSettings, path: str, name: str, media_type: str, caching: str
) -> None:
    answer = client(built, settings).get(path)
    assert (answer.status_code, answer.content) == (200, FILES[name])
    assert answer.headers["content-type"] == media_type
    assert caching in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    head = client(built, settings).head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == answer.headers["content-length"]


FOREIGN = {"Origin": "https://evil.example"}
REFUSED: list[tuple[str, str, str, dict[str, str], int]] = [
    ("page, rebound name", "GET", "/", {"Host": "evil.example"}, 403),
    ("script, rebound name", "GET", "/assets/index-a1b2.js", {"Host": "evil.example"}, 403),
    ("page fetched by a foreign page", "GET", "/", FOREIGN, 403),
    ("script of a foreign page", "GET", "/assets/index-a1b2.js", {"Sec-Fetch-Site": "cross-site"}, 403),
    ("page in a foreign frame", "GET", "/", navigation("cross-site", "iframe"), 403),
    ("page by a link on a foreign page", "GET", "/", navigation("cross-site", "document"), 200),
    ("page by its address", "GET", "/", navigation("none", "document"), 200),
    ("page of another protocol version", "GET", "/?protocol=2", {}, 400),
    ("posted to", "POST", "/", {}, 401),
    ("posted to with the token", "POST", "/", {"Authorization": f"Bearer {TOKEN}"}, 405),
    ("page by its file's name", "GET", "/index.html", {}, 401),
    ("page of the API by its file's name", "GET", "/docs.html", {}, 401),
    ("page of the API as a folder", "GET", "/docs/", {}, 401),
    ("page's name without its ending", "GET", "/index", {}, 401),
    ("the API's document", "GET", "/openapi.json", {}, 401),
    ("page by its file's name, with the token", "GET", "/index.html", {"Authorization": f"Bearer {TOKEN}"}, 404),
    ("the build's own note", "GET", "/.built-from", {}, 401),
    ("folder", "GET", "/assets/", {}, 401),
    ("no such file", "GET", "/assets/other.js", {}, 401),
    ("no such file, with the token", "GET", "/assets/other.js", {"Authorization": f"Bearer {TOKEN}"}, 404),
    ("up and out", "GET", "/assets/%2e%2e/%2e%2e/api/app.py", {}, 401),
    ("up and down again", "GET", "/assets/%2e%2e/v1/health", {}, 401),
    ("twice the slash", "GET", "/%2f", {}, 401),
    ("data", "GET", "/v1/samples", {}, 401),
    ("data behind the page's path", "GET", "/favicon.svg/v1/samples", {}, 401),
    ("data behind a line break", "GET", "/v1/samples%0a", {}, 401),
]


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_the_open_door_is_no_wider_than_the_files(
    built: Path, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    answer = client(built, OPEN).request(method, path, headers=headers)
    assert answer.status_code == status
    if status != 200:
        assert msgpack.unpackb(answer.content)["error"]["message"].startswith("Expected ")


COMPRESSION = [
    ("gzip", "gzip", True),
    ("gzip among others", "br, zstd, GZIP;q=0.5", True),
    ("nothing", "", False),
    ("as it is", "identity", False),
    ("others", "br, deflate", False),
    ("gzip refused", "gzip;q=0", False),
    ("gzip refused at length", "gzip; q=0.000, identity", False),
    ("a name that holds gzip", "x-gzip-like", False),
]


@pytest.mark.parametrize(
    ("accepted", "packed"), [case[1:] for case in COMPRESSION], ids=[case[0] for case in COMPRESSION]
)
def test_files_are_compressed_for_who_takes_it(built: Path, accepted: str, packed: bool) -> None:
    with client(built).stream("GET", "/assets/index-a1b2.js", headers={"Accept-Encoding": accepted}) as answer:
        sent = b"".join(answer.iter_raw())
    original = FILES["assets/index-a1b2.js"]
    assert answer.headers.get("content-encoding") == ("gzip" if packed else None)
    assert (gzip.decompress(sent) if packed else sent) == original
    assert len(sent) == int(answer.headers["content-length"])
    assert (len(sent) < len(original)) == packed
    assert "Accept-Encoding" in answer.headers["vary"]


def test_what_is_compressed_already_is_sent_as_it_is(built: Path) -> None:
    answer = client(built).get("/assets/inter-e5f6.woff2", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_browser_that_has_the_page_is_told_so_until_the_page_changes(built: Path, encoding: str) -> None:
    ask: dict[str, Any] = {"Accept-Encoding": encoding}
    tag = client(built).get("/", headers=ask).headers["etag"]
    for known in (tag, f'"other", W/{tag}'):
        answer = client(built).get("/", headers={**ask, "If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
    (built / "index.html").write_bytes(b"<!doctype html>" * 60)
    assert client(built).get("/", headers={**ask, "If-None-Match": tag}).status_code == 200


def test_forms_have_tags_of_their_own(built: Path) -> None:
    tags = {client(built).get("/", headers={"Accept-Encoding": form}).headers["etag"] for form in ("gzip", "identity")}
    assert len(tags) == 2


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_pages_have_a_policy_and_all_else_the_strictest(built: Path, path: str) -> None:
    page = client(built).get(path).headers
    policy = dict(part.partition(" ")[::2] for part in page["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["font-src"] == "'self'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in page["content-security-policy"]
    assert "http" not in page["content-security-policy"]
    allowed = dict(part.split("=") for part in page["permissions-policy"].split(", "))
    assert {name for name, whom in allowed.items() if whom == "(self)"} == {"camera", "xr-spatial-tracking"}
    assert {*allowed.values()} == {"(self)", "()"}
    assert "strict-transport-security" not in page
    assert page["cross-origin-opener-policy"] == "same-origin"
    for path in ("/favicon.svg", "/assets/index-a1b2.js", "/v1/health", "/openapi.json"):
        assert (
            client(built).get(path).headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        )


def test_an_installation_without_the_client_says_how_to_build_it(tmp_path: Path) -> None:
    for viewer in (tmp_path, tmp_path / "nowhere"):
        for settings in (LOCAL, OPEN):
            answer = client(viewer, settings).get("/")
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith("text/plain")
            assert "make viewer" in answer.text
        assert client(viewer).get("/v1/health").status_code == 200
        assert list(read_viewer(viewer)) == ["/"]
