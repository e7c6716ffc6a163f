"""Every text is there in every language of the study."""

from collections.abc import Iterator

from tetrascope.protocol.complaint import Location
from tetrascope.study.definition.questionnaire import Questionnaire
from tetrascope.study.definition.study import Study
from tetrascope.study.definition.text import Text, texts_of
from tetrascope.study.file.fault import Fault
from tetrascope.study.file.wording import places_of


def faults(study: Study) -> Iterator[Fault]:
    """Texts that somebody could not read."""
    for place, language in enumerate(study.languages):
        if language in study.languages[:place]:
            yield Fault(("languages", place), f"Expected each language once, got {language!r} again.")
    for location, text in texts_of(study):
        if not _is_of_builtin(study, location):
            yield from _own(location, text, study.languages)
    for place, questionnaire in enumerate(study.questionnaires):
        if questionnaire.builtin is not None:
            yield from _builtin(questionnaire, ("questionnaires", place), study.languages)


def _is_of_builtin(study: Study, location: Location) -> bool:
    first, place, field = (*location, "", "", "")[:3]
    if first != "questionnaires" or not isinstance(place, int) or field == "wording":
        return False
    return study.questionnaires[place].builtin is not None


def _own(location: Location, text: Text, languages: list[str]) -> Iterator[Fault]:
    if not text.languages:
        if len(languages) > 1:
            yield Fault(location, "Expected the text in each language, got it in one.", f"Write {_table(languages)}.")
        return
    missing = [language for language in languages if language not in text.languages]
    if missing:
        yield Fault(location, f"Expected the text in {' and '.join(missing)} too, got none.", "Add it to the table.")
    strange = sorted(text.languages - set(languages))
    if strange:
        yield Fault(
            location,
            f"Expected a text in {', '.join(languages)}, got one in {', '.join(strange)}.",
            "Take it out, or name the language in `languages`.",
        )


def _can_be_read(text: Text, language: str, languages: list[str]) -> bool:
    """A text that does not say its language is in the only one that there is."""
    return language in text.languages if text.languages else len(languages) == 1


def _table(languages: list[str]) -> str:
    texts = (f'{language} = "..."' for language in languages)
    return f"{{ {', '.join(texts)} }}"


def _builtin(questionnaire: Questionnaire, location: Location, languages: list[str]) -> Iterator[Fault]:
    """What of a questionnaire that is in English the study must say in other languages."""
    at = dict(texts_of(questionnaire))
    own = {place for name in questionnaire.wording for place in places_of(questionnaire).get(name, [])}
    for language in languages:
        lacking = [
            name
            for name, places in places_of(questionnaire).items()
            if any(place not in own and not _can_be_read(at[place], language, languages) for place in places)
        ]
        # Where `low` of all scales is named, `q1.low` need not be.
        general = {name for name in lacking if len(places_of(questionnaire)[name]) > 1}
        names = [name for name in lacking if name in general or name.partition(".")[2] not in general]
        if names:
            example = f'"{names[0]}" = {_table(languages)}'
            yield Fault(
                (*location, "builtin"),
                f"Expected the texts of {questionnaire.builtin!r} in {language} too, got none for {', '.join(names)}.",
                f"Write them under `wording`, such as {example}.",
            )
