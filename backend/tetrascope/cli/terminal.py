"""The one way to the terminal.

Names, paths, labels and what other libraries say come from outside. They are text: nothing in them is taken for style,
a line break or a command to the terminal.
"""

import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console


def one_line(text: str) -> str:
    """The text with a space for every line break and control character."""
    return "".join(character if character.isprintable() else " " for character in text)


def counted(count: int, noun: str) -> str:
    """So many of them: `1 answer`, `2 answers`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def columns(text: str) -> int:
    """How many columns of the terminal the text takes: a Chinese character takes two."""
    from rich.cells import cell_len

    return cell_len(one_line(text))


def shortened(text: str, most: int) -> str:
    """The text where it takes at most so many columns; else its beginning and its end."""
    from rich.cells import chop_cells

    if columns(text) <= most:
        return text
    half = (most - 1) // 2
    first, last = chop_cells(one_line(text), half)[0], chop_cells(one_line(text)[::-1], half)[0][::-1]
    return f"{first.rstrip()}…{last.lstrip()}"


def say(text: str) -> None:
    """Write a line to standard output."""
    write(one_line(text) + "\n")


def tell(text: str) -> None:
    """Write a line to standard error: progress, warnings, errors."""
    if sys.stderr is not None:  # closed, as by `2>&-`; `print` would write to standard output instead
        print(one_line(text), file=sys.stderr, flush=True)


def write(text: str) -> None:
    """Write to standard output, as it is, what Tetrascope has made: JSON, say."""
    print(text, end="", flush=True)


def console(stream: TextIO, width: int = 200) -> "Console":
    """A console for tables, whose cells are text.

    Args:
        stream: where to write.
        width: columns where that is no terminal; 200 are whole lines of any table, for grep.
    """
    from rich.console import Console

    columns_there = None if stream.isatty() else width
    return Console(file=stream, width=columns_there, markup=False, emoji=False, highlight=False)
