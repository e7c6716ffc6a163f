"""Cells of CSV: whatever was typed is a text, and can be had back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tetrascope.study.results.csv_file import csv_rows, text_of_cell
from tetrascope.study.results.table import Column, Table

TABLE: Table[object] = Table(
    name="any", row="a value", rows=lambda _: iter(()), columns=[Column("value", "text", "Any.", lambda row: row)]
)


def written(value: object) -> str:
    file = io.StringIO(newline="")
    with csv_rows(TABLE, file) as take:
        take(value)
    head, cell = csv.reader(io.StringIO(file.getvalue(), newline=""))
    assert head == ["value"]
    return cell[0] if cell else ""


@given(st.text())
def test_any_text_can_be_had_back(text: str) -> None:
    cell = written(text)
    assert text_of_cell(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-3, "-3"),
        (-0.5, "-0.5"),
        ({"a": [1, None]}, '{"a":[1,null]}'),
        ([], "[]"),
        ("=1+1", "'=1+1"),
        ("'quoted'", "''quoted'"),
        ("-3", "'-3"),
        ("a\r\nb", "a\r\nb"),
    ],
)
def test_values_have_their_form(value: object, cell: str) -> None:
    assert written(value) == cell
