"""Whatever a study is and whoever came, there is a report."""

from xml.etree import ElementTree

import pytest
from tests.report.study.conftest import Stores, reported
from tests.report.study.reading import Page, dots, rows_of
from tests.study.taker import MASK, Taker

from tetrascope.study.definition.question import MAX_ANSWER
from tetrascope.study.file.new_study import TEMPLATE
from tetrascope.study.records.store import StudyStore

END = "questionnaire.experience.end"
OTHER_QUESTIONS = """
[[questionnaires]]
id = "own"
title = "Mine & <yours>"
asked = ["before", "end"]

[[questionnaires.questions]]
id = "long"
kind = "scale"
text = "How much?"
min = -50
max = 50
step = 10

[[questionnaires.questions]]
id = "even"
kind = "scale"
text = "Yes or <b>no</b>?"
min = 1
max = 4
required = false

[[questionnaires.questions]]
id = "share"
kind = "number"
text = "What share?"
per = "image"

[[questionnaires]]
id = "usability"
builtin = "sus"
asked = ["after_condition"]

[[questionnaires]]
id = "sickness"
builtin = "ssq"
asked = ["before", "end"]

[[questionnaires]]
id = "feeling"
builtin = "comfort"
asked = ["comfort"]

[comfort]
every_minutes = 10
"""
TWO_LANGUAGES = """
format = 1
id = "zwei"
title = { en = "Two languages", de = "Zwei Sprachen" }
languages = ["en", "de"]
consent = { en = "Yes?", de = "Ja?" }

[[conditions]]
id = "only"
title = { en = "The only one", de = "Die einzige" }
shows = {}

[[images]]
id = "cat"
title = { en = "Cat", de = "Katze" }
sample = "cat"

[[tasks]]
id = "look"
text = { en = "Look.", de = "Schau." }

[orders]
participants = 2

[[questionnaires]]
id = "q"
title = { en = "Questions", de = "Fragen" }
asked = ["end"]

[[questionnaires.questions]]
id = "clear"
kind = "scale"
text = { en = "Was it clear?", de = "War es klar?" }
low = { en = "No", de = "Nein" }
high = { en = "Yes", de = "Ja" }
"""
HOSTILE = "<script>alert(1)</script><!-- ' \" & ]]> \u202e \x00\x1b </dd></table>\n=cmd|' /C calc'!A0\n"


def check(files: dict[str, bytes]) -> None:
    """Every figure is XML, every table has its head, and the page fetches nothing."""
    for name, file in files.items():
        if name.endswith(".svg"):
            assert ElementTree.fromstring(file).tag.endswith("svg")
        elif name.endswith(".csv"):
            rows_of(file)
        else:
            page = Page(file)
            assert "script" not in page.tags and "link" in page.tags
            assert b"://" not in file.replace(b'xmlns="http://www.w3.org/2000/svg"', b"")


def test_nobody_has_come(store: StudyStore) -> None:
    page, files = reported(store)
    check(files)
    assert "There is no participant yet." in page.text
    assert page.tables["q1: ratings"][1][:3] == ["All feature maps", "0 of 0", "0 of 0"]


def test_somebody_has_only_opened_it(store: StudyStore) -> None:
    taker = Taker(store)
    taker.tell("session_opened", "consent", client="browser", version="1")
    taker.send()
    page, files = reported(store)
    check(files)
    assert "1 participant: 1 not begun." in page.text
    assert page.tables["Sessions"][1][:2] == ["P1", "not begun"]


def test_one_person_gives_medians_without_intervals_and_no_test(store: StudyStore) -> None:
    taker = Taker(store)
    taker.take_all({END: {"q1.clustered": 4, "q1.reference": 2}})
    taker.send()
    page, files = reported(store)
    check(files)
    assert page.tables["q1: ratings"][2][-2:] == ["4", "–"]
    (row,) = [row for row in page.tables["Your experience"] if row[2] == "1"]
    assert row[7:9] == ["none", "none"]
    assert "No test: the two values differ for 1 person. With fewer than 6 no p below 0.05 is possible" in row[9]


def test_all_answers_are_missing(store: StudyStore) -> None:
    for _ in range(3):
        taker = Taker(store)
        taker.take_all({})
        taker.send()
    page, files = reported(store)
    check(files)
    assert "3 participants: 3 unfinished." in page.text
    assert page.tables["Sessions"][1][2] == "at questionnaire.demographics.before"


def test_other_questions_than_the_thesis_has(stores: Stores) -> None:
    store = stores(added=OTHER_QUESTIONS)
    taker = Taker(store)
    taker.answer("questionnaire.own.before", {"long": -50, "even": 4, "share.cat": 0.25})
    taker.answer("questionnaire.own.end", {"long": 50})
    taker.take("consent")
    taker.send()
    page, files = reported(store)
    check(files)
    assert page.tables["long: numbers"][1:] == [
        ["Before", "1", "-50", "–", "-50", "–", "-50", "-50"],
        ["At the end", "1", "50", "–", "50", "–", "50", "50"],
    ]
    assert [row[0] for row in page.tables["share: numbers"][1:]] == ["Cat", "Cup of coffee", "Flower"]
    assert page.tables["comfort: numbers"][1][0] == "Time 1"
    assert "Mine & <yours>" in page.text and "Yes or <b>no</b>?" in page.text


def test_scores_have_their_ranges_and_are_compared_in_place_of_their_questions(stores: Stores) -> None:
    store = stores(added=OTHER_QUESTIONS)
    for rating in (2, 4):
        taker = Taker(store)
        for step in store.steps(taker.number):
            if step.questionnaire == "usability":  # odd statements for, even ones against: 5 (rating - 1) of 100 more
                best = step.condition == "clustered"
                told = {f"q{n}": (5 if best else rating) if n % 2 else (1 if best else 3) for n in range(1, 11)}
                taker.answer(step.id, told)
            elif step.questionnaire == "sickness":
                severity = 1 if step.occasion == "end" else 0
                taker.answer(step.id, {item.id: severity for item in step.items[: 16 if rating == 2 else 15]})
        taker.take("consent")
        taker.send()
    page, files = reported(store)
    check(files)
    rows = [row for row in page.tables["Scores"] if row[0] == "SUS"]
    assert [row[1:5] for row in rows] == [
        ["0 to 100", "All feature maps", "2", "50"],  # 2.5 * (5 * 1 + 5 * 2) and 2.5 * (5 * 3 + 5 * 2)
        ["0 to 100", "Clustered feature maps", "2", "100"],
        ["0 to 100", "CNN Explainer", "2", "50"],
    ]
    # Of sixteen slight symptoms seven count for each group: 7 * (9.54, 7.58, 13.92), and 21 * 3.74.
    sickness = {row[0]: row for row in page.tables["Scores"] if row[2] == "At the end"}
    assert [sickness[f"SSQ, {name}"][4] for name in ("nausea", "oculomotor", "disorientation", "total")] == [
        "66.8", "53.1", "97.4", "78.5",
    ]  # fmt: skip
    assert sickness["SSQ, total"][3] == "1"
    assert "8 scores could not be computed" in page.text  # of the second, four before and four at the end
    assert [row[0] for row in page.tables["Usability"][1:]] == ["SUS"] * 3
    assert [row[1] for row in page.tables["How you feel"][1:]] == ["Before → At the end"] * 4
    assert {row["measure"] for row in rows_of(files["positions.csv"])} == {"sus"}
    found = dots(files["figure-score-usability-sus.svg"])
    assert found["Clustered feature maps: P1, 100"] == pytest.approx(690)
    assert found["CNN Explainer: P2, 62.5"] == pytest.approx(210 + 480 * 0.625)


@pytest.mark.parametrize(
    ("language", "words"), [("en", ["Two languages", "1 No"]), ("de", ["Zwei Sprachen", "1 Nein"])]
)
def test_a_study_of_two_languages_is_told_in_either(stores: Stores, language: str, words: list[str]) -> None:
    store = stores((TEMPLATE.read_text(encoding="utf-8"), TWO_LANGUAGES))
    taker = Taker(store)
    taker.take_all({"questionnaire.q.end": {"clear": 5}})
    taker.send()
    page, files = reported(store, language)
    check(files)
    assert all(word in page.text for word in words)
    assert "Order effects" not in page.text  # of one condition there is none


def test_the_longest_answers_full_of_markup_are_text(store: StudyStore) -> None:
    answer = (HOSTILE * MAX_ANSWER)[:5000]
    taker = Taker(store)
    taker.answer(END, {"q7.cat": answer, "q6.clustered": [{"other": (HOSTILE * MAX_ANSWER)[:MAX_ANSWER]}]})
    taker.send()
    page, files = reported(store)
    check(files)
    assert "</dd></table>" in page.text
    (row,) = rows_of(files["open_answers.csv"])
    assert row["answer"] == answer.replace("\x00", row["answer"][answer.index("\x00")])


def test_no_cell_becomes_a_formula(store: StudyStore) -> None:
    taker = Taker(store)
    taker.answer(END, {"q7.cat": "=1+1", "q7.coffee": "@SUM(A1)", "q7.flower": "'quoted"})
    taker.send()
    answers = [row["answer"] for row in rows_of(reported(store)[1]["open_answers.csv"])]
    assert answers == ["'=1+1", "'@SUM(A1)", "''quoted"]


def test_minutes_and_counts_are_of_those_who_finished_all_tasks_of_a_condition(store: StudyStore) -> None:
    """Two people; the second leaves one task of the clustered condition unfinished."""
    for minutes, last_finished in ((1, True), (3, False)):
        taker = Taker(store)
        for image in ("cat", "coffee", "flower"):
            task = f"task.clustered.{image}.explore"
            taker.tell("step_started", task)
            taker.tell("scene_entered", task, scene="structure")
            for index in range(minutes):
                taker.tell("mask_drawn", task, scene="structure", index=index, mask=MASK)
            taker.tell("recalculation_answered", task, scene="structure", operation="layers", latency_ms=100 * minutes)
            if image != "flower" or last_finished:
                taker.tell("step_finished", task, after=60_000 * minutes, reason="done")
        taker.send()
    page, files = reported(store)
    rows = {tuple(row[:2]): row[2:] for row in page.tables["Minutes in tutorials and tasks"]}
    assert rows["Clustered feature maps", "tasks"] == ["1", "3", "–", "3", "–", "3", "3"]
    assert rows["Clustered feature maps", "tasks: in network structure"][1] == "3"
    counts = {tuple(row[:2]): row[2:] for row in page.tables["What was done in tasks"]}
    assert counts["Clustered feature maps", "masks drawn"] == ["1", "3", "–", "3", "–", "3", "3"]
    latencies = {row[0]: row[1:] for row in page.tables["Milliseconds from asking the network to its whole answer"]}
    assert latencies["Clustered feature maps"] == ["6", "200", "300", "100", "300"]
    people = page.tables["Each participant, tutorials and tasks together"]
    assert [row[:4] for row in people[1:]] == [["P1", "0", "3", "3"], ["P2", "0", "6", "9"]]
    used = rows_of(files["usage.csv"])
    assert [(row["participant"], row["image"], row["finished"], row["mask_drawn"]) for row in used] == [
        *[("1", image, "true", "1") for image in order_of_images(store, 1)],
        *[("2", image, "false" if image == "flower" else "true", "3") for image in order_of_images(store, 2)],
    ]


def test_minutes_in_vr_are_told_where_a_condition_offers_it(store: StudyStore, stores: Stores) -> None:
    """Two people; the second never puts the headset on."""
    offering = stores(("shows = { clusters = true, k = 3 }", "shows = { vr = true }"))
    for enters in (True, False):
        taker = Taker(offering)
        for image in ("cat", "coffee", "flower"):
            task = f"task.clustered.{image}.explore"
            taker.tell("step_started", task)
            if enters:
                taker.tell("setting_changed", task, after=60_000, scene="structure", setting="vr", value="entered")
                taker.tell("setting_changed", task, after=90_000, scene="structure", setting="vr", value="left")
            taker.tell("step_finished", task, after=30_000, reason="done")
        taker.send()
    page, files = reported(offering)
    rows = {tuple(row[:2]): row[2:] for row in page.tables["Minutes in tutorials and tasks"]}
    assert rows["Clustered feature maps", "tasks: in VR"] == ["2", "2.25", "–", "2.25", "3.18", "0", "4.5"]
    assert ("All feature maps", "tasks: in VR") not in rows
    people = page.tables["Each participant, tutorials and tasks together"]
    place = people[0].index("minutes in VR")
    assert [row[place] for row in people[1:]] == ["4.5", "0"]
    assert [row["minutes_vr"] for row in rows_of(files["usage.csv"])] == ["1.5"] * 3 + ["0.0"] * 3
    Taker(store).take(f"task.clustered.{'cat'}.explore", ms=1000)
    elsewhere = reported(store)[0].tables
    assert not any("VR" in cell for table in elsewhere.values() for row in table for cell in row)


def order_of_images(store: StudyStore, number: int) -> list[str]:
    return list(dict.fromkeys(trial.image for trial in store.orders()[number - 1].trials))


def test_order_effects_are_medians_by_position(store: StudyStore) -> None:
    """Whatever condition came first is rated 1 by everybody, the second 2, the third 3."""
    for _ in range(4):
        taker = Taker(store)
        met = list(dict.fromkeys(trial.condition for trial in store.orders()[taker.number - 1].trials))
        taker.take_all({END: {f"q1.{name}": place for place, name in enumerate(met, start=1)}})
        taker.send()
    page, files = reported(store)
    rows = [row for row in page.tables["Medians by position"] if row[0] == "I learned quickly how it works."]
    assert rows[0][1:] == ["All", "1 (n = 4)", "2 (n = 4)", "3 (n = 4)"]
    firsts = [next(iter(order.trials)).condition for order in store.orders()[:4]]
    by_title = {row[1]: row[2] for row in rows}
    assert by_title["Clustered feature maps"] == (
        f"1 (n = {firsts.count('clustered')})" if "clustered" in firsts else "–"
    )
    given = [row for row in rows_of(files["positions.csv"]) if row["measure"] == "q1"]
    assert len(given) == 12
    assert all(row["position"] == row["value"] for row in given)


def test_simulated_participants_are_told_by_themselves(store: StudyStore) -> None:
    for simulated in (False, True, True):
        taker = Taker(store, simulated=simulated)
        taker.take_all({END: {"q9": 5 if simulated else 1}})
        taker.send()
    real, files = reported(store)
    assert real.tables["q9: ratings"][1][1:6] == ["1 of 1, 100.0 %", *["0 of 1, 0.0 %"] * 4]
    assert "In the same records are 2 simulated participants; they are not part of this." in real.text
    assert {row["simulated"] for row in rows_of(files["ratings.csv"])} == {"false"}
    dry_run, files = reported(store, simulated=True)
    assert dry_run.tables["q9: ratings"][1][1:6] == [*["0 of 2, 0.0 %"] * 4, "2 of 2, 100.0 %"]
    assert "nobody was there" in dry_run.text
    assert {row["simulated"] for row in rows_of(files["participants.csv"])} == {"true"}
    assert b"Simulated participants" in files["figure-experience-q9.svg"]


def test_a_session_that_the_experimenter_ended_is_told_with_their_notes(store: StudyStore) -> None:
    for begun in (True, False):
        taker = Taker(store)
        if begun:
            taker.take("consent")
        taker.send()
        store.add_note(taker.number, "Felt <i>unwell</i>.")
        store.control(taker.number, "abort")
    page, _ = reported(store)
    assert "2 participants: 2 aborted. Tables and figures count 1 of them" in page.text
    assert page.tables["Sessions"][1][1:3] == [
        "aborted",
        "at questionnaire.demographics.before; note at questionnaire.demographics.before: Felt <i>unwell</i>.",
    ]


def test_only_finished_sessions_are_counted_where_that_is_asked_for(stores: Stores) -> None:
    store = stores(('id = "experience"\nbuiltin = "thesis_experience"\nasked = ["end"]', ENDING))
    for rating, finished in ((1, True), (5, False)):
        taker = Taker(store)
        taker.answer("questionnaire.experience.end", {"again": rating})
        if finished:
            taker.take_all({"questionnaire.demographics.before": FACTS})
        taker.send()
    everybody, _ = reported(store)
    assert "2 participants: 1 finished, 1 unfinished." in everybody.text
    assert everybody.tables["again: ratings"][1][1] == "1 of 2, 50.0 %"
    finished_only, files = reported(store, finished_only=True)
    assert finished_only.tables["again: ratings"][1][1] == "1 of 1, 100.0 %"
    assert [(row["session"], row["counted"]) for row in rows_of(files["participants.csv"])] == [
        ("finished", "true"),
        ("unfinished", "false"),
    ]


FACTS = {"age": 30, "gender": "male", "background": "physical", "knowledge": "basic"}
ENDING = """id = "experience"
title = "At last"
asked = ["end"]

[[questionnaires.questions]]
id = "again"
kind = "scale"
text = "Again?"
"""
