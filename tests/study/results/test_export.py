"""Files of results: whole, the same in both forms, safe in a spreadsheet, and never all in memory."""

import csv
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.study.records.test_store import event, send
from tests.study.results.conftest import BROWSER, HEADSET, WORDS

from tetrascope.study.definition.study import Study
from tetrascope.study.records.store import StudyStore
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.csv_file import ENCODING, text_of_cell
from tetrascope.study.results.export import EXPORT_FILES, export
from tetrascope.study.results.table import FORMS, ColumnType, Form, Table
from tetrascope.study.results.tables import TABLES

READ: dict[ColumnType, Callable[[str], Any]] = {
    "whole number": int,
    "number": float,
    "truth": {"true": True, "false": False}.__getitem__,
    "text": text_of_cell,
    "time": text_of_cell,
    "JSON": json.loads,
}


def quiet(done: int, total: int) -> None:
    assert 0 <= done <= total


@pytest.fixture
def folder(records: StudyRecords, tmp_path: Path) -> Path:
    """Everything, written while the store is open."""
    folder = tmp_path / "results"
    folder.mkdir()
    export(records, folder, FORMS, quiet)
    return folder


def csv_cells(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding=ENCODING, newline="") as file:
        return list(csv.DictReader(file))


def json_rows(folder: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def test_all_files_are_there(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(EXPORT_FILES)


@pytest.mark.parametrize("form", FORMS)
def test_one_form_can_be_had_alone(records: StudyRecords, tmp_path: Path, form: Form) -> None:
    export(records, tmp_path, [form], quiet)
    names = {path.name for path in tmp_path.iterdir() if path.suffix in (".csv", ".json", ".md")}
    assert names == {*(f"{table.name}.{form}" for table in TABLES), "codebook.md", "codebook.json", "study.json"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_both_forms_say_the_same(folder: Path, table: Table[Any]) -> None:
    """Every cell, read by the rules of the codebook, is the value that stands in the JSON."""
    cells, rows = csv_cells(folder, table.name), json_rows(folder, table.name)
    assert len(cells) == len(rows) > 0
    assert list(cells[0]) == [column.name for column in table.columns if column.only != "json"]
    assert list(rows[0]) == [column.name for column in table.columns if column.only != "csv"]
    both = [column for column in table.columns if column.only is None]
    for line, row in zip(cells, rows, strict=True):
        for column in both:
            cell = line[column.name]
            read = READ[column.type](cell) if cell else None
            assert read == row[column.name], column.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_says_whether_it_is_simulated(folder: Path, table: Table[Any]) -> None:
    for row in json_rows(folder, table.name):
        assert row["simulated"] is (None if row["participant"] is None else row["participant"] == 4)


def test_nothing_is_a_formula_and_all_can_be_read_back(folder: Path) -> None:
    texts = [
        cell
        for table in TABLES
        for row in csv_cells(folder, table.name)
        for cell in row.values()
        if cell and not _is_number(cell)
    ]
    assert not [text for text in texts if text[0] in "=+-@\t\r\n"]
    others = [row["other"] for row in csv_cells(folder, "answers") if row["other"]]
    assert {"'=cmd()", "'@home"} <= set(others)
    assert {row["value"] for row in csv_cells(folder, "answers") if row["question"] == "q13"} == {WORDS}
    labels = [row["content.label"] for row in csv_cells(folder, "events") if row["content.label"]]
    assert labels == ["'-cat"]
    assert text_of_cell(labels[0]) == "-cat"


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_excel_sees_that_it_is_utf_8_and_where_lines_end(folder: Path) -> None:
    content = (folder / "answers.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfparticipant,simulated,")
    assert b"\r\n1,false," in content
    assert "ünïcode".encode() in content


def test_each_row_of_json_is_a_line(folder: Path) -> None:
    first, *lines, last = (folder / "events.json").read_text(encoding="utf-8").splitlines()
    assert (first, last) == ("[", "]")
    assert [json.loads(line.removesuffix(",")) for line in lines] == json_rows(folder, "events")


def test_the_same_records_give_the_same_bytes(folder: Path, store: StudyStore, path: Path, tmp_path: Path) -> None:
    store.close()
    again = tmp_path / "again"
    again.mkdir()
    export(StudyRecords(path), again, FORMS, quiet)
    for name in EXPORT_FILES:
        assert (again / name).read_bytes() == (folder / name).read_bytes(), name


def test_it_is_of_one_moment(store: StudyStore, records: StudyRecords, tmp_path: Path) -> None:
    """Whoever comes while it is written is in none of its files."""
    before = len(records.events())

    def come(done: int, total: int) -> None:
        number = store.add_participant().number
        send(store, number, event(1))
        quiet(done, total)

    export(records, tmp_path, ["json"], come)
    assert len(store.participants()) > 5
    assert [row["participant"] for row in json_rows(tmp_path, "participants")] == [1, 2, 3, 4, 5]
    assert len(json_rows(tmp_path, "events")) == before


def test_no_key_and_no_name_of_a_file_or_of_the_machine_is_in_it(
    folder: Path, path: Path, records: StudyRecords
) -> None:
    keys = [each.key for each in records.standings()]
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        for name in (*keys, path.name, str(path.parent), path.parent.name, "poloclub", "http://", "https://"):
            assert name not in text, (file.name, name)


def test_unfinished_sessions_are_there_and_marked(folder: Path) -> None:
    states = [row["session"] for row in json_rows(folder, "participants")]
    assert states == ["ended", "paused", "waiting", "running", "aborted"]
    clients = {row["client_id"] for row in json_rows(folder, "events") if row["participant"] == 2}
    assert clients == {BROWSER, HEADSET}


def test_a_study_that_nobody_took_part_in_has_files(study: Study, tmp_path: Path) -> None:
    StudyStore(tmp_path / "empty.sqlite", study).close()
    export(StudyRecords(tmp_path / "empty.sqlite"), tmp_path, FORMS, quiet)
    assert json_rows(tmp_path, "events") == []
    assert csv_cells(tmp_path, "participants") == []
    assert len(json_rows(tmp_path, "orders")) == 8 * 9


def test_rows_are_never_all_in_memory(path: Path, study: Study, tmp_path: Path) -> None:
    with StudyStore(path, study) as store:
        store.add_participant()
        for start in range(1, 8001, 500):
            send(store, 1, *(event(n, content={"text": "x" * 1000}) for n in range(start, start + 500)))
    records = StudyRecords(path)
    tracemalloc.start()
    export(records, tmp_path, FORMS, quiet)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    size = (tmp_path / "events.csv").stat().st_size
    assert size > 8_000_000
    assert peak < size / 4
