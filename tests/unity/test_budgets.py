"""What a frame costs stays within what a headset can draw, and is what the README says."""

from collections.abc import Iterator

import pytest
from tests.browser.server_process import ServerProcess
from tests.unity.budgets import WORDS, Budget, budget_table, count_budgets, readme_table
from tests.unity.player import Player
from tests.unity.toolchain import Dotnet

DRAWS = 80
"""What a Quest 2 draws at 72 Hz without care: Meta's guidance is 80 to 200."""
UPLOAD = 1 << 19
"""Bytes that may be handed over in one frame without being noticed."""


@pytest.fixture(scope="module")
def budgets(dotnet: Dotnet, served: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Budget]]:
    with Player(dotnet, tmp_path_factory.mktemp("player")) as player:
        player.play(served.address)
        yield count_budgets(player)


def test_a_scene_at_rest_costs_its_draws_and_nothing_else(budgets: list[Budget]) -> None:
    for budget in budgets:
        assert (budget.rest_allocated, budget.rest_uploaded) == (0, 0), budget
        assert budget.draws <= DRAWS, budget


def test_pointing_costs_words_and_at_most_the_table_of_the_images(budgets: list[Budget]) -> None:
    for budget in budgets:
        assert budget.pointed_allocated <= WORDS, budget
        assert budget.pointed_uploaded <= UPLOAD, budget


def test_the_readme_says_what_was_counted(budgets: list[Budget]) -> None:
    assert readme_table() == budget_table(budgets), "put in what `python tests/measure/unity.py budgets` prints"
