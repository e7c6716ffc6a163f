"""Writes the generated files of the protocol and of its clients anew, from the messages' one definition in tetrascope.

    python -m tetrascope.protocol.generator           write
    python -m tetrascope.protocol.generator --check   change nothing; exit code 1 and a list where a file is stale

Recorded sessions need a real network and have a script of their own, `record.py`.
"""

import argparse
import sys

from tetrascope.protocol.generator.files import stale_files, write_files


def main() -> int:
    """The exit code: 0, or 1 where `--check` finds a stale file."""
    parser = argparse.ArgumentParser(description="Write every generated file of protocol/ anew.")
    parser.add_argument("--check", action="store_true", help="only say which files are stale")
    if not parser.parse_args().check:
        write_files()
        return 0
    stale = stale_files()
    for name in stale:
        print(f"{name} is stale", file=sys.stderr)
    if stale:
        print("Run `make protocol` and commit what it writes.", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
