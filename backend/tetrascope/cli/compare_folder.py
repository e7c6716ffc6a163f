"""`tetrascope compare FOLDER`: what several networks answer for every picture, as a page and as tables."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from tetrascope import __version__
from tetrascope.cli.folder_answers import Asked, FolderAnswers, Pictures
from tetrascope.cli.known_labels import KnownLabels
from tetrascope.cli.output_files import write_files
from tetrascope.cli.progress_reporter import Reporter
from tetrascope.cli.terminal import columns, counted, say, tell
from tetrascope.photos.photo_file import shown
from tetrascope.report.folder_comparison import FIRST, FolderComparison, NetworkOnFolder, agreement, shared_classes
from tetrascope.report.folder_comparison_page import make_folder_comparison_page
from tetrascope.report.numbers import percent
from tetrascope.report.paired_answers import pairs_of
from tetrascope.study.results.csv_file import ENCODING, cell_of

_NAMED = 3
"""Labels or files of a kind that a note names."""


def compare_folder(
    folder: Path, names: Sequence[str], labels: KnownLabels, out: Path, asked: Sequence[Asked], reporter: Reporter
) -> FolderComparison:
    """Ask every network about every picture that it has not been asked about before, and write all.

    Where it is stopped, what is done is written and is not done again.

    Args:
        folder: where the pictures are.
        names: their paths inside of it.
        labels: what is on them, as far as it is known.
        out: where to write.
        asked: the networks.
        reporter: is told how far it is.
    """
    found = FolderAnswers()
    pictures = Pictures(folder, names, out)
    different = sorted(set(labels.by_image.values()))
    try:
        pictures.look(found, reporter)
        for each in asked:
            pictures.ask(each, different, found, reporter)
            _write(_compared(folder, found, labels, asked), out)
    finally:
        reporter.show("Writing the page")
        compared = _compared(folder, found, labels, asked)
        _write(compared, out)
    return compared


def summarise(compared: FolderComparison, out: Path) -> None:
    """Say what came of it."""
    say(counted(len(compared.images), "image"))
    width = max((columns(each.network.title) for each in compared.networks), default=0)
    for each in compared.networks:
        title = each.network.title
        right = each.right(compared.labels)
        parts = [f"{percent(right.share)} right ({right.number} of {right.of})"] if right.of else []
        if each.quartiles is not None:
            parts.append(f"{1000 * each.quartiles[1]:.1f} ms an image")
        say(f"  {title}{' ' * (width - columns(title))}  {', '.join(parts)}")
    for each in compared.networks:
        for warning in each.network.warnings:
            tell(f"tetrascope: warning: {each.network.title}: {warning}")
    for note in compared.notes:
        say(f"  {note}")
    for name, reason in compared.failed.items():
        say(f"  {name}: {reason}")
    say(f"Wrote index.html, comparison.csv, networks.csv and pairs.csv to {out}")


def _compared(folder: Path, found: FolderAnswers, labels: KnownLabels, asked: Sequence[Asked]) -> FolderComparison:
    """What is known so far. Labels of which no network has a class are none where they are folders' names."""
    images = {shown(name): seen for name, seen in found.images.items()}
    networks = [
        NetworkOnFolder(
            each.network, each.parameters, each.bytes, each.class_names,
            {shown(name): answer for name, answer in each.answers.items() if name in found.images}, each.matches,
            frozenset(shown(name) for name in each.learned if name in found.images),
        )
        for each in found.networks
    ]  # fmt: skip
    known = {shown(name): label for name, label in labels.by_image.items() if name in found.images}
    notes = list(_label_notes(known, labels, networks, len(images)))
    if known and networks and labels.are_folders and not any(any(each.matches.values()) for each in networks):
        known = {}
    notes += _learned_notes(networks, len(images))
    later = [each.entry.title for each in asked[len(networks) :]]
    if later:
        notes.append(f"{', '.join(later)}: still to come. The same command goes on with it.")
    return FolderComparison(
        folder.resolve().name, images, networks, known, notes, {shown(name): why for name, why in found.failed.items()}
    )


def _label_notes(
    known: dict[str, str], labels: KnownLabels, networks: Sequence[NetworkOnFolder], images: int
) -> Iterator[str]:
    """What of the labels came to nothing."""
    different = sorted(set(known.values()))
    if not different:
        return
    if networks and not any(any(each.matches.values()) for each in networks):
        words = f"No network has a class for any label of {labels.origin}, such as {_some(different)}"
        what_to_do = "Name classes as the networks do, by name or number, in a file for --labels."
        yield f"{words}: what is right is not known. {what_to_do}"
    else:
        for missing, which in _missing(different, networks).items():
            titles = ", ".join(each.network.title for each in which)
            yield (
                f"No class, or more than one, for {len(missing)} of {counted(len(different), 'label')} in {titles}: "
                f"{_some(missing)}. Images of these are not counted there."
            )
        if len(known) < images:
            unlabelled = counted(images - len(known), "image")
            yield f"No label by {labels.origin}: {unlabelled}, not counted as right or wrong."
    if labels.nobodys:
        yield (
            f"{counted(len(labels.nobodys), 'line')} of {labels.origin} name no picture of the folder: "
            f"{_some(labels.nobodys)}."
        )


def _learned_notes(networks: Sequence[NetworkOnFolder], images: int) -> Iterator[str]:
    """Where a network has seen the images before."""
    for each in networks:
        if each.learned:
            yield (
                f"{each.network.title} learned from {len(each.learned)} of these {counted(images, 'image')}: how often "
                "it is right tells how well it remembers them, not what to expect of others."
            )


def _missing(
    labels: Sequence[str], networks: Sequence[NetworkOnFolder]
) -> dict[tuple[str, ...], list[NetworkOnFolder]]:
    """The labels that a network has no class for, with the networks that have none for just these."""
    found: dict[tuple[str, ...], list[NetworkOnFolder]] = {}
    for each in networks:
        missing = tuple(label for label in labels if each.matches.get(label) is None)
        if missing:
            found.setdefault(missing, []).append(each)
    return found


def _some(names: Sequence[str]) -> str:
    first = ", ".join(f"“{name}”" for name in names[:_NAMED])
    return first if len(names) <= _NAMED else f"{first} and {len(names) - _NAMED} more"


def _write(compared: FolderComparison, out: Path) -> None:
    page = make_folder_comparison_page(compared, __version__)
    files = {
        "index.html": page.encode(),
        "comparison.csv": _csv(_image_lines(compared)),
        "networks.csv": _csv(_network_lines(compared)),
        "pairs.csv": _csv(_pair_lines(compared)),
    }
    write_files(out, files)


def _csv(lines: Iterator[list[Any]]) -> bytes:
    file = StringIO(newline="")
    writer = csv.writer(file)
    for line in lines:
        writer.writerow([cell_of(value) for value in line])
    return file.getvalue().encode(ENCODING)


def _image_lines(compared: FolderComparison) -> Iterator[list[Any]]:
    per_network = ("label_index", "label", "probability", "right", f"right_in_{FIRST}", "ms")
    ids = [each.network.network_id for each in compared.networks]
    of_networks = (f"{name}:{column}" for name in ids for column in per_network)
    yield ["image", "known_label", "different_answers", *of_networks, "failed"]
    for name in compared.images:
        label = compared.labels.get(name)
        line: list[Any] = [name, label, compared.different_answers(name)]
        for each in compared.networks:
            answer = each.answers.get(name)
            if answer is None:
                line += [None] * len(per_network)
                continue
            right = (None, None) if label is None else (each.is_right(name, label), each.is_right(name, label, FIRST))
            best = answer.best
            line += [best.index, best.name, best.probability, *right, round(1000 * answer.seconds, 3)]
        yield [*line, None]
    for name, reason in compared.failed.items():
        yield [name, *[None] * (2 + len(per_network) * len(ids)), reason]


def _network_lines(compared: FolderComparison) -> Iterator[list[Any]]:
    ids = [each.network.network_id for each in compared.networks]
    yield [
        "network", "title", "input_height", "input_width", "classes", "parameters", "megabytes", "images", "labelled",
        "right", f"right_in_{FIRST}", "ms_quarter", "ms_median", "ms_three_quarters",
        *(f"agrees:{name}" for name in ids),
    ]  # fmt: skip
    for each in compared.networks:
        network = each.network
        right, first = each.right(compared.labels), each.right(compared.labels, FIRST)
        times = [None] * 3 if each.quartiles is None else [round(1000 * seconds, 3) for seconds in each.quartiles]
        agrees = [agreement(each, other).share if shared_classes(each, other) else None for other in compared.networks]
        yield [
            network.network_id, network.title, network.input_height, network.input_width, network.class_count,
            each.parameters, each.bytes / 1e6, len(each.answers), right.of, right.share,
            first.share if network.class_count > FIRST else None, *times, *agrees,
        ]  # fmt: skip


def _pair_lines(compared: FolderComparison) -> Iterator[list[Any]]:
    yield [
        "network", "other_network", "both_right", "only_network_right", "only_other_right", "neither_right", "p",
        "p_corrected",
    ]  # fmt: skip
    for pair, corrected in pairs_of(compared):
        names = (pair.one.network.network_id, pair.other.network.network_id)
        yield [*names, pair.both, pair.only_one, pair.only_other, pair.neither, pair.p, corrected]
