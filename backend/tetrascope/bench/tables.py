"""The findings as tables, one for each section."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from tetrascope.bench import figures
from tetrascope.bench.analysis import AnalysisRow
from tetrascope.bench.findings import Findings
from tetrascope.bench.first_image import FirstImageRow
from tetrascope.bench.memory import MemoryRow
from tetrascope.bench.pool import PoolRow
from tetrascope.bench.request import RequestRow
from tetrascope.bench.rivals.comparison import RivalRow

Row = TypeVar("Row", PoolRow, RivalRow)


def tables(findings: Findings) -> Iterator[Group]:
    """Every section that has rows."""
    if findings.pool:
        yield _section(
            "Pool: how many times as fast as plain batching", pool_table(findings.pool), _pool_note(findings.pool)
        )
    if findings.analysis:
        yield _section("Analysis over the bare forward pass", analysis_table(findings.analysis), ANALYSIS_NOTE)
    if findings.request:
        yield _section("Request over the analysis", request_table(findings.request), REQUEST_NOTE)
    if findings.first_image:
        yield _section("Default pool, seconds", first_image_table(findings.first_image), FIRST_IMAGE_NOTE)
    if findings.memory:
        yield _section("Memory of the default pool, MiB", memory_table(findings.memory), MEMORY_NOTE)
    if findings.rivals:
        yield _section("Rivals", rivals_table(findings.rivals), _remarks(findings.rivals))


POOL_NOTE = (
    "Plain: Keras classifies every masked image, at its best batch size. Seen: where the image was masked before, so "
    "that its own forward pass, which the others count in, is known. Folded: the same after batch normalisation "
    "was folded into convolutions, so that the rest is the incremental pool's own. Off by: largest difference in "
    "logits from plain, over the largest logit. The plain way is timed on a sample of the masks, to which its time is "
    "proportional."
)
ANALYSIS_NOTE = (
    "Bare: one pass by Keras that returns the same activations. Folded: the same after batch normalisation was folded "
    "into convolutions. Analysis: a new mask, the pass, all layers' results."
)
REQUEST_NOTE = "To a server on this machine, nothing cached, up to the last byte."
FIRST_IMAGE_NOTE = "From the request to the engine. Cold: asked for at the moment when the network is loaded."
MEMORY_NOTE = "Resident memory of a server in a process of its own."
RIVALS_NOTE = (
    "Time for a masked image, theirs over that of the incremental pool. All run the network as Keras builds it."
)


def pool_table(rows: Sequence[PoolRow]) -> Table:
    """A line for each network and window; the network's name once."""
    table = _table("network", ">window", ">masks", "plain", ">seen", ">folded", ">off by", ">ms each")
    for name, row in _named_once(rows):
        table.add_row(
            name,
            row.windows,
            str(row.masks),
            figures.times(row.ratio),
            figures.times(row.ratio_seen, with_range=False),
            figures.times(row.ratio_folded, with_range=False),
            figures.relative(row.difference),
            f"{row.incremental_ms.median:.1f}",
        )
    return table


def _pool_note(rows: Sequence[PoolRow]) -> str:
    whole = dict.fromkeys(row.network_id for row in rows if not row.incremental)
    return f"Not on patches, which are not exact here: {', '.join(whole)}. {POOL_NOTE}" if whole else POOL_NOTE


def analysis_table(rows: Sequence[AnalysisRow]) -> Table:
    """A line for each network."""
    table = _table("network", ">layers", "analysis / bare", ">/ folded", ">ms bare", ">folded", ">analysis")
    for row in rows:
        table.add_row(
            row.network_id,
            str(row.layers),
            figures.over(row.ratio),
            figures.over(row.ratio_folded, with_range=False),
            f"{row.bare_ms.median:.0f}",
            f"{row.folded_ms.median:.0f}",
            f"{row.analysis_ms.median:.0f}",
        )
    return table


def request_table(rows: Sequence[RequestRow]) -> Table:
    """A line for each network."""
    table = _table("network", "stream / analysis", "HTTP / analysis", ">ms stream", ">ms HTTP", ">KiB")
    for row in rows:
        table.add_row(
            row.network_id,
            figures.over(row.ratio_stream),
            figures.over(row.ratio_http),
            f"{row.stream_ms.median:.0f}",
            f"{row.http_ms.median:.0f}",
            f"{row.answer_bytes / 1024:.0f}",
        )
    return table


def first_image_table(rows: Sequence[FirstImageRow]) -> Table:
    """A line for each network."""
    table = _table("network", ">images", "first image", "last image", ">cold first", ">cold last")
    for row in rows:
        table.add_row(
            row.network_id,
            str(row.images),
            figures.seconds(row.first_s),
            figures.seconds(row.last_s),
            f"{row.cold_first_s:.2f}",
            f"{row.cold_last_s:.2f}",
        )
    return table


def memory_table(rows: Sequence[MemoryRow]) -> Table:
    """A line for each network."""
    table = _table("network", ">images", ">idle", ">peak", ">pool takes")
    for row in rows:
        table.add_row(
            row.network_id,
            str(row.images),
            figures.mebibytes(row.idle_bytes),
            figures.mebibytes(row.peak_bytes),
            Text(figures.mebibytes(row.peak_bytes - row.idle_bytes), "bold"),
        )
    return table


def rivals_table(rows: Sequence[RivalRow]) -> Table:
    """A line for each network and rival that was measured."""
    table = _table("network", ">window", "rival", "theirs / ours", ">images", ">ms theirs", ">ms ours")
    for name, row in _named_once([row for row in rows if row.state == "measured"]):
        assert row.ratio is not None and row.rival_ms is not None and row.incremental_ms is not None
        table.add_row(
            name,
            row.windows,
            f"{row.rival} {row.version or ''}".rstrip(),
            figures.times(row.ratio),
            str(row.classified),
            f"{row.rival_ms.median:.1f}",
            f"{row.incremental_ms.median:.1f}",
        )
    return table


def _remarks(rows: Sequence[RivalRow]) -> str:
    """What to know of each rival, or why it has no figure; the same words once."""
    return "\n".join(dict.fromkeys([RIVALS_NOTE, *map(_remark, rows)]))


def _remark(row: RivalRow) -> str:
    match row.state:
        case "measured":
            return f"{row.rival}: {row.detail}."
        case "not_installed":
            return f"{row.rival} is not installed: {row.detail}"
        case "not_applicable":
            return f"{row.rival} {row.detail}."
        case "failed":
            return f"{row.rival} failed on {row.network_id}: {row.detail}"


def _table(*columns: str) -> Table:
    """A column whose name begins with `>` is set to the right."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    for column in columns:
        name = column.removeprefix(">")
        table.add_column(name, justify="right" if column != name else "left", no_wrap=True)
    return table


def _section(title: str, table: Table, note: str) -> Group:
    shown = [table] if table.row_count else []
    return Group(Text(title, "bold"), *shown, Text(note, "dim"), Text())


def _named_once(rows: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    before = ""
    for row in rows:
        yield ("" if row.network_id == before else row.network_id), row
        before = row.network_id
