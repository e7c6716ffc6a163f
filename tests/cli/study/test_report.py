"""`tetrascope study report`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Command
from tests.report.study.reading import Page
from tests.study.taker import Taker

from tetrascope.study.file.study_file import read_study
from tetrascope.study.records.store import StudyStore


@pytest.fixture
def store(lab: Path) -> Iterator[StudyStore]:
    """A study that is being conducted."""
    with StudyStore(lab / "records.sqlite", read_study(lab / "study.toml")) as store:
        yield store


def begin(store: StudyStore, *, simulated: bool = False) -> None:
    """Somebody who has agreed to take part."""
    taker = Taker(store, simulated=simulated)
    taker.take("consent")
    taker.send()


def test_a_report_is_written_beside_the_study_while_it_is_conducted(
    tetrascope: Command, lab: Path, store: StudyStore
) -> None:
    begin(store)
    outcome = tetrascope("study", "report", lab)
    told = f"Wrote {lab / 'report/report.html'}, with tables and figures beside it: 1 of 1 participant counted.\n"
    assert (outcome.code, outcome.out) == (0, told)
    assert "warning" not in outcome.err
    names = {path.name for path in (lab / "report").iterdir()}
    assert {"report.html", "ratings.csv", "usage.csv", "figure-experience-q1.svg"} <= names
    begin(store)
    assert "2 of 2 participants" in tetrascope("study", "report", lab / "study.toml").out
    assert "2 participants: 2 unfinished" in Page((lab / "report/report.html").read_bytes()).text


def test_the_same_records_give_the_same_bytes(
    tetrascope: Command, lab: Path, tmp_path: Path, store: StudyStore
) -> None:
    begin(store)
    for name in ("a", "b"):
        assert tetrascope("study", "report", lab, "-o", tmp_path / name).code == 0
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("a", "b"))
    assert first == second


def test_only_finished_sessions_where_that_is_asked_for(tetrascope: Command, lab: Path, store: StudyStore) -> None:
    begin(store)
    assert "0 of 1 participant counted" in tetrascope("study", "report", lab, "--finished").out


def test_simulated_participants_are_never_among_real_ones(tetrascope: Command, lab: Path, store: StudyStore) -> None:
    begin(store, simulated=True)
    refused = tetrascope("study", "report", lab)
    assert refused.code == 2
    assert "argument --simulated: Expected participants, got 1 simulated ones only." in refused.err
    assert not (lab / "report").exists()
    begin(store)
    real = tetrascope("study", "report", lab)
    assert "1 of 1 participant counted" in real.out
    assert real.err.splitlines()[-1] == ("tetrascope: warning: 1 simulated participant in the same records left out.")
    dry_run = tetrascope("study", "report", lab, "--simulated", "--records", lab / "records.sqlite")
    assert f"{lab / 'report-simulated/report.html'}, with tables and figures beside it: 1 of 1 simulated" in dry_run.out


def test_a_dry_run_s_own_records_are_found(tetrascope: Command, lab: Path) -> None:
    with StudyStore(lab / "simulated.sqlite", read_study(lab / "study.toml")) as store:
        begin(store, simulated=True)
    assert "1 of 1 simulated participant counted" in tetrascope("study", "report", lab, "--simulated").out


@pytest.mark.usefixtures("store")
def test_a_language_that_the_study_lacks_is_told(tetrascope: Command, lab: Path) -> None:
    outcome = tetrascope("study", "report", lab, "--language", "de")
    assert outcome.code == 2
    assert "argument --language: Expected a language of the study, en, got de." in outcome.err


def test_no_records_are_told_and_nothing_is_made(tetrascope: Command, lab: Path) -> None:
    outcome = tetrascope("study", "report", lab)
    assert outcome.code == 1
    assert not (lab / "report").exists()
