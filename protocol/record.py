"""Records the sessions of this folder anew, from real servers on 127.0.0.1 with the real network.

python -m protocol.record
"""

from protocol.recorder.conversation import Conversation
from protocol.recorder.files import write_session
from protocol.recorder.server import running_server
from protocol.recorder.sessions import DEFAULT_SESSIONS, STRICT, STRICT_SESSIONS


def main() -> None:
    """Record every session."""
    for sessions, settings in ((DEFAULT_SESSIONS, {}), (STRICT_SESSIONS, STRICT)):
        with running_server(**settings) as address:
            for name, session in sessions.items():
                talk = Conversation(address)
                session(talk)
                write_session(name, talk.events)
                print(f"{name}: {len(talk.events)} events")


if __name__ == "__main__":
    main()
