"""Measures the export of a study's results: how long it takes, and how much memory, by the number of events.

    python tests/measure/study_results.py [--participants 100] [--events 10000]

The records are made first, which takes longer than the export: each event tells of a recalculation or a mask.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "backend")]

from tetrascope.bench.process_memory import resident_bytes  # noqa: E402
from tetrascope.protocol.study.events import MAX_EVENTS, EventBatch  # noqa: E402
from tetrascope.study.file.new_study import TEMPLATE  # noqa: E402
from tetrascope.study.file.study_file import read_study  # noqa: E402
from tetrascope.study.records.store import StudyStore  # noqa: E402
from tetrascope.study.records.study_records import StudyRecords  # noqa: E402
from tetrascope.study.results.export import export  # noqa: E402
from tetrascope.study.results.table import FORMS  # noqa: E402

_CONTENTS = (
    (
        "recalculation_answered",
        {"operation": "layers", "latency_ms": 312.5, "label": "tabby cat", "probability": 0.7512},
    ),
    ("mask_drawn", {"index": 0, "mask": {"kind": "rectangle", "top": 12, "left": 34, "height": 56, "width": 78}}),
)


def make_records(path: Path, participants: int, events: int) -> None:
    """So many participants with so many events each."""
    with StudyStore(path, read_study(TEMPLATE)) as store:
        for _ in range(participants):
            number = store.add_participant().number
            for first in range(1, events + 1, MAX_EVENTS):
                told = [_event(sequence) for sequence in range(first, min(first + MAX_EVENTS, events + 1))]
                store.record(
                    number, EventBatch.model_validate({"client_id": "measured-client", "events": told})
                ).result()


def _event(sequence: int) -> dict[str, object]:
    kind, content = _CONTENTS[sequence % len(_CONTENTS)]
    return {
        "sequence": sequence,
        "kind": kind,
        "step": "task.clustered.cat.explore",
        "scene": "structure",
        "monotonic_ms": sequence * 100.0,
        "wall_ms": 1.7e12 + sequence * 100,
        "content": content,
    }


def main() -> None:
    """Make records, export them, and print what it took."""
    parser = argparse.ArgumentParser(description="Measure the export of a study's results.")
    parser.add_argument("--participants", type=int, default=100)
    parser.add_argument("--events", type=int, default=10_000, help="of each participant (default: %(default)s)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, "records.sqlite"), Path(folder, "results")
        make_records(path, arguments.participants, arguments.events)
        out.mkdir()
        before = most = resident_bytes()

        def watch(_done: int, _total: int) -> None:
            nonlocal most
            most = max(most, resident_bytes())

        begin = time.perf_counter()
        export(StudyRecords(path), out, FORMS, watch)
        took = time.perf_counter() - begin
        count = arguments.participants * arguments.events
        size = sum(file.stat().st_size for file in out.iterdir())
        print(f"{count} events, records of {path.stat().st_size / 2**20:.0f} MiB, files of {size / 2**20:.0f} MiB:")
        print(f"  {took:.1f} s, {took / count * 1e6:.0f} µs an event, {(most - before) / 2**20:.0f} MiB more at most")


if __name__ == "__main__":
    main()
