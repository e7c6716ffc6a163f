"""Scene 1 of the Unity client by keyboard."""

from tests.unity.player import Player, complete


def press(player: Player, *keys: str) -> None:
    """Press keys together, the last one after the others, and let go."""
    for key in keys:
        player.press(True, f"Key {key}")
    for key in reversed(keys):
        player.press(False, f"Key {key}")


def test_keys_go_from_image_to_image_open_and_close(player: Player) -> None:
    player.rest()
    player.point(5, 5)
    columns = player.state["structure"]["columns"]
    press(player, "down")
    hover = player.state["structure"]["hover"]
    assert (hover["layer"], hover["cluster"], hover["row"], hover["column"]) == (columns[0]["name"], 0, 56, 56)
    press(player, "down")
    for _ in range(10):
        press(player, "right")
    hover = player.rest()["structure"]["hover"]
    assert (hover["layer"], hover["cluster"]) == (columns[10]["name"], 1), "the pointer that rests says nothing"
    x, y = player.where(layer=hover["layer"], cluster=1, row=hover["row"], column=hover["column"])
    assert 336 < x < 944, "the camera has followed to where the scene can be seen"
    assert 0 < y < 736
    press(player, "shift", "left")
    assert player.state["structure"]["hover"]["column"] == hover["column"] - 1
    assert f"Row {hover['row']}, column {hover['column'] - 1}: " in player.state["texts"]["structure-tip"]
    press(player, "open")
    state = player.until(lambda state: state["structure"]["maps"])
    assert (state["structure"]["open_layer"], state["structure"]["open_cluster"]) == (columns[10]["name"], 1)
    first = f"map-{state['structure']['maps'][0]}"
    assert state["focused"] == first, "arrows go on from the first map"
    player.click(first)
    press(player, "right")
    assert player.state["texts"]["maps-place"].startswith("2 of ")
    press(player, "shift", "down")
    assert player.state["texts"]["maps-value"].startswith("Row ")
    press(player, "close")
    assert "maps-place" not in player.state["texts"]
    press(player, "close")
    assert player.state["structure"]["open_layer"] is None
    assert player.state["structure"]["hover"] is not None, "the keyboard is where it was"
    press(player, "close")
    assert player.frames()["structure"]["hover"] is None


def test_a_held_key_goes_on_and_a_pointer_that_moves_leads_again(player: Player) -> None:
    press(player, "down")
    player.press(True, "Key right")
    player.frames(60)
    player.press(False, "Key right")
    name = player.state["structure"]["hover"]["layer"]
    names = [column["name"] for column in player.state["structure"]["columns"]]
    assert names.index(name) > 4
    player.press(True, "Home")
    player.press(False, "Home")
    player.rest()
    player.point_at(layer=names[0], cluster=1, row=40, column=40)
    assert player.frames()["structure"]["hover"]["layer"] == names[0]
    player.point(5, 5)


def test_keys_undo_and_redo_and_are_not_the_scenes_while_a_panel_has_the_keyboard(player: Player) -> None:
    player.point_at(row=60, column=60)
    player.press(True)
    player.point_at(row=120, column=150)
    player.press(False)
    player.until(complete)
    press(player, "control", "undo")
    assert player.until(complete)["structure"]["masks"] == 0
    press(player, "command", "shift", "undo")
    assert player.until(complete)["structure"]["masks"] == 1
    press(player, "control", "undo")
    press(player, "control", "redo")
    assert player.until(complete)["structure"]["masks"] == 1
    player.point(5, 5)
    player.click("keep")
    player.do("focus", element="shelf-name-1")
    before = player.where(row=112, column=112)
    player.press(True, "Fit")
    player.press(False, "Fit")
    player.rest()
    assert player.where(row=112, column=112) == before, "keys of a name are not the camera's"
    press(player, "control", "undo")
    press(player, "right")
    assert player.until(complete)["structure"]["masks"] == 1, "keys are the text's while it is typed"
    assert player.state["structure"]["hover"] is None
    player.do("focus", element="clear")
    press(player, "right")
    assert player.state["structure"]["hover"] is None, "arrows are the panel's"
    press(player, "close")
    press(player, "right")
    assert player.frames()["structure"]["hover"] is not None
    player.click("shelf-forget-1")
    player.click("clear")
    player.until(complete)
