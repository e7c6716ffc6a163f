import type { Signal } from "@preact/signals";
import type { TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";
import { choose, tellSetting } from "../../state/choose.ts";
import { FILL_NAMES } from "../../state/fill.ts";
import { isShown } from "../../state/shown.ts";
import { worded } from "../../state/wording.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Spinner } from "../../ui/Progress.tsx";
import { Select } from "../../ui/Select.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { redoFirst, undoLast } from "../session/steps.ts";
import type { StructureSession } from "../session/structureSession.ts";
import { useStructure } from "../session/useStructure.ts";
import { isTyping, useViewKeys } from "../session/useViewKeys.ts";
import { EditorCanvas } from "./EditorCanvas.tsx";
import { MaskList } from "./MaskList.tsx";
import { DIVIDING } from "./superpixels.ts";
import { BRUSH, SEGMENTS, TOOL_HINTS, TOOLS, type Tool } from "./tools.ts";
import "./editor.css";

/** The network's input to draw masks on, with the tools. */
export function MaskEditor() {
  const session = useStructure();
  const { ablation, masks } = session;
  const [canUndo, canRedo] = [
    masks.canUndo.value || ablation.canUndo.value,
    masks.canRedo.value || ablation.canRedo.value,
  ];
  const { leftOut } = masks;
  const masked = masks.all.value.length > 0;
  const place = useRef<HTMLDivElement>(null);
  useViewKeys(place, (event) => onUndoKey(event, session));
  return (
    <Panel
      title="Input"
      help="masks"
      data-tour="masks"
      actions={
        <>
          <IconButton icon="undo" label="Undo" disabled={!canUndo} onClick={() => undoLast(session)} />
          <IconButton icon="redo" label="Redo" disabled={!canRedo} onClick={() => redoFirst(session)} />
          <IconButton icon="trash" label="Remove all masks" disabled={!masked} onClick={() => masks.clear()} />
        </>
      }
    >
      <div ref={place} class="editor">
        <InputImage />
        <ToolBar />
        <div class="editor-controls">
          <ToolOptions />
          {(isShown("choice") || isShown("comparison")) && <FillAndKeep />}
          <MaskList />
          {leftOut.value > 0 && isShown("choice") && (
            <p class="small muted">
              {`The page's address has no room for ${leftOut.value} of the masks; a link to this view will not bring them back.`}
            </p>
          )}
        </div>
      </div>
    </Panel>
  );
}

function FillAndKeep() {
  const { masks, shelf } = useStructure();
  const { fill } = masks;
  return (
    <div class="editor-row">
      {isShown("choice") && (
        <Select
          label="Masked pixels become"
          options={FILL_NAMES}
          value={fill.value}
          onChange={(value) => {
            fill.value = value;
          }}
        />
      )}
      {isShown("comparison") && (
        <Button icon="plus" disabled={!shelf.canKeep.value} onClick={() => shelf.keep()}>
          Keep
        </Button>
      )}
    </div>
  );
}

function InputImage() {
  const { answers, inputs, subject } = useStructure();
  const state = inputs.present.value;
  if (inputs.preview.value) return <EditorCanvas />;
  if (state.state === "failed") {
    // The same thing is wrong with the whole request, and said where the answer would be.
    if (answers.status.value.state === "failed") return <div class="editor-frame editor-wait" />;
    return <ErrorNote complaint={state.complaint} onRetry={() => inputs.retry()} />;
  }
  return (
    <div class="editor-frame editor-wait" aria-busy={subject.networkId.value !== null}>
      <Spinner label="Loading the network's input" />
    </div>
  );
}

function ToolBar() {
  const { inHand } = useStructure().tools;
  return (
    <div class="editor-tools" role="radiogroup" aria-label="Tool" onKeyDown={(event) => onToolKey(event, inHand)}>
      {TOOLS.map(({ value, label, icon }) => (
        <span key={value} class="editor-tool">
          <IconButton
            icon={icon}
            label={label}
            role="radio"
            data-tool={value}
            aria-checked={inHand.value === value}
            tabIndex={inHand.value === value ? 0 : -1}
            onClick={() => choose("tool", inHand, value)}
          />
        </span>
      ))}
    </div>
  );
}

/** Arrow keys go through the tools, as in any group of radio buttons. */
function onToolKey(event: TargetedKeyboardEvent<HTMLElement>, inHand: Signal<Tool>): void {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const at = TOOLS.findIndex((option) => option.value === inHand.value);
  const next = TOOLS[(at + by + TOOLS.length) % TOOLS.length];
  if (!next) return;
  choose("tool", inHand, next.value);
  event.currentTarget.querySelector<HTMLElement>(`[data-tool="${next.value}"]`)?.focus();
}

function ToolOptions() {
  const { superpixels, tools } = useStructure();
  const { brushSize, segmentCount } = tools;
  const tool = tools.inHand.value;
  const state = superpixels.outlined.value;
  return (
    <div class="editor-options">
      {tool === "brush" && (
        <Slider
          label="Brush"
          min={BRUSH.min}
          max={BRUSH.max}
          value={brushSize.value}
          unit="px"
          onInput={(value) => {
            brushSize.value = value;
          }}
          onChange={(value) => tellSetting("brush_size", value)}
        />
      )}
      {tool === "superpixel" && (
        <Slider
          label="Regions"
          min={SEGMENTS.min}
          max={SEGMENTS.max}
          step={SEGMENTS.step}
          value={segmentCount.value}
          format={(value) => `about ${value}`}
          onChange={(value) => choose("regions", segmentCount, value)}
        />
      )}
      {tool === "superpixel" && state.state === "failed" && (
        <ErrorNote complaint={state.complaint} onRetry={() => superpixels.retry()} />
      )}
      <p class="small muted">
        {tool === "superpixel" && state.state === "loading" ? DIVIDING : worded(TOOL_HINTS[tool])}
      </p>
    </div>
  );
}

/** Undo and redo work wherever the keyboard is, except where text is typed. */
function onUndoKey(event: KeyboardEvent, session: StructureSession): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "z" && event.shiftKey) redoFirst(session);
  else if (key === "z") undoLast(session);
  else if (key === "y") redoFirst(session);
  else return;
  event.preventDefault();
}
