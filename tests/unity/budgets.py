"""What a frame of the Unity client costs, counted by the stand-in: draws, bytes on the graphics processor, allocations.

Counted for scene 1 with the layers that are usually shown, with another network below, and with all layers, and for
scene 2 with the copies of a fine pool and with as many as a request may ask for.
"""

from dataclasses import dataclass
from typing import Any

from tests.unity.metas import ROOT
from tests.unity.player import Player, State

USUAL, ALL = 18, 58
"""Layers of the default network."""
OTHER, BESIDE = "EfficientNet-Lite1", 20
"""Another network below it, and its layers."""
FINE, MOST = 515, 4096
"""Copies of a pool: of windows 84/14, 56/14 and 28/14, and the protocol's bound."""
WORDS = 4000
"""Bytes that words about what is pointed at may take; how many they do depends on numbers in them."""
README = ROOT / "unity_client/README.md"
_MOVES = 40


@dataclass(frozen=True)
class Budget:
    """The costs of one scene; bytes are those of a frame unless said otherwise."""

    title: str
    draws: int
    textures: int
    """Bytes of all textures that are drawn with."""
    meshes: int
    """Bytes of all vertices and indices."""
    rest_allocated: int
    rest_uploaded: int
    pointed_allocated: int
    """While the pointer moves from one thing to the next: the most of any frame."""
    pointed_uploaded: int


def complete(state: State) -> bool:
    """Whether scene 1 shows the newest answer."""
    structure = state["structure"]
    return structure["state"] == "Complete" and all(
        column["clusters"] and not column["stale"] for column in structure["columns"]
    )


def count_budgets(player: Player) -> list[Budget]:
    """All costs; the player is at the main menu of a server."""
    player.choose("cat")
    player.click("start-structure")
    player.until(complete)
    budgets = [_of_columns(player, USUAL)]
    player.set("beside-network", OTHER)
    player.until(lambda state: complete(state) and _complete_beside(state))
    budgets.append(_of_columns(player, USUAL, f"{USUAL} + {BESIDE} layers"))
    player.set("beside-network", "none")
    player.set("layers", "all")
    player.until(lambda state: complete(state) and len(state["structure"]["columns"]) == ALL)
    budgets.append(_of_columns(player, ALL))
    player.set("layers", "usual")
    player.click("go-pool")
    player.until(lambda state: state["pool"]["boundary"])
    return [*budgets, *(_of_images(player, count) for count in (FINE, MOST))]


def _complete_beside(state: State) -> bool:
    beside = state["structure"]["beside"]
    return beside is not None and complete({"structure": beside}) and len(beside["columns"]) == BESIDE


def _of_columns(player: Player, count: int, title: str = "") -> Budget:
    columns = player.state["structure"]["columns"]
    assert len(columns) == count
    rest = _rest(player)
    moved = []
    for move in range(_MOVES):
        column = columns[move % 3 + 1]["name"]
        player.point_at(layer=column, cluster=move % 2, row=5 + move % 20, column=7 + move % 11)
        moved.append(player.state["cost"])
    return _budget(title or f"{count} layers", rest, moved)


def _of_images(player: Player, count: int) -> Budget:
    player.do("crowd", count=count)
    rest = _rest(player)
    moved = []
    for index in range(_MOVES):
        player.do("hover", index=index)
        moved.append(player.frames()["cost"])
    return _budget(f"{count:,} images", rest, moved)


def _rest(player: Player) -> dict[str, int]:
    player.point(5, 5)
    cost: dict[str, int] = player.rest()["cost"]
    return cost


def _budget(title: str, rest: dict[str, Any], moved: list[dict[str, int]]) -> Budget:
    # The first times, .NET itself still allocates.
    steady = moved[_MOVES // 2 :]
    return Budget(
        title,
        rest["draws"],
        rest["held_texture_bytes"],
        rest["held_mesh_bytes"],
        rest["allocated"],
        rest["texture_bytes"] + rest["mesh_bytes"],
        max(cost["allocated"] for cost in steady),
        max(cost["texture_bytes"] + cost["mesh_bytes"] for cost in steady),
    )


def budget_table(budgets: list[Budget]) -> str:
    """As the README has it."""
    rows = {
        "draws": [str(each.draws) for each in budgets],
        "textures": [f"{each.textures / 1e6:.1f} MB" for each in budgets],
        "meshes": [f"{each.meshes / 1e6:.1f} MB" for each in budgets],
        "a frame at rest: allocated": [_bytes(each.rest_allocated) for each in budgets],
        "a frame at rest: uploaded": [_bytes(each.rest_uploaded) for each in budgets],
        "while pointing, at most: allocated": [_under(each.pointed_allocated) for each in budgets],
        "while pointing, at most: uploaded": [_bytes(each.pointed_uploaded) for each in budgets],
    }
    lines = [f"| | {' | '.join(each.title for each in budgets)} |", f"|---|{'--:|' * len(budgets)}"]
    return "\n".join([*lines, *(f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items())]) + "\n"


def readme_table() -> str:
    """The table as it stands in the README."""
    text = README.read_text(encoding="utf-8")
    begin = text.index("| | 18 layers |")
    return text[begin : text.index("\n\n", begin) + 1]


def _under(count: int) -> str:
    return "0" if count == 0 else f"{_bytes(WORDS)}" if count <= WORDS else _bytes(count)


def _bytes(count: int) -> str:
    if count < 1000:
        return str(count)
    return f"{count / 1e3:.1f} kB"
