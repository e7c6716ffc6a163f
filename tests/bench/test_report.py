"""The report of made-up findings."""

import io

import pytest
from rich.console import Console
from tests.bench.made_up import FINDINGS

from tetrascope.bench.findings import Findings
from tetrascope.bench.report import print_report


def report_of(findings: Findings) -> str:
    file = io.StringIO()
    print_report(findings, Console(file=file, width=100))
    return file.getvalue()


@pytest.fixture(scope="module")
def report() -> str:
    return report_of(FINDINGS)


def line(report: str, *words: str) -> str:
    """The one line that has all these words."""
    (found,) = [line for line in report.splitlines() if all(word in line for word in words)]
    return found


def test_it_fits_a_hundred_columns_without_breaking_a_row(report: str) -> None:
    assert max(map(len, report.splitlines())) <= 100
    assert "…" not in report


def test_a_ratio_stands_with_its_range_and_its_difference(report: str) -> None:
    row = line(report, "vgg16", "16/16")
    assert "6.50 ×  5.85–7.15" in row
    assert "3e-07" in row
    assert row.rstrip().endswith("7.15 ×   5.20 ×    3e-07      26.2")


def test_a_network_is_named_once_and_exact_is_zero(report: str) -> None:
    row = line(report, "default", "4.00 ×")
    assert "vgg16" not in row
    assert " 0 " in row


def test_the_heading_says_where_when_and_what_may_mislead(report: str) -> None:
    assert "CPU (2 cores) · Keras 3.15.1 on tensorflow 2.21.0" in report
    assert "2026-11-23 05:47 UTC" in report
    assert "Random weights, with the same arithmetic: vgg16." in report
    assert "Other programs were at work" in report


def test_memory_is_what_the_pool_takes_over_the_idle_server(report: str) -> None:
    assert line(report, "vgg16", "299").split()[-3:] == ["1,200", "2,500", "1,300"]


def test_rivals_without_a_figure_say_why(report: str) -> None:
    assert "7.00 ×" in line(report, "Xplique 2.0.2")
    assert "Captum is not installed: pip install captum" in report
    assert "LIME failed on efficientnet-lite0: ValueError: no segments" in report


def test_failures_are_told(report: str) -> None:
    assert "efficientnet-lite0, memory: Failed: no memory" in report
    assert "Not everything was measured." in report


def test_a_network_that_is_not_computed_on_patches_is_named() -> None:
    assert "Not on patches" not in report_of(FINDINGS)
    whole = [row.model_copy(update={"incremental": row.network_id != "vgg16"}) for row in FINDINGS.pool]
    told = " ".join(report_of(FINDINGS.model_copy(update={"pool": whole})).split())
    assert "Not on patches, which are not exact here: vgg16." in told
