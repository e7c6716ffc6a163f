"""A lock between processes."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tetrascope.file_lock import FileLock, Held, is_held

HOLD = "import sys, pathlib, tetrascope.file_lock as it; lock = it.FileLock(pathlib.Path(sys.argv[1]))"
HOLD += "; print('held', flush=True); sys.stdin.read()"


def test_one_holds_it_until_it_lets_go(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    assert not is_held(file)
    with closing(FileLock(file)):
        assert is_held(file)
        with pytest.raises(Held):
            FileLock(file)
    assert not is_held(file)
    FileLock(file).release()


def test_who_looks_keeps_no_other_from_looking(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    FileLock(file).release()
    with ThreadPoolExecutor(8) as threads:
        assert not any(threads.map(is_held, [file] * 800))


def test_a_holder_that_is_killed_lets_go(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        assert is_held(file)
        holder.kill()
        holder.wait()
    assert not is_held(file)
