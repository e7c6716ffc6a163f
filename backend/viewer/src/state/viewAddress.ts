import type { Signal } from "@preact/signals";
import { type AddressText, addressParameter, type View } from "./address.ts";
import { inStudy } from "./shown.ts";

/** What the address says of a view, of whose sessions it can be about one at a time. */
export class ViewAddress {
  private readonly view: View;
  private bound: (() => void)[] = [];

  constructor(view: View) {
    this.view = view;
  }

  /** Lets go of the session before. */
  release(): void {
    for (const release of this.bound.splice(0)) release();
  }

  /** Lets a value live in the address under `name`. `usual` is what it begins with, and an address without it says. */
  bind<T>(name: string, value: Signal<T>, usual: T, text: AddressText<T>): void {
    const format = (now: T) => (now === usual ? null : text.format(now));
    this.bound.push(addressParameter(this.view, name, value, { ...text, format }, usual));
  }

  /** The same for what a page may begin with otherwise than another, so that `text` says when it has to be said. */
  bindRemembered<T>(name: string, value: Signal<T>, beginning: T, text: AddressText<T>): void {
    this.bound.push(addressParameter(this.view, name, value, text, beginning));
  }
}

/** The same for what a study's condition fixes: in a study no address says it. */
export function fixedInStudy<T>(text: AddressText<T>): AddressText<T> {
  return { ...text, isFixed: inStudy };
}

/** Yes or no. */
export const FLAG: AddressText<boolean> = {
  parse: (text) => (text === "1" ? true : text === "0" ? false : undefined),
  format: (value) => (value ? "1" : "0"),
};

/** One of some names. */
export function oneOf<T extends string>(allowed: readonly T[]): AddressText<T> {
  return { parse: (text) => allowed.find((candidate) => candidate === text), format: (value) => value };
}

/** A whole number within bounds; also for a value that may be null, which needs no text. */
export function wholeNumber(least: number, most: number) {
  return { parse: (text: string) => whole(text, least, most), format: String };
}

/** A whole number within bounds; undefined where the text is none. */
export function whole(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,8}$/.test(text) ? Number(text) : -1;
  return value >= least && value <= most ? value : undefined;
}
