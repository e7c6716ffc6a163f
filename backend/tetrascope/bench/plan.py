"""What a run of the bench measures."""

from collections.abc import Sequence
from dataclasses import dataclass

from tetrascope.bench.effort import Effort
from tetrascope.bench.setup import Section, Setup
from tetrascope.bench.window_set import WindowSet
from tetrascope.networks.catalog import find_entry
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.operations.pools import Window

RIVALS_WINDOW = Window(size=32, stride=16)
"""What rivals are measured with, unless the windows asked for do not have it."""


@dataclass(frozen=True)
class Plan:
    """Networks, windows and what to measure of them."""

    networks: Sequence[str]
    """Networks of the catalog."""
    rival_networks: Sequence[str]
    """Those of them on which rivals are run, which takes them minutes."""
    windows: Sequence[WindowSet]
    """Sets of windows for the pool."""
    sections: Sequence[Section]
    """What to measure."""
    fill: Fill
    """What masked pixels become."""
    effort: Effort
    """How thoroughly."""
    quick: bool
    """Whether the effort is the quick one."""
    given: GivenWeights
    """Where weights come from; random ones may stand in."""

    def wants(self, *sections: Section) -> bool:
        """Whether any of these is to be measured."""
        return any(section in self.sections for section in sections)

    @property
    def rivals_window(self) -> Window:
        """The window that rivals are measured with."""
        single = [windows.window for windows in self.windows if windows.window is not None]
        return RIVALS_WINDOW if RIVALS_WINDOW in single or not single else single[0]

    def check(self) -> None:
        """Raises `InvalidInput` for a window that does not fit one of the networks, before anything slow begins."""
        for network_id in self.networks:
            entry = find_entry(network_id)
            for windows in self.windows:
                windows.boxes(entry.input_height, entry.input_width)

    def setup(self) -> Setup:
        """The plan as the report tells it."""
        sources = {name: find_entry(name, self.given).weights().source for name in self.networks}
        return Setup(
            quick=self.quick,
            rounds=self.effort.rounds,
            fill=self.fill,
            networks=list(self.networks),
            windows=[windows.label for windows in self.windows],
            sections=list(self.sections),
            random_weights=[name for name, source in sources.items() if source == "random"],
        )
