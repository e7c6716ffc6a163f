"""`tetrascope analyze`, from the command line to the files."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from PIL import Image
from tests.cli.conftest import Command
from tests.patience import PATIENCE_S

from tetrascope.report.analysis import Analysis

HEADER = b"IHDR\0\0\x50\0\0\0\x50\0\x08\2\0\0\0"
"""Of a PNG of 20480 by 20480 pixels."""
FILES = {"index.html", "structure.png", "pool.png", "importance.png", "analysis.json"}


def test_the_cat_becomes_five_files_and_five_lines(tetrascope: Command, tmp_path: Path) -> None:
    outcome = tetrascope(
        "analyze", "cat", "--out", tmp_path / "a" / "b", "--window", "112/112", "--mask", "0,0,20,30",
        "--layers", "stem_conv,head_conv", "--clusters", 2, "--per-label", 3, "--more-fills", "noise",
    )  # fmt: skip
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0] == "cat, EfficientNet-Lite0"
    assert len(lines) == 7
    assert "cat" in lines[1]
    assert "Classifying masked images" in outcome.err
    folder = tmp_path / "a" / "b"
    assert {path.name for path in folder.iterdir()} == FILES

    analysis = Analysis.model_validate_json((folder / "analysis.json").read_text(encoding="utf-8"))
    assert [layer.layer for layer in analysis.layers.layers] == ["stem_conv", "head_conv"]
    assert [len(layer.clusters) for layer in analysis.layers.layers] == [2, 2]
    assert [(window.size, window.stride) for window in analysis.pool.windows] == [(112, 112)]
    assert [image.fill for image in analysis.pool.images] == ["black"] * 4 + ["noise"] * 4
    assert analysis.layers.predictions.masks[0].width == 30
    assert {layer.groups for layer in analysis.layers.layers} == {"original"}
    assert (
        json.loads((folder / "analysis.json").read_text(encoding="utf-8"))["network"]["network_id"]
        == "efficientnet-lite0"
    )
    for name in FILES:
        if name.endswith(".png"):
            with Image.open(folder / name) as picture:
                picture.load()
                assert picture.width > 1500


def test_a_model_of_ones_own_is_analysed(tetrascope: Command, tmp_path: Path) -> None:
    import keras

    image = keras.Input((48, 48, 3))
    x = keras.layers.Conv2D(5, 3, activation="relu", name="only")(image)
    x = keras.layers.GlobalAveragePooling2D()(x)
    keras.Model(image, keras.layers.Dense(4, activation="softmax")(x)).save(tmp_path / "mine.keras")
    (tmp_path / "names.txt").write_text("ant\nbee\ncat\ndog\n", encoding="utf-8")
    outcome = tetrascope(
        "analyze", "cat", "--out", tmp_path / "out", "--model", tmp_path / "mine.keras",
        "--class-names", tmp_path / "names.txt", "--preprocessing", "tf",
    )  # fmt: skip
    assert outcome.code == 0, outcome.err
    analysis = Analysis.model_validate_json((tmp_path / "out" / "analysis.json").read_text(encoding="utf-8"))
    assert analysis.network.network_id == "own-mine"
    assert [layer.layer for layer in analysis.layers.layers] == ["only"]
    assert {score.label.name for score in analysis.layers.predictions.classes} == {"ant", "bee", "cat", "dog"}


def own_model(folder: Path, name: str, *ends: Any, loss: Any = None) -> Path:
    """A file with a small model that ends in these layers, each an output."""
    import keras

    image = keras.Input((48, 48, 3))
    x = keras.layers.Conv2D(5, 3, activation="relu", name="only")(keras.layers.Rescaling(1 / 255)(image))
    x = keras.layers.GlobalAveragePooling2D()(x)
    outputs = [end(x) for end in ends]
    model = keras.Model(image, outputs[0] if len(outputs) == 1 else outputs)
    if loss is not None:
        model.compile("sgd", loss)
    model.save(folder / name)
    return folder / name


def test_what_the_output_means_is_told_and_a_label_examined(tetrascope: Command, tmp_path: Path) -> None:
    import keras

    model = own_model(tmp_path, "labels.keras", keras.layers.Dense(5, activation="sigmoid"))
    (tmp_path / "names.txt").write_text("ant\nbee\ncat\ndog\nelk\n", encoding="utf-8")
    outcome = tetrascope(
        "analyze", "cat", "--out", tmp_path / "out", "--model", model, "--class-names", tmp_path / "names.txt",
        "--label", "Bee",
    )  # fmt: skip
    assert outcome.code == 0, outcome.err
    assert "Output of labels: Independent labels" in outcome.out
    analysis = Analysis.model_validate_json((tmp_path / "out" / "analysis.json").read_text(encoding="utf-8"))
    assert (analysis.pool_request.label, analysis.pool.examined.label.name) == (1, "bee")
    assert analysis.network.output.kind == "independent"
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "label bee" in page
    assert "Independent labels" in page


def test_what_speaks_against_it_is_told_with_what_to_do(tetrascope: Command, tmp_path: Path) -> None:
    import keras

    model = own_model(
        tmp_path, "odd.keras", keras.layers.Dense(3, activation="sigmoid"), loss="categorical_crossentropy"
    )
    outcome = tetrascope("analyze", "cat", "--out", tmp_path / "out", "--model", model)
    assert outcome.code == 0, outcome.err
    assert "Output of odd: Classes that exclude each other" in outcome.out
    assert "warning: Numbers in 0..1 that do not sum to 1 are most often those of independent labels" in outcome.err
    assert "say with --output what the numbers are" in outcome.err
    assert "but the loss, categorical_crossentropy" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_of_several_outputs_one_is_chosen(tetrascope: Command, tmp_path: Path) -> None:
    import keras

    kind, age = keras.layers.Dense(2, activation="softmax", name="kind"), keras.layers.Dense(1, name="age")
    model = own_model(tmp_path, "two.keras", kind, age)
    asked = ["analyze", "cat", "--out", tmp_path / "out", "--model", model]
    outcome = tetrascope(*asked)
    assert outcome.code == 2
    assert "argument --output-name: Expected one output to look at" in outcome.err
    assert tetrascope(*asked, "--output-name", "age").code == 1
    outcome = tetrascope(*asked, "--output-name", "kind")
    assert outcome.code == 0, outcome.err


def test_classes_are_told_as_one_label(tetrascope: Command, tmp_path: Path) -> None:
    outcome = tetrascope(
        "analyze", "cat", "--out", tmp_path / "out", "--window", "112/112", "--layers", "stem_conv",
        "--merge", "cat=tabby, tiger cat,285", "--merge", "car=convertible,sports car", "--label", "car",
    )  # fmt: skip
    assert outcome.code == 0, outcome.err
    assert outcome.out.splitlines()[1].split()[0] == "cat"
    analysis = Analysis.model_validate_json((tmp_path / "out" / "analysis.json").read_text(encoding="utf-8"))
    assert [label.classes for label in analysis.pool_request.merged] == [[281, 282, 285], [511, 817]]
    assert analysis.layers_request.merged == analysis.pool_request.merged
    assert (analysis.pool.examined.label.name, analysis.pool.original.label.name) == ("car", "cat")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "3 classes as one: tabby, tiger cat and Egyptian cat" in page
    assert "cat (classes 281, 282, 285); car (classes 511, 817)" in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("cat", "expected NAME=CLASS,CLASS"),
        ("=tabby,lynx", "expected NAME=CLASS,CLASS"),
        ("cat=tabby,taby", "Did you mean 281: tabby or"),
        ("cat=tabby", "argument --merge: Expected at least 2 items for merged[0].classes"),
        ("lynx=tabby,tiger cat", "argument --merge: Expected a name that no other label has, got 'lynx'."),
    ],
)
def test_what_cannot_be_merged_is_told(tetrascope: Command, tmp_path: Path, given: str, said: str) -> None:
    outcome = tetrascope("analyze", "cat", "--out", tmp_path / "out", "--merge", given)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


def test_a_label_number_that_is_not_there_is_told_how_far_they_go(tetrascope: Command, tmp_path: Path) -> None:
    outcome = tetrascope("analyze", "cat", "--out", tmp_path / "out", "--label", "1000")
    assert "A number from 0 to 999 will do too." in outcome.err


def test_a_label_that_is_not_there_is_told_with_likely_ones(tetrascope: Command, tmp_path: Path) -> None:
    outcome = tetrascope("analyze", "cat", "--out", tmp_path / "out", "--label", "tiger c")
    assert outcome.code == 2
    assert "argument --label: Expected one of the network's 1000 labels, got 'tiger c'." in outcome.err
    assert "282: tiger cat" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--model", "nowhere.keras"], 2, "Expected a file, got 'nowhere.keras'"),
        (["--model", __file__], 1, "Expected a Keras model in 'test_analyze.py', got a file of another kind"),
        (["--class-names", "names.txt"], 2, "Expected --model beside --class-names"),
        (["--model", __file__, "--class-names", "nowhere.txt"], 2, "got 'nowhere.txt', which is not there"),
        (["--model", __file__, "--class-names", sys.executable], 1, "got a file"),
        (["--output", "logits"], 2, "Expected --model beside --output"),
        (["--output-name", "kind"], 2, "Expected --model beside --output-name"),
        (["--model", "a.keras", "--network", "vgg16"], 2, "not allowed with"),
        (["--model", "a.keras", "--model", "b.keras"], 2, "argument --model: Expected one --model, got 2."),
    ],
)
def test_options_of_ones_own_model_are_checked(
    tetrascope: Command, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    outcome = tetrascope("analyze", "cat", "--out", tmp_path / "out", *arguments)
    assert outcome.code == code
    assert words in outcome.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not an image", "got a text"),
        (b"", "an empty file"),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\r" + HEADER + crc32(HEADER).to_bytes(4) + b"\0\0\0\1IDAT",
            "at most 300000000 pixels",
        ),
        (512 * 2**20 + 1, "at most 512 MiB (536870912 bytes), got one of 536870913"),
    ],
    ids=["text", "nothing", "many pixels", "many bytes"],
)
def test_a_file_that_is_no_image_is_refused_and_leaves_nothing(
    tetrascope: Command, tmp_path: Path, content: bytes | int, words: str
) -> None:
    source = tmp_path / "notes.png"
    source.write_bytes(b"" if isinstance(content, int) else content)
    if isinstance(content, int):
        os.truncate(source, content)  # a hole that takes no room on most disks
    outcome = tetrascope("analyze", source, "--out", tmp_path / "out" / "deep")
    assert outcome.code == 1
    assert outcome.err.splitlines()[-2].startswith("tetrascope: error: argument IMAGE: Expected")
    assert words in outcome.err.splitlines()[-2]
    assert outcome.err.splitlines()[-1].startswith("hint: ")
    assert "Starting" not in outcome.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["", "--clusters", "4"], 2, "argument IMAGE: expected a name"),
        (["nowhere.png"], 1, "argument IMAGE: Expected an image file or a sample's name, got 'nowhere.png'"),
        (["sample:nothing"], 1, "argument IMAGE: Expected an image file"),
        ([str(Path(__file__).parent)], 1, "argument IMAGE: Expected pictures in the folder"),
        ([os.devnull], 1, "which is a device"),
        (["a" * 5000], 1, "argument IMAGE: Expected an image file"),
        (["cat", "--network", "nothing"], 2, "argument --network: Expected a network of the catalog"),
        (["cat", "--clusters", "0"], 2, "argument --clusters: Expected"),
        (["cat", "--per-label", "2000"], 2, "argument --per-label: Expected"),
        (["cat", "--mask", "1,2,3"], 2, "argument --mask: expected TOP,LEFT,HEIGHT,WIDTH"),
        (["cat", "--mask", "1,2,0,4"], 2, "argument --mask: height: Expected"),
        (["cat", "--window", "56"], 2, "argument --window: expected SIZE/STRIDE"),
        (["cat", "--mask", "0,0,9,9", "--mask", "224,0,1,1"], 2, "argument --mask: Expected a mask that touches"),
        (["cat", "--window", "225/1"], 2, "argument --window: Expected a window of 1 to 224 pixels, got 225"),
        (["cat", "--window", "5/6"], 2, "argument --window: Expected a stride of 1 to 5"),
        (["cat", "--window", "8/1"], 2, "argument --window: Expected windows with at most 4096 positions"),
        (["cat", "--window", "56/28", "--refine"], 2, "argument --refine: Expected two different windows or more"),
        (["cat", "--window", "0/0"], 2, "argument --window: size: Expected"),
        (["cat", "--fill", "pink"], 2, "argument --fill: invalid choice"),
        (["cat", "--more-fills", "pink"], 2, "argument --more-fills: "),
        (["cat", "--more-fills", "blur,black"], 2, "argument --more-fills: Expected each fill once"),
        (["cat", "--more-fills", "blur", "--refine"], 2, "argument --more-fills: Expected one fill"),
        (["cat", "--layers", ","], 2, "argument --layers: expected names"),
        (["cat", "--weights", "efficientnet-lite0=/nowhere"], 2, "argument --weights: Expected a file"),
        (["cat", "--weights", "vgg61=/nowhere"], 2, "argument --weights: Expected a network of the catalog"),
        (["cat", "--weights", "nowhere"], 2, "argument --weights: Expected NETWORK=FILE, or a file alone"),
        (["cat", "--model", "a.keras", "--weights", "nowhere"], 2, "--model: Expected a file"),
    ],
)
def test_what_cannot_be_is_told_before_anything_slow(
    tetrascope: Command, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    outcome = tetrascope("analyze", *arguments, "--out", tmp_path / "out")
    assert outcome.code == code
    assert words in outcome.err
    assert "Starting" not in outcome.err
    assert not (tmp_path / "out").exists()


def test_missing_weights_come_with_the_command_that_brings_them(
    tetrascope: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    outcome = tetrascope("analyze", "cat", "--network", "vgg16", "--out", tmp_path / "out")
    assert outcome.code == 1
    assert "tetrascope networks fetch vgg16" in outcome.err.splitlines()[-1]


def test_an_empty_folder_name_is_a_usage_error(tetrascope: Command) -> None:
    outcome = tetrascope("analyze", "cat", "--out", "")
    assert outcome.code == 2
    assert "argument --out: expected a name" in outcome.err


def test_a_layer_that_is_not_there_is_a_usage_error_and_leaves_nothing(tetrascope: Command, tmp_path: Path) -> None:
    outcome = tetrascope("analyze", "cat", "--out", tmp_path / "out", "--layers", "nothing")
    assert outcome.code == 2
    assert "argument --layers: Expected a layer of EfficientNet-Lite0" in outcome.err
    assert not (tmp_path / "out").exists()


def test_the_folder_cannot_be_a_file(tetrascope: Command, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("here before", encoding="utf-8")
    outcome = tetrascope("analyze", "cat", "--out", tmp_path / "out")
    assert outcome.code == 1
    assert "argument --out: Expected a folder" in outcome.err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "here before"


@pytest.mark.parametrize("where", ["folder", "files"])
def test_a_file_goes_before_a_sample_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    from tetrascope.cli.image_argument import read_image

    monkeypatch.chdir(tmp_path)
    (tmp_path / "cat").write_bytes(b"mine")
    if where == "files":
        assert read_image("cat") == ("cat", b"mine")
        assert read_image("./cat") == ("cat", b"mine")
    else:
        assert read_image("sample:cat").data.startswith(b"\x89PNG")


# Windows sends an interrupt to a whole group of consoles, this test's own among them; it has no pipes with names
# and no names but in Unicode.
if os.name == "posix":

    @pytest.mark.parametrize(
        ("number", "codes", "last"),
        [
            # Where the interrupt met code made by `exec`, as dataclasses do, Python ends by the signal itself. A
            # shell calls both 130.
            (signal.SIGINT, (130, -signal.SIGINT), "tetrascope: interrupted"),
            (signal.SIGTERM, (143,), "Classifying masked images"),
        ],
    )
    def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, number: int, codes: tuple[int, ...], last: str) -> None:
        command = [sys.executable, "-m", "tetrascope", "analyze", "cat", "--out", str(tmp_path / "out")]
        command += ["--window", "20/5"]  # so many images that it cannot be done before it is interrupted
        # Where the suite is a shell's background job it ignores interrupts, and so would the command.
        before = signal.signal(number, signal.SIG_DFL)
        try:
            started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        finally:
            signal.signal(number, before)
        with started as running:
            assert running.stderr is not None
            said = [running.stderr.readline()]
            while said[-1] and not said[-1].startswith("Classifying masked images"):
                said.append(running.stderr.readline())
            assert said[-1], said
            assert said[0] == "Starting\n"
            running.send_signal(number)
            _, errors = running.communicate(timeout=PATIENCE_S)
        assert running.returncode in codes
        assert [said[-1].strip(), *errors.splitlines()][-1].startswith(last)
        assert not (tmp_path / "out").exists()

    def test_a_pipe_is_refused_without_waiting_for_it(tetrascope: Command, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        outcome = tetrascope("analyze", tmp_path / "pipe", "--out", tmp_path / "out")
        assert outcome.code == 1
        assert "which is a device, a pipe or the like" in outcome.err

    def test_a_name_that_is_not_utf_8_is_shown_with_replacements(tmp_path: Path) -> None:
        from tetrascope.cli.image_argument import read_image

        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.png"))
        path.write_bytes(b"mine")
        assert read_image(str(path)) == ("bad\ufffd.png", b"mine")
