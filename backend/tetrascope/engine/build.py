"""The one place that says which engine runs."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from tetrascope.engine.engine import Engine
from tetrascope.networks.device import configure_device

if TYPE_CHECKING:
    from tetrascope.engine.cluster.cluster_settings import ClusterSettings
    from tetrascope.engine.cluster.cluster_state import ClusterState
    from tetrascope.engine.image_store import ImageStore
    from tetrascope.engine.own_process import StartProcess
    from tetrascope.engine.settings import EngineSettings


def build_engine(settings: "EngineSettings | None" = None, uploads: "ImageStore | None" = None) -> Engine:
    """An engine that is still to be started.

    Args:
        settings: what it may use; None for the defaults.
        uploads: keeps uploaded images; None for what the settings say.
    """
    configure_device()  # before anything imports Keras
    from tetrascope.engine.embedded import EmbeddedEngine

    return EmbeddedEngine(settings, uploads)


def build_cluster_engine(
    cluster: "ClusterSettings", settings: "EngineSettings | None" = None, kept: Collection[str] = ()
) -> Engine:
    """An engine on the workers of a Ray cluster, which are still to be started. Imports no Keras: they do.

    Args:
        cluster: which cluster, and how many workers.
        settings: what each worker may use; None for the defaults.
        kept: images, by their ids, that are never dropped once they are taken in.

    Raises:
        Failed: Ray is not installed.
    """
    from tetrascope.engine.cluster.cluster_engine import ClusterEngine
    from tetrascope.engine.cluster.ray_cluster import RayCluster
    from tetrascope.engine.settings import EngineSettings

    return ClusterEngine(RayCluster(cluster, settings or EngineSettings()), kept)


def build_cluster_application(cluster: "ClusterSettings", settings: "EngineSettings") -> Any:
    """The workers of such an engine alone, as a `ray.serve.Application` that gateways join. Runs within a cluster.

    Args:
        cluster: how many workers, and on what.
        settings: as of the engine.
    """
    from tetrascope.engine.cluster.application import bound_workers
    from tetrascope.engine.cluster.shared_images import kept_images

    return bound_workers(cluster, settings, kept_images(settings))


def inspect_cluster(address: str) -> "ClusterState":
    """How a Ray cluster is; nothing is started or changed there.

    Args:
        address: `HOST:PORT`, or `auto` for the one that this machine is part of.

    Raises:
        Failed: Ray is not installed, or there is no such cluster.
    """
    from tetrascope.engine.cluster.cluster_settings import ClusterSettings
    from tetrascope.engine.cluster.inspection import inspected
    from tetrascope.engine.cluster.ray_cluster import RayCluster
    from tetrascope.engine.settings import EngineSettings

    return inspected(RayCluster(ClusterSettings(address=address), EngineSettings()))


def starts_training(cluster: "ClusterSettings | None") -> "StartProcess":
    """What starts a process that trains: on this machine, or where a cluster that is told to train has room."""
    from tetrascope.engine.cluster.process_places import ProcessPlaces
    from tetrascope.engine.own_process import start_here

    return start_here if cluster is None or not cluster.trains else ProcessPlaces(cluster.gpus_per_training).start
