"""`tetrascope study report`: what a study found, as a page, tables and figures."""

import argparse
from functools import partial

from tetrascope.cli.failure import UsageError
from tetrascope.cli.options import given, path
from tetrascope.cli.study.study_argument import add_records_argument, add_study_argument, records_of
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import counted, say, tell


def add_action(actions: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the action to the parser."""
    parser = actions.add_parser(
        "report",
        parents=[common],
        help="tell what a study found, as a page with tables and figures",
        description="Tell what a study found: an HTML page with everything in it, its tables as CSV and its figures as "
        "SVG. The study may be running meanwhile.",
    )
    add_study_argument(parser)
    add_records_argument(parser)
    parser.add_argument(
        "-o",
        "--out",
        type=path,
        metavar="FOLDER",
        help="where to (default: report beside the study's file; of a dry run report-simulated)",
    )
    parser.add_argument(
        "--language", type=given, metavar="L", help="language of the study's texts (default: the study's first)"
    )
    parser.add_argument(
        "--finished",
        action="store_true",
        help="count finished sessions only; else all that were begun, also unfinished and aborted ones",
    )
    parser.add_argument(
        "--simulated",
        action="store_true",
        help="tell of the simulated participants of a dry run, and of these alone; else they are left out",
    )
    parser.set_defaults(run=run, option_names={"language": "--language", "simulated": "--simulated"})


def run(arguments: argparse.Namespace) -> int:
    """Write the files."""
    from tetrascope.cli.output_files import output_folder, write_files
    from tetrascope.cli.progress_reporter import progress
    from tetrascope.cli.termination import ends_tidily
    from tetrascope.report.study.report_files import PAGE, report_files
    from tetrascope.study.file.places import (
        REPORT_FOLDER,
        SIMULATED_REPORT_FOLDER,
        study_file,
    )
    from tetrascope.study.findings.findings import findings
    from tetrascope.study.records.study_records import StudyRecords

    file, simulated = study_file(arguments.study), arguments.simulated
    with StudyRecords(records_of(arguments, simulated=simulated)).snapshot() as records, progress() as reporter:
        language = _language(arguments.language, records.study.languages)
        found = findings(
            records,
            simulated=simulated,
            finished_only=arguments.finished,
            language=language,
            show=partial(reporter.show, "Reading participants"),
        )
    if found.others and not found.everyone and not simulated:
        raise UsageError(
            f"Expected participants, got {found.others} simulated ones only.",
            field="simulated",
            hint="Add --simulated for a report of these, marked as such.",
        )
    out = arguments.out or file.with_name(SIMULATED_REPORT_FOLDER if simulated else REPORT_FOLDER)
    with ends_tidily(), output_folder(out) as folder:
        write_files(folder, report_files(found, language))
    people = counted(len(found.everyone), f"{'simulated ' if simulated else ''}participant")
    say(f"Wrote {folder / PAGE}, with tables and figures beside it: {len(found.counted)} of {people} counted.")
    if found.others:
        left_out = counted(found.others, f"{'real' if simulated else 'simulated'} participant")
        tell(f"tetrascope: warning: {left_out} in the same records left out.")
    return 0


def _language(wanted: str | None, languages: list[str]) -> str:
    if wanted is None:
        return languages[0]
    if wanted not in languages:
        raise UsageError(f"Expected a language of the study, {', '.join(languages)}, got {wanted}.", field="language")
    return wanted
