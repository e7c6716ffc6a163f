"""The JSON that scripts read: it may grow, but what is in it stays."""

import json

from tests.bench.made_up import FINDINGS

from tetrascope.bench.findings import Findings

FIELDS = {
    "pool": "network_id windows masks ratio ratio_seen ratio_folded difference compared incremental_ms plain_ms "
    "folded_ms plain_batch folded_batch plain_timed",
    "analysis": "network_id layers ratio ratio_folded bare_ms folded_ms analysis_ms",
    "request": "network_id ratio_stream ratio_http analysis_ms stream_ms http_ms answer_bytes",
    "first_image": "network_id images first_s last_s cold_first_s cold_last_s",
    "memory": "network_id images idle_bytes peak_bytes",
    "rivals": "rival version network_id windows state detail classified ratio rival_ms incremental_ms",
    "failures": "section network_id message",
}


def test_it_reads_back_as_it_was() -> None:
    assert Findings.model_validate_json(FINDINGS.json_text()) == FINDINGS


def test_every_field_of_format_1_is_there() -> None:
    written = json.loads(FINDINGS.json_text())
    assert written["format"] == 1
    assert set(written) == {"format", "complete", "environment", "setup", *FIELDS}
    for name, fields in FIELDS.items():
        assert set(written[name][0]) >= set(fields.split()), name
    assert written["pool"][0]["ratio"] == {"median": 6.5, "least": 5.8500000000000005, "most": 7.15, "count": 3}
    assert set(written["environment"]) >= {"device", "backend", "cores", "machine", "packages", "date", "load"}
    assert set(written["setup"]) >= {"quick", "rounds", "fill", "networks", "windows", "sections", "random_weights"}
