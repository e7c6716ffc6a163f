"""Data that a server offers."""

import shutil
from pathlib import Path

import pytest
from tests.training.pictures import draw_classes

from tetrascope.errors import NotFound
from tetrascope.training.offered_data import OfferedData


def test_folders_have_ids_and_nobody_learns_where_they_are(tmp_path: Path) -> None:
    one = draw_classes(tmp_path / "one" / "Fotos von mir", each=3)
    other = draw_classes(tmp_path / "other" / "Fotos von mir", each=2, classes=("a", "b", "c"))
    digits = draw_classes(tmp_path / "digits", each=2)
    offered = OfferedData([one, other, one, digits])
    found = {each.data_id: each for each in offered.all()}
    assert list(found) == ["digits", "fotos-von-mir", "fotos-von-mir-2", "digits-2"]
    assert found["digits"].kind == "digits"
    assert (found["digits"].pictures, found["digits"].start) == (1797, "scratch")
    assert found["fotos-von-mir"].name == "Fotos von mir"
    assert (found["fotos-von-mir"].classes, found["fotos-von-mir"].pictures) == (["columns", "rows"], 6)
    assert found["fotos-von-mir-2"].classes == ["a", "b", "c"]
    assert offered.place("fotos-von-mir-2") == (str(other.resolve()), False)
    assert offered.place("digits") == ("digits", True)
    for path in (str(one), "../one", "", "fotos-von-mir-3"):
        with pytest.raises(NotFound) as raised:
            offered.place(path)
        assert str(tmp_path) not in f"{raised.value.hint}"


def test_a_folder_that_changed_is_counted_anew(tmp_path: Path) -> None:
    folder = draw_classes(tmp_path / "photos", each=2)
    now = 0.0
    offered = OfferedData([folder], clock=lambda: now)
    assert offered.all()[1].pictures == 4
    shutil.copy(folder / "rows" / "00.png", folder / "rows" / "02.png")
    assert offered.all()[1].pictures == 5
    deep = folder / "rows" / "deep"
    deep.mkdir()
    assert offered.all()[1].pictures == 5
    shutil.copy(folder / "rows" / "00.png", deep / "a.png")  # changes neither the folder nor that of the class
    now = 61.0
    assert offered.all()[1].pictures == 6


def test_what_is_wrong_with_a_folder_is_said_without_its_place(tmp_path: Path) -> None:
    alone = draw_classes(tmp_path / "alone", classes=("one",))
    empty = tmp_path / "empty"
    empty.mkdir()
    _, one, none, gone = OfferedData([alone, empty, tmp_path / "gone"]).all()
    assert one.problem is not None and one.problem.startswith("Expected two classes or more in 'alone', got 1.")
    assert one.classes == ["one"]
    assert none.problem is not None and "got none" in none.problem
    assert gone.problem is not None
    for each in (one, none, gone):
        assert str(tmp_path) not in f"{each.problem}"
