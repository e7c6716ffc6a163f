"""`tetrascope analyze` of a folder of pictures."""

import csv
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.cli.conftest import Command

from tetrascope.cli import folder_run
from tetrascope.cli.analysis_run import analyze_with
from tetrascope.cli.image_folder import pictures_in
from tetrascope.errors import NotFound, TooLarge
from tetrascope.photos.samples import SAMPLES
from tetrascope.study.results.csv_file import ENCODING

QUICK = ("--window", "112/112", "--layers", "stem_conv", "--clusters", 2, "--per-label", 2)
CAT, COFFEE = "animals/cat #1 & co.png", "coffee.jpg"


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder with two pictures, one of them in a folder of its own, and what is none."""
    folder = tmp_path / "pictures"
    (folder / "animals").mkdir(parents=True)
    for sample in SAMPLES:
        if sample.name in ("cat", "coffee"):
            with sample.path().open("rb") as file, Image.open(file) as image:
                image.convert("RGB").resize((300, 240)).save(folder / (CAT if sample.name == "cat" else COFFEE))
    (folder / "notes.txt").write_text("no picture", encoding="utf-8")
    (folder / ".hidden.png").write_bytes(b"")
    (folder / "torn.png").write_bytes(b"no picture")
    return folder


def rows(out: Path) -> list[dict[str, str]]:
    with (out / "images.csv").open(encoding=ENCODING, newline="") as file:
        return list(csv.DictReader(file))


def test_every_picture_has_its_page_and_the_folder_one(tetrascope: Command, pictures: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    outcome = tetrascope("analyze", pictures, "--out", out, *QUICK)
    assert outcome.code == 0, outcome.err
    assert "2 images, EfficientNet-Lite0" in outcome.out
    assert "torn.png: Expected a picture" in outcome.out
    found = rows(out)
    assert [row["image"] for row in found] == [CAT, COFFEE, "torn.png"]
    assert "cat" in found[0]["label"]
    assert found[0]["copies"] == "4"
    assert found[2]["failed"].startswith("Expected a picture")
    page = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="images/animals/cat%20%231%20%26%20co.png/index.html"' in page
    assert (out / "images" / CAT / "index.html").is_file()

    # The same again does nothing twice; another option does all anew.
    before = (out / "images" / CAT / "index.html").stat().st_mtime_ns
    assert "2 of them had been analyzed before" in tetrascope("analyze", pictures, "--out", out, *QUICK).out
    assert (out / "images" / CAT / "index.html").stat().st_mtime_ns == before
    assert "before" not in tetrascope("analyze", pictures, "--out", out, *QUICK, "--fill", "mean").out


def test_what_was_stopped_goes_on(
    tetrascope: Command, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, analyze = tmp_path / "out", analyze_with

    async def stopped(engine: Any, image: Any, *rest: Any) -> Any:
        if image.name == COFFEE:
            raise KeyboardInterrupt
        return await analyze(engine, image, *rest)

    monkeypatch.setattr(folder_run, "analyze_with", stopped)
    assert tetrascope("analyze", pictures, "--out", out, *QUICK).code != 0
    assert "2 images still to come" in (out / "index.html").read_text(encoding="utf-8")
    assert [row["image"] for row in rows(out)] == [CAT]
    monkeypatch.undo()
    assert "1 of them had been analyzed before" in tetrascope("analyze", pictures, "--out", out, *QUICK).out
    assert "still to come" not in (out / "index.html").read_text(encoding="utf-8")


def test_pictures_are_found_in_folders_but_not_among_what_was_written(pictures: Path) -> None:
    written = pictures / "images" / CAT
    written.mkdir(parents=True)
    (written / "pool.png").write_bytes(b"")
    assert pictures_in(pictures, pictures) == [CAT, COFFEE, "torn.png"]
    assert pictures_in(pictures, pictures / "animals") == [COFFEE, f"images/{CAT}/pool.png", "torn.png"]


def test_numbers_in_names_count_as_numbers(tmp_path: Path) -> None:
    names = ["1.png", "b2/1.png", "b2/9.png", "b2/10.png", "b10/3.png", "Cat 007.png", "cat 7.png", "cat 11.png"]
    for name in names:
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(b"")
    assert pictures_in(tmp_path / "in", tmp_path / "out") == names


def test_a_folder_without_pictures_or_with_too_many_is_refused(
    pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotFound, match="Expected pictures in the folder"):
        pictures_in(tmp_path / "empty", tmp_path / "out")
    monkeypatch.setattr("tetrascope.cli.image_folder.MAX_IMAGES", 2)
    with pytest.raises(TooLarge, match="at most 2 pictures"):
        pictures_in(pictures, tmp_path / "out")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_is_written_as_far_as_it_is(tetrascope: Command, pictures: Path, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.jpg")).write_bytes((pictures / COFFEE).read_bytes())
    (folder / os.fsdecode(b"\xe9.png")).write_bytes(b"torn")
    assert tetrascope("analyze", folder, "--out", tmp_path / "out", *QUICK).code == 0
    assert [row["image"] for row in rows(tmp_path / "out")] == ["caf\ufffd.jpg", "\ufffd.png"]
    assert 'href="images/caf%E9.jpg/index.html"' in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need a right on Windows")
def test_links_to_folders_are_not_followed(pictures: Path, tmp_path: Path) -> None:
    (pictures / "again").symlink_to(pictures, target_is_directory=True)
    assert pictures_in(pictures, tmp_path / "out") == [CAT, COFFEE, "torn.png"]
