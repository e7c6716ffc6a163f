"""Hatchling's hook: the browser client becomes a part of the wheel."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def _build_module() -> Any:
    """`build.py` beside this file, which Hatchling does not load as a part of a package."""
    specification = importlib.util.spec_from_file_location("viewer_build", Path(__file__).with_name("build.py"))
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


class ViewerHook(BuildHookInterface):
    """Builds the client before the wheel is put together, for editable installations too."""

    def dependencies(self) -> list[str]:
        """Node.js, unless there is nothing to build."""
        build = _build_module()
        return [] if build.skipped() else [build.NODE_REQUIREMENT]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called before the files are collected."""
        build = _build_module()
        if build.skipped():
            self.app.display_warning(f"The browser client is not built: {build.SKIP_VARIABLE} is set.")
            return
        try:
            build.build()
        except build.BuildFailed as failure:
            sys.exit(f"tetrascope: {failure}")
