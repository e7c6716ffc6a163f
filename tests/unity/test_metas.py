"""Metas are written, mended and removed; what the editor knows better is kept."""

import hashlib
from pathlib import Path

import pytest
from tests.unity.metas import assets, guid_of, meta_of, stale_metas


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name in ("package.json", "Runtime/Panel.cs", "Runtime/map.png", "Samples~/One.cs", ".hidden/x.cs"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "Empty").mkdir()
    return tmp_path


def write(package: Path) -> None:
    for meta, text in stale_metas(package).items():
        if text is None:
            meta.unlink()
        else:
            meta.write_text(text, encoding="utf-8")


def test_hidden_and_empty_folders_are_no_assets(package: Path) -> None:
    found = [path.relative_to(package).as_posix() for path in assets(package)]
    assert found == ["Runtime", "Runtime/Panel.cs", "Runtime/map.png", "package.json"]


def test_a_new_guid_follows_from_the_path(package: Path) -> None:
    guid = hashlib.sha256(b"Runtime/Panel.cs").hexdigest()[:32]
    assert guid_of(package / "Runtime/Panel.cs", package) == guid
    assert meta_of(package / "Runtime/Panel.cs", package) == f"fileFormatVersion: 2\nguid: {guid}\n"
    assert "folderAsset: yes" in meta_of(package / "Runtime", package)
    assert "PackageManifestImporter:" in meta_of(package / "package.json", package)


def test_what_is_missing_is_written_and_what_is_left_over_is_removed(package: Path) -> None:
    write(package)
    assert stale_metas(package) == {}
    (package / "Runtime/Panel.cs").rename(package / "Runtime/Column.cs")
    assert {meta.name: text is None for meta, text in stale_metas(package).items()} == {
        "Panel.cs.meta": True,
        "Column.cs.meta": False,
    }
    write(package)
    assert stale_metas(package) == {}


def test_what_is_moved_with_its_meta_keeps_its_guid(package: Path) -> None:
    write(package)
    guid = guid_of(package / "Runtime/Panel.cs", package)
    for name in ("Panel.cs", "Panel.cs.meta"):
        (package / "Runtime" / name).rename(package / "Runtime" / name.replace("Panel", "Column"))
    assert stale_metas(package) == {}
    assert guid_of(package / "Runtime/Column.cs", package) == guid


def test_settings_of_the_editor_are_kept_with_the_guid(package: Path) -> None:
    write(package)
    meta = package / "Runtime/map.png.meta"
    meta.write_text(meta.read_text(encoding="utf-8") + "TextureImporter:\n", encoding="utf-8")
    assert stale_metas(package) == {}
    meta.write_text("fileFormatVersion: 2\nguid: 0\nTextureImporter:\n", encoding="utf-8")
    assert list(stale_metas(package)) == [meta]
