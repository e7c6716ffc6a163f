"""Where everything stands in the picture of scene 1: rows of columns, the input before them, the classes after."""

from typing import NamedTuple

WIDTH = 2400
MARGIN = 70
INPUT_SIDE = 300
MAX_CLUSTERS = 12
"""Clusters drawn in a column; what is beyond is in the data, and the picture says so."""
CAPTION = 36
"""Height of the numbers above a tile."""
FOOT = 80
"""Height of a column's name and shape, below its last tile."""

_INPUT_BLOCK = INPUT_SIDE + 60
_CLASSES_BLOCK = 560
_MAX_PITCH, _MIN_PITCH = 236, 186
_GAP = 34
_TOP = 150
_ROW_GAP = 40
_LEGEND = 150


class StructureLayout(NamedTuple):
    """Sizes in pixels, from the top left of the picture."""

    rows: list[int]
    """Columns in each row."""
    pitch: int
    """Distance from one column to the next."""
    clusters: int
    """Tiles in the tallest column."""

    @property
    def tile(self) -> int:
        """Side of a tile."""
        return self.pitch - _GAP

    @property
    def row_height(self) -> int:
        """Height of a row with its captions and names, without the space to the next."""
        return self.clusters * (self.tile + CAPTION) + FOOT

    @property
    def height(self) -> int:
        """Height of the picture."""
        return self.legend_top + _LEGEND

    @property
    def legend_top(self) -> int:
        """Top of the legend."""
        return _TOP + len(self.rows) * (self.row_height + _ROW_GAP)

    def row_top(self, row: int) -> int:
        """Top of a row."""
        return _TOP + row * (self.row_height + _ROW_GAP)

    def middle(self, row: int) -> float:
        """Height at which data flows through a row: the middle of its tiles."""
        return self.row_top(row) + CAPTION + (self.clusters * (self.tile + CAPTION) - CAPTION) / 2

    def place(self, position: int) -> tuple[int, int]:
        """Row and left edge of a column."""
        row = 0
        while position >= self.rows[row]:
            position -= self.rows[row]
            row += 1
        return row, MARGIN + (_INPUT_BLOCK if row == 0 else 0) + position * self.pitch

    def tile_corner(self, position: int, cluster: int, clusters: int) -> tuple[int, int]:
        """Left and top of a tile; a column with fewer tiles than the tallest stands in the middle of its row."""
        row, left = self.place(position)
        step = self.tile + CAPTION
        spare = (self.clusters - min(clusters, self.clusters)) * step // 2
        return left, self.row_top(row) + CAPTION + spare + cluster * step

    @property
    def classes_left(self) -> int:
        """Left edge of the classes, after the last column."""
        return self.place(sum(self.rows) - 1)[1] + self.pitch + 30


def lay_out(columns: int, clusters: int) -> StructureLayout:
    """As few rows as hold the columns, then as large tiles as fit."""
    rows = 1
    while True:
        for pitch in range(_MAX_PITCH, _MIN_PITCH - 1, -2):
            capacity = _capacities(rows, pitch)
            if sum(capacity) >= columns:
                return StructureLayout(_fill(capacity, columns), pitch, min(clusters, MAX_CLUSTERS))
        rows += 1


def _capacities(rows: int, pitch: int) -> list[int]:
    free = [WIDTH - 2 * MARGIN] * rows
    free[0] -= _INPUT_BLOCK
    free[-1] -= _CLASSES_BLOCK
    return [width // pitch for width in free]


def _fill(capacity: list[int], columns: int) -> list[int]:
    """Columns in each row, from the first; every row keeps at least one, so that the classes follow a column."""
    filled = []
    for row, room in enumerate(capacity):
        later = len(capacity) - row - 1
        filled.append(min(room, columns - later))
        columns -= filled[-1]
    return filled
