"""A real server that conducts a small study, in a process of its own, and what clients of it would ask and tell."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Any
from urllib.request import Request, urlopen

TOKEN = "token-of-the-study-tests"
TASK = "task.clustered.cat.explore"
PLAIN_TASK = "task.plain.cat.explore"
BEFORE = "questionnaire.demographics.before"
STUDY = """
format = 1
id = "small"
title = "A small study"
languages = ["en"]
consent = "You can stop at any time."
goodbye = "Thank you."
network = "efficientnet-lite0"

[[conditions]]
id = "clustered"
title = "Clustered feature maps"
shows = { clusters = true, k = 4, colour_map = "ember" }

[[conditions]]
id = "plain"
title = "All feature maps"
shows = { clusters = false, pool = false }

[[images]]
id = "cat"
title = "Cat"
sample = "cat"

[[tasks]]
id = "explore"
text = "Which parts of the image matter?"
minutes = 5

[orders]
participants = 8
outer = "images"
images = { by = "as_written" }
conditions = { by = "as_written" }

[[questionnaires]]
id = "demographics"
builtin = "thesis_demographics"
asked = ["before"]
"""
VR_STUDY = STUDY.replace(
    'k = 4, colour_map = "ember" }',
    """live_masks = false, vr = true }

[conditions.tutorial]
minutes = 5
text = \"\"\"
Try out how to open a group, how to see what a pixel was computed from, and how to hide a part of the image with a mask.
\"\"\"
""",
).partition("[[questionnaires]]")[0]
"""A tutorial and a task that can be done in VR, and then a task that cannot."""
Json = dict[str, Any]


class StudyServer:
    """Starts at once. `address` stays the same over `kill` and `start`, and so do the records."""

    def __init__(self, study: str = STUDY) -> None:
        self.token = TOKEN
        self.address = ""
        self._folder = tempfile.TemporaryDirectory()
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115
        self._process: subprocess.Popen[str] | None = None
        self._sequences: dict[str, int] = {}
        (Path(self._folder.name) / "study.toml").write_text(study, encoding="utf-8")
        self.start()

    def start(self) -> None:
        """Start it, again where it was killed, and wait until it answers."""
        port = self.address.rpartition(":")[2] or "0"
        arguments = ["study", "run", self._folder.name, "--port", port, "--token", TOKEN]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tetrascope", *arguments], stdout=subprocess.PIPE, stderr=self._log, text=True
        )
        assert self._process.stdout is not None
        self.address = _address(self._process.stdout)
        if not self.address:
            raise RuntimeError(f"Expected the server's address, got a server that did not start:\n{self.log()}")

    def kill(self) -> None:
        """End it without a goodbye, as a crash or a power cut does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(timeout=120)

    def close(self) -> None:
        """End it for good."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait(timeout=120)
        self._folder.cleanup()

    def log(self) -> str:
        """What it wrote on standard error so far."""
        self._log.seek(0)
        return self._log.read()

    @property
    def page(self) -> str:
        """The experimenter's page, as it is told at the start."""
        return f"{self.address}/experimenter#token={TOKEN}"

    def ask(self, method: str, path: str, body: Json | None = None, secret: str = TOKEN) -> Any:
        """What the server answers. Raises `HTTPError` for an error."""
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Authorization": f"Bearer {secret}",
        }
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(self.address + path, data, headers, method=method), timeout=120) as answer:
            return json.load(answer)

    def participant(self, number: int) -> Json:
        """As the experimenter sees them."""
        return next(each for each in self.ask("GET", "/v1/study")["participants"] if each["participant"] == number)

    def record(self, number: int) -> Json:
        """All that they did."""
        answer: Json = self.ask("GET", f"/v1/study/participants/{number}/record")
        return answer

    def control(self, number: int, action: str) -> None:
        """As the experimenter does."""
        self.ask("POST", f"/v1/study/participants/{number}/control", {"action": action})

    def come(self, number: int) -> None:
        """The participant's client asks how the session stands: they are here."""
        self.ask("GET", "/v1/study/session/status", secret=self.participant(number)["key"])

    def tell(self, number: int, *events: Json, client: str = "client-of-a-test") -> None:
        """The participant's client tells what happened; numbers and wall clocks are added. All must be taken."""
        name = f"{number} {client}"
        first = self._sequences.get(name, 0) + 1
        self._sequences[name] = first + len(events) - 1
        numbered = [
            {"sequence": first + place, "wall_ms": time.time() * 1000, **event} for place, event in enumerate(events)
        ]
        key = self.participant(number)["key"]
        body = {"client_id": client, "events": numbered}
        receipt = self.ask("POST", "/v1/study/session/events", body, secret=key)
        assert receipt["refused"] == []


def event(kind: str, monotonic_ms: float, step: str, scene: str | None = None, **content: Any) -> Json:
    """An event without its number."""
    return {"kind": kind, "monotonic_ms": monotonic_ms, "step": step, "scene": scene, "content": content}


def _address(output: IO[str]) -> str:
    for line in output:
        if line.startswith("Ready: "):
            return line.removeprefix("Ready: ").strip().rstrip("/")
    return ""
