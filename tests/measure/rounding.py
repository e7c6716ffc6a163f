"""Run the tests that compare numbers as other processors would compute them.

    python tests/measure/rounding.py [SETTING[+SETTING…] ...]

Each argument is one run, under one setting or several. Without any, `EVERY` setting has a run of its own. The settings
make another machine out of this one: older instruction sets, TensorFlow without oneDNN, more threads or fewer. What a
network computes differs in its last digits then, and no test may notice.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
NUMERIC = (
    "tests/analysis",
    "tests/engine",
    "tests/networks",
    "tests/occlusion",
    "tests/protocol/test_guide_client.py",
    "tests/protocol/test_sessions.py",
)
"""Where answers of networks are compared, and what is computed from them."""
LEFT_OUT = ("tests/networks/test_catalog.py", "tests/networks/test_random_weights.py")
"""What takes long there and compares little: every network by its name."""
EVERY = {
    "as-it-is": {},
    "sse4": {"ONEDNN_MAX_CPU_ISA": "SSE41"},
    "avx2": {"ONEDNN_MAX_CPU_ISA": "AVX2"},
    "no-onednn": {"TF_ENABLE_ONEDNN_OPTS": "0"},
    # A machine on which this is set already knows why.
    "haswell": {"OPENBLAS_CORETYPE": os.environ.get("OPENBLAS_CORETYPE", "Haswell")},
    "one-thread": {"OMP_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1"},
    "four-threads": {"OMP_NUM_THREADS": "4", "TF_NUM_INTRAOP_THREADS": "4"},
}


def passes(settings: str) -> bool:
    """Runs the tests under settings joined by "+"; whether all pass."""
    variables = {name: value for setting in settings.split("+") for name, value in EVERY[setting].items()}
    said = " ".join(f"{name}={value}" for name, value in variables.items()) or "nothing set"
    print(f"Numeric tests, {settings}: {said}", flush=True)
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *NUMERIC]
    command += [f"--ignore={path}" for path in LEFT_OUT]
    code = subprocess.run(command, cwd=PROJECT, env={**os.environ, **variables}, check=False).returncode
    print(f"{settings}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True)
    return code == 0


def main() -> int:
    """Every run, also after one that failed."""
    runs = sys.argv[1:] or list(EVERY)
    unknown = {setting for run in runs for setting in run.split("+")} - EVERY.keys()
    if unknown:
        print(f"Expected settings among {', '.join(EVERY)}, got {', '.join(sorted(unknown))}.")
        return 2
    missing = [path for path in (*NUMERIC, *LEFT_OUT) if not (PROJECT / path).exists()]
    if missing:
        print(f"Expected tests that are there in NUMERIC and LEFT_OUT, got {', '.join(missing)}.")
        return 2
    failed = [run for run in runs if not passes(run)]
    print(f"Failed: {', '.join(failed)}." if failed else f"All of {', '.join(runs)} passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
