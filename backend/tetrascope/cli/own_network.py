"""What is told of a model of one's own once it is loaded: what was found out about it, and what may be wrong."""

from tetrascope.cli.terminal import say, tell
from tetrascope.protocol.networks import NetworkSummary


def tell_own_network(summary: NetworkSummary) -> None:
    """What its output means to standard output, what looks wrong to standard error."""
    say(f"Output of {summary.title}: {summary.output.decided}")
    for warning in summary.warnings:
        tell(f"tetrascope: warning: {warning}")
