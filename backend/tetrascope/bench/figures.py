"""Numbers as a table shows them."""

from rich.text import Text

from tetrascope.bench.spread import Spread

_MEBIBYTE = 2**20
_SLOWER = 0.95


def times(ratio: Spread, *, with_range: bool = True) -> Text:
    """How many times as fast: `6.71 ×  6.50–6.82`; red where slower than noise explains."""
    style = "bold red" if ratio.median < _SLOWER else "bold"
    return Text.assemble((f"{ratio.median:.2f} ×", style), *(_range(ratio, 2) if with_range else []))


def over(ratio: Spread, *, with_range: bool = True) -> Text:
    """How many times as long."""
    return Text.assemble((f"{ratio.median:.2f} ×", "bold"), *(_range(ratio, 2) if with_range else []))


def seconds(value: Spread) -> Text:
    """A time with its range."""
    return Text.assemble((f"{value.median:.2f}", "bold"), *_range(value, 2))


def mebibytes(size: float) -> str:
    """A size in MiB."""
    return f"{size / _MEBIBYTE:,.0f}"


def relative(difference: float) -> str:
    """A relative difference in powers of ten."""
    return "0" if difference == 0 else f"{difference:.0e}"


def _range(value: Spread, digits: int) -> list[tuple[str, str]]:
    if value.count == 1:
        return []
    return [(f"  {value.least:.{digits}f}–{value.most:.{digits}f}", "dim")]
