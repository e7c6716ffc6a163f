"""Looks at a cluster from within, and changes nothing there."""

import asyncio
import os
import platform
from typing import Any

from tetrascope import __version__
from tetrascope.engine.cluster.application import APPLICATION, DEPLOYMENT
from tetrascope.engine.cluster.cluster_state import ClusterState, Machine, WorkerState
from tetrascope.engine.cluster.ray_cluster import RayCluster

_SECONDS = 30.0
"""How long a machine may take to start a task, and workers to answer."""
_LOOPBACK = ("127.", "::1", "::ffff:127.")


def inspected(cluster: RayCluster) -> ClusterState:
    """How the cluster is; joined for as long as this takes.

    Args:
        cluster: not started.

    Raises:
        Failed: it cannot be joined.
    """
    import ray
    from ray import serve

    with cluster.connected():
        application = serve.status().applications.get(APPLICATION)
        deployment = application.deployments.get(DEPLOYMENT) if application else None
        return ClusterState(
            machines=_machines(),
            dashboard=ray._private.worker.get_dashboard_url() or None,
            deployed=str(application.status.value) if application else None,
            message=application.message if application else "",
            wanted=sum(deployment.replica_states.values()) if deployment else 0,
            workers=_workers(cluster) if deployment and deployment.replica_states.get("RUNNING") else (),
        )


def seen_from_within() -> dict[str, Any]:
    """What a task tells of the machine that it runs on: the fields of `Machine` that only it knows."""
    import psutil
    import ray

    return {
        "python": platform.python_version(),
        "ray": ray.__version__,
        "tetrascope": __version__,
        "asks_for_token": os.environ.get("RAY_AUTH_MODE") == "token",
        "free_bytes": psutil.virtual_memory().available,
        "open_ports": _open_ports(),
    }


def _machines() -> tuple[Machine, ...]:
    import ray
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    task = ray.remote(num_cpus=0, max_retries=0)(seen_from_within)
    nodes = [node for node in ray.nodes() if node["Alive"]]
    asked = [
        task.options(scheduling_strategy=NodeAffinitySchedulingStrategy(node["NodeID"], soft=False)).remote()
        for node in nodes
    ]
    return tuple(_machine(node, answer) for node, answer in zip(nodes, asked, strict=True))


def _machine(node: dict[str, Any], answer: Any) -> Machine:
    import ray

    resources = node["Resources"]
    known = {
        "address": node["NodeManagerAddress"],
        "cpus": resources.get("CPU", 0.0),
        "gpus": resources.get("GPU", 0.0),
    }
    try:
        return Machine(**known, **ray.get(answer, timeout=_SECONDS))
    except ray.exceptions.RayError as error:
        lines = str(error).strip().splitlines() or [type(error).__name__]
        return Machine(**known, fault=lines[-1])


def _open_ports() -> tuple[int, ...]:
    """At which processes of Ray, and of whoever runs this one, listen on more than the loopback address."""
    import psutil

    ports = set()
    for process in psutil.process_iter(["name", "cmdline"]):
        if not _is_of_ray(process.info["name"] or "", process.info["cmdline"] or []):
            continue
        try:
            ports |= {
                connection.laddr.port
                for connection in process.net_connections(kind="tcp")
                if connection.status == psutil.CONN_LISTEN and not connection.laddr.ip.startswith(_LOOPBACK)
            }
        except psutil.Error:
            continue  # it has ended, or is another person's
    return tuple(sorted(ports))


def _is_of_ray(name: str, command: list[str]) -> bool:
    if name in ("gcs_server", "raylet") or name.startswith("ray::"):
        return True
    return any("ray/dashboard" in word for word in command)


def _workers(cluster: RayCluster) -> tuple[WorkerState, ...]:
    async def asked() -> list[Any]:
        async with asyncio.timeout(_SECONDS):
            return await cluster.call_all("inspect")

    try:
        return tuple(each for each in asyncio.run(asked()) if isinstance(each, WorkerState))
    except TimeoutError:
        return ()
