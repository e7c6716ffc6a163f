"""A process that keeps a study's records for clients in other processes, so that it can be killed.

    python record_server.py RECORDS STUDY PORT

It takes batches as (participant, batch) and gives (acknowledged, refused) back, when they are committed. A line on
standard output says that it listens.
"""

import sys
import threading
from multiprocessing.connection import Connection, Listener
from pathlib import Path

from tetrascope.protocol.study.events import EventBatch
from tetrascope.study.definition.study import Study
from tetrascope.study.records.store import StudyStore

KEY = b"records"


def serve(records: Path, study: Study, port: int) -> None:
    """Take clients until killed."""
    store = StudyStore(records, study)
    with Listener(("127.0.0.1", port), backlog=256, authkey=KEY) as listener:
        print("listening", flush=True)
        while True:
            try:
                client = listener.accept()
            except (EOFError, OSError):
                continue
            threading.Thread(target=answer, args=(client, store), daemon=True).start()


def answer(client: "Connection[object, tuple[int, dict[str, object]]]", store: StudyStore) -> None:
    """Record what one client sends, until it goes away."""
    try:
        while True:
            number, batch = client.recv()
            receipt = store.record(number, EventBatch.model_validate(batch)).result()
            client.send((receipt.acknowledged, [each.sequence for each in receipt.refused]))
    except (EOFError, OSError):
        client.close()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Study.model_validate_json(Path(sys.argv[2]).read_text(encoding="utf-8")), int(sys.argv[3]))
