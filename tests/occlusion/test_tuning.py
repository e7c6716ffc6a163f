import pytest

from tetrascope.occlusion.tuning import CHUNKS, MIN_MEASUREMENTS, TRIAL_CHUNK, Tuning

SIZES = ((8, 8), (10, 10))


def tuned(*whole: float, patches: list[float] | None = None, joining: float = 0.0) -> Tuning:
    """Segments that take so many seconds whole, and on patches."""
    tuning = Tuning([1000] * len(whole))
    for segment, seconds in enumerate(whole):
        tuning.add_whole(segment, seconds)
    tuning.add_joining(0, joining)
    for _ in range(MIN_MEASUREMENTS if patches else 0):
        tuning.add_patches(SIZES, TRIAL_CHUNK, patches or [])
    return tuning


def test_nothing_is_chosen_before_it_is_measured_often_enough() -> None:
    tuning = Tuning([1000, 1000])
    assert not tuning.knows_whole
    tuning.add_patches(SIZES, TRIAL_CHUNK, [0.1])
    assert tuning.cut(SIZES) is None
    tuning.add_whole(0, 1.0)
    tuning.add_whole(1, 1.0)
    assert tuning.knows_whole
    assert tuning.cut(SIZES) is None
    tuning.add_patches(SIZES, TRIAL_CHUNK, [0.1])
    assert tuning.cut(SIZES) == 1
    assert tuning.cut(((9, 9), (12, 12))) is None


@pytest.mark.parametrize(
    ("whole", "patches", "joining", "cut"),
    [
        ((1.0, 1.0, 1.0), [0.1, 0.2], 0.0, 2),  # each segment on patches is faster
        ((1.0, 1.0, 1.0), [0.1, 1.2], 0.0, 1),  # the second is not
        ((1.0, 1.0, 1.0), [1.1, 0.1], 0.0, 2),  # the first is not, but both together are
        ((1.0, 1.0, 1.0), [0.9, 0.9], 0.0, 0),  # too little to be worth it
        ((1.0, 1.0, 1.0), [0.5, 0.5], 1.5, 0),  # putting the maps together costs more
    ],
)
def test_the_tail_begins_where_it_is_fastest(
    whole: tuple[float, ...], patches: list[float], joining: float, cut: int
) -> None:
    assert tuned(*whole, patches=patches, joining=joining).cut(SIZES) == cut


def test_few_masks_are_not_worth_the_pass_of_the_unmasked_image() -> None:
    tuning = tuned(1.0, 1.0, patches=[0.5])
    tuning.add_unmasked(2.0)
    assert tuning.cut(SIZES) == 1
    assert tuning.cut(SIZES, sharing=4) == 0
    assert tuning.cut(SIZES, sharing=40) == 1


def test_the_least_of_several_measurements_counts() -> None:
    tuning = tuned(1.0, 1.0, patches=[3.0])
    assert tuning.cut(SIZES) == 0
    tuning.add_patches(SIZES, TRIAL_CHUNK, [0.2])
    assert tuning.cut(SIZES) == 1


def test_chunks_grow_while_larger_ones_are_faster() -> None:
    tuning = tuned(1.0, 1.0, patches=[0.5])
    assert tuning.chunk(SIZES) == CHUNKS[1]
    tuning.add_patches(SIZES, CHUNKS[1], [0.4])
    assert tuning.chunk(SIZES) == CHUNKS[2]
    tuning.add_patches(SIZES, CHUNKS[2], [0.45])
    assert tuning.chunk(SIZES) == CHUNKS[2]  # measured once only
    tuning.add_patches(SIZES, CHUNKS[2], [0.45])
    assert tuning.chunk(SIZES) == CHUNKS[1]
