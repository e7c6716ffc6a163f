"""How much memory this process takes, with nothing but the standard library."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

_STATM = Path("/proc/self/statm")
_KIB = 1024


class Peak:
    """The most memory that was resident at any moment of a block, in bytes."""

    def __init__(self) -> None:
        self.bytes = 0


def resident_bytes() -> int:
    """Bytes of this process that are in memory now."""
    if sys.platform == "win32":
        return int(_windows_counters().WorkingSetSize)
    if _STATM.exists():
        return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], capture_output=True, text=True, check=True)
    return int(told.stdout) * _KIB


def most_bytes() -> int:
    """The most bytes of this process that ever were in memory."""
    if sys.platform == "win32":
        return int(_windows_counters().PeakWorkingSetSize)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * _KIB


@contextmanager
def peak_memory() -> Iterator[Peak]:
    """The peak of the block.

    The system tells the peak of the process's whole life: where the block raised it, that is exact. Where the process
    was larger before, as while it loaded a network, the block's own peak is looked for every hundredth of a second.
    """
    peak, done = Peak(), Event()
    before = most_bytes()
    pause = 0.01 if sys.platform == "win32" or _STATM.exists() else 0.1

    def watch() -> None:
        while not done.wait(pause):
            peak.bytes = max(peak.bytes, resident_bytes())

    peak.bytes = resident_bytes()
    watcher = Thread(target=watch, name="tetrascope-bench-memory", daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()
        after = most_bytes()
        peak.bytes = after if after > before else max(peak.bytes, resident_bytes())


if sys.platform == "win32":
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = [
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        ]

    def _windows_counters() -> _Counters:
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        ask = kernel.K32GetProcessMemoryInfo
        ask.argtypes = [wintypes.HANDLE, ctypes.POINTER(_Counters), wintypes.DWORD]
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        if not ask(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb):
            raise ctypes.WinError(ctypes.get_last_error())
        return counters
