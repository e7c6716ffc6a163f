"""What is not wrong with a study, but better known before the first participant."""

from collections.abc import Iterator, Sequence

from tetrascope.networks.catalog import find_entry
from tetrascope.study.definition.study import Study
from tetrascope.study.session.balance import balances
from tetrascope.study.session.order import Order
from tetrascope.study.session.plan import plan

MAX_MINUTES_WITHOUT_BREAK = 90


def advice(study: Study, orders: Sequence[Order]) -> list[str]:
    """Sentences, each with what can be done."""
    return [*_weights(study), *_vr(study), *_balance(study, orders), *_comfort(study), *_breaks(study, orders[0])]


def _weights(study: Study) -> Iterator[str]:
    shown = [each for each in study.conditions if each.shows is not None]
    for network in dict.fromkeys(each.network or study.network for each in shown):
        status = find_entry(network).weights()
        if not status.available:
            yield f"The weights of {network} are not on this machine: {status.how_to_get}"


def _vr(study: Study) -> Iterator[str]:
    """What a condition that offers VR has on the page alone."""
    for condition in study.conditions:
        shows = condition.shows
        if shows is None or not shows.vr:
            continue
        told = f"The condition {condition.id} has vr = true, but"
        if not shows.clusters and not shows.pool:
            yield f"{told} VR has no list of layers: with clusters = false and pool = false nothing can be entered."
        elif not shows.clusters:
            yield f"{told} VR has no list of layers: with clusters = false, it shows scene 2 and the input alone."
        elif shows.view == "overview":
            yield f"{told} all layers at once are on the page alone: VR has the walk, whatever view says."
        elif shows.comparison:
            yield f"{told} images that are kept can be compared on the page alone; comparison = false leaves out both."


def _balance(study: Study, orders: Sequence[Order]) -> Iterator[str]:
    for balance in balances(study, orders):
        arrangement = getattr(study.orders, balance.factor)
        if arrangement.by == "as_written" or balance.is_balanced:
            continue
        told = f"The order of {balance.factor} is not balanced among {len(orders)} participants: {balance.sentence}. "
        count = len(balance.at_place)
        needed = count if count % 2 == 0 else 2 * count
        if arrangement.by == "latin_square":
            yield f"{told}Their number had best be a multiple of {needed}."
        else:
            yield f'{told}With by = "latin_square" and a multiple of {needed} participants it is.'


def _comfort(study: Study) -> Iterator[str]:
    if study.comfort is None:
        return
    every = study.comfort.every_minutes
    tutorials = {f"the tutorial of {each.id}": each.tutorial.minutes for each in study.conditions if each.tutorial}
    for name, minutes in (tutorials | {f"the task {each.id}": each.minutes for each in study.tasks}).items():
        if minutes > every:
            yield f"Comfort is asked about every {every:g} minutes, but after {name} only, which takes {minutes:g}."


def _breaks(study: Study, order: Order) -> Iterator[str]:
    longest = since = 0.0
    for step in plan(study, order):
        since = 0.0 if step.kind == "break" else since + step.minutes
        longest = max(longest, since)
    if longest > MAX_MINUTES_WITHOUT_BREAK:
        yield f"Participants go on for {longest:.0f} minutes without a break: [breaks] or [comfort] makes one."
