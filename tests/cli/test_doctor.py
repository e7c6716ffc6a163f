"""`tetrascope doctor`."""

import json
import socket
from collections.abc import Iterator

import pytest
from tests.cli.conftest import Command

from tetrascope.cli import checkup
from tetrascope.cli.checkup import Finding
from tetrascope.errors import WeightsUnavailable


def test_a_sound_machine(tetrascope: Command) -> None:
    outcome = tetrascope("doctor", "--json")
    findings = {finding["what"]: finding for finding in json.loads(outcome.out)}
    assert outcome.code == 0
    assert findings["default network"]["detail"].startswith("EfficientNet-Lite0 sees Egyptian cat")
    assert findings["device"]["detail"].endswith("Keras on tensorflow")
    assert {"python", "packages", "samples", "port", "memory", "disk", "weights"} <= set(findings)


def test_a_port_in_use_is_a_note_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        (finding,) = checkup._port(taken.getsockname()[1])
    assert finding.state == "note"
    assert finding.mend == "tetrascope serve --port 0"


def test_what_is_bad_makes_the_exit_code_and_says_how_to_mend_it(
    tetrascope: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> Iterator[checkup.Finding]:
        raise WeightsUnavailable("Expected the weights, got none.", hint="pip install them")
        yield

    monkeypatch.setattr(checkup, "_default_network", missing)
    outcome = tetrascope("doctor")
    assert outcome.code == 1
    assert "Expected the weights, got none." in outcome.out
    assert "mend: pip install them" in outcome.out
    assert outcome.out.endswith("The default network does not work.\n")


def test_a_check_that_breaks_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[checkup.Finding]:
        raise RuntimeError("odd machine")
        yield

    monkeypatch.setattr(checkup, "_memory", broken)
    monkeypatch.setattr(checkup, "_default_network", lambda: iter(()))
    findings = list(checkup.checkup(0))
    assert any(finding.state == "bad" and "odd machine" in finding.detail for finding in findings)
    assert isinstance(findings[0], Finding)
