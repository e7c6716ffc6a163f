"""Latin squares that are balanced for carry-over."""

from collections import Counter
from itertools import pairwise, permutations

import pytest

from tetrascope.study.session.latin_square import williams_design


@pytest.mark.parametrize("count", range(1, 13))
def test_each_is_at_each_place_and_follows_each_other_equally_often(count: int) -> None:
    treatments = [f"t{number}" for number in range(count)]
    rows = williams_design(treatments)
    assert len(rows) == (count if count % 2 == 0 or count == 1 else 2 * count)
    assert all(sorted(row) == sorted(treatments) for row in rows)
    places = Counter((name, place) for row in rows for place, name in enumerate(row))
    assert set(places.values()) == {len(rows) // count}
    assert len(places) == count**2
    follows = Counter(pair for row in rows for pair in pairwise(row))
    assert set(follows) == set(permutations(treatments, 2))
    assert len(set(follows.values())) <= 1


def test_the_square_of_four_is_the_published_one() -> None:
    assert williams_design("ABCD") == [list("ABDC"), list("BCAD"), list("CDBA"), list("DACB")]
