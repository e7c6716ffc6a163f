"""The workers of a cluster as a file of Ray Serve's describes them: `serve deploy docker/serve.yaml`.

The file's `import_path` is `tetrascope.cli.cluster_application:build`, and its `args` are `WorkerArguments`. Ray reads
them on the head of the cluster, and calls `build` there.
"""

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from tetrascope.errors import Failed

if TYPE_CHECKING:
    import argparse


class ModelArguments(BaseModel):
    """A Keras model of one's own, and what its file does not say: options of `tetrascope serve` of the same names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str
    preprocessing: str | None = None
    size: str | int | None = None
    class_names: str | None = None
    fit: str | None = None
    output: str | None = None
    output_name: str | int | None = None
    custom_objects: str | None = None


class WorkerArguments(BaseModel):
    """What workers are: the options of `tetrascope serve` of the same names. Paths are the same on every machine."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    workers: int | str | None = None
    gpus_per_worker: float | None = None
    network: str | None = None
    models: list[ModelArguments] = []
    weights: dict[str, str] = {}
    random_weights: bool = False
    cache_mb: int | None = None
    networks_mb: int | None = None
    image_store: str | None = None

    def options(self) -> list[str]:
        """As the command line has them."""
        found = _options(self, leave_out={"models", "weights", "random_weights"})
        for model in self.models:
            found += _options(model)
        found += [f"--weights={network}={file}" for network, file in self.weights.items()]
        return [*found, *(["--random-weights"] if self.random_weights else [])]


def build(arguments: WorkerArguments) -> Any:
    """The `ray.serve.Application`; the cluster's store of images is started with it.

    Raises:
        Failed: `tetrascope serve` would not take such options.
        TetrascopeError: as of the command line.
    """
    from tetrascope.cli.cluster_options import given_cluster
    from tetrascope.cli.serve import given_engine
    from tetrascope.engine.build import build_cluster_application

    given = _parsed(arguments)
    cluster = given_cluster(given)
    assert cluster is not None
    return build_cluster_application(cluster, given_engine(given))


def _parsed(arguments: WorkerArguments) -> "argparse.Namespace":
    from tetrascope.cli.command_line import build_parser

    options = arguments.options()
    try:
        return build_parser().parse_args(["serve", "--engine=ray", *options])
    except SystemExit:
        raise Failed(
            f"Expected args that tetrascope serve takes as options, got: {' '.join(options)}",
            hint="Try them there: tetrascope serve --engine ray and so on says what is wrong.",
        ) from None


def _options(arguments: BaseModel, leave_out: "set[str] | None" = None) -> list[str]:
    """Those that are given, in the order of their definition."""
    given = arguments.model_dump(exclude=leave_out, exclude_none=True)
    return [f"--{name.replace('_', '-')}={value}" for name, value in given.items()]
