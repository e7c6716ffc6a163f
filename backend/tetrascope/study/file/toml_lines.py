"""On which line of a TOML file each value stands, which `tomllib` does not tell.

It reads text that `tomllib` has accepted (TOML 1.0, https://toml.io/en/v1.0.0), so it need not tell what is wrong.
"""

import re
import tomllib

from tetrascope.protocol.complaint import Location

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""(?:[ \t]*(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*\.?)+""")
_SCALAR = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'  # the longest run of quotes ends it
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|[^\s,\]}#]+(?:[ ]\d\d:[^\s,\]}#]+)?",  # a date and a time may be parted by a space
    re.DOTALL,
)


def toml_lines(text: str) -> dict[Location, int]:
    """The 1-based line of every key and of every item of an array, by where it stands in what `tomllib` makes of it."""
    return _Reader(text).lines


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counted = (0, 1)
        self.lines: dict[Location, int] = {(): 1}
        self._arrays: dict[Location, int] = {}
        """Of each array of tables, how many of them there are so far."""
        table: Location = ()
        self._skip()
        while self._at < len(text):
            table = self._heading() if text[self._at] == "[" else self._pair(table)
            self._skip()

    def _heading(self) -> Location:
        line, brackets = self._line(), 2 if self._text.startswith("[[", self._at) else 1
        self._at += brackets
        keys = self._keys()
        self._at += brackets
        if brackets == 2:
            array = (*self._inside(keys[:-1]), keys[-1])
            self._arrays[array] = self._arrays.get(array, -1) + 1
        location = self._inside(keys)
        self._note(location, line)
        return location

    def _inside(self, keys: list[str]) -> Location:
        """Where keys of a heading lead: into the last table of each array of tables."""
        location: Location = ()
        for key in keys:
            location = (*location, key)
            if location in self._arrays:
                location = (*location, self._arrays[location])
        return location

    def _pair(self, table: Location) -> Location:
        line = self._line()
        location = (*table, *self._keys())
        self._note(location, line)
        self._skip()
        self._at += 1  # =
        self._skip()
        self._value(location)
        return table

    def _value(self, location: Location) -> None:
        opening = self._text[self._at]
        if opening not in "[{":
            self._match(_SCALAR)
            return
        closing, place = "]" if opening == "[" else "}", 0
        self._at += 1
        self._skip()
        while self._text[self._at] != closing:
            if opening == "[":
                self._note((*location, place), self._line())
                self._value((*location, place))
                place += 1
            else:
                self._pair(location)
            self._skip()
            if self._text[self._at] == ",":
                self._at += 1
                self._skip()
        self._at += 1

    def _keys(self) -> list[str]:
        """The parts of a dotted key, as `tomllib` reads them."""
        keys: list[str] = []
        inner: object = tomllib.loads(f"{self._match(_KEY)} = 0")
        while isinstance(inner, dict):
            ((key, inner),) = inner.items()
            keys.append(key)
        return keys

    def _note(self, location: Location, line: int) -> None:
        """Remember the line of a value, and of what it stands in where that was not yet written."""
        for depth in range(1, len(location) + 1):
            self.lines.setdefault(location[:depth], line)

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        assert found is not None, "tomllib has accepted it"
        self._at = found.end()
        return found[0]

    def _skip(self) -> None:
        self._match(_BLANK)

    def _line(self) -> int:
        at, line = self._counted
        self._counted = (self._at, line + self._text.count("\n", at, self._at))
        return self._counted[1]
