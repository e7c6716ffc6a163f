"""Records the sessions of this folder anew, from real servers on 127.0.0.1 with the real network.

python -m protocol.record            all of them
python -m protocol.record demo       those that are named
"""

import argparse

from protocol.recorder.conversation import Conversation
from protocol.recorder.files import write_session
from protocol.recorder.server import running_server
from protocol.recorder.sessions import DEFAULT_SESSIONS, STRICT, STRICT_SESSIONS


def main() -> None:
    """Record every session, or those that the command line names."""
    parser = argparse.ArgumentParser(description="Record sessions of protocol/sessions anew.")
    known = [*DEFAULT_SESSIONS, *STRICT_SESSIONS]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(known)} (default: all)")
    wanted = parser.parse_args().names or known
    if unknown := [name for name in wanted if name not in known]:
        parser.error(f"Expected names of sessions, got {', '.join(unknown)}.")
    for sessions, settings in ((DEFAULT_SESSIONS, {}), (STRICT_SESSIONS, STRICT)):
        chosen = {name: session for name, session in sessions.items() if name in wanted}
        if not chosen:
            continue
        with running_server(**settings) as address:
            for name, session in chosen.items():
                talk = Conversation(address)
                session(talk)
                write_session(name, talk.events)
                print(f"{name}: {len(talk.events)} events")


if __name__ == "__main__":
    main()
