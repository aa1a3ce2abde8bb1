// What the page and its worker say to each other.

export type Kind = "png" | "svg" | "gif" | "csv" | "json";

/** How the surface is looked at: angles in degrees, how many times as near as usual, and whether it lets through what it hides. */
export interface Surface {
  elevation: number;
  azimuth: number;
  zoom: number;
  seesThrough: boolean;
}

/** What is to be made of a run. */
export interface Request {
  kind: Kind;
  /** The run and its step, as the hash of an address. */
  run: string;
  /** In CSS px. */
  width: number;
  height: number;
  /** Pixels to the CSS px. */
  scale: number;
  /** From where the surface is looked at; without it, pictures show the map. */
  surface?: Surface | undefined;
  isDark: boolean;
  /** Whether the ground has the article's colours. */
  isArticle: boolean;
  axes: boolean;
  labels: boolean;
  title: boolean;
  /** The first step and the last of an animation. */
  steps: [number, number];
  /** Frames a second. */
  rate: number;
}

/** What comes back: which part is done, or the file, or why there is none. */
export type Answer = { part: number } | { file: Blob; name: string } | { error: string };
