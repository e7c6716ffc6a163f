"""What a study's definition must hold beyond the form of each value. Every file yields the faults of one kind."""

from collections.abc import Iterator
from pathlib import Path

from tetrascope.study.definition.study import Study
from tetrascope.study.file.checks import conditions, ids, images, languages, orders, questionnaires, tasks
from tetrascope.study.file.fault import Fault


def faults_of(study: Study, folder: Path) -> Iterator[Fault]:
    """Everything that is wrong with a study whose questionnaires are complete; `folder` is where its file lies."""
    yield from ids.faults(study)
    yield from languages.faults(study)
    yield from conditions.faults(study)
    yield from images.faults(study, folder)
    yield from tasks.faults(study)
    yield from orders.faults(study)
    yield from questionnaires.faults(study)
