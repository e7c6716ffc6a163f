"""The definition that is given with results."""

from pathlib import Path

from tests.study.conftest import Written

from tetrascope import __version__
from tetrascope.study.definition.study import Study
from tetrascope.study.records.store import StudyStore
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.study_description import study_description


def test_it_is_the_definition_without_places(records: StudyRecords) -> None:
    told = study_description(records)
    assert (told["tetrascope"], told["participants"]) == (__version__, {"real": 4, "simulated": 1})
    assert told["withheld"] == ["conditions[2].opens"]
    conditions = {each["id"]: each for each in told["study"]["conditions"]}
    assert "opens" not in conditions["reference"]
    assert conditions["clustered"]["shows"]["k"] == 3
    reference = records.study.conditions[2].opens
    assert reference is not None
    assert reference.address is not None
    assert reference.address not in str(told)


def test_files_of_images_are_not_named(thesis: Study, tmp_path: Path) -> None:
    image = thesis.images[1].model_copy(update={"sample": None, "file": "people/secret.jpg"})
    study = thesis.model_copy(update={"images": [thesis.images[0], image, thesis.images[2]]})
    StudyStore(tmp_path / "records.sqlite", study).close()
    told = study_description(StudyRecords(tmp_path / "records.sqlite"))
    assert told["withheld"] == ["images[1].file", "conditions[2].opens"]
    assert "secret" not in str(told)


def test_what_is_left_is_a_study_once_it_is_told_again(records: StudyRecords, written: Written) -> None:
    told = study_description(records)["study"]
    assert written().exists()
    told["conditions"][2]["opens"] = records.study.conditions[2].model_dump(mode="json")["opens"]
    assert Study.model_validate(told) == records.study
