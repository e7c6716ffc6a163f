"""What is said where an analysis took more memory than there is."""

from tetrascope.errors import Failed

LESS = "Ask for less at once, such as fewer or larger windows; the operator can give each worker more memory."


def ran_out(error: BaseException) -> bool:
    """Whether memory is what was wanting; TensorFlow has an error of its own for it, which is not imported here."""
    return isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError"


def out_of_memory() -> Failed:
    """What the one who asked is told."""
    return Failed("Expected enough memory for the analysis, got too little on the server's side.", hint=LESS)
