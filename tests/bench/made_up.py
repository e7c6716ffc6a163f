"""Findings with made-up numbers, to look at tables and JSON."""

from typing import Literal

from tetrascope.bench.analysis import AnalysisRow
from tetrascope.bench.environment import Environment
from tetrascope.bench.findings import Failure, Findings
from tetrascope.bench.first_image import FirstImageRow
from tetrascope.bench.memory import MemoryRow
from tetrascope.bench.pool import PoolRow
from tetrascope.bench.request import RequestRow
from tetrascope.bench.rivals.comparison import RivalRow
from tetrascope.bench.setup import SECTIONS, Setup
from tetrascope.bench.spread import Spread


def around(value: float) -> Spread:
    return Spread(median=value, least=0.9 * value, most=1.1 * value, count=3)


def pool_row(network_id: str, windows: str, ratio: float, difference: float) -> PoolRow:
    return PoolRow(
        network_id=network_id,
        windows=windows,
        masks=196,
        incremental=True,
        ratio=around(ratio),
        ratio_seen=around(1.1 * ratio),
        ratio_folded=around(0.8 * ratio),
        difference=difference,
        compared=196,
        incremental_ms=around(170 / ratio),
        plain_ms=around(170),
        folded_ms=around(136),
        plain_batch=16,
        folded_batch=8,
        plain_timed=32,
    )


def rival_row(
    rival: str, state: Literal["measured", "not_installed", "not_applicable", "failed"], detail: str
) -> RivalRow:
    measured = state == "measured"
    return RivalRow(
        rival=rival,
        version="2.0.2" if measured else None,
        network_id="efficientnet-lite0",
        windows="32/16",
        state=state,
        detail=detail,
        classified=169 if measured else None,
        ratio=around(7) if measured else None,
        rival_ms=around(70) if measured else None,
        incremental_ms=around(10) if measured else None,
    )


FINDINGS = Findings(
    complete=False,
    environment=Environment(
        device="CPU (2 cores)",
        backend="tensorflow",
        cores=2,
        machine="Linux x86_64",
        python="3.11.7",
        tetrascope="0.1.0",
        packages={"keras": "3.15.1", "tensorflow": "2.21.0"},
        date="2026-11-23T05:47:25+00:00",
        load=1.9,
    ),
    setup=Setup(
        quick=False,
        rounds=3,
        fill="black",
        networks=["vgg16", "efficientnet-lite0"],
        windows=["16/16", "default"],
        sections=list(SECTIONS),
        random_weights=["vgg16"],
    ),
    pool=[
        pool_row("vgg16", "16/16", 6.5, 3.14e-7),
        pool_row("vgg16", "default", 4.0, 0.0),
        pool_row("efficientnet-lite0", "16/16", 0.9, 2e-6),
    ],
    analysis=[
        AnalysisRow(
            network_id="efficientnet-lite0",
            layers=18,
            ratio=around(1.6),
            ratio_folded=around(2.4),
            bare_ms=around(20),
            folded_ms=around(13),
            analysis_ms=around(31),
        )
    ],
    request=[
        RequestRow(
            network_id="efficientnet-lite0",
            ratio_stream=around(1.1),
            ratio_http=around(1.2),
            analysis_ms=around(31),
            stream_ms=around(34),
            http_ms=around(37),
            answer_bytes=300_000,
        )
    ],
    first_image=[
        FirstImageRow(
            network_id="efficientnet-lite0",
            images=299,
            first_s=around(0.1),
            last_s=around(3),
            cold_first_s=0.4,
            cold_last_s=5.0,
        )
    ],
    memory=[MemoryRow(network_id="vgg16", images=299, idle_bytes=1200 * 2**20, peak_bytes=2500 * 2**20)],
    rivals=[
        rival_row("Xplique", "measured", "the same masks"),
        rival_row("Captum", "not_installed", "pip install captum"),
        rival_row("LIME", "failed", "ValueError: no segments"),
    ],
    failures=[Failure(section="memory", network_id="efficientnet-lite0", message="Failed: no memory")],
)
