"""Class names as people have them in files: every form says the same five."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tetrascope.errors import InvalidInput
from tetrascope.networks.class_names import choose_names

NAMES = ("cat", "dog", "café", "no", "猫")
LATIN = ("cat", "dog", "café", "œuvre", "Straße")
LINES = "\n".join(NAMES)
ENDINGS = ("txt", "json", "yaml", "csv", "tsv")
INDICES = {name: index for index, name in enumerate(NAMES)}


def names_in(path: Path, count: int = 5) -> tuple[str, ...]:
    return choose_names(path, count).names


TEXTS: dict[str, tuple[str, str]] = {
    "lines": ("names.txt", LINES + "\n"),
    "any ending": ("names", LINES),
    "Windows's line ends": ("names.txt", "\r\n".join(NAMES) + "\r\n"),
    "old line ends": ("names.txt", "\r".join(NAMES)),
    "empty lines and spaces": ("names.txt", "\n  cat \ndog\t\n\ncafé\n\nno\n猫\n\n\n"),
    "remarks": ("names.txt", "# my classes\n" + LINES),
    "a heading": ("names.txt", "Class name\n" + LINES),
    "one line": ("names.txt", ", ".join(NAMES)),
    "Teachable Machine": ("labels.txt", "\n".join(f"{index} {name}" for index, name in enumerate(NAMES))),
    "numbered, in another order": ("labels.txt", "1: dog\n0: cat\n4: 猫\n3: no\n2: café"),
    "numbered from one": ("labels.txt", "\n".join(f"{index}. {name}" for index, name in enumerate(NAMES, start=1))),
    "ImageNet's numbers": ("words.txt", "\n".join(f"n0144076{index} {name}" for index, name in enumerate(NAMES))),
    "JSON list": ("names.json", json.dumps(NAMES)),
    "JSON in a text file": ("names.txt", json.dumps(NAMES, ensure_ascii=False, indent=2)),
    "class_indices.json": ("class_indices.json", json.dumps(dict(reversed(INDICES.items())))),
    "index to name": ("names.json", json.dumps({str(index): name for name, index in reversed(INDICES.items())})),
    "ImageNet's index": (
        "index.json",
        json.dumps({str(index): [f"n0144076{index}", name] for index, name in enumerate(NAMES)}),
    ),
    "Hugging Face": ("config.json", json.dumps({"id2label": dict(enumerate(NAMES)), "label2id": INDICES})),
    "COCO": ("c.json", json.dumps({"categories": [{"id": i + 1, "name": name} for i, name in enumerate(NAMES)]})),
    "pairs": ("names.json", json.dumps([[index, name] for index, name in enumerate(NAMES)])),
    "a list that Python printed": ("names.txt", str(list(NAMES))),
    "a map that Python printed": ("names.txt", str(INDICES)),
    "YAML list": ("names.yaml", "# classes\n- cat\n- 'dog'\n- café\n- no\n- 猫\n"),
    "YAML list in a text file": ("names.txt", "- cat\n- dog\n- café\n- no\n- 猫\n"),
    "YAML map": ("names.yml", "0: cat\n1: dog\n2: café\n3: no\n4: 猫\n"),
    "YOLO": ("data.yaml", "train: images\nnc: 5\nnames: [cat, dog, café, no, 猫]\n"),
    "YOLO, numbered": ("data.yaml", "path: x\nnames:\n  0: cat\n  1: dog\n  2: café\n  3: no\n  4: 猫\n"),
    "CSV of one column": ("names.csv", LINES),
    "CSV of one column with a heading": ("names.csv", "label\n" + LINES),
    "CSV": ("names.csv", "\n".join(f"{index},{name}" for index, name in enumerate(NAMES))),
    "CSV, name first": ("names.csv", "\n".join(f"{name},{index}" for index, name in enumerate(NAMES))),
    "CSV with a heading": ("names.csv", "class_id,class_name\n" + "\n".join(f"{i},{n}" for i, n in enumerate(NAMES))),
    "CSV in another order": ("names.csv", "name,index\nno,3\ncat,0\n猫,4\ncafé,2\ndog,1\n"),
    "CSV with semicolons": ("names.csv", "id;name\n" + "\n".join(f"{i};{n}" for i, n in enumerate(NAMES))),
    "CSV of three columns": (
        "names.csv",
        "index,wnid,name\n" + "\n".join(f"{i},n0144076{i},{n}" for i, n in enumerate(NAMES)),
    ),
    "CSV of which the heading says the column": ("names.csv", "wnid,label\n" + "\n".join(f"x{n},{n}" for n in NAMES)),
    "TSV": ("names.tsv", "\n".join(f"{index}\t{name}" for index, name in enumerate(NAMES))),
    "index at the end": ("names.txt", "no: 3\ncat: 0\n猫: 4\ncafé: 2\ndog: 1\n"),
    "index at the end, after a space": ("names.txt", "no 3\ncat 0\n猫 4\ncafé 2\ndog 1\n"),
    "equals signs": ("names.txt", "3=no\n0=cat\n4=猫\n2=café\n1=dog\n"),
    "a list in a program": ("names.py", f"CLASS_NAMES = {list(NAMES)}\n"),
    "the inside of a list": ("names.txt", ",\n".join(f'"{name}"' for name in NAMES)),
    "quoted lines": ("names.txt", "\n".join(f"'{name}'" for name in NAMES)),
    "commas at the ends": ("names.txt", ",\n".join(NAMES) + ","),
    "JSON lines": ("names.jsonl", "\n".join(json.dumps({"name": name}) for name in NAMES)),
    "JSON lines with an index": (
        "names.txt",
        "\n".join(json.dumps({"id": index, "label": name}) for name, index in reversed(INDICES.items())),
    ),
    "a label map of TensorFlow": (
        "label_map.pbtxt",
        "\n".join(
            f"item {{\n  name: 'n{index}'\n  id: {index + 1}\n  display_name: \"{name}\"\n}}"
            for name, index in INDICES.items()
        ),
    ),
    "CSV of one row": ("names.csv", ",".join(NAMES)),
    "a table in a text file": ("names.txt", "id,name\n" + "\n".join(f"{i},{n}" for i, n in enumerate(NAMES))),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_every_form_says_the_same(kind: str, tmp_path: Path) -> None:
    name, text = TEXTS[kind]
    (tmp_path / name).write_bytes(text.encode())
    assert names_in(tmp_path / name) == NAMES


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("form", ["lines", "class_indices.json", "CSV", "YAML list"])
def test_every_encoding_that_can_be_told(encoding: str, form: str, tmp_path: Path) -> None:
    name, text = TEXTS[form]
    (tmp_path / name).write_bytes(text.encode(encoding))
    assert names_in(tmp_path / name) == NAMES


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_western_text_without_a_mark(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_bytes("\n".join(LATIN).encode(encoding))
    assert names_in(tmp_path / "names.txt") == LATIN


def test_the_folder_that_was_trained_from(tmp_path: Path) -> None:
    for name in ("dog", "cat", "Bird", ".cache", "10"):
        (tmp_path / name).mkdir()
    (tmp_path / "README").write_text("not a class")
    assert names_in(tmp_path, 4) == ("10", "Bird", "cat", "dog")


@pytest.mark.parametrize(
    "lines",
    [
        ("1 star", "2 stars", "3 stars", "4 stars"),
        ("0", "1", "2", "3"),
        ("tench, Tinca tinca", "goldfish", "ray", "hen"),
        ("#1", "#2", "#3", "#4"),
        ("[background]", "cat", "dog", "hen"),
        ("class", "order", "genus", "species"),
        ("10 euros", "20 euros", "50 euros", "100 euros"),
        ("a, b", "c, d", "e, f", "g, h"),
        ("digit 0", "digit 1", "digit 2", "digit 3"),
        ("Boeing 737", "Boeing 747", "Airbus 320", "Airbus 380"),
        ("rock 'n' roll", "'tis", "o'clock", '"x" y'),
        ("x = 1", "y = 1", "z = 1", "w = 2"),
        ("red; not blue", "green", "blue", "- dash"),
    ],
)
def test_names_that_look_like_something_else_stay_as_they_are(lines: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("\n".join(lines), encoding="utf-8")
    assert names_in(tmp_path / "names.txt", 4) == lines


BROKEN: dict[str, tuple[str, bytes, str]] = {
    "no text": ("names.txt", bytes(range(256)), "not text"),
    "a picture": ("names.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text"),
    "an encoding without a mark": ("names.txt", "кошка\nсобака".encode("cp1251"), "cannot be told"),
    "Chinese without a mark": ("names.txt", "宇航员\n猫\n咖啡\n火箭".encode("gbk"), "cannot be told"),
    "cut off": ("names.txt", "cat\ndog".encode("utf-16")[:-1], "cut off"),
    "damaged JSON": ("names.json", b'["cat",\n"dog"', "line 2"),
    "damaged YAML": ("names.yaml", b"- cat\n- [dog\n", "line 3"),
    "a number twice": ("names.json", b'{"cat": 0, "dog": 1, "hen": 1}', "index 1 twice, for 'dog' and 'hen'"),
    "a name twice": ("names.json", b'{"cat": 0, "cat": 1}', "'cat' twice"),
    "a number left out": ("names.json", b'{"0": "cat", "1": "dog", "3": "hen"}', "no name for index 2"),
    "numbered from five": ("names.json", b'{"5": "cat", "6": "dog"}', "no name for index 1"),
    "other things": ("names.json", b'{"lr": 0.1, "optimizer": "adam"}', "neither from indices"),
    "no names": ("names.json", b"[null, true]", "'None' in place of a name"),
    "only a number": ("names.json", b"5", "neither from indices"),
    "two columns of words": ("names.csv", b"cat,animal\nrose,plant\n", "2 columns"),
    "too deep": ("names.json", b"[" * 100_000, "nested too deep"),
    "too deep, in YAML": ("names.yaml", b"- " * 10_000, "damaged"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_cannot_be_read_is_told(kind: str, tmp_path: Path) -> None:
    name, data, message = BROKEN[kind]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InvalidInput, match=message) as caught:
        names_in(tmp_path / name)
    assert caught.value.field == "class_names"
    assert "one name a line" in (caught.value.hint or "")
    assert len(caught.value.message) < 300


@settings(deadline=None)
@given(data=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)), ending=st.sampled_from(ENDINGS))
def test_any_bytes_are_names_or_refused(data: bytes, ending: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"names.{ending}")
        path.write_bytes(data)
        try:
            assert len(set(names_in(path, 2))) == 2
        except InvalidInput as error:
            assert error.field == "class_names"


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tetrascope.networks.label_text.MAX_BYTES", 2**20)
    (tmp_path / "names.txt").write_bytes(b"a\n" * 2**20)
    with pytest.raises(InvalidInput, match="more than 1 MiB"):
        names_in(tmp_path / "names.txt")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        names_in(tmp_path / "names.txt")


COUNTS: dict[str, tuple[str, int, str]] = {
    "heading": ("species\ncat\ndog\nhen\nfox", 4, "'species' a heading"),
    "background": ("background\ncat\ndog\nhen\nfox", 4, "no class for 'background': take that line out"),
    "background left out": ("cat\ndog\nhen\nfox", 5, "first output is for 'background', put that name first"),
    "one line": ("cat dog hen fox", 4, "a line of its own"),
    "another network's": ("cat\ndog\nhen\nfox", 90, "classes of another network"),
    "none": ("\n\n", 4, "There is nothing in it"),
}


@pytest.mark.parametrize("kind", COUNTS)
def test_the_wrong_count_says_both_and_the_likely_cause(kind: str, tmp_path: Path) -> None:
    text, count, hint = COUNTS[kind]
    (tmp_path / "names.txt").write_text(text)
    with pytest.raises(
        InvalidInput, match=f"Expected {count} class names.* got {len(text.split(chr(10)))}|got 0"
    ) as caught:
        names_in(tmp_path / "names.txt", count)
    assert hint in (caught.value.hint or "")


def test_one_name_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("cat\n")
    with pytest.raises(InvalidInput, match=r"got 1 line in 'names.txt', 'cat'\.$"):
        names_in(tmp_path / "names.txt", 3)


def test_names_do_not_turn_the_text_after_them(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("\u202etac\n\u2066dog\u2069\n👩\u200d🌾\n", encoding="utf-8")
    assert names_in(tmp_path / "names.txt", 3) == ("tac", "dog", "👩\u200d🌾")
