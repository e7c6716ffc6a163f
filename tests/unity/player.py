"""The Unity client without Unity: its own components on a stand-in of the engine, driven as a person drives it."""

import json
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Self

from tests.patience import eventually
from tests.unity.metas import PACKAGE, ROOT
from tests.unity.rendering.font_atlas import font_atlas
from tests.unity.toolchain import Dotnet, find_dotnet

State = dict[str, Any]
"""What the headless program's `Report` says."""


@cache
def built() -> Path:
    """The folder of the headless program, compiled once."""
    return find_dotnet().build("Headless")


class Player:
    """The client, playing. `state` is how it stood after the last frames.

    Its project was made in an `editor`, as Unity calls that of a system; see `Project` for what may be lacking.
    """

    def __init__(self, dotnet: Dotnet, folder: Path, editor: str = "WindowsEditor", lacks: str = "") -> None:
        program = built() / "Tetrascope.Headless.dll"
        atlas = font_atlas()
        project = folder / "unity_client"
        project.mkdir(exist_ok=True)
        (project / "metrics.txt").write_text(atlas.metrics, encoding="utf-8")
        (project / "texture.bytes").write_bytes(atlas.texture)
        # Where the set-up finds the recorded demo, as in a checkout.
        sessions = folder / "protocol/sessions"
        sessions.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "protocol/sessions/demo.msgpack", sessions)
        self._log = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        self._process = dotnet.start(
            str(program), str(PACKAGE), str(project), editor, *filter(None, [lacks]), stderr=self._log
        )
        self.state: State = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        if self._process.poll() is None:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise

    def kill(self) -> None:
        """End it without a goodbye, as a headset does."""
        self._process.kill()
        self._process.wait()

    def play(self, address: str, token: str = "") -> None:
        """Begin, at the main menu, with the address and token that were used last."""
        self.state = self.do("play", address=address, token=token)

    def choose(self, sample: str) -> None:
        """Choose a sample at the main menu, once its network is known too."""
        card = f"sample-{sample}"
        self.until(lambda state: card in state["texts"])
        self.click(card)
        self.until(lambda state: state["usable"])

    def frames(self, count: int = 1) -> State:
        """So many frames; how it stands then."""
        self.state = self.do("frames", count=count)
        return self.state

    def until(self, condition: Callable[[State], object]) -> State:
        """Frames until the condition holds."""
        eventually(lambda: condition(self.frames()))
        return self.state

    def click(self, element: str) -> None:
        """Click a button of the panels; fails where a person could not."""
        self.do("click", element=element)
        self.frames()

    def set(self, element: str, value: object) -> None:
        """Change a field of the panels; fails where a person could not."""
        self.do("set", element=element, value=value)
        self.frames()

    def point(self, x: float, y: float) -> None:
        """Move the pointer, in pixels from the bottom left."""
        self.do("point", x=x, y=y)
        self.frames()

    def where(self, **target: object) -> tuple[float, float]:
        """Where something is on the screen; see `Places.Where`."""
        found = self.do("where", **target)
        return found["x"], found["y"]

    def point_at(self, **target: object) -> None:
        """Move the pointer onto something."""
        self.point(*self.where(**target))

    def press(self, down: bool, action: str = "Press") -> None:
        """Press or let go a button of the pointer."""
        self.do("hold", action=action, down=down)
        self.frames()

    def click_at(self, **target: object) -> None:
        """Point at something and click."""
        self.point_at(**target)
        self.press(True)
        self.press(False)

    def rest(self) -> State:
        """Frames until the camera and everything else has come to rest."""
        return self.frames(90)

    def export(self, path: Path) -> Path:
        """Write what the camera sees, for `draw_scene`."""
        self.do("export", path=str(path))
        return path

    def export_panels(self, path: Path, document: str = "Panels") -> Path:
        """Write the panels as they stand, for `draw_panels`."""
        self.do("panels", path=str(path), document=document)
        return path

    def do(self, what: str, **details: object) -> Any:
        """Any command of the headless program; fails where it failed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": what, **details}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the client has ended:\n{self._printed()}"
        answer = json.loads(line)
        assert not (isinstance(answer, dict) and "error" in answer), answer["error"]
        return answer

    def _printed(self) -> str:
        self._log.seek(0)
        return self._log.read()


def complete(state: State) -> bool:
    """Whether scene 1 shows the newest answer."""
    structure = state["structure"]
    return structure["state"] == "Complete" and all(
        column["clusters"] and not column["stale"] for column in structure["columns"]
    )
