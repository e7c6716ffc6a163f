"""NumPy's and SciPy's BLAS, told to use no threads of its own while an engine is there.

They would wait for each other, and for those of the network, in busy loops: on two cores that are not idle a small
product then takes up to fifty times as long (measured). The setting is the whole process's, also a notebook's, so it is
taken back with the last engine.
"""

from threading import Lock

from threadpoolctl import threadpool_limits

_lock = Lock()
_limits: list[threadpool_limits] = []
"""Each remembers what was before it."""
_holding: set["OneBlasThread"] = set()


class OneBlasThread:
    """One engine's wish for it."""

    def hold(self) -> None:
        """Limit what is loaded by now; again where more may have been loaded since."""
        with _lock:
            _holding.add(self)
            _limits.append(threadpool_limits(1, user_api="blas"))

    def release(self) -> None:
        """Nothing is limited any more, unless another engine wishes it."""
        with _lock:
            _holding.discard(self)
            while _limits and not _holding:
                _limits.pop().restore_original_limits()
