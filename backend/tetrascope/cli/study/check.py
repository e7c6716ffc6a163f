"""`tetrascope study check`: see what is wrong with the file of a study, or what a participant will go through."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from tetrascope.cli.failure import UsageError
from tetrascope.cli.study.study_argument import add_study_argument
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import console, counted, one_line, say, tell, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tetrascope.study.definition.study import Study
    from tetrascope.study.session.balance import Balance
    from tetrascope.study.session.step import Step

MAX_NAMES_IN_TABLE = 8
"""Of the table of orders: more would not fit a terminal."""


def add_action(actions: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the action to the parser."""
    parser = actions.add_parser(
        "check",
        parents=[common],
        help="find every fault of a study, or tell what a participant will go through",
        description="Find every fault of a study; where there is none, tell what a participant will go through.",
    )
    add_study_argument(parser)
    parser.add_argument(
        "--participant", type=int, default=1, metavar="N", help="whose session to tell (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="write JSON")
    parser.set_defaults(run=run, option_names={"participant": "--participant"})


def run(arguments: argparse.Namespace) -> int:
    """Tell the faults, or the session."""
    from tetrascope.study.file.advice import advice
    from tetrascope.study.file.fault import StudyRejected
    from tetrascope.study.file.places import study_file
    from tetrascope.study.file.study_file import read_study
    from tetrascope.study.session.balance import balances
    from tetrascope.study.session.order import order_of, planned_orders
    from tetrascope.study.session.plan import plan

    try:
        study = read_study(study_file(arguments.study))
    except StudyRejected as rejected:
        if arguments.json:
            write(json.dumps({"faults": [fault._asdict() for fault in rejected.faults]}, indent=1) + "\n")
        raise
    if not 1 <= arguments.participant <= study.orders.participants:
        raise UsageError(
            f"Expected a participant from 1 to {study.orders.participants}, got {arguments.participant}.",
            field="participant",
            hint="More are planned by `participants` under [orders].",
        )
    orders = planned_orders(study)
    steps = plan(study, order_of(study, arguments.participant))
    warnings = advice(study, orders)
    if arguments.json:
        answer = {
            "study": study.model_dump(mode="json", exclude_none=True),
            "steps": [step.model_dump(mode="json", exclude_none=True) for step in steps],
            "orders": [order.model_dump(mode="json") for order in orders],
            "warnings": warnings,
        }
        write(json.dumps(answer, indent=1, ensure_ascii=False) + "\n")
        return 0
    _print_session(study, steps, arguments.participant)
    for balance in balances(study, orders):
        if len(balance.at_place) > 1:
            _print_balance(study, balance)
    for warning in warnings:
        tell(f"tetrascope: warning: {warning}")
    return 0


def _print_session(study: "Study", steps: "Sequence[Step]", participant: int) -> None:
    from rich import box
    from rich.table import Table

    say(f"{study.title.in_language(study.languages[0])}: nothing is wrong with it.")
    say(f"What participant {participant} of {study.orders.participants} will go through, in minutes as planned:")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("from", "takes"):
        table.add_column(name, justify="right")
    for name in ("step", "what"):
        table.add_column(name, no_wrap=True)
    begin = 0.0
    for step in steps:
        table.add_row(f"{begin:.0f}", f"{step.minutes:g}", step.id, one_line(_told(step)))
        begin += step.minutes
    console(sys.stdout).print(table)
    say(f"In all about {begin:.0f} minutes.")


def _told(step: "Step") -> str:
    limit = "" if step.limit_minutes is None else f", at most {step.limit_minutes:g} minutes"
    if step.kind == "questionnaire":
        return counted(len(step.items), "question")
    if step.kind == "task":
        return f"{step.task}: {step.image}, {step.condition}{limit}"
    return "" if step.condition is None else step.condition


def _print_balance(study: "Study", balance: "Balance") -> None:
    from rich import box
    from rich.table import Table

    names = list(balance.at_place)
    order = f"The order of {balance.factor}, {getattr(study.orders, balance.factor).by}"
    if len(names) > MAX_NAMES_IN_TABLE:
        say(f"{order}: {balance.sentence}")
        return
    say(f"{order}: how often each is at each place, and right after another")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    for heading in (*map(str, range(1, len(names) + 1)), *(f"after {name}" for name in names)):
        table.add_column(heading, justify="right")
    for name, places in balance.at_place.items():
        after = ["" if other == name else str(balance.follows[other, name]) for other in names]
        table.add_row(name, *map(str, places), *after)
    console(sys.stdout).print(table)
