// Calls that come too early, too late, or ask for more than there is: each is answered by a sentence.
import init, { OptimizerRunner } from "downhill-race";
import assert from "node:assert/strict";

assert.throws(() => new OptimizerRunner(), /^Error: Downhill is not started: .*await init\(\)/);
const { memory } = await init();

const freed = new OptimizerRunner();
const { step } = freed;
freed.free();
for (const call of [() => freed.value(1, 1), () => freed.stepCount, () => freed.step(), () => freed.free()]) {
  assert.throws(call, /^Error: This OptimizerRunner was freed: make a new one\.$/);
}
for (const other of [undefined, {}, Object.create(OptimizerRunner.prototype)]) {
  assert.throws(() => step.call(other), /^Error: This /);
}

// What is too long is refused by its length, and not read.
const levels = Array.from({ length: 1e7 }, (_, index) => index);
const begun = performance.now();
assert.throws(() => new OptimizerRunner({ levels }), {
  name: "InputError",
  field: "levels",
  message: "levels is a list of length 10000000; it must be 2 to 64 finite numbers, each above the one before",
  value: { type: "list", length: 1e7 },
});
assert.throws(() => new OptimizerRunner({ objective: { formula: "x".repeat(1e8) } }), /is a text of length 100000000; it must be at most 1000 characters/);
assert.throws(() => new OptimizerRunner(Object.fromEntries(levels.slice(0, 1e5).entries())), /config is an object of length 100000;/);
// Reading them takes a minute; this is no measure of how fast the machine is.
assert.ok(performance.now() - begun < 10_000);

// stepFrom takes whatever state() returns.
for (const optimizer of ["adam", "adagrad", "rmsprop", "momentum", "sgd"]) {
  const runner = new OptimizerRunner({ objective: { formula: "1e200*x" }, start: [1, -0], racers: [{ optimizer, lr: 0.1 }] });
  runner.step(1);
  const { iterate } = runner.stepFrom(0, [1, -0], runner.state(0));
  assert.equal(iterate[0], optimizer === "momentum" || optimizer === "sgd" ? iterate[0] : 1);
  assert.ok(Object.is(runner.config().start[1], -0) && Object.is(runner.trajectory(0)[1], -0));
}

// Memory: all that is left of what a module can have is taken away.
const racers = Array(16).fill({ optimizer: "adam", lr: 0.1 });
const runner = new OptimizerRunner({ racers, steps: 1_000_000 });
runner.step(20_000);
const before = [...runner.trajectory(15)];
let pages = 65_536;
while (pages >= 1) {
  try {
    memory.grow(pages);
  } catch {
    pages = Math.floor(pages / 2);
  }
}
const spent = { name: "InputError", field: "n", message: /^n is 980000; it must be less, since memory has run out/ };
assert.throws(() => runner.step(980_000), spent);
assert.throws(() => {
  while (!runner.advance(1000));
}, { name: "InputError", field: "steps", message: /memory has run out/ });
const { stepCount } = runner;
assert.ok(stepCount >= 20_000 && stepCount < 1_000_000);
assert.deepEqual([...runner.trajectory(15).slice(0, 40_002)], before);
assert.equal(runner.trajectory(15).length, 2 * stepCount + 2);
// The module lives on, and what is given back can be had again.
runner.reset();
runner.step(100);
assert.deepEqual([...runner.trajectory(15)], before.slice(0, 202));
new OptimizerRunner().step(3);
console.log("done");
