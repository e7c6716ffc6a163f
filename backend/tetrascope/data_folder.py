"""The folder for what Tetrascope keeps of a person, where their system has such things."""

import os
from pathlib import Path

from platformdirs import user_data_path

DATA_VARIABLE = "TETRASCOPE_DATA"


def data_folder() -> Path:
    """Of the person who runs this program; another where the environment names one. It need not be there yet."""
    given = os.environ.get(DATA_VARIABLE)
    return Path(given) if given else user_data_path("tetrascope", appauthor=False)
