"""Libraries that draw progress bars, without them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout


@contextmanager
def quiet() -> Iterator[None]:
    """Drop what the block prints."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        yield
