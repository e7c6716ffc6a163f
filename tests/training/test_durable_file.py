"""Files that are there whole, or as they were."""

import errno
import os
from pathlib import Path

import pytest

from tetrascope.errors import Failed
from tetrascope.training.durable_file import write_durably


def test_it_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "state"
    for content in (b"one", b"two"):
        write_durably(file, content)
        assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_a_full_disk_leaves_the_one_before_and_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "state"
    write_durably(file, b"before")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Failed, match="No space left") as failure:
        write_durably(file, b"after")
    assert "Make room" in str(failure.value.hint)
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]
