"""The device that networks run on. Only this file knows Keras's backend and imports TensorFlow."""

import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tetrascope.networks.cores import usable_cores

DEFAULT_BACKEND = "tensorflow"
STDERR = 2


def configure_device() -> None:
    """Set Keras's backend and keep it quiet and modest. Call it before anything imports Keras; again does no harm.

    What the environment already says is kept: `KERAS_BACKEND` may choose another backend, `TF_CPP_MIN_LOG_LEVEL`
    another amount of messages. A Keras that somebody imported before keeps its backend. A GPU's memory is taken as
    needed, so that other programs can share it.
    """
    if "keras" in sys.modules:
        os.environ["KERAS_BACKEND"] = sys.modules["keras"].config.backend()
    os.environ.setdefault("KERAS_BACKEND", DEFAULT_BACKEND)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # JAX would otherwise take three quarters of the GPU's memory at once.
    os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
    if _backend() == "tensorflow":
        _prepare_tensorflow()


def describe_device() -> str:
    """Name the device, such as `CPU (2 cores)` or `NVIDIA H100`."""
    names = _accelerators()
    if not names:
        cores = usable_cores()
        return f"CPU ({cores} core{'' if cores == 1 else 's'})"
    return names[0] if len(names) == 1 else f"{names[0]} (first of {len(names)})"


def compiles_with_xla() -> bool:
    """Whether a forward pass is to be compiled with XLA.

    TensorFlow's own graphs are faster than XLA on a CPU and start at once; JAX has nothing else.
    """
    return _backend() == "jax"


class Compiled:
    """A function of tensors as one graph of the backend; takes NumPy arrays too."""

    def __init__(self, function: Callable[..., Any], *, once: bool) -> None:
        self._function = function
        self._once = once
        self._called_with: set[tuple[tuple[int, ...], ...]] = set()

    def __call__(self, *arguments: Any) -> Any:
        self._called_with.add(self._shapes(arguments))
        return self._function(*arguments)

    def is_compiled(self, *arguments: Any) -> bool:
        """Whether a call with such arguments does not have to wait for the compiler."""
        return self._shapes(arguments) in self._called_with

    def _shapes(self, arguments: Any) -> tuple[tuple[int, ...], ...]:
        """What it is compiled for anew."""
        import keras

        return () if self._once else tuple(tuple(array.shape) for array in keras.tree.flatten(arguments))


def compile_function(function: Callable[..., Any], signature: Sequence[Any], variables: Sequence[Any]) -> Compiled:
    """Compile a function, at its first call.

    Args:
        function: takes and returns tensors, and lists and tuples of them.
        signature: for each argument what it is, as `keras.KerasTensor`s whose sizes may be None. TensorFlow then
            compiles once for all sizes; JAX once for each.
        variables: the Keras variables that it reads.
    """
    if _backend() == "jax":
        return Compiled(_compile_with_jax(function, list(variables)), once=False)
    if _backend() == "tensorflow":
        import keras
        import tensorflow as tf

        specs = keras.tree.map_structure(lambda tensor: tf.TensorSpec(tensor.shape, tensor.dtype), list(signature))

        def named(*arguments: Any) -> Any:
            with tf.name_scope("network"):  # outside of any, TensorFlow refuses layers whose names begin with `_`
                return function(*arguments)

        return Compiled(tf.function(named, input_signature=specs, autograph=False), once=True)
    return Compiled(function, once=True)


def _compile_with_jax(function: Callable[..., Any], variables: list[Any]) -> Callable[..., Any]:
    import jax
    import keras

    def stateless(values: Any, arguments: Any) -> Any:
        # As arguments, because JAX would write weights that it finds by itself into the program.
        with keras.StatelessScope(state_mapping=list(zip(variables, values, strict=True))):
            return function(*arguments)

    compiled = jax.jit(stateless)
    return lambda *arguments: compiled([variable.value for variable in variables], arguments)


def compute_deterministically() -> None:
    """From now on the same computation gives the same bits, on the same machine: for training. Slower on a GPU."""
    if _backend() == "tensorflow":
        import tensorflow as tf

        tf.config.experimental.enable_op_determinism()


def wait_for_device(tensor: Any) -> None:
    """Return when a tensor's values are there: devices work on while Python goes ahead."""
    if _backend() == "jax":
        tensor.block_until_ready()
    elif _backend() == "tensorflow" and _accelerators():
        import tensorflow as tf

        tf.test.experimental.sync_devices()


def _backend() -> str:
    return os.environ.get("KERAS_BACKEND", DEFAULT_BACKEND)


def _accelerators() -> list[str]:
    """Names of the GPUs (or TPUs) that the backend sees."""
    if _backend() == "jax":
        import jax

        return [device.device_kind for device in jax.devices() if device.platform != "cpu"]
    if _backend() == "tensorflow":
        import tensorflow as tf

        details = [tf.config.experimental.get_device_details(gpu) for gpu in tf.config.list_physical_devices("GPU")]
        return [detail.get("device_name", "GPU") for detail in details]
    return []


def _prepare_tensorflow() -> None:
    # Networks are traced once for each set of layers; TensorFlow takes that for a mistake and warns.
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
    with _hold_native_messages():
        import tensorflow as tf

        gpus = tf.config.list_physical_devices("GPU")
    for gpu in gpus:
        try:
            tf.config.experimental.set_memory_growth(gpu, True)
        except RuntimeError:
            # The GPU is already in use by this process; what it was set to stays.
            return


@contextmanager
def _hold_native_messages() -> Iterator[None]:
    """Keep back what native code writes to standard error, and let it out only if the block fails.

    TensorFlow greets with several lines before it reads `TF_CPP_MIN_LOG_LEVEL`.
    """
    try:
        stderr = os.dup(STDERR)
    except OSError:
        # A program without a console.
        yield
        return
    with tempfile.TemporaryFile() as held:
        os.dup2(held.fileno(), STDERR)
        try:
            yield
        except BaseException:
            held.seek(0)
            os.write(stderr, held.read())
            raise
        finally:
            os.dup2(stderr, STDERR)
            os.close(stderr)
