// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Player } from "../../src/replay/player.ts";
import { ReplayedScenes } from "../../src/replay/replayedScenes.ts";
import { shown } from "../../src/state/shown.ts";
import { onTell, type Told } from "../../src/state/tell.ts";
import { notice } from "../../src/ui/notice.ts";
import { Recorder, recordOf, rectangle, SHOWS } from "./events.ts";

let recorder: Recorder;
let player: Player;
let scenes: ReplayedScenes;
let stop: () => void;
let told: Told[];

beforeEach(() => {
  recorder = new Recorder();
  told = [];
  const deaf = onTell((one) => told.push(one));
  stop = deaf;
});
afterEach(() => {
  stop();
  expect(told, "nothing of a replay is told to a log").toEqual([]);
  expect(shown.value).toBeNull();
});

/** Plays what was recorded. */
function play(): void {
  player = new Player(recordOf(recorder.events));
  scenes = new ReplayedScenes(player);
  const [deaf, still] = [stop, scenes.follow()];
  stop = () => {
    still();
    deaf();
  };
}

function tops(): number[] {
  return scenes.structure.masks.all.value.map(({ mask }) => mask.top);
}

describe("the scenes", () => {
  it("have the image, the network and the condition of the moment", () => {
    recorder.tell("step_started", 0, { step: "consent", scene: null });
    recorder.tell("scene_entered", 10);
    recorder.tell("scene_entered", 20, { step: "task.plain.dog.explore" });
    recorder.tell("scene_entered", 30, { step: "tutorial.clustered" });
    play();
    expect(scenes.structure.subject.image.value).toBeNull();
    player.seek(10);
    expect(shown.value).toEqual(SHOWS);
    expect(scenes.structure.subject.image.value).toMatchObject({ imageId: "image-of-a-cat", title: "A cat" });
    expect(scenes.pool.subject.networkId.value).toBe("a-network");
    player.seek(20);
    expect(shown.value?.clusters).toBe(false);
    expect(scenes.structure.subject.imageId.value).toBe("image-of-a-dog");
    player.seek(30);
    expect(shown.value).toEqual(SHOWS);
    expect(scenes.structure.subject.imageId.value, "a tutorial's is the study's first").toBe("image-of-a-cat");
  });

  it("have the masks that were recorded, whichever way one came, and whatever the onlooker draws", () => {
    recorder.tell("mask_drawn", 10, { content: { index: 0, mask: rectangle(1) } });
    recorder.tell("mask_drawn", 20, { content: { index: 1, mask: rectangle(2) } });
    recorder.tell("mask_removed", 30, { content: { index: 0, mask: rectangle(1) } });
    play();
    const at = (place: number) => {
      player.seek(place);
      return tops();
    };
    expect([0, 10, 20, 10, 0].map(at)).toEqual([[1], [1, 2], [2], [1, 2], [1]]);
    const [kept] = scenes.structure.masks.all.value;
    player.seek(10);
    expect(scenes.structure.masks.all.value[0], "a mask that stays is the same").toBe(kept);
    scenes.structure.masks.add(rectangle(99));
    expect(tops()).toEqual([1, 2]);
    expect(notice.value).toBe("A replay shows the masks that were recorded.");
    scenes.structure.masks.clear();
    expect(tops()).toEqual([1, 2]);
    expect(
      told.map(({ kind }) => kind),
      "what the onlooker did",
    ).toEqual(["mask_drawn", "masks_replaced"]);
    told = [];
  });

  it("open what was opened; what the onlooker opened stays until then", () => {
    recorder.tell("scene_entered", 0);
    recorder.tell("hover", 10, { content: { target: "map", duration_ms: 400 } });
    recorder.tell("cluster_opened", 20, { content: { layer: "conv1", cluster: 2 } });
    recorder.tell("map_opened", 30, { content: { layer: "conv1", channel: 7 } });
    recorder.tell("maps_closed", 40);
    play();
    const { maps } = scenes.structure;
    maps.openLayer.value = "conv9";
    player.seek(10);
    expect(maps.openLayer.value).toBe("conv9");
    player.seek(20);
    expect([maps.openLayer.value, maps.openCluster.value, maps.largeChannel.value]).toEqual(["conv1", 2, null]);
    player.seek(30);
    expect(maps.largeChannel.value).toBe(7);
    player.seek(40);
    expect(maps.openLayer.value).toBeNull();
  });

  it("are seen from where they were seen", () => {
    const content = { position: [3, 2, 4], target: [3, 2, 0] };
    recorder.tell("camera_moved", 0, { content });
    recorder.tell("camera_moved", 10, { content, scene: "pool" });
    recorder.tell("step_started", 20, { step: "task.plain.dog.explore" });
    play();
    const straight = { target: [3, 2, 0], azimuth: 0, elevation: 0, distance: 4 };
    expect(scenes.structure.viewport.camera.value).toEqual({ choice: straight, network: "a-network" });
    expect(scenes.pool.display.camera.value).toBeNull();
    player.seek(10);
    expect(scenes.pool.display.camera.value).toEqual(straight);
    player.seek(20);
    expect(scenes.structure.viewport.camera.value.choice).toBe("home");
  });

  it("have the layers, the pool and its filters as they were set", () => {
    const set = (setting: string, value: string) => ({ content: { setting, value } });
    recorder.tell("setting_changed", 0, set("layers", "conv1,conv2"));
    recorder.tell("setting_changed", 0, set("overview_level", "blocks"));
    recorder.tell("setting_changed", 0, set("overview_section", "Stage 2"));
    recorder.tell("setting_changed", 0, set("windows", "56/28"));
    recorder.tell("setting_changed", 0, set("label_examined", "281"));
    recorder.tell("recalculation_requested", 0, { content: { operation: "pools" } });
    recorder.tell("filter_changed", 0, { content: { filter: "answer", value: "changed" } });
    recorder.tell("filter_changed", 0, { content: { filter: "vertex", value: "2" } });
    recorder.tell("filter_changed", 0, { content: { filter: "hide_others", value: "true" } });
    recorder.tell("pool_image_opened", 0, { content: { index: 31, mask: rectangle(1) } });
    play();
    expect(scenes.structure.display.layersShown.value).toEqual(["conv1", "conv2"]);
    const { level, chosenSection } = scenes.structure.overview;
    expect([level.value, chosenSection.value]).toEqual(["blocks", "Stage 2"]);
    expect(scenes.pool.settings.label.value).toBe(281);
    expect(scenes.pool.display.filters.value).toMatchObject({ answer: "changed", vertex: 2, label: null, outside: 1 });
    expect(scenes.pool.display.hideOthers.value).toBe(true);
    expect(scenes.pool.selection.selected.value).toBe(31);
  });
});
