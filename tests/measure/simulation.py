"""Simulates clusters that are larger than the machine at hand, from service times that were measured on one like it.

    python -m tests.measure.simulation measure   what the parts of the work take, for tests/simulation/measured.py
    python -m tests.measure.simulation check     the load tests of docs/cluster.md, beside what was measured
    python -m tests.measure.simulation sizes     how many participants 1, 4, 16 and 64 workers hold, and at what cost
    python -m tests.measure.simulation together  how many analyses of one photo one worker should get at a time
    python -m tests.measure.simulation run --workers 4 --participants 100 --photos 1

Participants are those of `tests/measure/load.py`. Of GPUs nothing was measured: `--gpu-ratios` says how many times as
fast a pass is assumed to be there, and whatever is told of them is told for each. Prices are those that you name
(`--core-hour`, `--gpu-hour`, in any currency); without them the cost is hours of cores and of GPUs.
"""

import argparse
from collections.abc import Callable
from dataclasses import replace

from tests.simulation.capacity import LIMIT_S, Cost, cost, most, percentiles, with_participants
from tests.simulation.cluster import Outcome, Plan, simulate
from tests.simulation.measured import GPU_RATIOS, MEASURED

WORKERS = (1, 4, 16, 64)
NAMES = ("median", "p95", "p99")
MOST = 200
"""Participants for each worker that are not asked for any more."""
CLASS = 100
"""Participants of the load test."""
LOAD_TESTS: dict[int | None, dict[str, tuple[float, float, float]]] = {
    None: {"first column": (1.98, 4.60, 5.36), "all columns": (3.28, 7.78, 14.39), "pool": (0.87, 43.3, 52.5)},
    2: {"first column": (2.49, 5.29, 6.54), "all columns": (3.15, 6.08, 7.50), "pool": (9.20, 61.8, 70.4)},
}
"""What `tests/measure/load.py` measured, see docs/cluster.md, by how many workers: seconds, the median, p95, p99.
That of two workers was before questions about one pool went to one worker."""


def told(outcome: Outcome) -> None:
    """A few lines."""
    answers, plan = outcome.answers, outcome.plan
    for name, took in (("first column", answers.first), ("all columns", answers.columns), ("pool", answers.pools)):
        middle, late, later = percentiles(took)
        print(f"  {name:14} median {middle:6.2f} s, p95 {late:6.2f} s, p99 {later:6.2f} s, of {len(took)}")
    print("  ends:", ", ".join(f"{how} {count}" for how, count in answers.ends.most_common()), f"of {answers.sent}")
    devices = f", GPUs {outcome.device_share:.0%}" if plan.gpu else ""
    print(f"  busy: workers {outcome.worker_share:.0%}{devices}, gateways {outcome.gateway_share:.0%}")


def check(_: argparse.Namespace) -> None:
    """The load tests."""
    plan = Plan(times=MEASURED, participants=CLASS, one_machine=True, clients_here=True, photos=1)
    for workers, measured in LOAD_TESTS.items():
        print("the server's own process:" if workers is None else f"{workers} workers:")
        told(simulate(replace(plan, workers=workers)))
        print("  measured:")
        for name, took in measured.items():
            print(f"  {name:14}", ", ".join(f"{what} {value:6.2f} s" for what, value in zip(NAMES, took, strict=True)))


def run(arguments: argparse.Namespace) -> None:
    """One cluster, or one server."""
    plan = Plan(times=MEASURED, participants=arguments.participants, seconds=arguments.seconds, seed=arguments.seed)
    plan = replace(plan, workers=arguments.workers or None, photos=arguments.photos, together=arguments.together)
    plan = replace(plan, one_machine=arguments.one_machine or not plan.workers, clients_here=arguments.one_machine)
    if arguments.gpu_ratio:
        plan = replace(plan, gpu=True, times=MEASURED.with_gpu(arguments.gpu_ratio))
    told(simulate(with_participants(plan, plan.participants)))


def sizes(arguments: argparse.Namespace) -> None:
    """A table for the documentation: each cluster at its fullest."""
    print(
        "| workers | a pass on | participants | first column | all columns | workers busy | of one participant-hour |"
    )
    print("|---|---|---|---|---|---|---|")
    for workers in arguments.workers:
        for ratio in (None, *arguments.gpu_ratios):
            times = MEASURED if ratio is None else MEASURED.with_gpu(ratio)
            plan = Plan(times=times, participants=1, workers=workers, gpu=ratio is not None, seconds=arguments.seconds)
            plan = replace(plan, photos=arguments.photos)
            on = "2 cores" if ratio is None else f"a GPU, {ratio:g} times as fast"
            found = most(plan, workers * arguments.step, MOST // arguments.step)
            print(f"| {workers} | {on} | " + (row(found, arguments) if found else "none |"), flush=True)


def row(outcome: Outcome, arguments: argparse.Namespace) -> str:
    """What is told of one cluster."""
    first, columns = (
        " / ".join(f"{value:.2f}" for value in percentiles(took)) + " s"
        for took in (outcome.answers.first, outcome.answers.columns)
    )
    busy = f"{outcome.worker_share:.0%}" + (f", GPUs {outcome.device_share:.0%}" if outcome.plan.gpu else "")
    return f"{outcome.plan.participants} | {first} | {columns} | {busy} | {words(cost(outcome.plan), arguments)} |"


def words(found: Cost, arguments: argparse.Namespace) -> str:
    """What a participant-hour takes."""
    text = f"{found.processor_hours:.3f} core-hours"
    if found.gpu_hours:
        text += f", {found.gpu_hours:.4f} GPU-hours"
    if arguments.core_hour is not None:
        text += f": {found.money(arguments.core_hour, arguments.gpu_hour or 0.0):.4f}"
    return text


def together(arguments: argparse.Namespace) -> None:
    """A class that looks at one photo, and one with a photo each."""
    print("| analyses of one photo on one worker | workers | participants | one photo | a photo each |")
    print("|---|---|---|---|---|")
    for workers in arguments.workers:
        count = workers * arguments.step
        for several in (1, 2, 3, 4, 8, 16, 64):
            late = []
            for photos in (1, None):
                plan = Plan(times=MEASURED, participants=count, workers=workers, photos=photos, together=several)
                answers = simulate(with_participants(replace(plan, seconds=arguments.seconds), count)).answers
                middle, p95, _ = percentiles(answers.columns)
                late.append(f"{middle:.2f} / {p95:.2f} s")
            print(f"| {several} | {workers} | {count} | {late[0]} | {late[1]} |", flush=True)


def measure(_: argparse.Namespace) -> None:
    """The service times."""
    from tests.measure.service_times import main as measured

    measured()


def count(text: str) -> int:
    """One or more."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def positive(text: str) -> float:
    """Above 0."""
    number = float(text)
    if not number > 0:
        raise ValueError
    return number


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=f"Simulate clusters. To hold: p95 of all columns below {LIMIT_S:g} s.")
    commands: dict[str, Callable[[argparse.Namespace], None]] = {
        each.__name__: each for each in (measure, check, sizes, together, run)
    }
    parser.add_argument("what", choices=commands)
    parser.add_argument("--workers", type=count, nargs="+", help="of a cluster; with run one number, or none")
    parser.add_argument("--participants", type=count, default=CLASS, help="with run (default: %(default)s)")
    parser.add_argument(
        "--photos", type=count, help="how many different ones are looked at; without, each has their own"
    )
    parser.add_argument("--one-machine", action="store_true", help="with run: all on one machine, the participants too")
    parser.add_argument(
        "--together", type=count, default=Plan.together, help="with run: analyses of one photo at a time"
    )
    parser.add_argument("--gpu-ratio", type=positive, help="with run: a pass is so many times as fast")
    parser.add_argument("--gpu-ratios", type=positive, nargs="*", default=GPU_RATIOS, help="the same, with sizes")
    parser.add_argument("--core-hour", type=positive, help="price of one core for an hour")
    parser.add_argument("--gpu-hour", type=positive, help="price of one GPU for an hour")
    parser.add_argument("--step", type=count, default=1, help="participants for each worker, or steps in which to look")
    parser.add_argument("--seconds", type=positive, default=120.0, help="simulated (default: %(default)g)")
    parser.add_argument("--seed", type=int, default=1, help="of what participants do (default: %(default)s)")
    arguments = parser.parse_args()
    if arguments.what == "run":
        arguments.workers = (arguments.workers or [0])[0]
    arguments.workers = WORKERS if arguments.workers is None else arguments.workers
    commands[arguments.what](arguments)


if __name__ == "__main__":
    main()
