"""The study that was conducted, as it may be given to others: without names of files, programs and computers."""

from typing import Any

from tetrascope import __version__
from tetrascope.protocol.complaint import written
from tetrascope.study.definition.study import Study
from tetrascope.study.records.study_records import StudyRecords

Location = tuple[str, int, str]


def study_description(records: StudyRecords) -> dict[str, Any]:
    """The definition, complete, what was taken out of it, and how many took part."""
    study = records.study
    definition: dict[str, Any] = study.model_dump(mode="json", exclude_none=True)
    withheld = _withheld(study)
    for part, place, field in withheld:
        del definition[part][place][field]
    simulated = [each.simulated for each in records.participants()]
    return {
        "tetrascope": __version__,
        "participants": {"real": simulated.count(False), "simulated": simulated.count(True)},
        "study": definition,
        "withheld": [written(location) for location in withheld],
    }


def _withheld(study: Study) -> list[Location]:
    files = [("images", place, "file") for place, each in enumerate(study.images) if each.file is not None]
    opened = [("conditions", place, "opens") for place, each in enumerate(study.conditions) if each.opens is not None]
    return [*files, *opened]
