"""Files that appear whole or not at all."""

from pathlib import Path

import pytest

from tetrascope.cli.output_files import output_folder, write_files
from tetrascope.errors import InvalidInput


def test_files_replace_older_ones(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    write_files(tmp_path, {"a": b"new", "b": b"also"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"new", "b": b"also"}


def test_a_failure_half_way_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    write = Path.write_bytes

    def fail_on_second(path: Path, content: bytes) -> int:
        if content == b"second":
            write(path, b"sec")
            raise OSError("disk full")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fail_on_second)
    with pytest.raises(OSError, match="disk full"):
        write_files(tmp_path, {"a": b"first", "b": b"second"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_folders_made_for_work_that_failed_are_removed(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), output_folder(tmp_path / "x" / "y"):
        assert (tmp_path / "x" / "y").is_dir()
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_was_there_stays(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="work"), output_folder(tmp_path):
        raise ValueError("work")
    assert tmp_path.is_dir()


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with (
        pytest.raises(InvalidInput, match="Expected a folder that can be made"),
        output_folder(tmp_path / "file" / "x"),
    ):
        raise AssertionError("not reached")
