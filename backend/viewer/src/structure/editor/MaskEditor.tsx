import { useEffect } from "preact/hooks";
import { networkId } from "../../state/choice.ts";
import { FILL_NAMES } from "../../state/fill.ts";
import { worded } from "../../state/wording.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import type { IconName } from "../../ui/icons.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Spinner } from "../../ui/Progress.tsx";
import { Select } from "../../ui/Select.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { input, preview, retryInputs } from "../answers/inputs.ts";
import { stage } from "../answers/result.ts";
import { canRedo, canUndo, clearMasks, fill, masks, redo, undo } from "../masks/masks.ts";
import { masksLeftOut } from "../session/structureAddress.ts";
import { keepCurrent, shownKept } from "../shelf/shelf.ts";
import { EditorCanvas } from "./EditorCanvas.tsx";
import { MaskList } from "./MaskList.tsx";
import { retrySegments, superpixels } from "./segments.ts";
import { BRUSH, brushSize, SEGMENTS, segmentCount, type Tool, tool } from "./tools.ts";
import "./editor.css";

const TOOLS: readonly { value: Tool; label: string; icon: IconName }[] = [
  { value: "rectangle", label: "Rectangle", icon: "rectangle" },
  { value: "brush", label: "Brush", icon: "brush" },
  { value: "superpixel", label: "Superpixels", icon: "superpixels" },
  { value: "move", label: "Move", icon: "pan" },
  { value: "eraser", label: "Remove", icon: "eraser" },
];

const HINTS: Record<Tool, string> = {
  rectangle: "Drag on the image to hide a part of it. {Right-click} a mask to remove it.",
  brush: "Paint over what should be hidden. {Right-click a mask to remove it|“Remove” takes masks away}.",
  superpixel: "{Click} a region to hide it, {click} again to show it.",
  move: "Drag a mask to another place.",
  eraser: "{Click} a mask, or sweep over several, to remove them.",
};

/** The network's input to draw masks on, with the tools. */
export function MaskEditor() {
  useEffect(() => {
    addEventListener("keydown", onUndoKey);
    return () => removeEventListener("keydown", onUndoKey);
  }, []);
  return (
    <Panel
      title="Input"
      help="masks"
      data-tour="masks"
      actions={
        <>
          <IconButton icon="undo" label="Undo" disabled={!canUndo.value} onClick={undo} />
          <IconButton icon="redo" label="Redo" disabled={!canRedo.value} onClick={redo} />
          <IconButton icon="trash" label="Remove all masks" disabled={masks.value.length === 0} onClick={clearMasks} />
        </>
      }
    >
      <div class="editor">
        <InputImage />
        <ToolBar />
        <div class="editor-controls">
          <ToolOptions />
          <div class="editor-row">
            <Select
              label="Masked pixels become"
              options={FILL_NAMES}
              value={fill.value}
              onChange={(value) => {
                fill.value = value;
              }}
            />
            <Button icon="plus" disabled={masks.value.length === 0 || shownKept.value !== null} onClick={keepCurrent}>
              Keep
            </Button>
          </div>
          <MaskList />
          {masksLeftOut.value > 0 && (
            <p class="small muted">
              {`The page's address has no room for ${masksLeftOut.value} of the masks; a link to this view will not bring them back.`}
            </p>
          )}
        </div>
      </div>
    </Panel>
  );
}

function InputImage() {
  const state = input.value;
  if (preview.value) return <EditorCanvas />;
  if (state.state === "failed") {
    // The same thing is wrong with the whole request, and said where the answer would be.
    if (stage.value.state === "failed") return <div class="editor-frame editor-wait" />;
    return <ErrorNote complaint={state.complaint} onRetry={retryInputs} />;
  }
  return (
    <div class="editor-frame editor-wait" aria-busy={networkId.value !== null}>
      <Spinner label="Loading the network's input" />
    </div>
  );
}

function ToolBar() {
  return (
    <div class="editor-tools" role="radiogroup" aria-label="Tool" onKeyDown={onToolKey}>
      {TOOLS.map(({ value, label, icon }) => (
        <span key={value} class="editor-tool">
          <IconButton
            icon={icon}
            label={label}
            role="radio"
            data-tool={value}
            aria-checked={tool.value === value}
            tabIndex={tool.value === value ? 0 : -1}
            onClick={() => {
              tool.value = value;
            }}
          />
        </span>
      ))}
    </div>
  );
}

/** Arrow keys go through the tools, as in any group of radio buttons. */
function onToolKey(event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const at = TOOLS.findIndex((option) => option.value === tool.value);
  const next = TOOLS[(at + by + TOOLS.length) % TOOLS.length];
  if (!next) return;
  tool.value = next.value;
  (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-tool="${next.value}"]`)?.focus();
}

function ToolOptions() {
  const state = superpixels.value;
  return (
    <div class="editor-options">
      {tool.value === "brush" && (
        <Slider
          label="Brush"
          min={BRUSH.min}
          max={BRUSH.max}
          value={brushSize.value}
          unit="px"
          onInput={(value) => {
            brushSize.value = value;
          }}
        />
      )}
      {tool.value === "superpixel" && (
        <Slider
          label="Regions"
          min={SEGMENTS.min}
          max={SEGMENTS.max}
          step={SEGMENTS.step}
          value={segmentCount.value}
          format={(value) => `about ${value}`}
          onChange={(value) => {
            segmentCount.value = value;
          }}
        />
      )}
      {tool.value === "superpixel" && state.state === "failed" && (
        <ErrorNote complaint={state.complaint} onRetry={retrySegments} />
      )}
      <p class="small muted">
        {tool.value === "superpixel" && state.state === "loading"
          ? "Dividing the image into regions …"
          : worded(HINTS[tool.value])}
      </p>
    </div>
  );
}

/** Undo and redo work wherever the keyboard is, except where text is typed. */
function onUndoKey(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "z" && event.shiftKey) redo();
  else if (key === "z") undo();
  else if (key === "y") redo();
  else return;
  event.preventDefault();
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !["range", "checkbox", "radio", "button"].includes(target.type);
}
