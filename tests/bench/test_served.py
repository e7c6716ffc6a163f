"""What is measured with a server, on a tiny network of one's own."""

from collections.abc import Iterator

import pytest
from tests.bench.tiny import tiny_network

from tetrascope.bench.analysis import measure_analysis
from tetrascope.bench.effort import Effort
from tetrascope.bench.first_image import measure_first_image
from tetrascope.bench.fresh import FreshQuestions
from tetrascope.bench.request import measure_request
from tetrascope.bench.served_engine import ServedEngine
from tetrascope.bench.subject import Subject
from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import WeightsUnavailable
from tetrascope.networks.own_model import OwnModel, OwnModels

EFFORT = Effort(rounds=2, short_rounds=3)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedEngine]:
    file = tmp_path_factory.mktemp("own") / "tiny.keras"
    tiny_network(fold=False).model.save(file)
    with ServedEngine(EngineSettings(network_sources=[OwnModels(OwnModel(file))])) as served:
        yield served


@pytest.fixture(scope="module")
def fresh(served: ServedEngine) -> FreshQuestions:
    return FreshQuestions(served, "black")


def test_an_analysis_is_timed_beside_its_forward_pass(
    tiny: Subject, served: ServedEngine, fresh: FreshQuestions
) -> None:
    row = measure_analysis(tiny, served, fresh, EFFORT)
    assert (row.network_id, row.layers, row.ratio.count) == ("own-tiny", 2, 3)
    assert row.ratio.least > 0 and row.ratio_folded.least > 0


def test_both_transports_bring_a_whole_answer(served: ServedEngine, fresh: FreshQuestions) -> None:
    row = measure_request(served, fresh, EFFORT)
    # Image, 2 layers of at most 3 pictures and their numbers.
    assert 32 * 32 * 3 + 16 * 16 < row.answer_bytes < 20_000
    assert row.stream_ms.least > 0 and row.http_ms.least > 0
    assert row.ratio_stream.count == row.ratio_http.count == 3


def test_the_first_image_comes_before_the_last(served: ServedEngine, fresh: FreshQuestions) -> None:
    row = measure_first_image(served, fresh, EFFORT)
    assert row.images == 299 or row.images > 16
    assert 0 < row.cold_first_s <= row.cold_last_s
    assert 0 < row.first_s.least <= row.last_s.most


def test_a_network_that_cannot_be_loaded_is_an_error_and_not_a_wait() -> None:
    with pytest.raises(WeightsUnavailable), ServedEngine(EngineSettings(default_network="vgg16")) as served:
        FreshQuestions(served, "black").pool()
        served.run(FreshQuestions(served, "black").layers())
