"""Answers of which every share is known: the report gives each of them back, in its tables, files and figures.

The thesis gives its tables 4.3 to 4.5 as percentages of eight people, and of seven where one did not take part in a
condition. So it is here: how many gave which answer is written down, and what that is in percent.
"""

from collections.abc import Sequence

import pytest
from tests.report.study.conftest import reported
from tests.report.study.reading import Page, lengths, rows_of
from tests.study.taker import Taker

from tetrascope.study.records.store import StudyStore

END, BEFORE = "questionnaire.experience.end", "questionnaire.demographics.before"
OF_8 = ["0.0 %", "12.5 %", "25.0 %", "37.5 %", "50.0 %", "62.5 %", "75.0 %", "87.5 %", "100.0 %"]
OF_7 = ["0.0 %", "14.3 %", "28.6 %", "42.9 %", "57.1 %", "71.4 %", "85.7 %", "100.0 %"]
PERCENT = {8: OF_8, 7: OF_7}
TITLES = {"non-clustered": "All feature maps", "clustered": "Clustered feature maps", "reference": "CNN Explainer"}
POINTS = ["1 Strongly disagree", "2", "3", "4", "5 Strongly agree"]
RATINGS = {
    "q1": {"non-clustered": [0, 1, 3, 3, 1], "clustered": [0, 0, 1, 3, 4], "reference": [1, 0, 2, 4, 0]},
    "q2": {"non-clustered": [2, 2, 2, 1, 1], "clustered": [0, 0, 0, 0, 8], "reference": [0, 0, 7, 0, 0]},
    "q3": {"non-clustered": [8, 0, 0, 0, 0], "clustered": [0, 1, 0, 2, 5], "reference": [0, 3, 0, 3, 1]},
    "q4": {"non-clustered": [1, 1, 1, 2, 3], "clustered": [0, 2, 2, 2, 2], "reference": [3, 2, 1, 1, 0]},
    "q5": {"non-clustered": [0, 4, 0, 4, 0], "clustered": [1, 0, 0, 6, 1], "reference": [0, 0, 1, 5, 1]},
}
"""How many gave each rating, by question and condition; of the reference seven, of the others eight."""
CHOICES = {
    "features": ("To understand how features are computed", {"non-clustered": 3, "clustered": 6, "reference": 2}),
    "architecture": ("To picture the architecture better", {"non-clustered": 4, "clustered": 5, "reference": 7}),
    "parameters": ("To understand what the parameters change", {"non-clustered": 1, "clustered": 2, "reference": 5}),
    "input_parts": (
        "To understand which parts of the input matter",
        {"non-clustered": 8, "clustered": 8, "reference": 0},
    ),
    "other": ("Something else, namely", {"non-clustered": 1, "clustered": 0, "reference": 1}),
}
"""How many chose each use of the information (question 6)."""
PEOPLE = {"non-clustered": 8, "clustered": 8, "reference": 7}
NEEDED = [1, 2, 0, 3, 2]
"""How many gave each rating of the pre-knowledge that is needed (question 9)."""
DEMOGRAPHICS = {
    "gender": {"male": 5, "female": 2, "undisclosed": 0, "other": 1},
    "background": {"mathematical": 1, "physical": 3, "biological": 0, "other": 4},
    "knowledge": {"none": 1, "basic": 2, "intermediate": 4, "expert": 1},
}
AGES = [22, 24, 25, 27, 29, 31, 40, 58]


def spread(counts: Sequence[int]) -> list[int]:
    """The rating of each person: from 1 on, as often as the counts say."""
    return [point for point, count in enumerate(counts, start=1) for _ in range(count)]


@pytest.fixture
def answered(store: StudyStore) -> StudyStore:
    """Eight people's answers, of whom the last did not take part in the reference."""
    for place in range(8):
        taker = Taker(store)
        experience: dict[str, object] = {}
        for question, of_conditions in RATINGS.items():
            for condition, counts in of_conditions.items():
                if place < PEOPLE[condition]:
                    experience[f"{question}.{condition}"] = spread(counts)[place]
        for condition, people in PEOPLE.items():
            chosen: list[object] = [name for name, (_, counts) in CHOICES.items() if place < counts[condition]]
            if "other" in chosen:
                chosen[chosen.index("other")] = {"other": f"to <b>teach</b> with {condition}"}
            if place < people:
                experience[f"q6.{condition}"] = chosen
        experience["q9"] = spread(NEEDED)[place]
        experience["q7.cat"] = f"The ears, says {place}."
        facts: dict[str, object] = {"age": AGES[place]}
        for question, known in DEMOGRAPHICS.items():
            name = [name for name, count in known.items() for _ in range(count)][place]
            facts[question] = {"other": "Art & design"} if name == "other" else name
        taker.take_all({BEFORE: facts, END: experience})
        taker.send()
    return store


def cell(count: int, of: int) -> str:
    return f"{count} of {of}, {PERCENT[of][count]}"


@pytest.fixture
def page_and_files(answered: StudyStore) -> tuple[Page, dict[str, bytes]]:
    return reported(answered)


@pytest.mark.parametrize("question", RATINGS)
def test_ratings_in_the_page(page_and_files: tuple[Page, dict[str, bytes]], question: str) -> None:
    head, *rows = page_and_files[0].tables[f"{question}: ratings"]
    assert head == ["About", *POINTS, "Median", "95 % interval"]
    for row, (condition, counts) in zip(rows, RATINGS[question].items(), strict=True):
        assert row[:6] == [TITLES[condition], *(cell(count, sum(counts)) for count in counts)]


@pytest.mark.parametrize("condition", PEOPLE)
def test_all_ratings_of_a_condition_in_one_table(page_and_files: tuple[Page, dict[str, bytes]], condition: str) -> None:
    head, *rows = page_and_files[0].tables[f"All ratings: {TITLES[condition]}"]
    assert head == ["Question", *POINTS, "Median", "95 % interval"]
    assert [row[1:6] for row in rows] == [
        [cell(count, PEOPLE[condition]) for count in of_conditions[condition]] for of_conditions in RATINGS.values()
    ]


@pytest.mark.parametrize("question", RATINGS)
def test_ratings_in_the_file(page_and_files: tuple[Page, dict[str, bytes]], question: str) -> None:
    rows = [row for row in rows_of(page_and_files[1]["ratings.csv"]) if row["question"] == question]
    assert len(rows) == 3 * 5
    for row in rows:
        counts = RATINGS[question][row["condition"]]
        count = counts[int(row["point"]) - 1]
        assert (row["count"], row["of"]) == (str(count), str(sum(counts)))
        assert f"{float(row['percent']):.1f} %" == PERCENT[sum(counts)][count]
        assert (row["meaning"], row["simulated"]) == (POINTS[int(row["point"]) - 1], "false")


@pytest.mark.parametrize("question", RATINGS)
def test_ratings_in_the_figure(page_and_files: tuple[Page, dict[str, bytes]], question: str) -> None:
    """100 % are half of the plot; the middle of point 3 is at its middle; the pieces follow one another."""
    bars = lengths(page_and_files[1][f"figure-experience-{question}.svg"])
    middle, unit = 445, 245
    expected = 0
    for condition, counts in RATINGS[question].items():
        of = sum(counts)
        x = middle - unit * (counts[0] + counts[1] + counts[2] / 2) / of
        for point, count in zip(POINTS, counts, strict=True):
            if count == 0:
                continue
            expected += 1
            begin, length = bars[f"{TITLES[condition]}: {point}, {cell(count, of)}"]
            assert begin == pytest.approx(x, abs=0.01)
            assert length == pytest.approx(unit * count / of, abs=0.01)
            x += unit * count / of
    assert len(bars) == expected


def test_the_medians_of_ratings(page_and_files: tuple[Page, dict[str, bytes]]) -> None:
    _, *rows = page_and_files[0].tables["q1: ratings"]
    # 2 3 3 3 4 4 4 5; 3 4 4 4 5 5 5 5; 1 3 3 4 4 4 4: of 7 and of 8 the interval is from the least to the greatest.
    assert [row[6:] for row in rows] == [["3.5", "2 to 5"], ["4.5", "3 to 5"], ["4", "1 to 4"]]


def test_what_the_information_was_used_for(page_and_files: tuple[Page, dict[str, bytes]]) -> None:
    page, files = page_and_files
    head, *rows = page.tables["q6: choices"]
    assert head == ["Answer", *TITLES.values()]
    bars = lengths(files["figure-experience-q6.svg"])
    in_file = {
        (row["choice"], row["condition"]): row for row in rows_of(files["choices.csv"]) if row["question"] == "q6"
    }
    for row, (name, (text, counts)) in zip(rows, CHOICES.items(), strict=True):
        assert row == [text, *(cell(count, PEOPLE[condition]) for condition, count in counts.items())]
        for condition, count in counts.items():
            of = PEOPLE[condition]
            x, length = bars[f"{TITLES[condition]}: {text}, {cell(count, of)}"]
            assert x == 200
            assert length == pytest.approx(400 * count / of, abs=0.01)
            written = in_file[name, condition]
            assert (written["count"], written["of"]) == (str(count), str(of))
    assert len(bars) == len(in_file) == 15
    assert "to <b>teach</b> with non-clustered (All feature maps)" in page.text


def test_the_knowledge_that_is_needed(page_and_files: tuple[Page, dict[str, bytes]]) -> None:
    page, files = page_and_files
    _, row = page.tables["q9: ratings"]
    assert row[:6] == ["All", *(cell(count, 8) for count in NEEDED)]
    pieces = lengths(files["figure-experience-q9.svg"])
    assert [length for _, length in pieces.values()] == pytest.approx(
        [245 * count / 8 for count in NEEDED if count], abs=0.01
    )


def test_who_they_were(page_and_files: tuple[Page, dict[str, bytes]]) -> None:
    page, files = page_and_files
    for question, counts in DEMOGRAPHICS.items():
        _, *rows = page.tables[f"{question}: choices"]
        assert [row[1] for row in rows] == [cell(count, 8) for count in counts.values()]
        bars = lengths(files[f"figure-demographics-{question}.svg"])
        assert [length for _, length in bars.values()] == [400 * count / 8 for count in counts.values()]
    # Mean 256 / 8 = 32; squares of the differences 100 64 49 25 9 1 64 676, their sum 988, over 7, its root 11.88.
    assert page.tables["age: numbers"][1] == ["All", "8", "28", "22 to 58", "32", "11.9", "22", "58"]
    (age,) = [row for row in rows_of(files["summaries.csv"]) if row["question"] == "age"]
    assert (age["of"], age["median"], age["mean"]) == ("8", "28.0", "32.0")
    assert float(age["sd"]) == pytest.approx((988 / 7) ** 0.5)


def test_answers_in_words_are_listed_by_image(page_and_files: tuple[Page, dict[str, bytes]]) -> None:
    page, files = page_and_files
    rows = [row for row in rows_of(files["open_answers.csv"]) if row["question"] == "q7"]
    assert [(row["image"], row["participant"], row["answer"]) for row in rows] == [
        ("cat", str(place + 1), f"The ears, says {place}.") for place in range(8)
    ]
    assert all(row["answer"] in page.text for row in rows)


def test_how_many_answered_is_told_of_each_question(page_and_files: tuple[Page, dict[str, bytes]]) -> None:
    assert "q1: answered by 8 of 8, 100.0 %." in page_and_files[0].text
    assert "q8: answered by 0 of 8, 0.0 %." in page_and_files[0].text
    assert "7 of 7, 100.0 %" in page_and_files[0].tables["q2: ratings"][3]


def test_conditions_are_compared_by_those_who_have_both(page_and_files: tuple[Page, dict[str, bytes]]) -> None:
    _, *rows = page_and_files[0].tables["Your experience"]
    assert len(rows) == 5 * 3
    by_pair = {(row[0], *row[1].split(" → ")): row for row in rows}
    q3 = "What the pictures mean was clear without much thought."
    # 1 eight times against 2 4 4 5 5 5 5 5: all eight rise, p = 2 / 2^8, times the number of tests that there are.
    row = by_pair[q3, TITLES["non-clustered"], TITLES["clustered"]]
    assert row[2:8] == ["8", "1, 5", "8, 0, 0", "4 (1 to 4)", "1.00", "0.008"]
    tested = [each for each in rows if each[7] != "none"]
    assert row[8] == f"{min(1, 2 / 2**8 * len(tested)):.3f}"
    # Seven people; 1 seven times against 2 2 2 4 4 4 5.
    assert by_pair[q3, TITLES["non-clustered"], TITLES["reference"]][2:5] == ["7", "1, 4", "7, 0, 0"]
