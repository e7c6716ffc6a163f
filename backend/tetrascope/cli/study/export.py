"""`tetrascope study export`: the results of a study as files."""

import argparse
from functools import partial

from tetrascope.cli.failure import UsageError
from tetrascope.cli.options import path
from tetrascope.cli.study.study_argument import add_records_argument, add_study_argument, records_of
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import counted, say, tell


def add_action(actions: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the action to the parser."""
    parser = actions.add_parser(
        "export",
        parents=[common],
        help="write what participants did and answered as CSV and JSON, with a codebook",
        description="Write what participants did and answered as files, with a codebook that explains every column. "
        "The study may be running meanwhile.",
    )
    add_study_argument(parser)
    add_records_argument(parser)
    parser.add_argument(
        "-o",
        "--out",
        type=path,
        metavar="FOLDER",
        help="where to (default: results beside the study's file; of a dry run results-simulated)",
    )
    parser.add_argument("--simulated", action="store_true", help="write what a dry run has brought")
    parser.add_argument("--csv", action="store_true", help="write CSV; without --csv and --json both are written")
    parser.add_argument("--json", action="store_true", help="write JSON")
    parser.set_defaults(run=run, option_names={"simulated": "--simulated"})


def run(arguments: argparse.Namespace) -> int:
    """Write the files."""
    from tetrascope.cli.output_files import all_or_none, output_folder
    from tetrascope.cli.progress_reporter import progress
    from tetrascope.cli.termination import ends_tidily
    from tetrascope.study.file.places import EXPORT_FOLDER, SIMULATED_EXPORT_FOLDER, study_file
    from tetrascope.study.records.study_records import StudyRecords
    from tetrascope.study.results.export import EXPORT_FILES, export
    from tetrascope.study.results.table import FORMS

    records = StudyRecords(records_of(arguments, simulated=arguments.simulated))
    participants = records.participants()
    simulated = sum(each.simulated for each in participants)
    _check_simulated(arguments.simulated, simulated, len(participants) - simulated)
    forms = [form for form in FORMS if getattr(arguments, form)] or FORMS
    folder_name = SIMULATED_EXPORT_FOLDER if arguments.simulated else EXPORT_FOLDER
    out = arguments.out or study_file(arguments.study).with_name(folder_name)
    with ends_tidily(), output_folder(out) as folder, all_or_none(folder) as temporary:
        with progress() as reporter:
            export(records, temporary, forms, partial(reporter.show, "Writing results"))
        for name in EXPORT_FILES:  # of an export before, that this one does not have
            if not (temporary / name).exists():
                (folder / name).unlink(missing_ok=True)
    count = counted(len(participants), "simulated participant" if arguments.simulated else "participant")
    say(f"Wrote {folder}: {count}. codebook.md explains every file and column.")
    if simulated and not arguments.simulated:
        tell(f"tetrascope: warning: {simulated} of {count} are simulated: see the column `simulated`.")
    return 0


def _check_simulated(wanted: bool, simulated: int, real: int) -> None:
    """Files of a dry run and those of people do not get into one folder by oversight.

    Raises:
        UsageError: there are others than are wanted.
    """
    if wanted and real:
        raise UsageError(
            f"Expected simulated participants, got {real} real ones.", field="simulated", hint="Leave --simulated out."
        )
    if simulated and not real and not wanted:
        raise UsageError(
            f"Expected participants, got {simulated} simulated ones only.",
            field="simulated",
            hint="Add --simulated, which writes them into a folder of their own.",
        )
