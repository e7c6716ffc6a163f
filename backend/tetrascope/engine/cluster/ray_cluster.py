"""A Ray cluster with Tetrascope's workers: started or joined, asked, and left."""

import logging
import os
import socket
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from tetrascope.engine.cluster.application import APPLICATION, DEPLOYMENT, bound_workers, quiet_logging
from tetrascope.engine.cluster.cluster_settings import ClusterSettings
from tetrascope.engine.cluster.last_words import LastWords
from tetrascope.engine.cluster.shared_images import forget_images, kept_images
from tetrascope.engine.image_store import ImageStore
from tetrascope.engine.settings import MEBIBYTE, EngineSettings
from tetrascope.errors import Busy, Failed
from tetrascope.networks.cores import usable_cores

logger = logging.getLogger(__name__)

HOW_TO_INSTALL = 'pip install "tetrascope[cluster]"'
_OBJECT_BYTES = 512 * MEBIBYTE
"""Shared memory of a cluster on this machine alone: what is on its way from a worker to a gateway."""


_ATTEMPTS = 3
"""How often a cluster of this machine is started at most."""
_DEPLOYING_SECONDS = 120.0
"""How long a file for `serve deploy` may take until Ray Serve knows what is to be started."""
_REACH_SECONDS = 5.0
"""How long the head of a cluster may take to answer at all."""
LOST = (
    "tetrascope: this gateway has ended without being able to say why. If it was not killed, the Ray cluster has ended "
    "on this machine, as it does with its head: start the cluster, then the gateway. A study goes on where it was."
)


class WorkerLost(Exception):
    """The worker that was at a request is gone; the request itself may be answered by another.

    Args:
        why: for the log.
        memory: whether it was ended because its machine ran out of memory.
        begun: False where it was gone before it was at the request, which so cannot be what ended it.
    """

    def __init__(self, why: str, *, memory: bool = False, begun: bool = True) -> None:
        super().__init__(why)
        self.memory = memory
        self.begun = begun


class RayCluster:
    """Starts a cluster on this machine, on its own loopback address, or joins one.

    Several in one process share its connection, as Ray has but one, and the workers of the first.

    Args:
        settings: of the cluster.
        engine_settings: of each worker's engine.

    Raises:
        Failed: Ray is not installed.
    """

    def __init__(self, settings: ClusterSettings, engine_settings: EngineSettings) -> None:
        _set_environment(settings)
        try:
            import ray
            from ray import serve
        except ImportError as error:
            raise Failed(
                f"Expected Ray, on which this engine runs, got: {error}.", hint=f"Run: {HOW_TO_INSTALL}"
            ) from error
        self._ray, self._serve = ray, serve
        self.settings = settings
        self.engine_settings = engine_settings
        self.images: ImageStore
        self._handle: Any

    _connected = 0
    """How many of this process there are."""
    _last_words: LastWords | None = None
    _connecting = Lock()

    def start(self) -> None:
        """Start or join the cluster; the first to come has the workers started. Blocks until they are ready.

        Raises:
            Failed: there is no such cluster, it has not what the workers need, or they cannot be started.
        """
        self._enter()
        with self._connecting:
            if RayCluster._last_words is None:
                RayCluster._last_words = LastWords(LOST)
        try:
            joined = self._joined()  # first: whoever deploys the workers says where images are
            self.images = kept_images(self.engine_settings)
            self._handle = joined or self._deployed()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Be part of the cluster for the block, and ask the workers that are there, if any; nothing is started.

        Raises:
            Failed: there is no such cluster.
        """
        self._enter()
        try:
            try:
                self._handle = self._joined()
            except Failed:  # workers that did not start: whoever looks is told by Ray Serve why
                self._handle = self._serve.get_app_handle(APPLICATION)
            yield
        finally:
            self.close()

    def say_nothing(self) -> None:
        """This process is about to end without leaving the cluster, as it was told to before it was part of it."""
        if RayCluster._last_words is not None:
            RayCluster._last_words.close()
            RayCluster._last_words = None

    def close(self) -> None:
        """Leave the cluster; one that was started here ends."""
        with self._connecting:
            RayCluster._connected -= 1
            if not self._connected:
                self._ray.shutdown()
                _forget_serve()
                self.say_nothing()

    async def call(self, method: str, *arguments: object) -> Any:
        """What some worker answers. Raises `WorkerLost`, `Failed` where it broke."""
        with self._translated():
            return await getattr(self._handle, method).remote(*arguments)

    async def call_all(self, method: str, *arguments: object) -> list[Any]:
        """What all workers answer that do; nothing where there are none."""
        from ray.serve.exceptions import DeploymentUnavailableError

        try:
            answers = await self._handle.broadcast(method, *arguments).results_async(return_exceptions=True)
        except DeploymentUnavailableError:
            return []
        return [answer for answer in answers if not isinstance(answer, Exception)]

    async def stream(self, where: str, *arguments: object) -> AsyncGenerator[Any, None]:
        """What `Worker.run` yields; closing it cancels that within some milliseconds.

        Args:
            where: equal texts go to the same worker as long as the workers are the same.
            arguments: of the method.

        Raises:
            WorkerLost: the worker is gone.
            Failed: it broke.
        """
        response = self._handle.options(stream=True, session_id=where).run.remote(*arguments)
        try:
            with self._translated():
                async for item in response:
                    yield item
        except WorkerLost as lost:
            lost.begun = _cancelled(response)
            raise
        finally:
            _cancelled(response)  # without effect where it has ended

    def _enter(self) -> None:
        with self._connecting:
            if not self._ray.is_initialized():
                self._connect()
            RayCluster._connected += 1

    def _connect(self) -> None:
        address = self.settings.address
        _require_listener(address)  # Ray itself would try for long
        try:
            self._begin() if address is None else self._init(address=address)
        except Exception as error:  # what Ray raises is of many classes, and in part of this one
            raise Failed(
                f"Expected a Ray cluster at {address}, got: {error}" if address else f"Ray could not start: {error}",
                hint="See docs/cluster.md: every machine needs the same token and version of Ray.",
            ) from error
        logging.getLogger("ray.serve").setLevel(logging.WARNING)

    def _begin(self) -> None:
        """Start a cluster here. Ray gives it 30 seconds, which is too little for a machine that is very busy."""
        cores = max(usable_cores(), self.settings.most_workers) + self.settings.trains  # a run is beside the workers
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                self._init(address="local", include_dashboard=False, num_cpus=cores, object_store_memory=_OBJECT_BYTES)
                return
            except Exception as error:
                if attempt == _ATTEMPTS or "timed out" not in str(error):
                    raise
                logger.warning("Ray did not start in time, and is started again: %s", error)
                self._ray.shutdown()

    def _init(self, **options: Any) -> None:
        self._ray.init(namespace=APPLICATION, logging_level=logging.ERROR, **options)

    def _translated(self) -> "_Translated":
        return _Translated(self._ray.exceptions)

    def _joined(self) -> Any:
        """The workers that another gateway has had started, or `serve deploy`; None where there are none."""
        ends = time.monotonic() + _DEPLOYING_SECONDS
        while (application := self._serve.status().applications.get(APPLICATION)) is not None:
            if application.status == "DEPLOY_FAILED":
                raise Failed(
                    f"Expected workers that start, got: {application.message}",
                    hint="Mend it, and deploy them again; see docs/cluster.md.",
                )
            if application.deployments:
                return self._serve.get_app_handle(APPLICATION)
            if time.monotonic() > ends:
                raise Failed(
                    f"Expected workers that are being deployed within {_DEPLOYING_SECONDS:g} s, got none.",
                    hint="Look why: tetrascope doctor --cluster",
                )
            time.sleep(0.2)  # somebody deploys them at this moment
        return None

    def _deployed(self) -> Any:
        self._require_room()
        self._serve.start(proxy_location="Disabled", logging_config=quiet_logging())
        worker = bound_workers(self.settings, self.engine_settings, self.images)
        try:
            return self._serve.run(worker, name=APPLICATION, route_prefix=None)
        except RuntimeError as error:
            said = self._why() or str(error)
            self._serve.delete(APPLICATION)  # so that the next one can have them started
            forget_images()
            raise Failed(
                f"Expected workers that start, got: {said}",
                hint="Mend that, and start this again; see also tetrascope doctor --cluster, and Ray's logs.",
            ) from error

    def _why(self) -> str:
        """The last line of what Ray Serve says of workers that do not start: the error itself."""
        application = self._serve.status().applications.get(APPLICATION)
        deployment = application.deployments.get(DEPLOYMENT) if application else None
        return (deployment.message if deployment else "").strip().rpartition("\n")[2].strip()

    def _require_room(self) -> None:
        """Ray would wait without end for what a cluster has not got."""
        have = self._ray.cluster_resources()
        for what, each in (("CPU", 1.0), ("GPU", self.settings.gpus_per_worker)):
            need = each * self.settings.workers
            if have.get(what, 0.0) < need:
                raise Failed(
                    f"Expected a cluster with {need:g} {what}s for {self.settings.workers} workers, "
                    f"got one with {have.get(what, 0.0):g}.",
                    hint="Ask for fewer workers, or for less of a GPU for each: --workers, --gpus-per-worker.",
                )


class _Translated:
    """Makes ours of Ray's errors.

    Args:
        errors: the module `ray.exceptions`.
    """

    def __init__(self, errors: Any) -> None:
        from ray.serve.exceptions import DeploymentUnavailableError, RayServeException

        self._errors, self._of_serve, self._no_workers = errors, RayServeException, DeploymentUnavailableError

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, self._errors.RayTaskError):
            logger.error("a worker failed", exc_info=error)
            raise Failed("The analysis failed on a worker; its log says why.") from error
        if isinstance(error, self._no_workers):
            raise no_workers() from error
        if isinstance(error, self._errors.RayError | self._of_serve):
            text = str(error)
            memory = isinstance(error, self._errors.OutOfMemoryError) or "low on memory" in text
            raise WorkerLost(text.partition("\n")[0], memory=memory) from error


def _cancelled(response: Any) -> bool:
    """False where it never came to a worker: then Ray Serve raises once more what kept it from one."""
    try:
        response.cancel()
    except Exception:
        return False
    return True


def no_workers() -> Busy:
    """What is said where there are none, be it because they have just ended or because the cluster has."""
    return Busy(
        "Expected a worker, got none.",
        hint="Ray starts another within a minute: try again. If none comes, the operator sees by ray status why.",
    )


def _forget_serve() -> None:
    """Ray Serve keeps what it knew of a cluster, and takes it for the next one's where their jobs have one number.

    So have the first jobs of any two clusters.
    """
    from ray.serve.context import _set_global_client

    _set_global_client(None)


def _require_listener(address: str | None) -> None:
    """Raises `Failed` where nothing answers at `HOST:PORT`; other addresses are Ray's affair."""
    host, _, port = (address or "").rpartition(":")
    if not (host and port.isdigit()):
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_REACH_SECONDS).close()
    except OSError as error:
        raise Failed(
            f"Expected a Ray cluster at {address}, got: {error}",
            hint="Start its head first (ray start --head), and name HOST:PORT as that tells it.",
        ) from error


def _set_environment(settings: ClusterSettings) -> None:
    """What Ray reads when it is imported. What the environment already says is kept."""
    os.environ.setdefault("RAY_AUTH_MODE", "token")  # on this machine alone Ray makes one, in ~/.ray
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to others
    if settings.address is None:
        # As on Windows and macOS, where Ray keeps to the loopback address.
        os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
