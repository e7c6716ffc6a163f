"""The markers say what tests need, and the fast run holds them to it."""

import sys

import pytest
from tests.needs import FIXTURES, MARKERS, PLACES, ROOT, BeforeKeras, needs_of_file

TESTS = ROOT / "tests"


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        ("networks/test_stages.py", {"network"}),  # imports Keras
        ("bench/test_findings.py", {"network"}),  # through `made_up` and `tetrascope.bench`
        ("bench/test_timing.py", set()),
        ("engine/conftest.py", set()),  # in a function, and for the type checker
        ("engine/test_readers.py", {"process"}),
        ("browser/test_menu.py", {"browser", "network", "process"}),
        ("analysis", set()),
    ],
)
def test_files_are_known_by_what_they_import_and_where_they_are(name: str, needs: set[str]) -> None:
    assert needs_of_file(TESTS / name) == needs


def test_all_that_is_named_is_there() -> None:
    assert [place for place in PLACES if not (ROOT / place).exists()] == []
    text = "".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("conftest.py"))
    assert [name for name in FIXTURES if f"def {name}(" not in text] == []
    assert set(MARKERS) == {*FIXTURES.values(), *(need for needs in PLACES.values() for need in needs)}


@pytest.mark.parametrize("name", ["keras", "tensorflow", "jax"])
def test_a_fast_run_lets_nothing_load_a_network(name: str) -> None:
    with pytest.raises(AssertionError, match=f"loads no {name}"):
        BeforeKeras(forbidden=True).find_spec(name)
    assert BeforeKeras(forbidden=True).find_spec("numpy") is None


def test_a_fast_run_is_held_to_it(request: pytest.FixtureRequest) -> None:
    waiting = [finder for finder in sys.meta_path if isinstance(finder, BeforeKeras)]
    assert [finder.forbidden for finder in waiting] == [request.config.getoption("fast")]
