"""Receptive fields against numbers worked out by hand."""

import pytest

from tetrascope.errors import InvalidInput
from tetrascope.networks.receptive_field import Region, receptive_field, receptive_fields
from tetrascope.protocol.receptive_field import Edge, Stage, Step


def stage(size: int, *edges: Edge) -> Stage:
    return Stage(name=f"s{size}", height=size, width=size, edges=list(edges))


def window(source: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> Edge:
    step = Step(kernel=kernel, stride=stride, padding=padding, dilation=dilation)
    return Edge(source=source, whole=False, rows=step, columns=step)


def whole(source: int) -> Edge:
    return Edge(source=source, whole=True, rows=None, columns=None)


def square(first: int, last: int) -> Region:
    return Region(first, first, last, last)


@pytest.mark.parametrize(
    ("edge", "size", "position", "expected"),
    [
        (window(0, 3, padding=1), 7, 3, square(2, 4)),
        (window(0, 3, padding=1), 7, 0, square(0, 1)),
        (window(0, 3, padding=1), 7, 6, square(5, 6)),
        (window(0, 3, stride=2, padding=1), 4, 2, square(3, 5)),
        (window(0, 3, stride=2), 3, 2, square(4, 6)),
        (window(0, 3, dilation=2), 3, 1, square(1, 5)),
        (window(0, 2, stride=2), 3, 2, square(4, 5)),
        (window(0, 1, padding=-2), 3, 0, square(2, 2)),
        (whole(0), 5, 1, square(0, 6)),
    ],
)
def test_one_step_over_seven_positions(edge: Edge, size: int, position: int, expected: Region) -> None:
    stages = [stage(7), stage(size, edge)]
    assert receptive_field(stages, 1, square(position, position)) == expected


def test_two_convolutions_of_three_see_five() -> None:
    stages = [stage(9), stage(9, window(0, 3, padding=1)), stage(9, window(1, 3, padding=1))]
    assert receptive_fields(stages, 2, square(4, 4)) == {0: square(2, 6), 1: square(3, 5), 2: square(4, 4)}


def test_branches_join_to_the_rectangle_that_holds_both() -> None:
    stages = [
        stage(9),
        stage(9, window(0, 5, padding=2)),
        stage(9, window(0, 1, padding=-1)),
        stage(9, window(1, 1), window(2, 1)),
    ]
    assert receptive_field(stages, 3, square(4, 4)) == square(2, 6)
    assert receptive_field(stages, 3, square(7, 7)) == square(5, 8)


def test_rows_and_columns_are_independent() -> None:
    rows = Step(kernel=3, stride=2, padding=0, dilation=1)
    columns = Step(kernel=1, stride=1, padding=0, dilation=1)
    stages = [
        Stage(name="image", height=7, width=5, edges=[]),
        Stage(name="out", height=3, width=5, edges=[Edge(source=0, whole=False, rows=rows, columns=columns)]),
    ]
    assert receptive_field(stages, 1, Region(1, 4, 1, 4)) == Region(2, 4, 4, 4)


def test_padding_alone_reads_nothing() -> None:
    stages = [stage(5), stage(9, window(0, 1, padding=2)), stage(9, window(1, 1))]
    assert receptive_field(stages, 2, square(1, 1)) is None
    assert receptive_fields(stages, 2, square(1, 1)) == {1: square(1, 1), 2: square(1, 1)}
    assert receptive_field(stages, 2, Region(1, 4, 1, 4)) is None
    assert receptive_field(stages, 2, square(0, 2)) == square(0, 0)


def test_a_stage_that_is_not_read_is_absent() -> None:
    stages = [stage(5), stage(5, window(0, 1)), stage(5, window(0, 3, padding=1))]
    assert receptive_fields(stages, 2, square(2, 2)) == {0: square(1, 3), 2: square(2, 2)}
    assert receptive_field(stages, 2, square(2, 2), target=1) is None


def test_a_region_is_cut_to_its_stage() -> None:
    assert receptive_field([stage(5)], 0, Region(-3, 2, 9, 3)) == Region(0, 2, 4, 3)


@pytest.mark.parametrize(("index", "region", "field"), [(2, square(0, 0), "stage"), (1, square(5, 6), "region")])
def test_what_is_not_there_is_refused(index: int, region: Region, field: str) -> None:
    stages = [stage(5), stage(5, window(0, 1))]
    with pytest.raises(InvalidInput) as caught:
        receptive_fields(stages, index, region)
    assert caught.value.field == field


def test_a_target_after_the_stage_is_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        receptive_field([stage(5), stage(5, window(0, 1))], 0, square(0, 0), target=1)
    assert caught.value.field == "target"
