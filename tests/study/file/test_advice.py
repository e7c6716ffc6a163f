"""What is better known before the first participant."""

from pathlib import Path

import pytest
from tests.study.conftest import Written

from tetrascope.study.file.advice import advice
from tetrascope.study.file.study_file import read_study
from tetrascope.study.session.order import planned_orders

COMFORT = '[[questionnaires]]\nid = "feeling"\nbuiltin = "comfort"\nasked = ["comfort"]\n[comfort]\n'
BALANCED = ('conditions = { by = "random" }', 'conditions = { by = "latin_square" }')


def advised(path: Path) -> list[str]:
    study = read_study(path)
    return advice(study, planned_orders(study))


def test_a_balanced_study_needs_none(written: Written) -> None:
    assert advised(written(BALANCED, ("participants = 8", "participants = 12"))) == []


def test_a_number_of_participants_that_does_not_balance(written: Written) -> None:
    (told,) = advised(written(BALANCED))
    assert told.startswith("The order of conditions is not balanced among 8 participants")
    assert told.endswith("a multiple of 6.")


@pytest.mark.parametrize(
    ("shows", "told"),
    [
        ("comparison = false", None),
        ("clusters = true", "images that are kept can be compared on the page alone; comparison = false"),
        ('view = "overview"', "VR has the walk, whatever view says."),
        ("clusters = false", "with clusters = false, it shows scene 2 and the input alone."),
        ("clusters = false, pool = false", "with clusters = false and pool = false nothing can be entered."),
    ],
)
@pytest.mark.parametrize("vr", [False, True])
def test_what_vr_does_not_show(written: Written, shows: str, told: str | None, vr: bool) -> None:
    offered = ("shows = { clusters = true, k = 3 }", f"shows = {{ {shows}, vr = {str(vr).lower()} }}")
    found = advised(written(BALANCED, ("participants = 8", "participants = 12"), offered))
    if told is None or not vr:
        assert found == []
    else:
        (sentence,) = found
        assert sentence.startswith("The condition clustered has vr = true, but")
        assert told in sentence


def test_comfort_that_is_asked_less_often_than_said(written: Written) -> None:
    told = advised(written(BALANCED, ("participants = 8", "participants = 6"), added=COMFORT))
    assert len(told) == 3
    assert (
        told[0]
        == "Comfort is asked about every 10 minutes, but after the tutorial of non-clustered only, which takes 15."
    )


def test_hours_without_a_break(written: Written) -> None:
    (told,) = advised(
        written(BALANCED, ("participants = 8", "participants = 6"), ('[breaks]\nafter = "image"\nminutes = 5', ""))
    )
    assert told.startswith("Participants go on for 111 minutes without a break")


def test_weights_that_are_not_here(written: Written, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    told = advised(written(BALANCED, ('"efficientnet-lite0"', '"vgg16"'), ("participants = 8", "participants = 6")))
    assert told == ["The weights of vgg16 are not on this machine: tetrascope networks fetch vgg16"]
