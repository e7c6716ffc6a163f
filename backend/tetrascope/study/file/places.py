"""Where the files of a study are, by the one that a command names."""

from pathlib import Path

STUDY_FILE = "study.toml"
RECORDS_FILE = "records.sqlite"
SIMULATED_FILE = "simulated.sqlite"
"""Records of dry runs are apart from those of people."""
EXPORT_FOLDER = "results"
SIMULATED_EXPORT_FOLDER = "results-simulated"
REPORT_FOLDER = "report"
SIMULATED_REPORT_FOLDER = "report-simulated"


def study_file(named: Path) -> Path:
    """The file that defines a study, named itself or by its folder."""
    return named / STUDY_FILE if named.is_dir() else named


def records_path(study_file: Path, given: Path | None) -> Path:
    """The records of the study that the file defines: where they are said to be, else beside it."""
    return study_file.with_name(RECORDS_FILE) if given is None else given


def simulated_path(study_file: Path, given: Path | None) -> Path:
    """The records of a dry run of it, likewise."""
    return study_file.with_name(SIMULATED_FILE) if given is None else given
