"""What the client weighs over the wire, by what is fetched when; a classroom of thirty shares one line."""

import gzip
import json
from collections.abc import Iterable, Set
from typing import Any

import pytest
from tests.browser.server_process import require_build

FIRST_LIMIT = 400_000
"""Bytes at a first visit, both scenes included."""
LATER = {
    "VR": ({"src/vr/VrRoom.ts", "src/structure/vr/structureRoom.ts", "src/pool/vr/poolRoom.ts"}, 30_000),
    "user studies": ({"study.html", "experimenter.html", "replay.html", "src/study/scenes/Scenes.tsx"}, 60_000),
    "merging labels": ({"src/merging/MergeDialog.tsx"}, 10_000),
    "how a value is computed": ({"src/structure/computed/ComputedDialog.tsx"}, 10_000),
    "what speaks for a class": ({"src/structure/evidence/EvidenceDialog.tsx"}, 6_000),
    "the help": (
        {
            "src/tour/HelpDialog.tsx",
            "src/tour/explained.ts",
            *(f"src/{view}/topics.ts" for view in ("menu", "structure", "pool", "sideBySide", "training")),
        },
        16_000,
    ),
    "comparing two images": ({"src/structure/compare/CompareDialog.tsx"}, 6_000),
    "two networks": ({"src/sideBySide/SideBySideView.tsx"}, 18_000),
    "training": ({"src/training/TrainingView.tsx"}, 30_000),
    "the blocks of a network": ({"src/training/blocks/BlocksPane.tsx"}, 14_000),
    "one layer over many images": ({"src/structure/layerRows/LayerRowsDialog.tsx"}, 10_000),
    "a story": ({"src/story/StoryCard.tsx"}, 6_000),
    "the page of the API": ({"docs.html"}, 500_000),
}
"""What is fetched only by who wants it: where it begins in the sources, and how many bytes it may add."""


def built_files() -> dict[str, dict[str, Any]]:
    """What Vite has written, by sources: the file, its styles and fonts, and what it imports at once and later."""
    found: dict[str, dict[str, Any]] = json.loads((require_build() / ".built-files.json").read_text())
    return found


def fetched(begun: Iterable[str], but: Set[str] = frozenset()) -> set[str]:
    """The files that are fetched from these on, at once or later, and not by way of some."""
    built = built_files()
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(begun)
    while waiting:
        name = waiting.pop()
        if name in seen or name in but:
            continue
        seen.add(name)
        entry = built[name]
        found |= {entry["file"], *entry.get("css", ()), *entry.get("assets", ())}
        if name.endswith(".html"):
            found.add(name)
        waiting += [*entry.get("imports", ()), *entry.get("dynamicImports", ())]
    return found


def first() -> set[str]:
    """The files of a first visit."""
    return fetched(["index.html"], set[str]().union(*(begun for begun, _ in LATER.values())))


def later(what: str) -> set[str]:
    """The files that something adds to those of a first visit, and that nothing else brings."""
    others = set[str]().union(*(begun for other, (begun, _) in LATER.items() if other != what))
    return fetched(LATER[what][0], others) - first()


def weights(names: Iterable[str]) -> dict[str, int]:
    """Bytes over the wire of each; fonts are compressed as they are."""
    files = {name: (require_build() / name).read_bytes() for name in names}
    return {
        name: len(content if name.endswith(".woff2") else gzip.compress(content)) for name, content in files.items()
    }


def test_a_first_visit_is_light() -> None:
    found = weights(first())
    assert sum(found.values()) < FIRST_LIMIT, found


@pytest.mark.parametrize("what", LATER)
def test_what_is_fetched_later_is_light(what: str) -> None:
    begun, limit = LATER[what]
    assert begun <= built_files().keys(), "sources that are fetched later"
    found = weights(later(what))
    assert found
    assert sum(found.values()) < limit, found


def test_every_file_is_counted() -> None:
    """What is fetched neither at first nor later is fetched by nobody, or forgotten here."""
    written = {path.relative_to(require_build()).as_posix() for path in require_build().glob("assets/*")}
    counted = first().union(*(later(what) for what in LATER))
    assert written == {name for name in counted if not name.endswith(".html")}
