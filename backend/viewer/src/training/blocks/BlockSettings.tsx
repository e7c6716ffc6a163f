import type { Block } from "../../protocol/messages.ts";
import { NumberField } from "../../ui/NumberField.tsx";
import { Select } from "../../ui/Select.tsx";
import { Toggle } from "../../ui/Toggle.tsx";
import type { SettingValue } from "./block.ts";
import { choicesOf, KINDS, type Setting, settingOf, valueWords } from "./blockKinds.ts";

interface BlockSettingsProps {
  block: Block;
  /** What settings that were changed were before. */
  was: ReadonlyMap<string, SettingValue>;
  onChange: (name: string, value: SettingValue) => void;
}

/** The settings of a block, to be changed. */
export function BlockSettings({ block, was, onChange }: BlockSettingsProps) {
  const { settings } = KINDS[block.kind];
  if (settings.length === 0) return null;
  return (
    <fieldset class="block-settings">
      <legend class="unseen">{`Settings of ${block.name}`}</legend>
      {settings.map((setting) => {
        const before = was.get(setting.name);
        return (
          <div key={setting.name} class="block-setting" data-type={setting.type}>
            <Field block={block} setting={setting} alone={settings.length === 1} onChange={onChange} />
            {before !== undefined && <p class="field-note block-was">{`was ${valueWords(setting, before)}`}</p>}
          </div>
        );
      })}
    </fieldset>
  );
}

interface FieldProps extends Pick<BlockSettingsProps, "block" | "onChange"> {
  setting: Setting;
  /** Whether it is all that can be set: then a choice needs no label in sight. */
  alone: boolean;
}

function Field({ block, setting, alone, onChange }: FieldProps) {
  const value = settingOf(block, setting);
  const { name, label } = setting;
  switch (setting.type) {
    case "number":
      return (
        <NumberField
          label={label}
          min={setting.min}
          max={setting.max}
          step={setting.step}
          value={Number(value)}
          onChange={(next) => onChange(name, next)}
        />
      );
    case "choice":
      return (
        <Select
          label={label}
          labelUnseen={alone}
          options={choicesOf(block, setting)}
          value={String(value)}
          onChange={(next) => onChange(name, next)}
        />
      );
    case "switch":
      return <Toggle label={label} checked={value === true} onChange={(next) => onChange(name, next)} />;
  }
}
