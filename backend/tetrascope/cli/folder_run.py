"""`tetrascope analyze FOLDER`: every picture's own page, and a page about all of them that can be gone on with."""

import asyncio
import csv
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from urllib.parse import quote

from pydantic import ValidationError

from tetrascope import __version__
from tetrascope.cli.analysis_run import analyze_with, draw, network_summary, started_engine
from tetrascope.cli.image_argument import check_image
from tetrascope.cli.image_folder import PAGES
from tetrascope.cli.output_files import write_files
from tetrascope.cli.progress_reporter import Reporter, SilentReporter
from tetrascope.cli.wanted import Wanted
from tetrascope.engine.engine import Engine
from tetrascope.engine.time_left import TimeLeft
from tetrascope.errors import NotFound, TetrascopeError
from tetrascope.photos.photo_file import read_photo_file, shown
from tetrascope.protocol.networks import NetworkSummary
from tetrascope.report.folder_page import FailedImage, make_folder_page
from tetrascope.report.image_summary import ImageSummary, summarise
from tetrascope.study.results.csv_file import ENCODING, cell_of

_MADE = "summary.json"
"""Beside an image's page: what the page of the folder tells of it, and what it was made of."""

_COLUMNS = (
    *("image", "label_index", "label", "probability", "examined", "examined_probability", "copies", "changed"),
    *("smallest_mask_px", "smallest_mask_share", "largest_fall", "failed"),
)


@dataclass
class FolderOutcome:
    """What has become of a folder so far."""

    network: NetworkSummary
    """What answers."""
    images: list[ImageSummary] = field(default_factory=list)
    """Those that are analysed, in order."""
    failed: list[FailedImage] = field(default_factory=list)
    """Those that could not be."""
    known: int = 0
    """How many of the images had been analysed before."""


def analyze_folder(
    folder: Path, names: Sequence[str], out: Path, wanted: Wanted, settings: str, reporter: Reporter
) -> FolderOutcome:
    """Analyze every picture that has not been analysed so before, and write all pages.

    Where it is stopped, what is done is written and is not done again.

    Args:
        folder: where the pictures are.
        names: their paths inside of it.
        out: where to write.
        wanted: what is asked of each.
        settings: all that changes what a picture's page says, as text.
        reporter: is told how far it is.
    """
    return asyncio.run(_analyze(folder, names, out, wanted, settings, reporter))


async def _analyze(
    folder: Path, names: Sequence[str], out: Path, wanted: Wanted, settings: str, reporter: Reporter
) -> FolderOutcome:
    async with started_engine(wanted, reporter) as engine:
        outcome = FolderOutcome(await network_summary(engine, wanted.layers.network_id))
        time_left = TimeLeft()
        try:
            for done, name in enumerate(names):
                reporter.show("Analyzing images", done, len(names), time_left.seconds(done, len(names)))
                try:
                    await _one(engine, folder / name, name, out, wanted, settings, outcome)
                except TetrascopeError as error:
                    reason = " ".join(filter(None, (error.message, error.hint)))
                    outcome.failed.append(FailedImage(shown(name), reason))
        finally:
            reporter.show("Writing the page", len(names), len(names))
            _write(folder.resolve().name, out, outcome, len(names))
        return outcome


async def _one(
    engine: Engine, path: Path, name: str, out: Path, wanted: Wanted, settings: str, outcome: FolderOutcome
) -> None:
    """Add one image to the outcome, from before where it was made of the same."""
    image = read_photo_file(path)
    if image is None:
        raise NotFound(f"Expected the picture {name!r}, got none: it has been removed.", field="image")
    made_of = hashlib.sha256(f"{__version__}\n{settings}\n".encode() + image.data).hexdigest()
    place = out / PAGES / name
    known = _known(place, made_of)
    if known is not None:
        outcome.images.append(known)
        outcome.known += 1
        return
    check_image(image, wanted.shown_values)
    analysis = await analyze_with(engine, image, wanted, SilentReporter())
    summary = summarise(shown(name), f"{PAGES}/{quote(os.fsencode(name))}/index.html", analysis)
    made = json.dumps({"made_of": made_of, "summary": summary.model_dump()}, ensure_ascii=False, indent=1) + "\n"
    place.mkdir(parents=True, exist_ok=True)
    (place / _MADE).unlink(missing_ok=True)
    write_files(place, draw(analysis, SilentReporter()))
    write_files(place, {_MADE: made.encode()})  # last: with it, all of the others are there
    outcome.images.append(summary)


def _known(place: Path, made_of: str) -> ImageSummary | None:
    """What was written of an image before, where it was made of the same."""
    try:
        made = json.loads((place / _MADE).read_text(encoding="utf-8"))
        if made["made_of"] != made_of or not (place / "index.html").is_file():
            return None
        return ImageSummary.model_validate(made["summary"])
    except (OSError, ValueError, TypeError, KeyError, ValidationError):
        return None


def _write(title: str, out: Path, outcome: FolderOutcome, total: int) -> None:
    waiting = total - len(outcome.images) - len(outcome.failed)
    page = make_folder_page(
        title, outcome.network, outcome.images, outcome.failed, waiting=waiting, version=__version__
    )
    write_files(out, {"index.html": page.encode(), "images.csv": _csv(outcome)})


def _csv(outcome: FolderOutcome) -> bytes:
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for image in outcome.images:
        values = [
            image.name, image.original.label.index, image.original.label.name, image.original.probability,
            image.examined.label.name, image.examined.probability, image.copies, image.changed,
            image.smallest, image.smallest_share, image.largest_fall, None,
        ]  # fmt: skip
        writer.writerow([cell_of(value) for value in values])
    for failed in outcome.failed:
        writer.writerow([cell_of(failed.name), *[None] * 10, cell_of(failed.reason)])
    return file.getvalue().encode(ENCODING)
