// Registers the element, as `downhill-race/define` does, and tells Vue's templates of it:
// `import "downhill-race/vue"`. The compiler must know that it is an element (`isCustomElement`).
import type { EmitFn, HTMLAttributes, PublicProps } from "vue";
import type { DownhillAttributes, DownhillEvents, DownhillProperties, DownhillRace } from "./element.js";

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Name;
type Listeners = { [Name in keyof DownhillEvents as `on${Capitalize<Camel<Name>>}`]?: (event: DownhillEvents[Name]) => void };

/** What `<downhill-race>` takes in a template. */
export type DownhillRaceProps = Omit<HTMLAttributes, keyof DownhillAttributes | keyof DownhillProperties> &
  DownhillAttributes &
  DownhillProperties &
  Listeners;

type Element = new () => DownhillRace & {
  /** @deprecated It is there for templates only. */
  $props: DownhillRaceProps & PublicProps;
  /** @deprecated It is there for templates only. */
  $emit: EmitFn<{ [Name in keyof DownhillEvents]: (event: DownhillEvents[Name]) => void }>;
};

declare module "vue" {
  interface GlobalComponents {
    "downhill-race": Element;
    DownhillRace: Element;
  }
}
