"""`tetrascope study forget`."""

import io
from pathlib import Path

import pytest
from tests.cli.conftest import Command
from tests.study.records.test_store import answer, event, send

from tetrascope.study.file.study_file import read_study
from tetrascope.study.records.store import StudyStore
from tetrascope.study.records.study_records import StudyRecords

SECRET = "words-of-the-second-one"


@pytest.fixture
def recorded(lab: Path) -> Path:
    """A study's folder with records of two participants."""
    with StudyStore(lab / "records.sqlite", read_study(lab / "study.toml")) as store:
        for number, words in ((1, "others"), (2, SECRET)):
            store.add_participant()
            send(store, number, *(event(n, content={"text": f"{words} {n}"}) for n in range(1, 200)))
            send(store, number, answer(500, "background", {"other": words}))
    return lab


def traces(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if SECRET.encode() in path.read_bytes()]


@pytest.mark.parametrize("name", ["P2", "p2", "2"])
def test_no_byte_of_them_is_left(tetrascope: Command, recorded: Path, name: str) -> None:
    assert traces(recorded) == ["records.sqlite"]
    outcome = tetrascope("study", "forget", recorded, name, "--yes")
    assert (outcome.code, outcome.err) == (0, "")
    first, second = outcome.out.splitlines()
    assert first == "P2 is erased: 200 events and 1 answer."
    assert second.startswith("Not reached: what was exported")
    assert traces(recorded) == []
    records = StudyRecords(recorded / "records.sqlite")
    assert [each.number for each in records.participants()] == [1]
    assert len(records.events()) == 200


def test_somebody_else_and_nobody_are_told(tetrascope: Command, recorded: Path) -> None:
    outcome = tetrascope("study", "forget", recorded, "P3", "--yes")
    assert outcome.code == 1
    assert "argument PARTICIPANT: Expected the number of a participant, got 3." in outcome.err
    wrong = tetrascope("study", "forget", recorded, "Ada", "--yes")
    assert wrong.code == 2
    assert "expected a participant's number, such as P7 or 7, got 'Ada'" in wrong.err
    assert len(StudyRecords(recorded / "records.sqlite").participants()) == 2


class Terminal(io.StringIO):
    """Where somebody answers."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("said", "code", "left"), [("y\n", 0, 1), ("YES\n", 0, 1), ("n\n", 1, 2), ("", 1, 2)])
def test_it_is_asked_for(
    tetrascope: Command, recorded: Path, monkeypatch: pytest.MonkeyPatch, said: str, code: int, left: int
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(said))
    outcome = tetrascope("study", "forget", recorded, "P2")
    assert outcome.out.startswith("Erase P2, 200 events and 1 answer, for good? [y/N] ")
    assert outcome.code == code
    assert ("Nothing was erased." in outcome.out) == (code == 1)
    assert len(StudyRecords(recorded / "records.sqlite").participants()) == left


def test_where_nobody_can_be_asked_nothing_is_erased(
    tetrascope: Command, recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    outcome = tetrascope("study", "forget", recorded, "P2")
    assert outcome.code == 2
    assert "hint: Add --yes." in outcome.err
    assert traces(recorded) == ["records.sqlite"]


def test_while_the_study_is_run_the_experimenters_page_is_the_way(tetrascope: Command, recorded: Path) -> None:
    with StudyStore(recorded / "records.sqlite", read_study(recorded / "study.toml")):
        outcome = tetrascope("study", "forget", recorded, "P2", "--yes")
    assert outcome.code == 1
    assert "another program has open" in outcome.err
    assert "hint: While the study is run, erase them on the experimenter's page" in outcome.err
    assert traces(recorded) == ["records.sqlite"]


def test_a_study_file_that_has_changed_since_is_no_hindrance(tetrascope: Command, recorded: Path) -> None:
    (recorded / "study.toml").write_text("no study any more", encoding="utf-8")
    assert tetrascope("study", "forget", recorded, "P2", "--yes").code == 0
    assert traces(recorded) == []
