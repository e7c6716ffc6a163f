"""`tetrascope study simulate`."""

from pathlib import Path

import pytest
from tests.cli.conftest import Command

from tetrascope.networks.catalog import find_entry
from tetrascope.study.file.study_file import read_study
from tetrascope.study.records.store import StudyStore
from tetrascope.study.records.study_records import StudyRecords


def test_a_dry_run_has_records_of_its_own(tetrascope: Command, lab: Path) -> None:
    first = tetrascope("study", "simulate", lab, 2)
    assert (first.code, first.out.split(". ")[0]) == (0, f"Simulated P1 to P2 in {lab / 'simulated.sqlite'}")
    assert not (lab / "records.sqlite").exists()
    records = StudyRecords(lab / "simulated.sqlite")
    opened = {each.content["layer"] for each in records.each_event(kinds=["layer_opened", "cluster_opened"])}
    layers = {layer.name for layer in find_entry("efficientnet-lite0").describe().layers if layer.shown}
    assert opened
    assert opened <= layers
    again = tetrascope("study", "simulate", lab / "study.toml", 1, "--seed", 7)
    assert again.out.startswith("Simulated P3 in ")
    assert first.out.endswith(f"tetrascope study report {lab / 'study.toml'} --simulated\n")
    exported = tetrascope("study", "export", lab, "--simulated")
    assert exported.code == 0
    assert exported.out.startswith(f"Wrote {lab / 'results-simulated'}: 3 simulated participants.")


def test_real_participants_are_left_alone(tetrascope: Command, lab: Path) -> None:
    with StudyStore(lab / "records.sqlite", read_study(lab / "study.toml")) as store:
        store.add_participant()
    outcome = tetrascope("study", "simulate", lab, 1, "--records", lab / "records.sqlite")
    assert outcome.code == 1
    assert "argument --records: Expected records of simulated participants alone" in outcome.err
    assert len(StudyRecords(lab / "records.sqlite").participants()) == 1


@pytest.mark.parametrize("count", ["0", "-1", "1001", "many", "1.5"])
def test_a_number_that_is_none_is_told(tetrascope: Command, lab: Path, count: str) -> None:
    outcome = tetrascope("study", "simulate", lab, count)
    assert outcome.code == 2
    assert not (lab / "simulated.sqlite").exists()


def test_a_study_with_a_fault_is_not_simulated(tetrascope: Command, lab: Path) -> None:
    (lab / "study.toml").write_text("format = 2", encoding="utf-8")
    assert tetrascope("study", "simulate", lab, 1).code == 1
    assert not (lab / "simulated.sqlite").exists()
