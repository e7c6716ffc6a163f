"""What `tetrascope doctor --cluster` says of a cluster; of a real one see `test_ray_application.py`."""

from dataclasses import replace
from importlib.util import find_spec

import pytest
from tests.cli.conftest import Command

from tetrascope import __version__
from tetrascope.cli.checkup import Finding
from tetrascope.cli.cluster_checkup import findings
from tetrascope.engine.cluster.cluster_state import ClusterState, Machine, WorkerState
from tetrascope.protocol.health import EngineHealth

HEALTH = EngineHealth(
    ready=True,
    device="CPU (8 cores)",
    running=1,
    cache_bytes=2**20,
    cache_budget_bytes=2**29,
    network_bytes=18 * 2**20,
    network_budget_bytes=2**31,
)
HEAD = Machine(
    address="10.0.0.1",
    cpus=8.0,
    gpus=0.0,
    python="3.11.7",
    ray="2.60.0",
    tetrascope=__version__,
    asks_for_token=True,
    free_bytes=10**10,
    open_ports=(6379, 10001),
)
OTHER = replace(HEAD, address="10.0.0.2", gpus=1.0)
WORKER = WorkerState(host="lab1", version=__version__, health=HEALTH, networks=("efficientnet-lite0", "own-birds"))
SOUND = ClusterState(
    machines=(HEAD, OTHER), dashboard=None, deployed="RUNNING", message="", wanted=2, workers=(WORKER, WORKER)
)


def found(state: ClusterState, what: str) -> list[Finding]:
    return [finding for finding in findings(state, "10.0.0.1:6379") if finding.what == what]


def test_a_sound_cluster_has_one_thing_to_be_told_that_its_ports_are_open() -> None:
    told = list(findings(SOUND, "10.0.0.1:6379"))
    assert [finding.what for finding in told if finding.state != "good"] == ["ports"]
    assert told[0].detail == "2 machines, 16 CPUs, 1 GPU"
    (worker, _) = found(SOUND, "worker")
    assert "on lab1: CPU (8 cores), 1 under way, networks 18 of 2048 MiB" in worker.detail
    assert "can load efficientnet-lite0, own-birds" in worker.detail


def test_all_that_is_not_good_says_how_to_mend_it() -> None:
    ill = replace(
        SOUND,
        machines=(
            replace(HEAD, asks_for_token=False, free_bytes=10),
            replace(OTHER, fault="No module named 'tetrascope'"),
        ),
        dashboard="10.0.0.1:8265",
        wanted=3,
        workers=(WORKER, replace(WORKER, networks=())),
    )
    told = [finding for finding in findings(ill, "10.0.0.1:6379") if finding.state != "good"]
    assert {finding.what for finding in told} == {
        *("machine", "token", "dashboard", "ports", "workers", "worker", "networks"),
    }
    assert all(finding.mend for finding in told)
    assert {finding.what for finding in told if finding.state == "bad"} == {"machine", "token", "worker", "networks"}


@pytest.mark.parametrize(
    ("odd", "detail", "mend"),
    [
        ({"tetrascope": "0.0.1"}, "Tetrascope: 0.0.1 at 10.0.0.2", f'pip install "tetrascope[cluster]=={__version__}"'),
        ({"ray": "2.50.0"}, "Ray: 2.50.0 at 10.0.0.2; 2.60.0 at 10.0.0.1", 'pip install "ray[serve]==2.60.0"'),
        ({"python": "3.12.1"}, "Python: 3.11.7 at 10.0.0.1; 3.12.1 at 10.0.0.2", "Install the same on every machine"),
    ],
)
def test_versions_that_differ_are_told_with_where_they_are(odd: dict[str, str], detail: str, mend: str) -> None:
    state = replace(SOUND, machines=(HEAD, replace(OTHER, **odd)))  # type: ignore[arg-type]
    (bad,) = [finding for finding in found(state, "versions") if finding.state == "bad"]
    assert detail in bad.detail
    assert mend in str(bad.mend)


def test_machines_of_another_version_than_this_command_are_told() -> None:
    machines = tuple(replace(machine, tetrascope="0.0.1") for machine in SOUND.machines)
    bad = found(replace(SOUND, machines=machines), "versions")[0]
    assert (bad.state, f"{__version__} at this command" in bad.detail) == ("bad", True)


@pytest.mark.parametrize(("address", "state"), [(None, "good"), ("127.0.0.1:8265", "good"), ("0.0.0.0:8265", "note")])
def test_a_dashboard_is_off_or_for_this_machine(address: str | None, state: str) -> None:
    assert found(replace(SOUND, dashboard=address), "dashboard")[0].state == state


def test_without_workers_it_says_what_starts_them() -> None:
    (finding,) = found(replace(SOUND, deployed=None, wanted=0, workers=()), "workers")
    assert finding.mend == "tetrascope serve --engine ray --address 10.0.0.1:6379 --workers 2"


def test_workers_that_do_not_answer_are_bad() -> None:
    (starting,) = found(replace(SOUND, deployed="DEPLOYING", workers=()), "workers")
    assert (starting.state, "Look again" in str(starting.mend)) == ("note", True)
    (finding,) = found(replace(SOUND, deployed="DEPLOY_FAILED", message="no GPU", workers=()), "workers")
    assert (finding.state, "DEPLOY_FAILED no GPU" in finding.detail) == ("bad", True)


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed")
def test_without_the_extra_it_says_which_command_brings_it(tetrascope: Command) -> None:
    outcome = tetrascope("doctor", "--cluster")
    assert outcome.code == 1
    assert 'Run: pip install "tetrascope[cluster]"' in outcome.out
    assert outcome.out.endswith("The cluster does not work.\n")
