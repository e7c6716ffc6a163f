"""Which study a command is about, and where its records are."""

import argparse
from pathlib import Path

from tetrascope.cli.options import path


def add_study_argument(parser: argparse.ArgumentParser) -> None:
    """Add STUDY."""
    parser.add_argument("study", type=path, metavar="STUDY", help="the study's file, study.toml, or its folder")


def add_records_argument(
    parser: argparse.ArgumentParser, default: str = "records.sqlite beside its file; of a dry run simulated.sqlite"
) -> None:
    """Add `--records`; `default` says where they are without."""
    parser.add_argument("--records", type=path, metavar="FILE", help=f"where its records are (default: {default})")


def records_of(arguments: argparse.Namespace, *, simulated: bool = False) -> Path:
    """The file of the records that the command is about, those of a dry run where it is `simulated`."""
    from tetrascope.study.file.places import records_path, simulated_path, study_file

    given: Path | None = arguments.records
    return (simulated_path if simulated else records_path)(study_file(arguments.study), given)
