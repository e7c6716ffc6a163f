"""A process that conducts a study over HTTP, without a network, so that it can be killed.

    python study_server.py RECORDS STUDY PORT [ADDRESS]

With the address of a Ray cluster it is a gateway there, of one worker with a network. A line on standard output says
that it listens.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "backend")]

from tests.api.study.study_engine import TOKEN, StudyEngine  # noqa: E402

from tetrascope.api.app import build_app  # noqa: E402
from tetrascope.api.server import serve  # noqa: E402
from tetrascope.api.server_settings import ServerSettings  # noqa: E402
from tetrascope.engine.engine import Engine  # noqa: E402
from tetrascope.study.conduct.conduct import Conduct  # noqa: E402
from tetrascope.study.conduct.study_images import StudyImages  # noqa: E402
from tetrascope.study.definition.study import Study  # noqa: E402
from tetrascope.study.records.store import StudyStore  # noqa: E402


def conduct(records: Path, study: Study, port: int, address: str | None = None) -> None:
    """Serve until killed."""
    with StudyStore(records, study) as store:
        settings = ServerSettings(port=port, token=TOKEN)
        app = build_app(_engine(address), settings, study=Conduct(store, StudyImages(study, records, {})))
        serve(app, settings, on_ready=lambda _: print("listening", flush=True))


def _engine(address: str | None) -> Engine:
    if address is None:
        return StudyEngine()
    from tetrascope.engine.build import build_cluster_engine
    from tetrascope.engine.cluster.cluster_settings import ClusterSettings

    return build_cluster_engine(ClusterSettings(address=address, workers=1))


if __name__ == "__main__":
    records, definition, port, *address = sys.argv[1:]
    conduct(
        Path(records),
        Study.model_validate_json(Path(definition).read_text(encoding="utf-8")),
        int(port),
        address[0] if address else None,
    )
