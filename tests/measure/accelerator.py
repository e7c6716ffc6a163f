"""Measures everything on a GPU, within a time: python tests/measure/accelerator.py [--seconds 230] [--out DIR] [--cpu]

For each of Keras's backends that is installed and sees an accelerator (JAX: pip install "jax[cuda12]"; TensorFlow: pip
install "tensorflow[and-cuda]"): the analysis against a bare pass, requests, the pool against plain batching, the first
images, and training from scratch and of a head. What matters most comes first; what there is no time left for is named.
Prints the tables of `tetrascope bench`, and writes each run's figures, with the card's name in them, as JSON into DIR.

--cpu   measures on a backend that sees no accelerator too, to see that all is well; its figures are no GPU's
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tetrascope.data_folder import DATA_VARIABLE

BACKENDS = ("jax", "tensorflow")
NETWORKS = ("efficientnet-lite0", "vgg16", "resnet50", "mobilenet-v2")
SEE = """
import json
from tetrascope.networks.device import configure_device, describe_device
configure_device()
print(json.dumps(describe_device()))
"""
ENDING = 10.0
"""Seconds that a bench has to write what it found out, once it is asked to end."""
LEAST = 12.0
"""Seconds under which nothing is begun."""


class Step(NamedTuple):
    """Something to measure, in a process of its own."""

    name: str
    backend: str
    arguments: list[str]
    """Of `tetrascope`."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=230, help="how long all of it may take (default: 230)")
    parser.add_argument("--out", type=Path, default=Path("accelerator"), help="where the JSON goes")
    parser.add_argument("--cpu", action="store_true", help="also without an accelerator")
    options = parser.parse_args()
    ends = time.monotonic() + options.seconds
    backends = list(usable(options.cpu))
    if not backends:
        sys.exit("Expected an accelerator that JAX or TensorFlow sees, got none. --cpu measures on the processor.")
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        missing = [step.name for step in steps(backends, options.out) if not take(step, ends, Path(data))]
    if missing:
        print(f"No time left for, or not ended: {', '.join(missing)}")


def usable(processor: bool) -> Iterator[str]:
    """Backends that see an accelerator, or any; says what each sees."""
    for backend in BACKENDS:
        if find_spec(backend) is None:
            print(f"{backend}: not installed")
            continue
        done = subprocess.run(
            [sys.executable, "-c", SEE], env=surroundings(backend), stdout=subprocess.PIPE, text=True, check=False
        )
        if done.returncode != 0:
            print(f"{backend}: could not be started")
            continue
        device = json.loads(done.stdout.splitlines()[-1])
        print(f"{backend}: {device}")
        if processor or not device.startswith("CPU"):
            yield backend


def steps(backends: Sequence[str], out: Path) -> Iterator[Step]:
    """What to measure: what people meet first, on every backend, then the rest."""
    for network in NETWORKS:
        for sections in ("analysis,request", "pool,first-image"):
            for backend in backends:
                name = f"{backend}-{network}-{sections.partition(',')[0]}"
                figures = ["--only", sections, "--networks", network, "--json", str(out / f"{name}.json")]
                yield Step(name, backend, ["bench", "--windows", "default", "--rounds", "1", *figures])
        if network == NETWORKS[0]:
            yield from trainings(backends)


def trainings(backends: Sequence[str]) -> Iterator[Step]:
    """Both ways to train."""
    for backend in backends:
        for start, epochs in (("scratch", 20), ("efficientnet-lite0", 5)):
            name = f"{backend}-digits-{start}"
            asked = ["--from", start, "--epochs", str(epochs), "--name", name]
            yield Step(name, backend, ["train", "digits", *asked])


def take(step: Step, ends: float, data: Path) -> bool:
    """Measure; what it prints is printed. False where there was no time for all of it."""
    left = ends - time.monotonic() - ENDING
    if left < LEAST:
        return False
    print(f"\n{step.name}", flush=True)
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "tetrascope", *step.arguments],
        env={**surroundings(step.backend), DATA_VARIABLE: str(data)},
        stderr=subprocess.DEVNULL,
    )
    try:
        code = process.wait(left)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)  # a bench writes what it found all the same
        try:
            code = process.wait(ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
    print(f"{step.name}: {time.monotonic() - began:.0f} s", flush=True)
    return code == 0


def surroundings(backend: str) -> dict[str, str]:
    """The environment of a process on a backend."""
    return {**os.environ, "KERAS_BACKEND": backend}


if __name__ == "__main__":
    main()
