"""`tetrascope study new`."""

from pathlib import Path

from tests.cli.conftest import Command


def test_a_new_study_is_right_as_it_is(tetrascope: Command, tmp_path: Path) -> None:
    made = tetrascope("study", "new", tmp_path / "My lab")
    assert made.code == 0
    assert sorted(path.name for path in (tmp_path / "My lab").iterdir()) == ["study.schema.json", "study.toml"]
    assert 'id = "my-lab"' in (tmp_path / "My lab/study.toml").read_text(encoding="utf-8")
    for place in (tmp_path / "My lab", tmp_path / "My lab/study.toml"):
        outcome = tetrascope("study", "check", place)
        assert outcome.code == 0
        assert "nothing is wrong with it" in outcome.out
        assert "task.clustered.cat.explore" in outcome.out
        assert "In all about 121 minutes." in outcome.out
        assert "after clustered" in outcome.out
        assert outcome.err.startswith("tetrascope: warning: The order of conditions is not balanced among 8")


def test_nothing_is_overwritten(tetrascope: Command, tmp_path: Path) -> None:
    tetrascope("study", "new", tmp_path / "lab")
    file = tmp_path / "lab/study.toml"
    file.write_text("mine", encoding="utf-8")
    outcome = tetrascope("study", "new", tmp_path / "lab")
    assert outcome.code == 2
    assert "argument NAME: Expected a folder that is new or empty" in outcome.err
    assert file.read_text(encoding="utf-8") == "mine"
    (tmp_path / "file").write_bytes(b"")
    assert tetrascope("study", "new", tmp_path / "file").code == 1
