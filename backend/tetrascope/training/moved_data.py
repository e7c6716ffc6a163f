"""A run whose folder of pictures is elsewhere by now."""

from pathlib import Path

from tetrascope.errors import Busy, InvalidInput
from tetrascope.training.class_folder import read_class_folder
from tetrascope.training.data import places_of
from tetrascope.training.recipe_input import input_of_recipe
from tetrascope.training.run_folder import RunFolder


def move_data(folder: RunFolder, place: Path) -> str:
    """Have the run look for its pictures there; what it says of itself is changed if they are all the same.

    Returns:
        What was done, in a sentence.

    Raises:
        NotFound: there is no such folder, or no such run.
        InvalidInput: the pictures there are others, which are named, or the run's come with a package.
        Busy: it is trained now.
        Failed: the disk does not take it.
    """
    run = folder.read()
    if run.recipe.embedded:
        raise InvalidInput(
            f"Expected a run on a folder of pictures, got {run.name!r}, which learns {run.recipe.data}.",
            field="data",
            hint=f"Leave the folder out: tetrascope train --resume {run.name}",
        )
    if folder.state() == "running":
        raise Busy(
            f"Expected a run that nobody trains, got {run.name!r}, which a process trains now.", hint="Stop it first."
        )
    found = read_class_folder(place, input_of_recipe(run.recipe), lambda *_: None, digests_only=True)
    places_of(run, folder.examples(), found)
    with folder.training():
        moved = run.recipe.model_copy(update={"data": str(place.resolve())})
        folder.write(run.model_copy(update={"recipe": moved}))
    return f"The {len(found.names)} pictures in {place} are those of the run; it looks for them there from now on."
