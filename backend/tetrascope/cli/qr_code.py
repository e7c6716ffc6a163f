"""An address as a QR code in the terminal, for whoever would have to type it into a phone or a headset."""

import shutil
import sys
from collections.abc import Iterator

from tetrascope.cli.terminal import console, say

QUIET_ZONE = 4
"""Modules of light around a code, as ISO/IEC 18004 asks for."""
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
"""A character for two modules, one above the other, by which of them are dark."""
_INK = "color(16) on color(231)"
"""Said, since a terminal may be dark or light, and readers of codes want the dark ones dark."""


def show_code(address: str) -> None:
    """Write the code of an address to the terminal; nothing where there is none, or it is too narrow for it."""
    if sys.stdout is None or not sys.stdout.isatty() or not _can_be_said():
        return
    lines = list(code_lines(address))
    terminal = console(sys.stdout)
    if terminal.color_system is None or terminal.no_color or len(lines[0]) > shutil.get_terminal_size().columns:
        return
    say("The same as a code, for a camera:")
    for line in lines:
        terminal.print(line, style=_INK, no_wrap=True)


def code_lines(text: str) -> Iterator[str]:
    """The code with its quiet zone, two rows of modules to a line, dark ones drawn."""
    import segno

    rows = [[bool(module) for module in row] for row in segno.make_qr(text).matrix_iter(border=QUIET_ZONE)]
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        yield "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))


def _can_be_said() -> bool:
    try:
        "".join(_HALVES.values()).encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return False
    return True
