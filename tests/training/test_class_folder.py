"""Pictures in a folder for each class."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.training.pictures import draw_classes

from tetrascope.errors import InvalidInput, NotFound, TooLarge
from tetrascope.networks.network_input import NetworkInput
from tetrascope.networks.preprocessing import PREPROCESSINGS
from tetrascope.photos.photo import decode_photo
from tetrascope.training import class_folder, examples
from tetrascope.training.class_folder import read_class_folder
from tetrascope.training.examples import Examples

INPUT = NetworkInput(16, 16, 3, PREPROCESSINGS["unit"], "crop")


def read(folder: Path, **more: bool) -> Examples:
    return read_class_folder(folder, INPUT, lambda _done, _total: None, **more)


def test_pictures_are_what_an_analysis_would_make_of_them(classes: Path) -> None:
    (classes / "rows" / "deeper").mkdir()
    Image.new("L", (40, 20), 77).save(classes / "rows" / "deeper" / "grey.bmp")
    found = read(classes)
    assert found.class_names == ["columns", "rows"]
    assert found.labels.tolist() == [0] * 10 + [1] * 11
    assert found.names[0] == "columns/00.png"
    place = found.names.index("rows/03.png")
    photo = decode_photo((classes / "rows/03.png").read_bytes(), max_pixels=10**6)
    assert found.pictures is not None
    np.testing.assert_array_equal(found.pictures[place], INPUT.picture(photo).pixels)
    assert (found.pictures[found.names.index("rows/deeper/grey.bmp")] == 77).all()


def test_a_picture_that_cannot_be_read_costs_itself_alone(classes: Path) -> None:
    (classes / "rows" / "05.png").write_bytes((classes / "rows" / "05.png").read_bytes()[:60])
    (classes / "rows" / "text.png").write_text("no picture", encoding="utf-8")
    (classes / "notes.txt").write_text("of no class", encoding="utf-8")
    (classes / "empty").mkdir()
    found = read(classes)
    assert len(found.names) == 19
    assert [each.name for each in found.skipped] == ["rows/05.png", "rows/text.png"]
    assert "Expected a picture" in found.skipped[1].reason
    assert found.notes == [
        "Files beside the folders of classes belong to none, and are left out: 1.",
        "No class is made of folders without pictures: empty.",
    ]


def test_the_fingerprint_is_that_of_names_classes_and_pictures(classes: Path) -> None:
    before = read(classes)
    again = read(classes, digests_only=True)
    assert again.pictures is None
    assert again.fingerprint == before.fingerprint
    (classes / "rows/00.png").rename(classes / "rows/zero.png")
    assert read(classes).fingerprint != before.fingerprint


@pytest.mark.parametrize(
    ("counts", "error", "words"),
    [
        ({}, NotFound, "Expected pictures in folders inside of .*, got none"),
        ({"one": 5}, InvalidInput, "Expected two classes or more in .*, got 1"),
        ({"one": 5, "two": 1}, InvalidInput, "Expected 2 pictures or more in each class, .* got 1 in 'two'"),
    ],
)
def test_what_a_network_cannot_learn_from_is_refused(
    counts: dict[str, int], error: type[Exception], words: str, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for name, count in counts.items():
        draw_classes(folder, each=count, classes=(name,))
    with pytest.raises(error, match=words):
        read(folder)


def test_a_class_whose_pictures_cannot_be_read_says_so(classes: Path) -> None:
    for file in (classes / "rows").iterdir():
        file.write_text("no picture", encoding="utf-8")
    with pytest.raises(InvalidInput, match="got 0 in 'rows'") as refusal:
        read(classes)
    assert any("left out: rows/00.png: Expected a picture" in note for note in refusal.value.__notes__)


def test_pictures_without_folders_of_classes_are_told_from_none(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "alone.png")
    with pytest.raises(NotFound, match="got none, but 1 beside them"):
        read(tmp_path)
    with pytest.raises(NotFound, match="which is neither"):
        read(tmp_path / "gone")


def test_more_than_memory_holds_is_refused_before_it_is_read(classes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "MAX_PICTURE_BYTES", 10 * 16 * 16 * 3)
    with pytest.raises(TooLarge, match="which are 10 of 16 x 16 pixels, got 20"):
        read(classes)
    monkeypatch.setattr(class_folder, "MAX_EXAMPLES", 19)
    with pytest.raises(TooLarge, match="Expected at most 19 pictures"):
        read(classes)
