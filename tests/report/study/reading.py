"""Reads what the report wrote, as a program would that knows nothing of how it came about."""

import csv
from html.parser import HTMLParser
from io import StringIO
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


class Page(HTMLParser):
    """The tables of a page by their captions, each a list of rows of cells as text; and all text that is read."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.tags: list[str] = []
        self.text = ""
        self._caption: str | None = None
        self._rows: list[list[str]] = []
        self._open: list[str] = []
        self._below = 0
        """Rows that the first cell of this one holds for too."""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)
        if tag == "caption":
            self._caption, self._rows = "", []
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            if not self._rows[-1] and self._below:  # what began some rows above still holds
                self._rows[-1].append(self._rows[-2][0])
                self._below -= 1
            self._rows[-1].append("")
            self._below += int(dict(attrs).get("rowspan") or 1) - 1

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "table":
            assert self._caption is not None
            self.tables[self._caption] = self._rows

    def handle_data(self, data: str) -> None:
        where = self._open[-1] if self._open else ""
        if where == "style":
            return
        self.text += data
        if where == "caption":
            self._caption = f"{self._caption}{data}"
        elif where in ("td", "th"):
            self._rows[-1][-1] += data


def rows_of(file: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file by column."""
    return list(csv.DictReader(StringIO(file.decode("utf-8-sig"), newline="")))


def lengths(figure: bytes) -> dict[str, tuple[float, float]]:
    """Where each bar of a figure begins and how long it is, in pixels, by what is told where it is pointed at."""
    found = {}
    for box in ElementTree.fromstring(figure).iter(f"{SVG}rect"):
        title = box.find(f"{SVG}title")
        if title is not None and title.text is not None:
            found[title.text] = (float(box.attrib["x"]), float(box.attrib["width"]))
    return found


def dots(figure: bytes) -> dict[str, float]:
    """Where each dot of a figure is, in pixels, by what is told where it is pointed at."""
    found = {}
    for dot in ElementTree.fromstring(figure).iter(f"{SVG}circle"):
        title = dot.find(f"{SVG}title")
        assert title is not None and title.text is not None
        found[title.text] = float(dot.attrib["cx"])
    return found
