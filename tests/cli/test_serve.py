"""`tetrascope serve`: what it says and how it ends."""

import hashlib
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime
from http.client import HTTPSConnection
from pathlib import Path
from typing import Any

import keras
import pytest
from tests.cli.conftest import Command
from tests.patience import PATIENCE_S

from tetrascope.api.machine_names import MachineNames
from tetrascope.api.made_certificate import made_certificate
from tetrascope.cli import page_address, serve
from tetrascope.cli.command_line import build_parser
from tetrascope.cli.page_address import page_addresses
from tetrascope.cli.server_options import given_server
from tetrascope.engine.settings import MEBIBYTE, EngineSettings
from tetrascope.errors import Busy


def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tetrascope", "serve", *arguments]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}
    )


def lines_until_ready(running: subprocess.Popen[str]) -> list[str]:
    lines: list[str] = []
    assert running.stdout is not None
    while not any("Ctrl-C" in line for line in lines):
        line = running.stdout.readline()
        assert line, f"it ended: {running.stderr and running.stderr.read()}"
        lines.append(line.rstrip())
    return lines


def stop(running: subprocess.Popen[str]) -> str:
    """Interrupt it, as a person does with Ctrl-C; returns what it said on standard error."""
    if os.name == "posix":
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=PATIENCE_S)
        assert running.returncode == 0
    else:  # Windows sends an interrupt to a whole group of consoles, this test's own among them
        running.terminate()
        _, errors = running.communicate(timeout=PATIENCE_S)
    return errors


def found(pattern: str, text: str) -> re.Match[str]:
    match = re.search(pattern, text)
    assert match is not None, text
    return match


def health(address: str, token: str | None = None) -> dict[str, Any]:
    return asked(f"{address}/v1/health", token)


def asked(address: str, token: str | None = None) -> dict[str, Any]:
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=PATIENCE_S) as answer:
        told: dict[str, Any] = json.load(answer)
        return told


def answered(port: int, trust: ssl.SSLContext, name: str, token: str) -> int:
    """The status of its health for who calls it by a name, wherever that name leads."""
    line = HTTPSConnection("127.0.0.1", port, context=trust, timeout=PATIENCE_S)
    line.request("GET", "/v1/health", headers={"Host": f"{name}:{port}", "Authorization": f"Bearer {token}"})
    status = line.getresponse().status
    line.close()
    return status


def test_it_tells_its_address_answers_and_stops() -> None:
    with start("--port", "0") as running:
        lines = lines_until_ready(running)
        address = found(r"http://127\.0\.0\.1:\d+", "\n".join(lines))[0]
        assert health(address)["ready"] is True
        assert not any("Token" in line for line in lines)
        assert f"In a browser, open {address}/" in lines
        assert "Traceback" not in stop(running)


def test_an_open_address_gets_a_token_which_is_shown_once() -> None:
    with start("--host", "0.0.0.0", "--port", "0", "--random-weights") as running:
        lines = lines_until_ready(running)
        shown = [line for line in lines if "Token" in line]
        assert len(shown) == 1
        token = shown[0].split()[-1]
        assert len(token) >= 32
        port = found(r":(\d+)$", next(line for line in lines if "http://" in line))[1]
        address = f"http://127.0.0.1:{port}"
        with pytest.raises(urllib.error.HTTPError):
            health(address)
        assert health(address, token)["ready"] is True
        assert f"In a browser, open {address}/#token={token}" in lines
        assert any(line.endswith("to https only: --https.") for line in lines)
        assert token not in stop(running)


def test_a_token_of_ones_own_is_not_shown() -> None:
    own = "a-token-of-my-own-making"
    with start("--port", "0", "--random-weights", TETRASCOPE_TOKEN=own) as running:
        lines = lines_until_ready(running)
        assert any(re.fullmatch(r"In a browser, open http://127\.0\.0\.1:\d+/", line) for line in lines)
        assert own not in "".join(lines)
        assert own not in stop(running)


def test_it_encrypts_with_a_certificate_that_it_keeps_and_tells(tmp_path: Path) -> None:
    open_to_all = ["--https", "--host", "0.0.0.0", "--port", "0", "--random-weights"]
    fingerprints = []
    for _ in range(2):
        with start(*open_to_all, TETRASCOPE_DATA=str(tmp_path)) as running:
            told = "\n".join(lines_until_ready(running))
            port, token = found(r"open https://127\.0\.0\.1:(\d+)/#token=(\S+)", told).groups()
            trust = ssl.create_default_context(cafile=tmp_path / "https/certificate.pem")
            with socket.create_connection(("127.0.0.1", int(port)), timeout=PATIENCE_S) as plain:
                shown = trust.wrap_socket(plain, server_hostname="localhost").getpeercert(binary_form=True)
            assert shown is not None
            fingerprints.append(hashlib.sha256(shown).digest().hex(":").upper())
            assert f"Its fingerprint (SHA-256): {fingerprints[-1]}" in told
            assert "it must show the same fingerprint" in told
            assert "to https only" not in told
            for name in ("127.0.0.1", "localhost", f"{socket.gethostname().partition('.')[0]}.local"):
                assert answered(int(port), trust, name, token) == 200
            assert answered(int(port), trust, "evil.example", token) == 403
            stop(running)
    assert fingerprints[0] == fingerprints[1]


@pytest.mark.parametrize(
    ("listening", "token", "here"),
    [
        ("http://127.0.0.1:8765", None, "http://127.0.0.1:8765/"),
        ("http://[::1]:8765", None, "http://[::1]:8765/"),
        ("http://192.168.0.7:8765", "secret", "http://192.168.0.7:8765/#token=secret"),
        ("http://0.0.0.0:8765", "secret", "http://127.0.0.1:8765/#token=secret"),
        ("http://[::]:8765", "secret", "http://[::1]:8765/#token=secret"),
    ],
    ids=["loopback", "IPv6 loopback", "one address", "every address", "every IPv6 address"],
)
def test_the_address_to_open_is_one_that_can_be_opened(listening: str, token: str | None, here: str) -> None:
    assert page_addresses(listening, f"#token={token}" if token else "")["In a browser, open"] == here


def test_another_machine_gets_an_address_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_address, "_address_in_network", lambda: "192.168.0.7")
    assert page_addresses("http://0.0.0.0:1", "#token=s")["On another machine,"] == "http://192.168.0.7:1/#token=s"
    monkeypatch.setattr(page_address, "_address_in_network", lambda: None)
    assert list(page_addresses("http://0.0.0.0:1")) == ["In a browser, open"]


def test_a_name_of_ones_own_certificate_is_the_address() -> None:
    assert page_addresses("https://0.0.0.0:1", "#token=s", "lab.example") == {
        "In a browser, open": "https://lab.example:1/#token=s"
    }


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of a certificate and its key."""
    names = MachineNames(frozenset({"lab.example"}), frozenset())
    return made_certificate(tmp_path, names, datetime.now(UTC)).file.parent


def test_a_certificate_of_ones_own_brings_its_name(own: Path) -> None:
    arguments = ["serve", "--certificate", str(own / "certificate.pem"), "--key", str(own / "key.pem")]
    given = given_server(build_parser().parse_args(arguments))
    assert given.settings.allowed_hosts == ("lab.example",)
    assert given.page_addresses("https://127.0.0.1:1", "") == {"In a browser, open": "https://lab.example:1/"}


def test_a_name_that_is_allowed_no_more_is_answered_no_more(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TETRASCOPE_DATA", str(tmp_path))
    parser = build_parser()
    before = given_server(parser.parse_args(["serve", "--https", "--allow-host", "lab.example"]))
    after = given_server(parser.parse_args(["serve", "--https"]))
    assert before.certificate == after.certificate
    assert "lab.example" in before.settings.allowed_hosts
    assert "lab.example" not in after.settings.allowed_hosts


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--key", "key.pem"], 2, "argument --key: Expected --certificate beside --key"),
        (["--certificate", "none.pem"], 1, "argument --certificate: Expected a file"),
        (["--certificate", "certificate.pem"], 1, "argument --key: Expected a private key in PEM"),
        (["--certificate", "key.pem"], 1, "argument --certificate: Expected a certificate in PEM"),
        (["--certificate", "certificate.pem", "--key", "none.pem"], 1, "argument --key: Expected a file"),
    ],
)
def test_a_certificate_that_cannot_be_is_told_before_it_listens(
    tetrascope: Command, monkeypatch: pytest.MonkeyPatch, own: Path, arguments: list[str], code: int, words: str
) -> None:
    monkeypatch.chdir(own)
    monkeypatch.setattr("tetrascope.api.server.bind", lambda _: pytest.fail("it listens"))
    outcome = tetrascope("serve", "--port", "0", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert words in outcome.err


def test_a_story_that_is_wrong_is_told_before_it_listens(
    tetrascope: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tetrascope.api.server.bind", lambda _: pytest.fail("it listens"))
    story = tmp_path / "story.toml"
    story.write_text('title = "A cat"\nminutes = 0\n', encoding="utf-8")
    outcome = tetrascope("serve", "--port", "0", "--story", story)
    assert outcome.code == 1
    assert f"{story}:2: minutes: Expected at least 1, got 0." in outcome.err
    assert "hint: docs/stories.md tells what a story consists of." in outcome.err


def test_a_certificate_that_cannot_be_kept_is_told(
    tetrascope: Command, monkeypatch: pytest.MonkeyPatch, own: Path
) -> None:
    monkeypatch.setenv("TETRASCOPE_DATA", str(own / "key.pem"))
    outcome = tetrascope("serve", "--port", "0", "--https")
    assert outcome.code == 1
    assert "Expected a folder in which a certificate can be kept" in outcome.err
    assert "hint: Name another in the environment, as TETRASCOPE_DATA" in outcome.err


def test_only_an_address_that_others_can_open_becomes_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(serve, "show_code", shown.append)
    for network in ("192.168.0.7", None):
        monkeypatch.setattr(page_address, "_address_in_network", lambda network=network: network)
        for listening in ("https://0.0.0.0:1", "https://[::]:1", "https://192.168.0.9:1"):
            serve._show_code_of(page_addresses(listening, "#token=s"))
    there = "https://192.168.0.9:1/#token=s"
    assert shown == ["https://192.168.0.7:1/#token=s", there, there]


def test_a_taken_port_is_told_before_anything_slow(tetrascope: Command) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        outcome = tetrascope("serve", "--port", taken.getsockname()[1])
    assert outcome.code == 1
    assert "argument --port: Expected port" in outcome.err
    assert outcome.err.splitlines()[-1].startswith("hint: ")
    assert outcome.out == ""


def test_it_can_be_stopped_before_anything_slow(tetrascope: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    listens = []

    def taken(_: object) -> None:
        listens.append(signal.getsignal(signal.SIGTERM))
        raise Busy("Expected a port to be free.")

    monkeypatch.setattr("tetrascope.api.server.bind", taken)
    before = signal.getsignal(signal.SIGTERM)
    assert tetrascope("serve", "--port", "0").code == 1
    assert listens[0] not in (before, signal.SIG_DFL)
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "70000"], "argument --port: Expected a port from 0 to 65535"),
        (["--token", "short"], "argument --token: Expected a token of 16"),
        (["--port", "0", "--network", "nothing"], "argument --network: Expected a network of the catalog"),
    ],
)
def test_settings_that_cannot_be(tetrascope: Command, arguments: list[str], words: str) -> None:
    outcome = tetrascope("serve", *arguments)
    assert outcome.code == 2
    assert words in outcome.err


def test_a_network_asked_for_must_have_weights(
    tetrascope: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    outcome = tetrascope("serve", "--port", "0", "--network", "vgg16")
    assert outcome.code == 1
    assert "--random-weights" in outcome.err
    assert outcome.out == ""


def test_the_help_tells_the_engines_own_cache(tetrascope: Command) -> None:
    own = EngineSettings().cache_bytes() // MEBIBYTE
    text = " ".join(tetrascope("serve", "--help").out.split())
    assert f"memory for images and results (default: {own})" in text
    assert f"memory for loaded networks (default: {EngineSettings.network_bytes // MEBIBYTE})" in text


@pytest.mark.parametrize(
    ("arguments", "budget"), [([], EngineSettings().cache_bytes()), (["--cache-mb", "5"], 5 * 2**20)]
)
def test_the_cache_is_the_engines_own_unless_told_otherwise(arguments: list[str], budget: int) -> None:
    settings = serve.given_engine(build_parser().parse_args(["serve", *arguments]))
    assert settings.cache_bytes() == budget


def test_images_are_kept_in_memory_unless_a_place_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    parser = build_parser()
    assert serve.given_engine(parser.parse_args(["serve"])).image_place is None
    monkeypatch.chdir(tmp_path)
    told = serve.given_engine(parser.parse_args(["serve", "--image-store", "images"]))
    assert told.image_place == str(tmp_path / "images"), "whole, as workers begin elsewhere"
    told = serve.given_engine(parser.parse_args(["serve", "--image-store", "s3://lab/photos"]))
    assert told.image_place == "s3://lab/photos"


@pytest.mark.parametrize("text", ["", "s3:/lab", "S3://lab", "gs://lab", "https://lab.s3.amazonaws.com/photos"])
def test_what_is_neither_a_folder_nor_a_bucket_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["serve", "--image-store", text])
    assert f"expected a folder or s3://BUCKET/FOLDER, got '{text}'" in capsys.readouterr().err


def test_the_networks_budget_is_the_engines_own_unless_told_otherwise() -> None:
    parser = build_parser()
    assert serve.given_engine(parser.parse_args(["serve"])).network_bytes == EngineSettings.network_bytes
    told = serve.given_engine(parser.parse_args(["serve", "--networks-mb", "70"]))
    assert (told.network_bytes, told.cache_bytes()) == (70 * MEBIBYTE, EngineSettings().cache_bytes())


def test_a_cache_of_nothing_is_a_usage_error(tetrascope: Command) -> None:
    assert tetrascope("serve", "--cache-mb", "0").code == 2
    assert tetrascope("serve", "--networks-mb", "0").code == 2


@pytest.mark.parametrize("option", ["--weights", "--model"])
def test_a_file_that_cannot_be_loaded_is_one_message(option: str, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.keras"
    damaged.write_bytes(b"not a network")
    value = f"efficientnet-lite0={damaged}" if option == "--weights" else str(damaged)
    with start("--port", "0", option, value) as running:
        said, errors = running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 1
    assert "Ready" not in said
    lines = [line for line in errors.splitlines() if "tetrascope" in line or "Traceback" in line or "ERROR" in line]
    assert len(lines) == 1
    assert lines[0].startswith(f"tetrascope: error: argument {option}: Expected ")


def saved(file: Path, classes: int, *, scales: bool = True) -> Path:
    file.parent.mkdir(exist_ok=True)
    image = keras.Input((None, None, 3))
    x = keras.layers.Rescaling(1 / 255)(image) if scales else image
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Conv2D(4, 3, activation="relu")(x))
    keras.Model(image, keras.layers.Dense(classes, activation="softmax")(x)).save(file)
    return file


def test_several_models_stand_in_the_list_each_as_it_was_described(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("cup\nhat\n", encoding="utf-8")
    first, second = saved(tmp_path / "1" / "net.keras", 3, scales=False), saved(tmp_path / "2" / "net.keras", 2)
    models = ["--model", str(first), "--preprocessing", "unit", "--size", "32x48", "--fit", "pad"]
    models += ["--model", str(second), "--size", "24", "--class-names", str(tmp_path / "names.txt")]
    with start("--port", "0", *models) as running:
        lines = lines_until_ready(running)
        address = found(r"http://127\.0\.0\.1:\d+", "\n".join(lines))[0]
        own = asked(f"{address}/v1/networks")["networks"][:2]
        described = asked(f"{address}/v1/networks/own-2-net")
        stop(running)
    assert "loading 1/net, 2/net ..." in lines[0]
    assert [line.partition(":")[0] for line in lines if "Output of" in line] == ["Output of 1/net", "Output of 2/net"]
    assert [
        (
            each["network_id"],
            each["default"],
            each["input_height"],
            each["input_width"],
            each["fit"],
            each["class_count"],
        )
        for each in own
    ] == [("own-1-net", True, 32, 48, "pad", 3), ("own-2-net", False, 24, 24, "crop", 2)]
    assert described["class_names"] == ["cup", "hat"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["--size", "24", "--model", "a.keras", "--model", "b.keras"],
            "argument --size: Expected --size after the --model that it belongs to, got it before the first of 2.\n"
            "hint: Such as: --model a.keras --size ... --model b.keras",
        ),
        (["--fit", "pad", "--model", "a.keras", "--model", "b.keras"], "--fit after the --model that it belongs to"),
        (["--model", "a.keras", "--model", "b.keras", "--size", "24"], "got 'a.keras', which is not there"),
        (["--model", "a.keras", "--network", "vgg16"], "not allowed with"),
    ],
)
def test_of_several_models_an_option_belongs_to_the_one_before_it(
    tetrascope: Command, arguments: list[str], words: str
) -> None:
    outcome = tetrascope("serve", "--port", "0", *arguments)
    assert (outcome.code, words in outcome.err) == (2, True), outcome.err


def test_of_several_models_it_is_told_which_cannot_be_loaded(tmp_path: Path) -> None:
    good, bad = saved(tmp_path / "good.keras", 3), saved(tmp_path / "bad.keras", 3)
    with start("--port", "0", "--model", str(good), "--size", "24", "--model", str(bad)) as running:
        _, errors = running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 2
    assert "argument --size: Expected a network that takes images of a fixed size" in errors
    assert "note: That was bad.\n" in errors


@pytest.mark.skipif(os.name != "posix", reason="another system sends no such signal to one process")
def test_being_terminated_is_a_clean_end() -> None:
    with start("--port", "0", "--random-weights") as running:
        lines_until_ready(running)
        running.terminate()
        _, errors = running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 0
    assert "Traceback" not in errors
