"""What is on the pictures of a folder, by their folders or in a file."""

from pathlib import Path

import pytest

from tetrascope.cli.known_labels import labels_of_folders, read_known_labels
from tetrascope.errors import InvalidInput

NAMES = ["a/1.jpg", "a/2.jpg", "b/deep/2.jpg", "top.png"]


def test_the_outermost_folder_is_the_label() -> None:
    assert labels_of_folders(NAMES).by_image == {"a/1.jpg": "a", "a/2.jpg": "a", "b/deep/2.jpg": "b"}


@pytest.mark.parametrize(
    "text",
    [
        "a/1.jpg,tabby\ntop.png,lynx\nelsewhere.jpg,tabby\n",
        "file,label\n./a/1.jpg,tabby\ntop.png,lynx\nelsewhere.jpg,tabby\n",
        "Image;Rater;Class\na\\1.jpg;me;tabby\n\ntop.png;you;lynx\nelsewhere.jpg;you;tabby",
        "1.jpg\ttabby\ntop.png\tlynx\nelsewhere.jpg\tlynx\n",
        '\ufeff"1.jpg","tabby"\r\n"top.png","lynx"\r\n"elsewhere.jpg","lynx"\r\n',
    ],
)
def test_a_file_of_labels_is_read_as_people_write_it(tmp_path: Path, text: str) -> None:
    file = tmp_path / "labels.csv"
    file.write_bytes(text.encode())
    labels = read_known_labels(file, NAMES)
    assert labels.by_image == {"a/1.jpg": "tabby", "top.png": "lynx"}
    assert labels.nobodys == ("elsewhere.jpg",)
    assert labels.origin == "labels.csv"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "lines without a comma"),
        ("tabby\n", "lines without a comma"),
        ("a,b,c\n", "3 columns, of which no heading says"),
        ("a/1.jpg,tabby\na/1.jpg,lynx\n", "two labels of 'a/1.jpg': 'tabby' in line 1, 'lynx' in 2"),
        ("a/1.jpg,tabby\n2.jpg\n", "'2.jpg' in line 2"),
        ("a/1.jpg,\n", "'a/1.jpg,' in line 1"),
        ("2.jpg,tabby\n", "none of the 4 pictures in it, such as 'a/1.jpg', but '2.jpg'"),
        ("\0\0\0", "not text"),
    ],
)
def test_a_file_that_says_nothing_or_two_things_is_refused(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"Expected labels of (the )?pictures") as caught:
        read_known_labels(file, NAMES)
    assert words in caught.value.message
    assert caught.value.field == "labels"
    assert caught.value.hint
