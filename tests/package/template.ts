// What Vue's templates take of the element, and what they refuse. Never run.
import "downhill-race/vue";
import type { DownhillRace } from "downhill-race/element";
import type { GlobalComponents } from "vue";

type Props = InstanceType<GlobalComponents["downhill-race"]>["$props"];
const race: DownhillRace = {} as InstanceType<GlobalComponents["DownhillRace"]>;
race.play();

// As `objective="bowl" steps="300" autoplay shown-step="10" class="wide" @downhill-step="…"`.
export const usual: Props = { objective: "bowl", steps: "300", autoplay: "", "shown-step": "10", class: "wide", id: "one", onDownhillStep: ({ detail }) => console.log(detail.steps) };
export const values: Props = { racers: [{ optimizer: "adam", lr: 0.1 }], view: { x: [-1, 1], y: [-1, 1] }, start: [1, 2], axes: false, shownStep: 10, playing: true, config: { objective: "bowl" } };
// @ts-expect-error: there is no such attribute.
export const unknown: Props = { objektive: "bowl" };
// @ts-expect-error: one of three.
export const theme: Props = { theme: "blue" };
// @ts-expect-error: there is no such event.
export const event: Props = { onDownhillSteps: () => {} };
