import scenes from "../../../../protocol/scene.json";

/** Lengths of scene 1 in metres; the guide's "Geometry of the scenes" says what each means. */
export interface StructureNumbers {
  readonly eye_height: number;
  readonly input_side: number;
  readonly column_gap: number;
  readonly panel_side: number;
  readonly panel_gap: number;
  /** Share of explained variance below which a panel's frame is dashed. */
  readonly little_explained: number;
  /** Share of the first component's variance from which on the second is close to it. */
  readonly close_components: number;
  readonly class_bar_length: number;
  readonly class_row_height: number;
}

/** Lengths of scene 2 in metres; `support_vector_border` is a share of `image_side`. */
export interface PoolNumbers {
  readonly centre_height: number;
  readonly circumradius: number;
  readonly image_side: number;
  readonly support_vector_border: number;
  /** The four vertices of the tetrahedron at distance 1 from the centre: x, y, z each. */
  readonly vertices: readonly (readonly number[])[];
  /** The same for three labels. */
  readonly triangle: readonly (readonly number[])[];
  /** The same for two. */
  readonly segment: readonly (readonly number[])[];
}

/** A colour map: equally spaced stops from the smallest value to the largest, sRGB `#rrggbb`. */
export interface ColourMap {
  /** Stable name for addresses and settings. */
  readonly name: string;
  /** Name for a person. */
  readonly title: string;
  readonly stops: readonly string[];
}

/** sRGB colours, `#rrggbb`; the guide's "Colours" says what each means. */
export interface SceneColours {
  readonly accent: string;
  readonly kept: string;
  readonly changed: string;
  readonly support_vector: string;
  readonly clusters: readonly string[];
  readonly feature_map: readonly string[];
  /** What a person can choose from; the first is `feature_map`. */
  readonly colour_maps: readonly ColourMap[];
  /** Stops of signed differences, no change in the middle. */
  readonly difference: readonly string[];
  readonly importance_positive: string;
  readonly importance_negative: string;
}

/** Geometry and colours of both scenes, as every client has them: protocol/scene.json. */
export const SCENES: {
  readonly structure: StructureNumbers;
  readonly pool: PoolNumbers;
  readonly colours: SceneColours;
} = scenes;

/** The guide's opacity of the largest importance. */
export const IMPORTANCE_OPACITY = 0.78;
