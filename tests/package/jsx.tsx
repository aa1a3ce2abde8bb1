// What JSX takes of the element, and what it refuses; checked against React 19, React 18 and Preact, whose
// files differ in nothing but this line. Never run.
import "downhill-race/react";
import type { DownhillRace } from "downhill-race/element";
import type { RunConfig } from "downhill-race";

declare const run: RunConfig;
declare const hold: (race: DownhillRace | null) => void;

export const usual = (
  <downhill-race objective="bowl" racers="sgd adam(lr=0.1)" steps={300} autoplay loop={false} shown-step="10" speed="auto" ref={hold} id="one" style={{ width: "100%" }}>
    <img src="poster.svg" alt="" />
  </downhill-race>
);
export const values = (
  <downhill-race
    racers={[{ optimizer: "adam", lr: 0.1 }]}
    view={{ x: [-1, 1], y: [-1, 1] }}
    objective={{ formula: "x^2 + 3*y^2" }}
    start={[1, 2]}
    levels={[0, 1, 2]}
    noise={{ sigma: 0.1 }}
    controls="minimal"
    axes="false"
    autoplay="true"
    shownStep={10}
    playing={true}
    ondownhill-step={({ detail }) => console.log(detail.step / detail.steps)}
    ondownhill-error={(event) => console.log(event.detail.message.length)}
  />
);
export const others = [<downhill-race racers={run.racers} />, <downhill-race config={run} />, <downhill-race config={null} racers={undefined} formula="x" />];
export const wrong = [
  // @ts-expect-error: there is no such attribute.
  <downhill-race objektive="bowl" />,
  // @ts-expect-error: one of three.
  <downhill-race controls="all" />,
  // @ts-expect-error: on or off.
  <downhill-race autoplay="off" />,
  // @ts-expect-error: there is no such optimizer.
  <downhill-race racers={[{ optimizer: "adma" }]} />,
  // @ts-expect-error: a number.
  <downhill-race steps="many" />,
  // @ts-expect-error: it is there to be read.
  <downhill-race ready={Promise.resolve()} />,
  // @ts-expect-error: it has no such property.
  <downhill-race ondownhill-step={({ detail }) => detail.speed} />,
];
