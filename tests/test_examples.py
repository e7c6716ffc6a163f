"""The examples and the README's Python run, and say what they are said to."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tetrascope.photos.samples import SAMPLES

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
TOLD: dict[str, tuple[str, ...]] = {
    "layers_under_a_mask": ("Egyptian cat", "(3, 112, 112)", "block3b_add[10, 14] reads"),
    "what_decides": ("157 copies", "support vectors: ", "without what matters most: palace"),
    "own_model": ("accuracy ", "importance of the corner", "without it: "),
}
"""What an example prints, among other things."""


def run(*command: str, folder: Path) -> str:
    done = subprocess.run([sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_example_is_tested_and_listed() -> None:
    names = {path.stem for path in EXAMPLES.glob("*.py")}
    assert names == set(TOLD)
    listed = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert all(f"({name}.py)" in listed for name in names)


@pytest.mark.parametrize("name", TOLD)
def test_an_example_runs(name: str, tmp_path: Path) -> None:
    output = run(str(EXAMPLES / f"{name}.py"), folder=tmp_path)
    assert all(words in output for words in TOLD[name]), output
    assert list(tmp_path.glob("*.png"))
    if name == "own_model":
        corner, rest = re.findall(r"importance of the corner (\S+), of the rest (\S+)", output)[0]
        assert float(corner) > 10 * abs(float(rest))


def test_an_example_runs_at_a_server(server: str, tmp_path: Path) -> None:
    output = run(str(EXAMPLES / "layers_under_a_mask.py"), server, folder=tmp_path)
    assert f"in {server}" in output
    assert all(words in output for words in TOLD["layers_under_a_mask"])


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    snippets = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "photo.jpg").write_bytes(SAMPLES[0].read())
    (tmp_path / "snippet.py").write_text("\n".join(snippets), encoding="utf-8")
    run("snippet.py", folder=tmp_path)
    assert (tmp_path / "layers.png").exists()
