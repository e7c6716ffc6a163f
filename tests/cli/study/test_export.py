"""`tetrascope study export`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Command
from tests.study.records.test_store import answer, event, send

from tetrascope.study.file.study_file import read_study
from tetrascope.study.records.store import StudyStore
from tetrascope.study.results.export import EXPORT_FILES


@pytest.fixture
def store(lab: Path) -> Iterator[StudyStore]:
    """A study that is being conducted, with one participant."""
    with StudyStore(lab / "records.sqlite", read_study(lab / "study.toml")) as store:
        store.add_participant()
        send(store, 1, event(1), answer(2, "age", 30))
        yield store


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.usefixtures("store")
def test_results_are_written_beside_the_study_while_it_is_conducted(tetrascope: Command, lab: Path) -> None:
    outcome = tetrascope("study", "export", lab)
    assert (outcome.code, outcome.out) == (
        0,
        f"Wrote {lab / 'results'}: 1 participant. codebook.md explains every file and column.\n",
    )
    assert names(lab / "results") == {*EXPORT_FILES}
    assert "warning" not in outcome.err
    assert len((lab / "results/events.json").read_text(encoding="utf-8").splitlines()) == 4


@pytest.mark.usefixtures("store")
def test_an_export_takes_the_place_of_the_one_before(tetrascope: Command, lab: Path, tmp_path: Path) -> None:
    out = tmp_path / "a/b"
    assert tetrascope("study", "export", lab / "study.toml", "-o", out).code == 0
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    assert tetrascope("study", "export", lab, "-o", out, "--csv").code == 0
    csv = {name for name in EXPORT_FILES if name.endswith(".csv")}
    assert names(out) == csv | {"codebook.md", "codebook.json", "study.json", "mine.txt"}
    assert tetrascope("study", "export", lab, "-o", out, "--csv", "--json").code == 0
    assert names(out) == {*EXPORT_FILES, "mine.txt"}


def test_simulated_participants_are_told(tetrascope: Command, lab: Path, store: StudyStore) -> None:
    store.add_participant(simulated=True)
    outcome = tetrascope("study", "export", lab)
    assert outcome.err.splitlines()[-1] == (
        "tetrascope: warning: 1 of 2 participants are simulated: see the column `simulated`."
    )


def test_a_dry_run_has_a_folder_of_its_own(tetrascope: Command, lab: Path) -> None:
    for name in ("simulated.sqlite", "other.sqlite"):
        with StudyStore(lab / name, read_study(lab / "study.toml")) as store:
            store.add_participant(simulated=True)
    assert tetrascope("study", "export", lab, "--simulated").code == 0
    assert names(lab / "results-simulated") == {*EXPORT_FILES}
    outcome = tetrascope("study", "export", lab, "--records", lab / "other.sqlite")
    assert outcome.code == 2
    assert "argument --simulated: Expected participants, got 1 simulated ones only." in outcome.err
    assert not (lab / "results").exists()


@pytest.mark.usefixtures("store")
def test_real_participants_are_no_dry_run(tetrascope: Command, lab: Path) -> None:
    outcome = tetrascope("study", "export", lab, "--records", lab / "records.sqlite", "--simulated")
    assert outcome.code == 2
    assert "argument --simulated: Expected simulated participants, got 1 real ones." in outcome.err
    assert not (lab / "results-simulated").exists()


def test_no_records_are_told_and_nothing_is_made(tetrascope: Command, lab: Path) -> None:
    outcome = tetrascope("study", "export", lab)
    assert outcome.code == 1
    assert "where nothing is recorded" in outcome.err
    assert names(lab) == {"study.toml", "study.schema.json"}
    assert tetrascope("study", "export", lab, "--records", lab / "study.toml").code == 1
    assert names(lab) == {"study.toml", "study.schema.json"}


@pytest.mark.usefixtures("store")
def test_a_failure_leaves_what_was_there(tetrascope: Command, lab: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tetrascope("study", "export", lab, "--csv").code == 0
    before = {path.name: path.read_bytes() for path in (lab / "results").iterdir()}

    def broken(*_: object) -> object:
        raise OSError("disk full")

    monkeypatch.setattr("tetrascope.study.results.export.study_description", broken)
    outcome = tetrascope("study", "export", lab)
    assert (outcome.code, outcome.err.splitlines()[-1]) == (1, "tetrascope: error: disk full")
    assert {path.name: path.read_bytes() for path in (lab / "results").iterdir()} == before
