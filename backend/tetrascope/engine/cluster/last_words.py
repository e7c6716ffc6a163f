"""Who speaks for a gateway that cannot: Ray ends a process, past every handler, when the cluster ends where it is."""

import subprocess
import sys

_CODE = """
import sys
if sys.stdin.read() != "bye":
    print(sys.argv[1], file=sys.stderr)
"""


class LastWords:
    """A small process that says them on standard error if this process ends before it is told not to.

    Args:
        words: a sentence or two.
    """

    def __init__(self, words: str) -> None:
        # In a session of its own, so that Ctrl-C ends the gateway first.
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _CODE, words], stdin=subprocess.PIPE, start_new_session=True
        )

    def close(self) -> None:
        """They are not needed."""
        self._process.communicate(b"bye")
