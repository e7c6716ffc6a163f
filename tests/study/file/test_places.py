"""Where the files of a study are."""

from pathlib import Path

from tetrascope.study.file.places import records_path, study_file


def test_a_study_is_named_by_its_file_or_its_folder(tmp_path: Path) -> None:
    assert study_file(tmp_path) == tmp_path / "study.toml"
    assert study_file(tmp_path / "other.toml") == tmp_path / "other.toml"


def test_records_are_beside_the_study_unless_another_place_is_given(tmp_path: Path) -> None:
    assert records_path(tmp_path / "other.toml", None) == tmp_path / "records.sqlite"
    assert records_path(tmp_path / "study.toml", Path("elsewhere.db")) == Path("elsewhere.db")
