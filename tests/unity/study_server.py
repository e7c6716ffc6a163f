"""A server that conducts a study, in a process of its own, that can be killed and started again."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
from tests.unity.toolchain import ROOT

TOKEN = "the-experimenters-own-token"
STUDY = """
format = 1
id = "unity"
title = "Looking into a network"
languages = ["en"]
consent = "Taking part is voluntary."
goodbye = "Thank you."
network = "efficientnet-lite0"

[[conditions]]
id = "layers"
title = "All feature maps"
shows = { clusters = false, pool = false, comparison = false, live_masks = false, fill = "mean", colour_map = "grey" }

[[conditions]]
id = "clusters"
title = "Clustered feature maps"
shows = { clusters = true, k = 4 }
tutorial = { minutes = 1, text = "Try out how to hide a part of the image." }

[[conditions]]
id = "paper"
title = "A page"
opens = { address = "https://example.org/" }

[[images]]
id = "cat"
title = "Cat"
sample = "cat"

[[tasks]]
id = "explore"
text = "Find out which parts of the image matter."
minutes = 5

[[tasks]]
id = "quick"
text = "Say what you see."
minutes = 0.1
limit_minutes = 0.1
conditions = ["layers"]

[orders]
participants = 12
outer = "images"
images = { by = "as_written" }
conditions = { by = "as_written" }

[[questionnaires]]
id = "about"
asked = ["before"]
title = "About you"

[[questionnaires.questions]]
id = "age"
kind = "number"
text = "How old are you?"
min = 18
max = 99
whole = true

[[questionnaires.questions]]
id = "field"
kind = "single_choice"
text = "What do you work in?"
choices = [{ id = "arts", text = "Arts" }, { id = "sciences", text = "Sciences" }]
other = "Something else"

[[questionnaires.questions]]
id = "uses"
kind = "multiple_choice"
text = "What do you use?"
choices = [{ id = "phone", text = "A phone" }, { id = "headset", text = "A headset" }]
other = "Something else"

[[questionnaires.questions]]
id = "easy"
kind = "scale"
text = "Headsets are easy to use."
low = "strongly disagree"
high = "strongly agree"

[[questionnaires.questions]]
id = "why"
kind = "open"
text = "Why?"
required = false

[[questionnaires]]
id = "sickness"
builtin = "ssq"
asked = ["before", "end"]

[[questionnaires]]
id = "wellbeing"
builtin = "comfort"
asked = ["comfort"]

[breaks]
after = "condition"
minutes = 1

[comfort]
every_minutes = 5
"""


class StudyServer:
    """`tetrascope study run`. `address` is where it is, once it is started."""

    def __init__(self, folder: Path) -> None:
        self.address = ""
        self._file = folder / "study.toml"
        self._file.write_text(STUDY, encoding="utf-8")
        self._records = folder / "records.sqlite"
        self._process: subprocess.Popen[str] | None = None
        self.start()

    def start(self) -> None:
        """Start it, again where it was killed, and wait until it answers."""
        port = self.address.rpartition(":")[2] or "0"
        command = ["study", "run", str(self._file), "--records", str(self._records), "--port", port, "--token", TOKEN]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tetrascope", *command],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "backend")},
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("Ready: "):
                self.address = line.removeprefix("Ready: ").strip().rstrip("/")
            if "Ctrl-C" in line:
                return
        raise RuntimeError("Expected a server that conducts a study, got one that ended.")

    def kill(self) -> None:
        """End it without a goodbye, as a power cut does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def participant(self, number: int) -> dict[str, Any]:
        """What the experimenter sees of a participant."""
        found: list[dict[str, Any]] = self._ask("GET", "/v1/study")["participants"]
        return next(each for each in found if each["participant"] == number)

    def key_of(self, number: int) -> str:
        """Opens that participant's session."""
        return str(self.participant(number)["key"])

    def link_of(self, number: int) -> str:
        """That participant's address."""
        return f"{self.address}/study#key={self.key_of(number)}"

    def events(self, number: int) -> list[dict[str, Any]]:
        """All that is recorded of a participant."""
        events: list[dict[str, Any]] = self._ask("GET", f"/v1/study/participants/{number}/record")["events"]
        return events

    def begin(self) -> int:
        """Start the session of the next participant who waits; their number."""
        overview = self._ask("GET", "/v1/study")["participants"]
        number = next(int(each["participant"]) for each in overview if each["state"] == "waiting")
        self.control(number, "start")
        return number

    def control(self, number: int, action: str) -> None:
        """Start, pause, resume or abort a session."""
        self._ask("POST", f"/v1/study/participants/{number}/control", {"action": action})

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        headers = {"Authorization": f"Bearer {TOKEN}", "Accept": "application/json"}
        answer = httpx.request(method, self.address + path, headers=headers, json=body, timeout=60)
        answer.raise_for_status()
        return answer.json()
