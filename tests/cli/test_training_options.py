"""What the options of `tetrascope serve` allow of training."""

from pathlib import Path

import pytest

from tetrascope.cli.command_line import build_parser
from tetrascope.cli.failure import UsageError
from tetrascope.cli.training_options import given_training
from tetrascope.errors import NotFound
from tetrascope.training.room import MAX_RUNS, TrainingSettings


def settings_of(*arguments: str) -> TrainingSettings:
    return given_training(build_parser().parse_args(["serve", *arguments]))


def test_on_this_machine_all_is_allowed() -> None:
    assert settings_of() == TrainingSettings(max_runs=MAX_RUNS)


def test_from_other_machines_only_what_was_said(tmp_path: Path) -> None:
    everywhere = ("--host", "0.0.0.0")
    refusing = settings_of(*everywhere)
    assert refusing.refused is not None
    assert refusing.how_to_allow is not None
    assert "--allow-training" in refusing.how_to_allow
    allowed = [settings_of(*everywhere, "--allow-training"), settings_of(*everywhere, "--training-data", str(tmp_path))]
    assert [each.refused for each in allowed] == [None, None]
    assert [each.any_folder_shown for each in (refusing, *allowed)] == [False, False, False]
    assert [each.folders for each in allowed] == [(), (tmp_path,)]


def test_none_at_all(tmp_path: Path) -> None:
    none = settings_of("--training-runs", "0", "--training-data", str(tmp_path))
    assert none.refused is not None


def test_what_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Expected a folder of classes"):
        settings_of("--training-data", str(tmp_path / "nothing"))
    for number in ("-1", "17"):
        with pytest.raises(UsageError):
            settings_of("--training-runs", number)
