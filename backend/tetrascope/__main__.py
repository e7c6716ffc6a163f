"""`python -m tetrascope`."""

import sys

from tetrascope.cli import main

if __name__ == "__main__":
    sys.exit(main())
