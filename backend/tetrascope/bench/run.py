"""Carries out a plan, network by network."""

import gc
from functools import partial

from tetrascope.bench.analysis import measure_analysis
from tetrascope.bench.first_image import measure_first_image
from tetrascope.bench.fresh import FreshQuestions
from tetrascope.bench.memory import measure_memory
from tetrascope.bench.plan import Plan
from tetrascope.bench.pool import PoolBench
from tetrascope.bench.record import Record
from tetrascope.bench.request import measure_request
from tetrascope.bench.rivals.comparison import RIVALS, measure_rival
from tetrascope.bench.rivals.rival import Task
from tetrascope.bench.served_engine import ServedEngine
from tetrascope.bench.setup import Section
from tetrascope.bench.subject import Subject, load_subject
from tetrascope.engine.settings import EngineSettings
from tetrascope.networks.catalog import catalog


def measurements(plan: Plan) -> int:
    """How many there will be."""
    each = len(plan.windows) * plan.wants("pool") + sum(map(plan.wants, _SERVED)) + plan.wants("memory")
    return len(plan.networks) * each + len(RIVALS) * len(_rival_networks(plan))


def carry_out(plan: Plan, record: Record) -> None:
    """Measure everything; what breaks is in the record."""
    for network_id in plan.networks:
        try:
            _in_this_process(plan, network_id, record)
        except Exception as error:
            record.fail(plan.sections[0], network_id, error)
        gc.collect()  # networks are cycles, and the next one needs the memory
        if plan.wants("memory"):
            work = partial(measure_memory, network_id, plan.given, plan.fill)
            record.measure(record.memory, "memory", network_id, "memory of the default pool", work)
    record.finished = True


_SERVED: tuple[Section, ...] = ("first-image", "analysis", "request")
"""What is measured with a server, in this order: the first pool must find nothing done."""


def _rival_networks(plan: Plan) -> list[str]:
    return [name for name in plan.networks if plan.wants("rivals") and name in plan.rival_networks]


def _in_this_process(plan: Plan, network_id: str, record: Record) -> None:
    pools = plan.wants("pool") or network_id in _rival_networks(plan)
    if not pools and not plan.wants(*_SERVED):
        return
    record.tell(f"{network_id}: loading")
    subject = load_subject(network_id, plan.given, plan.fill)
    if pools:
        _pools(plan, subject, record)
    if plan.wants(*_SERVED):
        record.tell(f"{network_id}: starting a server")
        settings = EngineSettings(default_network=network_id, network_sources=catalog(plan.given))
        with ServedEngine(settings) as served:
            _served(plan, subject, served, record)


def _pools(plan: Plan, subject: Subject, record: Record) -> None:
    network_id = subject.plain.network_id
    record.tell(f"{network_id}: trying batch sizes")
    bench = PoolBench(subject, plan.effort)
    for windows in plan.windows if plan.wants("pool") else ():
        what = f"pool {windows.label}"
        record.measure(record.pool, "pool", network_id, what, partial(bench.measure, windows))
    if network_id not in _rival_networks(plan):
        return
    target = int(subject.plain.logits(subject.image[None])[0].argmax())
    task = Task(subject, plan.given, plan.rivals_window, bench.plain_batch, target)
    for kind in RIVALS:
        record.measure(
            record.rivals,
            "rivals",
            network_id,
            f"{kind.name} beside it",
            partial(measure_rival, kind, task, bench.incremental, plan.effort.rounds),
        )


def _served(plan: Plan, subject: Subject, served: ServedEngine, record: Record) -> None:
    name, effort, fresh = served.network_id, plan.effort, FreshQuestions(served, plan.fill)
    if plan.wants("first-image"):
        what = "first image of the default pool"
        record.measure(
            record.first_image, "first-image", name, what, partial(measure_first_image, served, fresh, effort)
        )
    if plan.wants("analysis", "request"):
        fresh.settle()
    if plan.wants("analysis"):
        record.measure(
            record.analysis, "analysis", name, "analysis", partial(measure_analysis, subject, served, fresh, effort)
        )
    if plan.wants("request"):
        record.measure(record.request, "request", name, "requests", partial(measure_request, served, fresh, effort))
