// Registers the element, as `downhill-race/define` does, and tells Preact's JSX of it:
// `import "downhill-race/preact"`.
import type { JSX, Ref } from "preact";
import type { DownhillAttributes, DownhillEvents, DownhillProperties, DownhillRace } from "./element.js";

type Listeners = { [Name in keyof DownhillEvents as `on${Name}`]?: (event: DownhillEvents[Name]) => void };

/** What `<downhill-race>` takes in JSX. */
export type DownhillRaceProps = Omit<JSX.IntrinsicElements["div"], "ref" | keyof DownhillAttributes | keyof DownhillProperties> &
  DownhillAttributes &
  DownhillProperties &
  Listeners & { ref?: Ref<DownhillRace> };

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "downhill-race": DownhillRaceProps;
    }
  }
}
