"""Measures the records of a study: how long an event takes to be acknowledged, and what kills leave of them.

    python tests/measure/study_records.py latency    100 participants, each of whom waits for every event
    python tests/measure/study_records.py kills      20 participants, the process that writes killed 200 times
    python tests/measure/study_records.py kills --conducted    the same of the server, over HTTP
    python tests/measure/study_records.py kills --engine ray --kills 5    the same of a gateway of a Ray cluster

`latency` compares with a commit for each event, and prints milliseconds: the median, p99 and the longest.
"""

import argparse
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "backend")]

from tests.ray_cluster import running_cluster  # noqa: E402
from tests.study.records.kills import kill_again_and_again  # noqa: E402
from tests.study.records.record_client import event  # noqa: E402

from tetrascope.protocol.study.events import EventBatch  # noqa: E402
from tetrascope.study.file.new_study import TEMPLATE  # noqa: E402
from tetrascope.study.file.study_file import read_study  # noqa: E402
from tetrascope.study.records import group_commit  # noqa: E402
from tetrascope.study.records.store import StudyStore  # noqa: E402


def latencies(
    folder: Path, participants: int, events: int, pause_s: float
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Milliseconds until each event is acknowledged; every participant is a thread, and waits for each."""
    took: list[float] = []
    with StudyStore(folder / "records.sqlite", read_study(TEMPLATE)) as store:
        for _ in range(participants):
            store.add_participant()

        def work(number: int) -> None:
            own = []
            for sequence in range(1, events + 1):
                batch = EventBatch.model_validate({"client_id": "measured-client", "events": [event(sequence)]})
                begin = time.perf_counter()
                store.record(number, batch).result()
                own.append((time.perf_counter() - begin) * 1000)
                time.sleep(pause_s)
            took.extend(own)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(1, participants + 1)]
        begin = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(f"  {participants * events / (time.perf_counter() - begin):.0f} events a second")
    return np.array(took)


def measure_latency(arguments: argparse.Namespace) -> None:
    """With the commits of a group together, and each by itself."""
    together = group_commit.MAX_GROUP
    for name, most in (("together", together), ("each by itself", 1)):
        group_commit.MAX_GROUP = most
        print(f"{arguments.participants} participants, commits {name}:")
        with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
            took = latencies(Path(folder), arguments.participants, arguments.events, arguments.pause)
        print(f"  median {np.median(took):.1f} ms, p99 {np.percentile(took, 99):.1f} ms, longest {took.max():.1f} ms")
    group_commit.MAX_GROUP = together


def measure_kills(arguments: argparse.Namespace) -> None:
    """One line: kills, events, and how many are lost or there twice."""
    with ExitStack() as opened:
        folder, logs = (
            Path(opened.enter_context(tempfile.TemporaryDirectory(dir=where))) for where in (arguments.folder, None)
        )
        ray = arguments.engine == "ray"
        cluster = opened.enter_context(running_cluster(logs, cpus=2)) if ray else None
        study, conducted = read_study(TEMPLATE), arguments.conducted or ray
        found = kill_again_and_again(
            folder, study, arguments.kills, participants=20, processes=4, conducted=conducted, cluster=cluster
        )
        print(found)


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure the records of a study.")
    parser.add_argument("what", choices=["latency", "kills"])
    parser.add_argument("--folder", help="a folder of the disk to measure (default: that of temporary files)")
    parser.add_argument("--participants", type=int, default=100)
    parser.add_argument("--events", type=int, default=100, help="of each participant (default: %(default)s)")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between two events of a participant")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--conducted", action="store_true", help="kill the server that conducts the study, over HTTP")
    parser.add_argument("--engine", choices=["embedded", "ray"], default="embedded")
    arguments = parser.parse_args()
    {"latency": measure_latency, "kills": measure_kills}[arguments.what](arguments)


if __name__ == "__main__":
    main()
