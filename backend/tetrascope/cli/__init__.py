"""The commands. Nothing heavy is imported before a command runs, so that help appears at once."""

from tetrascope.cli.command_line import main

__all__ = ["main"]
