"""The pictures in a folder that `tetrascope analyze` is given."""

import re
from itertools import islice
from pathlib import Path

from tetrascope.errors import NotFound, TooLarge
from tetrascope.photos.formats import ONES_OWN, listed
from tetrascope.photos.picture_folder import picture_files

PAGES = "images"
"""The folder of the images' own pages, inside the one that is written to."""
_NUMBER = re.compile("([0-9]{1,18})")
MAX_IMAGES = 10_000
"""Pictures of a folder; more are refused before anything is done."""


def pictures_in(folder: Path, out: Path) -> list[str]:
    """Paths inside the folder of all files that are named as pictures, with `/`, by their names: 2 before 10.

    Hidden files and folders are left out, and so is what was written into `out`; links to folders are not followed.

    Raises:
        NotFound: there is none.
        TooLarge: there are more than `MAX_IMAGES`.
    """
    written = {out.resolve(), (out / PAGES).resolve()}
    found = list(islice(picture_files(folder, written), MAX_IMAGES + 1))
    if len(found) > MAX_IMAGES:
        raise TooLarge(
            f"Expected at most {MAX_IMAGES} pictures in a folder, got more in {str(folder)!r}.",
            field="image",
            hint="Name a folder inside of it.",
        )
    if not found:
        raise NotFound(
            f"Expected pictures in the folder {str(folder)!r}, got none.",
            field="image",
            hint=f"It is looked for files that end as {listed(ONES_OWN)} files do, in folders inside of it too.",
        )
    return sorted(found, key=_by_name)


def _by_name(name: str) -> tuple[list[str | int], str]:
    """Its words and numbers in turns, so that numbers count as such; where these are alike, as it is written."""
    return [int(part) if place % 2 else part.casefold() for place, part in enumerate(_NUMBER.split(name))], name
