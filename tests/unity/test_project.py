"""What the Unity client's set-up makes of a project, and which players are built of it, without an editor."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unity.player import Player, State
from tests.unity.toolchain import Dotnet

RESTART = "Input comes by the Input System now. Start the editor again, so that it does here too."
LOADER = "UnityEngine.XR.OpenXR.OpenXRLoader"
INPUT = "com.unity.openxr.feature.input."
QUEST = "Android: Builds/Quest/Tetrascope.apk"


@pytest.fixture
def player(dotnet: Dotnet, tmp_path: Path) -> Iterator[Player]:
    """A project that was set up in an editor for Windows."""
    with Player(dotnet, tmp_path) as player:
        yield player


def build(player: Player, quest: bool, **editor: object) -> State:
    """Builds a player in an editor, which is set to a platform and may be without a window."""
    usual = {"editor": "WindowsEditor", "target": "StandaloneWindows64", "batch": False}
    found: State = player.do("build", quest=quest, **{**usual, **editor})
    return found


def test_the_set_up_makes_all_that_a_project_needs_once(player: Player) -> None:
    project = player.do("project")
    names = ["PanelSettings.asset", "Pipeline.asset", "Renderer.asset", "RoomPanels.asset", "Tetrascope.unity"]
    made = [*(f"Assets/Tetrascope/{name}" for name in names), "Assets/XR/XRGeneralSettingsPerBuildTarget.asset"]
    assert project["made"] == made
    assert project["scenes"] == ["Assets/Tetrascope/Tetrascope.unity"]
    assert project["pipeline"] == {"samples": 4, "hdr": False}
    assert project["changed_again"] == []
    assert project["input"] == 1, "by the Input System"
    assert project["warnings"] == [RESTART]


def test_the_set_up_lets_players_find_headsets(player: Player) -> None:
    project = player.do("project")
    assert project["loaders"] == {"Standalone": [LOADER], "Android": [LOADER]}
    everywhere = {INPUT + name for name in ("oculustouch", "metaquestplus", "metaquestpro", "handinteraction")}
    desktop = {INPUT + name for name in ("valveindex", "htcvive", "hpreverb", "microsoftmotioncontroller")}
    quest = {"com.unity.openxr.feature.metaquest"}
    assert set(project["features"]["Standalone"]) == everywhere | desktop
    assert set(project["features"]["Android"]) == everywhere | quest


def test_both_eyes_are_drawn_at_once(player: Player) -> None:
    assert player.do("project")["eyes"] == ["SinglePassInstanced"] * 2


def test_the_set_up_prepares_players_for_a_quest(player: Player) -> None:
    project = player.do("project")
    asked = [(element["path"][1], element["attributes"]) for element in project["manifest"]]
    assert asked == [
        ("uses-feature", {"name": "oculus.software.overlay_keyboard", "required": "false"}),
        ("uses-feature", {"name": "oculus.software.handtracking", "required": "false"}),
        ("uses-permission", {"name": "com.oculus.permission.HAND_TRACKING"}),
    ]
    settings = project["player"]
    assert settings["backend"] == "IL2CPP"
    assert settings["targetArchitectures"] == "ARM64"
    assert settings["minSdkVersion"] == "AndroidApiLevel29"
    assert (settings["default graphics of Android"], settings["graphics of Android"]) == ("False", "Vulkan")
    assert (settings["forceInternetPermission"], settings["insecureHttpOption"]) == ("True", "AlwaysAllowed")


def test_on_linux_the_desktop_has_no_headset(dotnet: Dotnet, tmp_path: Path) -> None:
    """With OpenXR's loader an editor on Linux neither plays nor builds."""
    with Player(dotnet, tmp_path, editor="LinuxEditor") as player:
        assert player.do("project")["loaders"] == {"Android": [LOADER]}


def test_without_androids_module_all_else_is_set_up(dotnet: Dotnet, tmp_path: Path) -> None:
    with Player(dotnet, tmp_path, lacks="Android") as player:
        project = player.do("project")
        assert project["loaders"] == {"Standalone": [LOADER]}
        assert project["warnings"] == [RESTART]
        found = build(player, quest=True)
        assert "Expected an editor that builds for Android, this one does not." in found["wrong"]
        assert "Unity Hub: Installs > Add modules" in found["wrong"]


def test_a_feature_that_openxr_has_not_is_named(dotnet: Dotnet, tmp_path: Path) -> None:
    with Player(dotnet, tmp_path, lacks=f"{INPUT}metaquestplus") as player:
        project = player.do("project")
        warnings = [warning for warning in project["warnings"] if warning != RESTART]
        assert all(f"the feature {INPUT}metaquestplus for" in warning for warning in warnings)
        assert len(warnings) == 2 * 2, "for the desktop and for Android, whenever it is set up"
        assert f"{INPUT}oculustouch" in project["features"]["Android"]


@pytest.mark.parametrize(
    ("system", "target", "file"),
    [
        ("WindowsEditor", "StandaloneWindows64", "Tetrascope.exe"),
        ("OSXEditor", "StandaloneOSX", "Tetrascope.app"),
        ("LinuxEditor", "StandaloneLinux64", "Tetrascope.x86_64"),
    ],
)
def test_the_desktop_player_is_built_for_the_editors_own_system(
    player: Player, system: str, target: str, file: str
) -> None:
    assert build(player, quest=False, editor=system, target="Android")["built"] == [f"{target}: Builds/Desktop/{file}"]


def test_the_quest_player_is_built(player: Player) -> None:
    assert build(player, quest=True, target="StandaloneOSX")["built"] == [QUEST]
    assert build(player, quest=True, target="Android", batch=True)["built"] == [QUEST]


@pytest.mark.parametrize(("quest", "target", "name"), [(True, "StandaloneOSX", "Android"), (False, "Android", "Win64")])
def test_a_command_line_must_name_the_platform(player: Player, quest: bool, target: str, name: str) -> None:
    found = build(player, quest=quest, target=target, batch=True)
    assert f"Add -buildTarget {name} to the command line" in found["wrong"]
