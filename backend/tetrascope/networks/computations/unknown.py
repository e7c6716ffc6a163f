"""An operation of a kind that is not told: one of the network's own, or a rare one."""

from tetrascope.networks.computations.asked import Asked, Explained, Sources, Terms
from tetrascope.networks.geometry import kind_of


def explain(asked: Asked) -> Explained:
    """The network's own value, and what the operation reads."""
    operation = type(asked.call.operation).__name__
    whose = f"of the kind {operation}" if kind_of(asked.call) else f"of the network's own kind {operation}"
    sentence = f"This operation is {whose}, whose arithmetic Tetrascope does not know: only what comes out can be told."
    sources = Sources(asked.known)
    for tensor in asked.call.inputs:
        sources.add(tensor)
    own = float(asked.known.of(asked.output)[asked.at])
    return Explained([asked.step("unknown", sentence, "", own, terms=Terms(sources.told))])
