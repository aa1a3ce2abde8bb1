// Registers the element, as `downhill-race/define` does, and tells React's JSX of it:
// `import "downhill-race/react"`. React 19 sets properties, and so takes objects and `ondownhill-step={…}`;
// React 18 writes attributes, which are texts.
import type { HTMLAttributes, Key, Ref } from "react";
import type { DownhillAttributes, DownhillEvents, DownhillProperties, DownhillRace } from "./element.js";

type Listeners = { [Name in keyof DownhillEvents as `on${Name}`]?: (event: DownhillEvents[Name]) => void };

/** What `<downhill-race>` takes in JSX. */
export interface DownhillRaceProps
  extends Omit<HTMLAttributes<DownhillRace>, keyof DownhillAttributes | keyof DownhillProperties>,
    DownhillAttributes,
    DownhillProperties,
    Listeners {
  ref?: Ref<DownhillRace>;
  key?: Key | null;
  /** What React 18 writes for elements like this one, where React 19 has `className`. */
  class?: string;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "downhill-race": DownhillRaceProps;
    }
  }
}
