"""On which line each value of a TOML file stands."""

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tetrascope.protocol.complaint import Location
from tetrascope.study.file.new_study import TEMPLATE
from tetrascope.study.file.toml_lines import toml_lines

EVERYTHING = '''\
# a remark = [1]
a = 1
b."x y".c = """
multi "" \\""" ]
"""""
[t]
d = [ 1, # ] }
  {q = 'z]', r.s = [true]},
 2026-01-01 10:00:00 , ]
[[arr]]
n = "#"
[arr.sub]
"m\\u0041" = 'a\\'
[[arr]]
[[arr.in]]
v = -1.5e3
w = \'\'\'
it''s\'\'\'\'
[ deep . "er" ]
z = inf # end'''


def places(value: object, location: Location = ()) -> Iterator[Location]:
    yield location
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*location, key))


@pytest.mark.parametrize("text", [EVERYTHING, EVERYTHING.replace("\n", "\r\n"), TEMPLATE.read_text(encoding="utf-8")])
def test_every_value_has_its_line(text: str) -> None:
    assert set(toml_lines(text)) == set(places(tomllib.loads(text)))


def test_lines_are_those_of_the_file() -> None:
    lines = toml_lines(EVERYTHING)
    assert lines["a",] == 2
    assert lines["b", "x y", "c"] == 3
    assert lines["t", "d", 1, "r", "s"] == lines["t", "d", 1, "q"] == 8
    assert lines["t", "d", 2] == 9
    assert (lines["arr", 0], lines["arr", 0, "sub", "mA"], lines["arr", 1]) == (10, 13, 14)
    assert (lines["arr", 1, "in", 0, "w"], lines["deep", "er", "z"]) == (17, 20)


def toml_of(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)} = {toml_of(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(toml_of, value)) + "]"
    if isinstance(value, str):
        return quoted(value)
    return str(value).lower()


def quoted(text: str) -> str:
    return (
        '"' + "".join(f"\\U{ord(each):08x}" if each in '"\\' or not each.isprintable() else each for each in text) + '"'
    )


VALUES = st.recursive(
    st.booleans() | st.integers(-(2**60), 2**60) | st.floats() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.sampled_from('ab."# =[]\\\n')), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(st.sampled_from('ab."# =[]\\\n')), VALUES, max_size=4))
def test_whatever_tomllib_reads(value: dict[str, object]) -> None:
    text = "".join(f"# {{\n{quoted(key)} = {toml_of(each)} # ]\n" for key, each in value.items())
    lines = toml_lines(text)
    assert set(lines) == set(places(tomllib.loads(text)))
    written = text.splitlines()
    for key in value:
        assert written[lines[key,] - 1].startswith(quoted(key))
