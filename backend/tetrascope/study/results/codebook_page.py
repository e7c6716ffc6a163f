"""The codebook as a page in Markdown."""

from collections.abc import Iterator, Mapping
from typing import Any


def codebook_page(book: Mapping[str, Any]) -> str:
    """The page; `book` is what `codebook` gives."""
    return "\n".join([*_head(book), *_files(book), *_parts(book), *_questionnaires(book), *_events(book)])


def _head(book: Mapping[str, Any]) -> Iterator[str]:
    yield f"# Codebook: {_texts(book['title'])}"
    yield ""
    yield (
        f"Every file, every column, every question and every kind of event of the study `{book['study']}`. "
        "`codebook.json` says the same for programs; `study.json` is the definition of the study."
    )
    yield ""
    yield "Files in JSON are lists of rows, one on each line, with null for none. Files in CSV:"
    yield ""
    yield from (f"- {rule}" for rule in book["csv"])
    yield ""


def _files(book: Mapping[str, Any]) -> Iterator[str]:
    for file in book["files"]:
        yield from (f"## {file['name']}", "", f"A row is {file['row']}.", "")
        yield from ("| column | type | unit | in | meaning |", "|---|---|---|---|---|")
        for column in file["columns"]:
            forms = ", ".join(column["in"]).upper()
            yield f"| `{column['name']}` | {column['type']} | {column['unit']} | {forms} | {_line(column['meaning'])} |"
        yield ""


def _parts(book: Mapping[str, Any]) -> Iterator[str]:
    for heading, parts, text in (
        ("Conditions", book["conditions"], "title"),
        ("Images", book["images"], "title"),
        ("Tasks", book["tasks"], "text"),
    ):
        yield from (f"## {heading}", "")
        yield from (f"- `{part['id']}`: {_texts(part[text])}" for part in parts)
        yield ""


def _questionnaires(book: Mapping[str, Any]) -> Iterator[str]:
    for questionnaire in book["questionnaires"]:
        yield from (f"## Questionnaire `{questionnaire['id']}`", "")
        builtin = (
            f"Built in: `{questionnaire['builtin']}`. Source: {questionnaire['source']}. "
            if "builtin" in questionnaire
            else ""
        )
        yield f"{builtin}Asked: {', '.join(f'`{each}`' for each in questionnaire['asked'])}."
        if "scores" in questionnaire:
            yield from ("", f"Scores: {_line(questionnaire['scoring'])}", "")
            for score in questionnaire["scores"]:
                yield f"- `{score['name']}`, from {score['min']:g} to {score['max']:g}"
        yield ""
        for question in questionnaire["questions"]:
            yield f"- `{question['id']}`: {_texts(question['text'])} ({_form(question)})"
            yield from (f"    - {answer}" for answer in _answers(question))
        yield ""


def _form(question: Mapping[str, Any]) -> str:
    often = "" if question["per"] == "once" else f", once for each {question['per']}"
    return f"`{question['kind']}`, {'required' if question['required'] else 'may be left out'}{often}"


def _answers(question: Mapping[str, Any]) -> Iterator[str]:
    if "points" in question:
        points = question["points"]
        yield f"from {points[0]} to {points[-1]} in steps of {points[1] - points[0] if len(points) > 1 else 1}"
        yield from (f"{point}: {_texts(text)}" for point, text in question["meanings"].items())
    yield from (f"`{choice['id']}`: {_texts(choice['text'])}" for choice in question.get("choices", ()))
    if "other" in question:
        yield f"`other`: {_texts(question['other'])}, with words of the participant's own"
    if "whole" in question:
        bounds = [
            f"{word} {question[end]:g}"
            for word, end in (("at least", "min"), ("at most", "max"))
            if question[end] is not None
        ]
        yield ", ".join(["a whole number" if question["whole"] else "a number", *bounds])
    if "max_length" in question:
        yield f"words, at most {question['max_length']} characters"


def _events(book: Mapping[str, Any]) -> Iterator[str]:
    yield from ("## Kinds of event", "")
    yield "What `content` tells of each. A client may tell more than is said here."
    yield ""
    yield from ("| kind | meaning | content |", "|---|---|---|")
    for event in book["events"]:
        fields = "; ".join(
            f"`{field['name']}` ({field['type']}{'' if field['required'] else ', may be missing'}): {field['meaning']}"
            for field in event["content"]
        )
        yield f"| `{event['kind']}` | {_line(event['meaning'])} | {_line(fields)} |"
    yield ""


def _texts(texts: Mapping[str, str]) -> str:
    """A text, in each language where there are several."""
    if len(texts) == 1:
        return _line(next(iter(texts.values())))
    return " · ".join(f"{language}: {_line(text)}" for language, text in texts.items())


def _line(text: str) -> str:
    """A text within a line, a cell of a table say."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
