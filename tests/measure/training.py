"""Measures what `tetrascope train` promises: python tests/measure/training.py [digits] [photos] [changes] [kills N]

digits      from scratch with the defaults: accuracy and time, the command's start included
photos      200 pictures in two classes, crops of sample photographs of 800 pixels: a head, and from scratch
changes     digits, then with the filters of the second convolution doubled, the other weights kept, and anew: when
            97 % of what was put aside are right
kills N     a run of the digits is killed N times at random moments; its curve and weights beside those of one that was
            left alone
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from tetrascope.data_folder import DATA_VARIABLE
from tetrascope.photos.samples import SAMPLE_READING, SAMPLES
from tetrascope.protocol.blocks import Convolution
from tetrascope.training.measures import EpochMeasure
from tetrascope.training.run_blocks import blocks_of_run
from tetrascope.training.run_folder import RunFolder, RunsFolder

ENOUGH = 0.97
"""Share of what was put aside that is to be right."""
EACH = 100
"""Pictures of a class."""
CLASSES = {"animals": ("cat", "astronaut"), "things": ("coffee", "rocket")}
"""Samples that each class is cut out of."""


def train(*arguments: object) -> float:
    """Seconds that the command took."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "tetrascope", "train", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def tell(what: str, run: RunFolder, seconds: float) -> None:
    results = run.results()
    assert results is not None
    print(
        f"{what}: {100 * results.accuracy:.1f} % of those put aside, {results.epoch} epochs, {seconds:.0f} s in all, "
        f"{results.seconds:.0f} s of it training"
    )


def digits(runs: RunsFolder) -> None:
    tell("digits from scratch", RunFolder(runs.path / "digits"), train("digits", "--name", "digits"))


def photos(runs: RunsFolder) -> None:
    from tetrascope.photos.photo import read_photo

    with tempfile.TemporaryDirectory() as place:
        draw = random.Random(0)
        pixels = {each.name: read_photo(each.read(), SAMPLE_READING).pixels for each in SAMPLES}
        for name, samples in CLASSES.items():
            (Path(place) / name).mkdir()
            for index in range(EACH):
                crop(pixels[samples[index % len(samples)]], draw).save(
                    Path(place) / name / f"{index:03}.jpg", quality=88
                )
        for name, start in (("head", "efficientnet-lite0"), ("scratch", "scratch")):
            seconds = train(place, "--from", start, "--name", name)
            tell(f"{2 * EACH} pictures in two classes, {name}", RunFolder(runs.path / name), seconds)


def crop(pixels: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]", draw: random.Random) -> Image.Image:
    """A turned part of a photograph, 800 pixels wide."""
    image = Image.fromarray(pixels)
    share = draw.uniform(0.35, 0.9)
    width, height = int(image.width * share), int(image.height * share)
    left, top = draw.randrange(image.width - width), draw.randrange(image.height - height)
    part = image.crop((left, top, left + width, top + height)).rotate(draw.uniform(-20, 20))
    return part.resize((800, 800 * height // width))


def changes(runs: RunsFolder) -> None:
    train("digits", "--name", "before")
    before = RunFolder(runs.path / "before")
    network = blocks_of_run(before.read())
    wider = [
        each.model_copy(update={"filters": 2 * each.filters}) if isinstance(each, Convolution) and place == 4 else each
        for place, each in enumerate(network.blocks)
    ]
    file = runs.path / "wider.json"
    file.write_text(network.model_copy(update={"blocks": wider}).json_text(), encoding="utf-8")
    for name, keep in (("kept", ("--keep", "before")), ("anew", ())):
        train("digits", "--name", name, "--network", file, *keep)
    for name in ("before", "kept", "anew"):
        run = RunFolder(runs.path / name)
        ended = [each for each in run.measures() if isinstance(each, EpochMeasure)]
        first = next((each for each in ended if each.validation_accuracy >= ENOUGH), None)
        when = "never" if first is None else f"after epoch {first.epoch}, {first.seconds:.1f} s"
        accuracies = ", ".join(f"{100 * each.validation_accuracy:.1f}" for each in ended)
        print(f"{name}: {100 * ENOUGH:.0f} % {when}; {accuracies}")
        print(f"  {' '.join(run.read().notes[1:])}")


def kills(runs: RunsFolder, count: int) -> None:
    arguments = ("--epochs", 4)
    train("digits", "--name", "whole", *arguments)
    whole, broken = RunFolder(runs.path / "whole"), RunFolder(runs.path / "broken")
    process = start("digits", "--name", "broken", *arguments)
    for number in range(count):
        behind = len(broken.measures())
        wanted = behind + random.randrange(1, max(2, 120 // count))
        while len(broken.measures()) < wanted and process.poll() is None:
            time.sleep(0.01)
        process.kill()
        process.wait()
        last = broken.last_epoch()
        print(f"kill {number + 1}: after epoch {last.epoch if last else None}, {len(broken.measures())} measures")
        process = start("--resume", "broken")
    assert process.wait() == 0
    curves = [[each.model_copy(update={"seconds": 0.0}) for each in run.measures()] for run in (whole, broken)]
    same = all(whole.snapshot_file(e).read_bytes() == broken.snapshot_file(e).read_bytes() for e in whole.snapshots())
    print(f"{count} kills: curve {'the same' if curves[0] == curves[1] else 'ANOTHER'}, weights the same: {same}")


def start(*arguments: object) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tetrascope", "train", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", default=["digits", "photos"])
    what = parser.parse_args().what
    with tempfile.TemporaryDirectory() as place:
        os.environ[DATA_VARIABLE] = place
        runs = RunsFolder(Path(place) / "training")
        if "digits" in what:
            digits(runs)
        if "photos" in what:
            photos(runs)
        if "changes" in what:
            changes(runs)
        if "kills" in what:
            kills(runs, int(what[what.index("kills") + 1]))


if __name__ == "__main__":
    main()
