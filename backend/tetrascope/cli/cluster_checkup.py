"""What `tetrascope doctor --cluster` looks at."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tetrascope import __version__
from tetrascope.cli.checkup import MIN_MEMORY, Finding
from tetrascope.errors import TetrascopeError

if TYPE_CHECKING:
    from tetrascope.engine.cluster.cluster_state import ClusterState, Machine

_LOOPBACK = ("127.", "localhost:", "[::1]")
_FIREWALL = "Let a firewall admit the machines of the cluster alone; docs/cluster.md says why."


def cluster_checkup(address: str) -> Iterator[Finding]:
    """Every finding about the cluster at `HOST:PORT`, or `auto`."""
    from tetrascope.engine.build import inspect_cluster

    try:
        state = inspect_cluster(address)
    except TetrascopeError as error:
        yield Finding("cluster", "bad", error.message, _how_to_reach(address, error.hint))
        return
    yield from findings(state, address)


def findings(state: "ClusterState", address: str) -> Iterator[Finding]:
    """What there is to say of it."""
    cpus, gpus = (sum(getattr(each, what) for each in state.machines) for what in ("cpus", "gpus"))
    yield Finding(
        "cluster", "good", f"{_count(len(state.machines), 'machine')}, {_count(cpus, 'CPU')}, {_count(gpus, 'GPU')}"
    )
    for machine in state.machines:
        yield _machine(machine)
    seen = [machine for machine in state.machines if machine.fault is None]
    yield from _versions(seen)
    yield _token(seen)
    yield _dashboard(state.dashboard)
    yield _ports(seen)
    yield from _workers(state, address)


def _count(number: float, what: str) -> str:
    return f"{number:g} {what}" if number == 1 else f"{number:g} {what}s"


def _how_to_reach(address: str, hint: str | None) -> str | None:
    if hint and "pip install" in hint:
        return hint
    if address == "auto":
        return (
            "Name it: tetrascope doctor --cluster HOST:PORT. Or start one: ray start --head --include-dashboard=false"
        )
    return (
        "See that it runs (on the head: ray status), that a firewall lets this machine through, and that "
        f"~/.ray/auth_token is the head's. This machine must be part of it: ray start --address {address}"
    )


def _machine(machine: "Machine") -> Finding:
    where = f"{machine.address}: {_count(machine.cpus, 'CPU')}, {_count(machine.gpus, 'GPU')}"
    if machine.fault is not None:
        mend = f'On that machine: pip install "tetrascope[cluster]=={__version__}"; then ray stop, and start it again.'
        return Finding("machine", "bad", f"{where}; no task of Tetrascope runs there: {machine.fault}", mend)
    where += f", {machine.free_bytes / 1e9:.1f} GB free"
    if machine.free_bytes < MIN_MEMORY:
        return Finding("machine", "note", where, "Close other programs there, or give workers less: --networks-mb.")
    return Finding("machine", "good", where)


def _versions(machines: "list[Machine]") -> Iterator[Finding]:
    for what in ("tetrascope", "ray", "python"):
        found = Counter(str(getattr(machine, what)) for machine in machines)
        name = what.capitalize()
        if what == "tetrascope":
            found[__version__] += 0  # that of this command, which a gateway here would have
        if len(found) <= 1:
            yield Finding("versions", "good", f"{name} {next(iter(found), 'unknown')} everywhere")
            continue
        odd = "; ".join(f"{version} at {_at(machines, what, version)}" for version in sorted(found))
        mend = "Install the same on every machine, then ray stop, and ray start anew."
        if what != "python":
            package = f'"tetrascope[cluster]=={__version__}"' if what == "tetrascope" else f'"ray[serve]=={max(found)}"'
            mend = f"On every machine: pip install {package}; then ray stop, and ray start anew."
        yield Finding("versions", "bad", f"{name}: {odd}", mend)


def _at(machines: "list[Machine]", what: str, version: str) -> str:
    return ", ".join(each.address for each in machines if getattr(each, what) == version) or "this command"


def _token(machines: "list[Machine]") -> Finding:
    without = [machine.address for machine in machines if not machine.asks_for_token]
    if not without:
        return Finding("token", "good", "Ray asks for its token")
    mend = "There: export RAY_AUTH_MODE=token, then ray stop and ray start anew, the head first."
    return Finding("token", "bad", f"Ray runs anybody's code that reaches it, at {', '.join(without)}", mend)


def _dashboard(address: str | None) -> Finding:
    if address is None:
        return Finding("dashboard", "good", "off")
    if address.removeprefix("http://").startswith(_LOOPBACK):
        return Finding("dashboard", "good", f"on the head's loopback address, {address}")
    mend = "Start the head with --dashboard-host 127.0.0.1, or --include-dashboard=false."
    return Finding("dashboard", "note", f"other machines reach it at {address}", mend)


def _ports(machines: "list[Machine]") -> Finding:
    """Several machines need open ports; that strangers reach them too is what is to be kept from them."""
    open_ports = {machine.address: len(machine.open_ports) for machine in machines if machine.open_ports}
    if not open_ports:
        return Finding("ports", "good", "Ray listens on loopback addresses alone")
    told = ", ".join(f"{count} at {where}" for where, count in open_ports.items())
    return Finding("ports", "note", f"Ray's ports that other machines can reach: {told}", _FIREWALL)


def _workers(state: "ClusterState", address: str) -> Iterator[Finding]:
    if state.deployed is None:
        mend = f"tetrascope serve --engine ray --address {address} --workers 2"
        yield Finding("workers", "note", "none yet; the first gateway has them started", mend)
        return
    if not state.workers and state.deployed in ("NOT_STARTED", "DEPLOYING"):
        yield Finding("workers", "note", f"none ready yet; Ray Serve says {state.deployed}", _NOT_YET)
        return
    if not state.workers:
        mend = "See why: serve status, and the logs in /tmp/ray/session_latest/logs/serve."
        yield Finding(
            "workers", "bad", f"none that answers; Ray Serve says {state.deployed} {state.message}".strip(), mend
        )
        return
    ready, wanted = len(state.workers), max(state.wanted, len(state.workers))
    if ready < wanted:
        yield Finding("workers", "note", f"{ready} of {wanted} ready; Ray Serve says {state.deployed}", _NOT_YET)
    else:
        yield Finding("workers", "good", f"{ready} ready; Ray Serve says {state.deployed}")
    for worker in state.workers:
        health = worker.health
        words = (
            f"on {worker.host}: {health.device}, {health.running} under way, "
            f"networks {health.network_bytes / 2**20:.0f} of {health.network_budget_bytes / 2**20:.0f} MiB, "
            f"caches {health.cache_bytes / 2**20:.0f} of {health.cache_budget_bytes / 2**20:.0f} MiB; "
            f"can load {', '.join(worker.networks) or 'no network'}"
        )
        yield Finding("worker", "good" if worker.networks else "bad", words, None if worker.networks else _NO_NETWORK)
    yield from _missing_networks(state)


_NOT_YET = "Look again in a minute; where it stays so, CPUs or GPUs are too few for --workers, --gpus-per-worker."
_NO_NETWORK = "Put weights and models at the same paths on every machine; tetrascope networks tells what is there."


def _missing_networks(state: "ClusterState") -> Iterator[Finding]:
    """What only some of them can load: an answer would depend on where it is made."""
    offered = Counter(network for worker in state.workers for network in worker.networks)
    some = [network for network, count in offered.items() if count < len(state.workers)]
    if some:
        detail = f"not all workers can load {', '.join(some)}"
        yield Finding("networks", "bad", detail, _NO_NETWORK)
