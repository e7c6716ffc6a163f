"""`tetrascope study check`."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Command


def test_every_fault_is_told_with_its_line(tetrascope: Command, tmp_path: Path) -> None:
    tetrascope("study", "new", tmp_path / "lab")
    file = tmp_path / "lab/study.toml"
    text = file.read_text(encoding="utf-8").replace("k = 3", "k = 0").replace('"random"', '"chance"', 1)
    file.write_text(text.replace('by = "random"', 'by = "chance"'), encoding="utf-8")
    outcome = tetrascope("study", "check", file)
    assert (outcome.code, outcome.out) == (1, "")
    first, *others = outcome.err.splitlines()
    assert first.startswith(f"tetrascope: error: {file}:")
    assert first.endswith("conditions[1].shows.k: Expected at least 1, got 0.")
    assert any(line.startswith(f"note: {file}:") and "orders.conditions.by" in line for line in others)
    assert others[-1].startswith("hint: ")


def test_json_tells_faults_too(tetrascope: Command, tmp_path: Path) -> None:
    tetrascope("study", "new", tmp_path / "lab")
    file = tmp_path / "lab/study.toml"
    lines = file.read_text(encoding="utf-8").replace("k = 3", "k = 0")
    file.write_text(lines, encoding="utf-8")
    outcome = tetrascope("study", "check", file, "--json")
    assert outcome.code == 1
    (fault,) = json.loads(outcome.out)["faults"]
    assert "k = 0" in lines.splitlines()[fault["line"] - 1]
    assert (fault["field"], fault["message"]) == ("conditions[1].shows.k", "Expected at least 1, got 0.")


def test_many_conditions_or_images_are_told_in_a_line(tetrascope: Command, tmp_path: Path) -> None:
    tetrascope("study", "new", tmp_path / "lab")
    images = "".join(f'[[images]]\nid = "i{number}"\ntitle = "x"\nsample = "cat"\n' for number in range(6))
    with (tmp_path / "lab/study.toml").open("a", encoding="utf-8") as file:
        file.write(images)
    outcome = tetrascope("study", "check", tmp_path / "lab")
    told = "The order of images, as_written: each is at a place 0 to 8 times, and right after another 0 to 8 times"
    assert told in outcome.out


def test_json_says_it_all(tetrascope: Command, tmp_path: Path) -> None:
    tetrascope("study", "new", tmp_path / "lab")
    answer = json.loads(tetrascope("study", "check", tmp_path / "lab", "--json", "--participant", "3").out)
    assert answer["study"]["id"] == "lab"
    assert answer["steps"][0]["id"] == "consent"
    assert [order["number"] for order in answer["orders"]] == list(range(1, 9))
    assert len(answer["warnings"]) == 1


@pytest.mark.parametrize("number", [0, 9])
def test_a_participant_who_is_not_planned_is_told(tetrascope: Command, tmp_path: Path, number: int) -> None:
    tetrascope("study", "new", tmp_path / "lab")
    outcome = tetrascope("study", "check", tmp_path / "lab", "--participant", number)
    assert outcome.code == 2
    assert "argument --participant: Expected a participant from 1 to 8" in outcome.err


def test_no_file_is_told_with_what_makes_one(tetrascope: Command, tmp_path: Path) -> None:
    outcome = tetrascope("study", "check", tmp_path / "study.toml")
    assert outcome.code == 1
    assert "tetrascope study new NAME" in outcome.err
