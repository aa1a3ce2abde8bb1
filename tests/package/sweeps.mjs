// Sweeps and maps in Node, which has no workers of a page's kind: computed here, with time for everything else.
import init, { basin, BasinJob, OptimizerRunner, sweep, SweepJob } from "downhill-race";
import assert from "node:assert/strict";

// They start the module themselves.
const config = { objective: "himmelblau", steps: 50, racers: [{ optimizer: "adam", lr: 0.1 }, { optimizer: "sgd", lr: 0.01 }] };
const values = [0.001, 0.01, 0.1, 1];
let turns = 0;
const timer = setInterval(() => (turns += 1), 0);
const parts = [];
const swept = await sweep(config, { values, onprogress: (part) => parts.push(part) });
const maps = await basin(config, { columns: 128, rows: 128, onprogress: (part) => parts.push(part) });
clearInterval(timer);
assert.ok(turns > 1, `${turns} turns`);
assert.equal(parts.filter((part) => part === 1).length, 2);

assert.equal(swept.parameter, "lr");
assert.deepEqual([...swept.values], values);
for (const { racer, label, losses, steps } of swept.racers) {
  assert.equal(label, ["Adam", "SGD"][racer]);
  values.forEach((lr, at) => {
    const runner = new OptimizerRunner({ ...config, racers: [{ ...config.racers[racer], lr }] });
    runner.step(50);
    const path = runner.losses(0);
    const isRunning = runner.status(0).kind === "running";
    assert.equal(losses[at], isRunning ? path[50] : Infinity);
    const arrival = path.findIndex((loss) => loss <= 1e-3);
    assert.equal(steps[at], arrival < 0 ? Infinity : arrival);
  });
}
assert.equal(maps.minima.length, 4);
for (const { outcomes, steps, shares } of maps.racers) {
  assert.ok(outcomes.length === 128 * 128 && steps.length === 128 * 128);
  assert.ok(Math.abs(shares.reduce((sum, { part }) => sum + part, 0) - 1) < 1e-12);
}

// The classes: slices in any order, from any job of the same work.
const [one, other] = [0, 1].map(() => new BasinJob(config, { columns: 128, rows: 128 }));
assert.throws(() => one.result(), /no result yet/);
other.putMinima(one.findMinima());
for (let slice = other.slices - 1; slice >= 0; slice -= 1) other.put(slice, (slice % 2 ? one : other).compute(slice));
assert.equal(other.progress, 1);
assert.deepEqual(other.result(), maps);
assert.deepEqual(new BasinJob(other.config(), other.options()).options(), other.options());

// What is not allowed is named.
const refused = (field, work) => assert.rejects(work, { name: "InputError", field });
await refused("options.values[1]", () => sweep(config, { values: [1, -1] }));
await refused("options.parameter", () => sweep(config, { parameter: "rate" }));
await refused("options.values", () => sweep(config, { values: Array(1001).fill(1) }));
await refused("options.columns", () => basin(config, { columns: 0 }));
await refused("options.minima", () => basin(config, { minima: 7 }));
await refused("options", () => basin(config, 7));
await refused("racers[0].optimizer", () => basin({ racers: [{ optimizer: "adma" }] }));
await refused("options.workers", () => basin(config, { workers: 1.5 }));
await refused("options.signal", () => basin(config, { signal: {} }));
await refused("options.onprogress", () => sweep(config, { onprogress: "a" }));
const job = new SweepJob(config, { values });
for (const slice of [-1, 1, 0.5, "0", undefined]) assert.throws(() => job.compute(slice), { name: "InputError", field: "slice" });
for (const numbers of [undefined, [], new Float64Array(3), new Uint32Array(56)]) assert.throws(() => job.put(0, numbers), { name: "InputError", field: "numbers" });

// An abort, and what a callback throws, end it.
await assert.rejects(basin(config, { signal: AbortSignal.abort("enough") }), (reason) => reason === "enough");
const controller = new AbortController();
let calls = 0;
const onprogress = () => {
  calls += 1;
  controller.abort();
};
await assert.rejects(basin(config, { columns: 128, rows: 128, signal: controller.signal, onprogress }), { name: "AbortError" });
assert.equal(calls, 1);
await assert.rejects(
  sweep(config, {
    onprogress() {
      throw new Error("thrown");
    },
  }),
  /thrown/,
);
await init();
console.log("done");
