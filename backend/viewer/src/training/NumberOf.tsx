import type { Signal } from "@preact/signals";
import { NumberField } from "../ui/NumberField.tsx";

interface NumberOfProps {
  label: string;
  of: Signal<number>;
  min: number;
  max: number;
  step?: number;
  unit?: string;
}

/** A field of a form for a number that a signal holds. */
export function NumberOf({ of, ...field }: NumberOfProps) {
  return (
    <NumberField
      {...field}
      value={of.value}
      onChange={(next) => {
        of.value = next;
      }}
    />
  );
}
