"""Every generated file, and whether what lies in the folder is up to date."""

import json
from pathlib import Path
from typing import Any

from tetrascope.protocol.generator.asyncapi import asyncapi_document
from tetrascope.protocol.generator.csharp.messages import csharp_messages
from tetrascope.protocol.generator.csharp.names import csharp_names, csharp_operations
from tetrascope.protocol.generator.csharp.scenes import csharp_scenes
from tetrascope.protocol.generator.golden import golden_files
from tetrascope.protocol.generator.mark import MARK
from tetrascope.protocol.generator.reference import reference_page
from tetrascope.protocol.generator.scene import scene_document
from tetrascope.protocol.generator.schema import schema_document
from tetrascope.protocol.generator.typescript import request_defaults_module, typescript_module
from tetrascope.protocol.openapi import openapi_document
from tetrascope.study.definition.schema import SCHEMA_FILE, study_schema

ROOT = Path(__file__).resolve().parents[4]
GOLDEN = "protocol/golden"
CSHARP_CORE = "unity_client/Packages/ca.tetrascope.client/Runtime/Core"


def generated_files() -> dict[str, bytes]:
    """Content by path below the repository's root."""
    files = {
        "protocol/schema.json": _json(schema_document()),
        "protocol/openapi.json": _json({"x-generated": MARK} | openapi_document()),
        "protocol/asyncapi.json": _json(asyncapi_document()),
        "protocol/scene.json": _json(scene_document()),
        f"protocol/{SCHEMA_FILE}": _json({"$comment": MARK} | study_schema()),
        "protocol/messages.md": reference_page().encode(),
        "backend/viewer/src/protocol/messages.ts": typescript_module().encode(),
        "backend/viewer/src/protocol/requestDefaults.ts": request_defaults_module().encode(),
        f"{CSHARP_CORE}/Protocol/Messages.cs": csharp_messages().encode(),
        f"{CSHARP_CORE}/Protocol/Names.cs": csharp_names().encode(),
        f"{CSHARP_CORE}/Protocol/Operations.cs": csharp_operations().encode(),
    }
    files |= {f"{CSHARP_CORE}/{name}": text.encode() for name, text in csharp_scenes().items()}
    return files | {f"{GOLDEN}/{name}": content for name, content in golden_files().items()}


def write_files(folder: Path = ROOT) -> None:
    """Write them all, and remove golden messages that are no longer made."""
    files = generated_files()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for name in _leftovers(files, folder):
        (folder / name).unlink()


def stale_files(folder: Path = ROOT) -> list[str]:
    """Files that are missing, differ, or should not be there."""
    files = generated_files()
    differing = [name for name, content in files.items() if _read(folder / name) != content]
    return differing + _leftovers(files, folder)


def _leftovers(files: dict[str, bytes], folder: Path) -> list[str]:
    present = (path.relative_to(folder).as_posix() for path in sorted((folder / GOLDEN).glob("*")))
    return [name for name in present if name not in files]


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
