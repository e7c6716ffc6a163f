"""`tetrascope train --delete`: a run goes, with all that is kept of it."""

import sys
from typing import TYPE_CHECKING

from tetrascope.cli.failure import EXIT_FAILED, UsageError
from tetrascope.cli.terminal import say, tell
from tetrascope.errors import TetrascopeError

if TYPE_CHECKING:
    from tetrascope.training.run_folder import RunsFolder


def delete_run(runs: "RunsFolder", name: str, *, asking: bool) -> int:
    """Delete a run.

    Args:
        runs: where runs are.
        name: the run.
        asking: whether a person is asked first.

    Raises:
        NotFound: there is no such run.
        Busy: it is trained now.
        UsageError: nobody is there to be asked.
        Failed: its folder cannot be deleted.
    """
    try:
        folder = runs.require(name)
    except TetrascopeError as error:
        error.field = "deleted"
        raise
    if asking:
        if not sys.stdin.isatty():
            raise UsageError(
                f"Expected somebody to ask whether {name!r} shall be deleted, got no terminal.", hint="Say --yes."
            )
        answer = input(f"Delete the run {name} with all that is kept in {folder.path}? [y/N] ")
        if answer.strip().lower() not in ("y", "yes"):
            tell("Nothing is deleted.")
            return EXIT_FAILED
    folder.delete()
    say(f"The run {name} is deleted.")
    return 0
