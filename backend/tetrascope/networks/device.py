"""The device that networks run on. Only this file knows Keras's backend and imports TensorFlow."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

DEFAULT_BACKEND = "tensorflow"
STDERR = 2


def configure_device() -> None:
    """Set Keras's backend and keep it quiet and modest. Call it before anything imports Keras; again does no harm.

    What the environment already says is kept: `KERAS_BACKEND` may choose another backend, `TF_CPP_MIN_LOG_LEVEL`
    another amount of messages. A GPU's memory is taken as needed, so that other programs can share it.
    """
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
        cores = _cores()
        return f"CPU ({cores} core{'' if cores == 1 else 's'})"
    return names[0] if len(names) == 1 else f"{names[0]} (first of {len(names)})"


def compiles_with_xla() -> bool:
    """Whether a forward pass is to be compiled with XLA.

    TensorFlow's own graphs are faster than XLA on a CPU and start at once; JAX has nothing else.
    """
    return _backend() == "jax"


def _backend() -> str:
    return os.environ.get("KERAS_BACKEND", DEFAULT_BACKEND)


def _cores() -> int:
    """Cores that this process may use; fewer than the machine's in a container with a CPU set."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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
