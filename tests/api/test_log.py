"""Clients cause lines in the log; they must not be able to fill it."""

import logging

from tetrascope.api.log import ACCESS, MAX_KINDS, MAX_LINES_PER_KIND, WINDOW_S, LogLimit


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def line(
    text: str, *arguments: object, logger: str = "uvicorn.error", error: Exception | None = None, place: int = 1
) -> logging.LogRecord:
    info = None if error is None else (type(error), error, None)
    return logging.LogRecord(logger, logging.WARNING, "file.py", place, text, arguments, info)


def told(limit: LogLimit, records: list[logging.LogRecord]) -> list[str]:
    return [record.getMessage() for record in records if limit.filter(record)]


def test_a_flood_of_one_kind_is_a_few_lines_and_a_count() -> None:
    clock = Clock()
    limit = LogLimit(clock)
    lines = told(limit, [line("refused %s", number) for number in range(17_000)])
    assert len(lines) == MAX_LINES_PER_KIND
    assert lines[0] == "refused 0"
    assert lines[-1] == f"refused {MAX_LINES_PER_KIND - 1} (more like it are left out for 60 s)"
    clock.now += WINDOW_S
    left_out = 17_000 - MAX_LINES_PER_KIND
    assert told(limit, [line("refused %s", "again")]) == [f"refused again ({left_out} more like it were left out)"]
    assert told(limit, [line("refused %s", "once more")]) == ["refused once more"]


def test_lines_of_one_place_are_one_kind_whatever_they_say() -> None:
    limit = LogLimit(Clock())
    assert len(told(limit, [line(f"exception of <Task {number}>") for number in range(1000)])) == MAX_LINES_PER_KIND


def test_other_kinds_are_told_meanwhile() -> None:
    limit = LogLimit(Clock())
    told(limit, [line("refused")] * 1000)
    assert told(limit, [line("broken", place=2)]) == ["broken"]
    assert told(limit, [line("refused", logger="tetrascope.api")]) == ["refused"]
    assert told(limit, [line("incident %s", number, error=ValueError()) for number in range(9)])[:2] == [
        "incident 0",
        "incident 1",
    ]
    assert told(limit, [line("incident %s", 10, error=KeyError())]) == ["incident 10"]


def test_the_access_log_is_not_shortened() -> None:
    limit = LogLimit(Clock())
    assert len(told(limit, [line("GET %s", number, logger=ACCESS) for number in range(100)])) == 100


def test_memory_for_kinds_is_bounded() -> None:
    limit = LogLimit(Clock())
    told(limit, [line("refused", place=number) for number in range(10 * MAX_KINDS)])
    assert len(limit._windows) == MAX_KINDS
