"""Which epochs' weights are kept."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tetrascope.training import snapshots
from tetrascope.training.run_folder import RunFolder
from tetrascope.training.snapshots import given_up, keep_snapshot


@given(last=st.integers(0, 400), most=st.integers(2, 64))
def test_of_any_number_of_epochs_few_are_kept_the_first_and_the_last_among_them(last: int, most: int) -> None:
    kept: list[int] = []
    for epoch in range(last + 1):
        kept.append(epoch)
        gone = given_up(kept, most)
        kept = [each for each in kept if each not in gone]
        assert len(kept) <= most
        assert {0, epoch} <= set(kept)


def test_bytes_bound_them_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = RunFolder(tmp_path / "run")
    folder.make()
    keep_snapshot(folder, 0, [np.zeros(4, np.float32)])
    monkeypatch.setattr(snapshots, "MAX_SNAPSHOT_BYTES", 3 * folder.snapshot_file(0).stat().st_size)
    for epoch in range(1, 9):
        keep_snapshot(folder, epoch, [np.full(4, epoch, np.float32)])
    assert folder.snapshots() == [0, 4, 8]


def test_names_of_epochs_are_numbers(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")
    folder.make()
    keep_snapshot(folder, 1000, [np.zeros(2)])
    (tmp_path / "run/epochs/.001.npz.tmp").write_bytes(b"torn")
    assert folder.snapshots() == [1000]
    assert folder.snapshot_file(7).name == "007.npz"
