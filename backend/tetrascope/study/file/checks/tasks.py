"""Every trial has something to do, within its time."""

from collections.abc import Iterator

from tetrascope.study.definition.study import Study
from tetrascope.study.file.fault import Fault


def faults(study: Study) -> Iterator[Fault]:
    """Tasks that could not be done, and trials without one."""
    known = {"conditions": [each.id for each in study.conditions], "images": [each.id for each in study.images]}
    for place, task in enumerate(study.tasks):
        for factor, names in known.items():
            for at, name in enumerate(getattr(task, factor) or []):
                if name not in names:
                    location = ("tasks", place, factor, at)
                    yield Fault(location, f"Expected one of the {factor} ({', '.join(names)}), got {name!r}.")
        if task.limit_minutes is not None and task.limit_minutes < task.minutes:
            yield Fault(
                ("tasks", place, "limit_minutes"),
                f"Expected at least the {task.minutes:g} minutes that are planned for it, got {task.limit_minutes:g}.",
            )
    for condition in known["conditions"]:
        for image in known["images"]:
            if not any(task.belongs_to(condition, image) for task in study.tasks):
                yield Fault(
                    ("tasks",),
                    f"Expected a task for the condition {condition!r} with the image {image!r}, got none.",
                    "Widen `conditions` or `images` of one, or take them out of it.",
                )
