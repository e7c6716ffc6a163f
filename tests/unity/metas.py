"""Writes the .meta file that Unity wants beside every file and folder of the package; removes those of what is gone.

    python tests/unity/metas.py            write
    python tests/unity/metas.py --check    change nothing; exit code 1 and a list where a meta is missing or wrong

Scenes and prefabs name an asset by the GUID in its meta, so one that stands is kept for good: move the meta with its
file (`git mv` both). A new one is made of the path below the package, so that it is the same wherever it is made.
"""

import argparse
import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "unity_client/Packages/ca.tetrascope.client"

_END = "  userData: \n  assetBundleName: \n  assetBundleVariant: \n"
_PLAIN = f"  externalObjects: {{}}\n{_END}"
_SCRIPTED = f"ScriptedImporter:\n  internalIDToNameTable: []\n  externalObjects: {{}}\n  serializedVersion: 2\n{_END}"
_BUILT_IN = "0000000000000000e000000000000000"
"""Unity's own importers."""
_GUID = re.compile(r"^guid: ([0-9a-f]{32})$", re.MULTILINE)


def _scripted(importer: int, *settings: str) -> str:
    lines = [f"script: {{fileID: {importer}, guid: {_BUILT_IN}, type: 0}}", *settings]
    return _SCRIPTED + "".join(f"  {line}\n" for line in lines)


IMPORTERS = {
    ".cs": "",
    ".asmdef": f"AssemblyDefinitionImporter:\n{_PLAIN}",
    ".asset": f"NativeFormatImporter:\n  externalObjects: {{}}\n  mainObjectFileID: 11400000\n{_END}",
    ".hlsl": "ShaderIncludeImporter:\n  externalObjects: {}\n" + _END,
    ".json": f"TextScriptImporter:\n{_PLAIN}",
    ".mat": f"NativeFormatImporter:\n  externalObjects: {{}}\n  mainObjectFileID: 2100000\n{_END}",
    ".md": f"TextScriptImporter:\n{_PLAIN}",
    ".rsp": f"DefaultImporter:\n{_PLAIN}",
    ".shader": "ShaderImporter:\n  externalObjects: {}\n  defaultTextures: []\n  nonModifiableTextures: []\n" + _END,
    ".tss": _scripted(12388, "disableValidation: 0"),
    ".txt": f"TextScriptImporter:\n{_PLAIN}",
    ".bytes": f"TextScriptImporter:\n{_PLAIN}",
    ".unity": f"DefaultImporter:\n{_PLAIN}",
    ".uss": _scripted(12385, "disableValidation: 0"),
    ".uxml": _scripted(13804),
    ".xml": f"TextScriptImporter:\n{_PLAIN}",
}
"""What Unity writes below the GUID, by a file's ending; of a script it writes nothing more.

With other assets (pictures, sounds, fonts) these are settings: what the editor wrote is kept.
"""


def assets(package: Path = PACKAGE) -> Iterator[Path]:
    """Every file that Unity imports, and every folder that holds one."""
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".meta"]
    imported = [path for path in files if not any(map(_is_hidden, path.relative_to(package).parts))]
    folders = {folder for path in imported for folder in path.parents if package in folder.parents}
    yield from sorted([*imported, *folders])


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name.endswith("~")


def guid_of(path: Path, package: Path = PACKAGE) -> str:
    """The GUID in the meta of an asset, or of a new one the first 32 hexadecimal digits of its path's SHA-256."""
    meta = Path(f"{path}.meta")
    standing = _GUID.search(meta.read_text(encoding="utf-8")) if meta.is_file() else None
    if standing:
        return standing[1]
    return hashlib.sha256(path.relative_to(package).as_posix().encode()).hexdigest()[:32]


def meta_of(path: Path, package: Path = PACKAGE) -> str:
    """The text of an asset's meta file."""
    head = f"fileFormatVersion: 2\nguid: {guid_of(path, package)}\n"
    if path.is_dir():
        return f"{head}folderAsset: yes\nDefaultImporter:\n{_PLAIN}"
    if path.relative_to(package).as_posix() == "package.json":
        return f"{head}PackageManifestImporter:\n{_PLAIN}"
    return head + IMPORTERS.get(path.suffix, "")


def stale_metas(package: Path = PACKAGE) -> dict[Path, str | None]:
    """What is to be written, by meta file; None for one whose asset is gone."""
    wanted = {Path(f"{path}.meta"): path for path in assets(package)}
    stale: dict[Path, str | None] = {meta: None for meta in package.rglob("*.meta") if meta not in wanted}
    for meta, path in wanted.items():
        text = meta_of(path, package)
        found = meta.read_text(encoding="utf-8") if meta.is_file() else ""
        settings_of_its_own = path.is_file() and path.suffix not in IMPORTERS
        if not (found.startswith(text) if settings_of_its_own else found == text):
            stale[meta] = text
    return stale


def main() -> int:
    """The exit code: 0, or 1 where `--check` finds something to do."""
    parser = argparse.ArgumentParser(description="Write the Unity package's .meta files.")
    parser.add_argument("--check", action="store_true", help="only say which files are stale")
    check = parser.parse_args().check
    stale = stale_metas()
    for meta, text in stale.items():
        if check:
            print(f"{meta.relative_to(ROOT)} is {'left over' if text is None else 'stale'}", file=sys.stderr)
        elif text is None:
            meta.unlink()
        else:
            meta.write_text(text, encoding="utf-8", newline="\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
