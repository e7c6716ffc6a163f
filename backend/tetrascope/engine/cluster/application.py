"""The workers as an application of Ray Serve, which starts them, keeps as many as are wanted, and has them asked."""

from dataclasses import replace
from typing import Any

from tetrascope.engine.cluster.cluster_settings import ClusterSettings
from tetrascope.engine.cluster.shared_images import FetchedImages
from tetrascope.engine.cluster.worker import Worker
from tetrascope.engine.image_store import ImageStore
from tetrascope.engine.settings import EngineSettings

APPLICATION, DEPLOYMENT = "tetrascope", "worker"
"""What Ray Serve calls them: a gateway joins the application of that name, whoever deployed it."""
ANALYSES_PER_WORKER = 2.0
"""Under way or waiting, above which there are more workers where there may be: a worker computes one step at a time, so
that each of two takes twice as long."""
_AVERAGE_SECONDS = 15.0
"""Over which time what is asked of workers is averaged; gateways tell Ray Serve every ten seconds."""
_ROUTER = "ray.serve.experimental.consistent_hash_router.ConsistentHashRouter"
_MAX_REQUESTS = 10_000
"""Requests that Ray Serve lets a worker have: the worker's own scheduler decides, and says `Busy`."""
_ROOM = 2
"""How many times a gateway's analyses a worker takes, for those of other gateways and those that end just now."""
_LEAVING_SECONDS = 60.0
"""How long a worker that is not wanted any more goes on with its analyses; those left then begin again elsewhere."""


def bound_workers(settings: ClusterSettings, engine_settings: EngineSettings, images: ImageStore) -> Any:
    """The `ray.serve.Application` of workers, still to be deployed. Imports Ray.

    Args:
        settings: how many workers, and on what.
        engine_settings: of a gateway, from which those of each worker's engine follow.
        images: where images are that gateways have taken in.
    """
    from ray import serve
    from ray.serve.config import RequestRouterConfig

    gpus = settings.gpus_per_worker
    deployment = serve.deployment(
        Worker,
        name=DEPLOYMENT,
        max_ongoing_requests=_MAX_REQUESTS,
        ray_actor_options={"num_cpus": 1, "num_gpus": gpus},
        request_router_config=RequestRouterConfig(request_router_class=_ROUTER),
        graceful_shutdown_timeout_s=_LEAVING_SECONDS,
        logging_config=quiet_logging(),
        **_how_many(settings),
    )
    engine = replace(
        engine_settings,
        image_bytes=0,
        max_running=_ROOM * engine_settings.max_running,
        max_background=_ROOM * engine_settings.max_background,
    )
    return deployment.bind(engine, FetchedImages(images), sees_gpus=gpus > 0)


def quiet_logging() -> Any:
    """The `LoggingConfig` of all that Ray Serve runs: warnings, and no line for each request."""
    from ray.serve.schema import LoggingConfig

    return LoggingConfig(log_level="WARNING", enable_access_log=False)


def _how_many(settings: ClusterSettings) -> dict[str, Any]:
    if settings.most_workers == settings.workers:
        return {"num_replicas": settings.workers}
    from ray.serve.config import AutoscalingConfig

    numbers = AutoscalingConfig(
        min_replicas=settings.workers,
        max_replicas=settings.most_workers,
        target_ongoing_requests=ANALYSES_PER_WORKER,
        look_back_period_s=_AVERAGE_SECONDS,
        upscale_delay_s=settings.grow_seconds,
        downscale_delay_s=settings.shrink_seconds,
    )
    return {"autoscaling_config": numbers}
