"""Images in a folder, beyond what every place of them promises."""

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from tetrascope.engine.filed_image_store import DATA, INFO, FiledImageStore, image_store_at
from tetrascope.engine.files import PART
from tetrascope.engine.folder_files import FolderFiles
from tetrascope.errors import Failed
from tetrascope.protocol.images import ImageInfo


def info(image_id: str) -> ImageInfo:
    return ImageInfo(image_id=image_id, width=4, height=3)


def test_what_is_half_written_is_not_there_and_is_dropped_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FiledImageStore(FolderFiles(tmp_path), 100)

    def full(part: Path, _: Path) -> None:
        assert part.stat().st_size
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        with pytest.raises(Failed, match="No space left on device"):
            store.put(info("a"), b"first")
    assert (store.get("a"), list(tmp_path.iterdir())) == (None, [])
    (tmp_path / f"a{INFO}").write_bytes(b'{"image_id": "a", "width": 4, "height": 3, "note": null}')
    assert store.info("a") is None, "as long as the image itself is not there"
    for name, age in ((f"old{PART}", 7200), (f"new{PART}", 0)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    assert store.put(info("a"), b"first")
    assert {path.name for path in tmp_path.iterdir()} == {f"new{PART}", f"a{DATA}", f"a{INFO}"}


def test_other_files_of_the_folder_are_neither_counted_nor_dropped(tmp_path: Path) -> None:
    others = [tmp_path / name for name in ("holiday.image", "notes.json", "large.part", "image")]
    for other in others:
        other.write_bytes(bytes(100))
        os.utime(other, (0, 0))
    store = FiledImageStore(FolderFiles(tmp_path), 10)
    assert store.put(info("a"), b"12345")
    assert store.put(info("b"), b"1234567")
    assert (store.size, store.get("a")) == (7, None)
    assert all(other.exists() for other in others)


@pytest.mark.skipif(sys.platform == "win32", reason="another kind of rights")
def test_nobody_else_can_read_them(tmp_path: Path) -> None:
    store = image_store_at(str(tmp_path / "images"), 100)
    store.put(info("a"), b"1")
    assert stat.S_IMODE((tmp_path / "images").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "images").iterdir()} == {0o600}


def test_a_folder_that_cannot_be_written_to_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Failed, match="file/images") as caught:
        FolderFiles(tmp_path / "file" / "images").require()
    assert "--image-store" in str(caught.value.hint)


def test_a_folder_that_is_gone_is_an_error_and_not_an_image_that_is_unknown(tmp_path: Path) -> None:
    """As on a machine where a network folder is not mounted."""
    store = image_store_at(str(tmp_path / "images"), 100)
    assert store.put(info("a"), b"first")
    (tmp_path / "images").rename(tmp_path / "elsewhere")
    for ask in (lambda: store.get("a"), lambda: store.info("a"), lambda: store.put(info("a"), b"first")):
        with pytest.raises(Failed, match="No such file or directory"):
            ask()
    (tmp_path / "images").touch()
    for ask in (lambda: store.get("a"), lambda: store.put(info("a"), b"first")):
        with pytest.raises(Failed, match="Not a directory"):
            ask()
