import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import tetrascope
from tetrascope.networks.device import _hold_native_messages, configure_device, describe_device


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter that knows nothing of this one's settings."""
    unset = ("KERAS_BACKEND", "TF_CPP_MIN_LOG_LEVEL")
    clean = {name: value for name, value in os.environ.items() if name not in unset}
    command = [sys.executable, "-c", f"from tetrascope.networks.device import *; configure_device(); {code}"]
    return subprocess.run(command, env={**clean, **environment}, capture_output=True, text=True, check=True)


def test_tensorflow_is_the_default_and_starts_in_silence() -> None:
    done = run("import keras, sys; print(keras.backend.backend()); print('still heard', file=sys.stderr)")
    assert done.stdout.strip() == "tensorflow"
    assert done.stderr.strip() == "still heard"


def test_another_backend_needs_no_tensorflow() -> None:
    done = run("import sys; print('tensorflow' in sys.modules)", KERAS_BACKEND="jax")
    assert done.stdout.strip() == "False"


def test_only_one_file_imports_tensorflow() -> None:
    package = Path(tetrascope.__file__).parent
    importing = re.compile(r"^\s*(import|from) tensorflow\b", re.MULTILINE)
    found = [path.name for path in package.rglob("*.py") if importing.search(path.read_text(encoding="utf-8"))]
    assert found == ["device.py"]


def test_what_native_code_says_is_heard_only_if_the_work_fails(capfd: pytest.CaptureFixture[str]) -> None:
    with _hold_native_messages():
        os.write(2, b"a greeting")
    assert capfd.readouterr().err == ""
    with pytest.raises(ImportError), _hold_native_messages():
        os.write(2, b"the reason")
        raise ImportError
    assert capfd.readouterr().err == "the reason"


def test_the_processor_is_described_with_its_cores() -> None:
    done = run("print(describe_device())", KERAS_BACKEND="numpy")
    assert re.fullmatch(r"CPU \((1 core|[1-9]\d* cores)\)", done.stdout.strip())


def test_this_device_has_a_name() -> None:
    configure_device()
    assert describe_device().strip()
