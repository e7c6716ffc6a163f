"""The engine's budgets: which follow from which."""

import pytest

from tetrascope.engine.settings import EngineSettings
from tetrascope.networks.pass_memory import PASS_BYTES


def test_a_pass_takes_by_default_what_it_takes_without_an_engine() -> None:
    assert EngineSettings().pass_bytes() == PASS_BYTES


@pytest.mark.parametrize("total", [1, 1000, 6 * 2**28])
def test_the_bounds_of_passes_share_one_budget(total: int) -> None:
    settings = EngineSettings(work_bytes=total)
    assert settings.map_bytes() + settings.pool_bytes() == total
    assert 2 * settings.map_share_bytes() <= settings.map_bytes() <= settings.pool_bytes()
