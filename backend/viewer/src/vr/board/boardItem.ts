/** A picture that a board shows, as a canvas or what can be drawn on one. */
export type BoardPicture = HTMLCanvasElement | ImageBitmap | ImageData;

/** What stands on a board, from top to bottom. */
export type BoardItem =
  | { readonly kind: "title"; readonly text: string }
  | { readonly kind: "text"; readonly text: string; readonly muted?: boolean }
  | BoardButton
  /** A share of 0..1 as a bar behind its words, such as a class and its probability. */
  | {
      readonly kind: "bar";
      readonly text: string;
      readonly value: string;
      readonly share: number;
      readonly strong?: boolean;
    }
  /** Side by side, each as wide as the others. */
  | { readonly kind: "row"; readonly items: readonly BoardItem[] }
  | BoardPictureItem;

/** As high as so many em. */
export interface BoardPictureItem {
  readonly kind: "picture";
  readonly picture: BoardPicture;
  readonly height: number;
  /** Shows its pixels as squares. */
  readonly sharp?: boolean;
  readonly label?: string;
  /** It is pointed at, in shares of its width and height from its top left; null when it is no more. */
  readonly onPoint?: (at: { readonly x: number; readonly y: number } | null) => void;
}

export interface BoardButton {
  readonly kind: "button";
  readonly label: string;
  readonly onPress: () => void;
  /** On, of what is on or off, or chosen of several. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** A picture above the words, as high as so many em. */
  readonly picture?: BoardPicture;
  readonly height?: number;
  readonly sharp?: boolean;
}
