"""The processor's cores."""

import os


def usable_cores() -> int:
    """Cores that this process may use; fewer than the machine's in a container with a CPU set."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
