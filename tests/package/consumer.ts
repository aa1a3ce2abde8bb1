// A program in TypeScript that uses all that the package declares. Never run.
import "downhill-race/define";
import init, { basin, BasinJob, OptimizerRunner, sweep, type BasinResult, type RunConfig, type State } from "downhill-race";
import { DownhillRace, type DownhillStop } from "downhill-race/element";
import address from "downhill-race/wasm";

await init({ module_or_path: new URL(address, import.meta.url) });
const config: RunConfig = { objective: { formula: "x^2 + 3*y^2" }, racers: [{ optimizer: "adam", lr: 0.1 }] };
const runner = new OptimizerRunner(config);
runner.step(100);
const path: Float64Array = runner.trajectory(0);
const state: State = runner.state(0, 50);
console.log(path[0], state.firstMoment?.[0]);
// @ts-expect-error: there is no such optimizer.
new OptimizerRunner({ racers: [{ optimizer: "adma" }] });

const rates = await sweep(config, { parameter: "betas[1]", starts: [[1, 2]], workers: 0, onprogress: (part) => part.toFixed() });
const best: number | undefined = rates.racers[0].best?.value;
const maps: BasinResult = await basin(config, { columns: 8, rows: 6, signal: new AbortController().signal });
console.log(best, maps.racers[0].outcomes[7], maps.minima[0].at[1], maps.racers[0].shares[0].outcome === "diverged");
const job = new BasinJob(config, { columns: 8 });
job.put(0, job.compute(0));
// @ts-expect-error: there is no such option.
await sweep(config, { rate: 1 });

const race = document.createElement("downhill-race");
race satisfies DownhillRace;
race.racers = "sgd adam(lr=0.1)";
race.steps = 300;
race.controls = "minimal";
race.autoplay = race.loop = true;
race.alt = null;
// @ts-expect-error: one of three.
race.theme = "blue";
race.playing = true;
race.racers = [{ optimizer: "adam", lr: 0.1 }];
race.start = [1, 2];
race.config = config;
race.config = null;
// @ts-expect-error: there is no such optimizer.
race.racers = [{ optimizer: "adma" }];
// @ts-expect-error: it is there to be read.
race.ready = Promise.resolve(race);
const ready: DownhillRace = await race.ready;
const steps: number | undefined = ready.config?.steps;
race.shownStep = (steps ?? 0) / 2;
race.play();
race.pause();
race.seek(7);
race.step();
race.step(-2);
race.reset();
race.toDataURL("image/webp", 0.9).startsWith("data:");

race.addEventListener("downhill-ready", ({ detail }) => console.log(detail.config.start?.[0].toFixed()));
race.addEventListener("downhill-step", ({ detail }) => console.log(detail.step / detail.steps));
race.addEventListener("downhill-end", ({ detail }) => console.log(detail.step.toFixed()));
race.addEventListener("downhill-stop", ({ detail }) => {
  const stop: DownhillStop = detail;
  console.log(stop.kind === "diverged", stop.label.length, stop.racer);
  // @ts-expect-error: it has no such property.
  console.log(detail.speed);
});
race.addEventListener("downhill-error", ({ detail }) => console.log(detail.message.length, detail.position?.toFixed()));
// They bubble, so whoever holds the figure hears them too.
document.addEventListener("downhill-change", ({ detail }) => console.log(detail.control.length, detail.playing));
document.querySelector("downhill-race")?.play();
