// Calls the API at random, with junk and with what is right: `node fuzz.mjs [seconds [seed]]`.
//
// Whatever it is given, a call ends in a result or in an error that says what is wrong, never in a trap,
// and after an error the runner is as it was. The last line says how many calls there were; what failed
// comes before it, with the seed that repeats it.
import init, { OptimizerRunner } from "downhill-race";
import { argv } from "node:process";

const seconds = Number(argv[2] ?? 3);
const seed = Number(argv[3] ?? Date.now() % 2 ** 32) >>> 0;

/** Mulberry32: a number from 0 up to 1. */
let state = seed;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const below = (count) => Math.floor(random() * count);
const one = (of) => of[below(of.length)];
const some = (most, make) => Array.from({ length: below(most + 1) }, make);

const refuse = () => {
  throw one([new Error("no"), "no", null, undefined, 7, new RangeError("no")]);
};

/** How often a getter or trap has called back in. */
let calledBack = 0;
function intrude() {
  calledBack += 1;
  const runner = one(runners);
  if (!runner || random() < 0.5) return;
  try {
    one([
      () => runner.step(1),
      () => runner.status(0),
      () => new OptimizerRunner({ steps: 5 }),
      () => runner.config(),
    ])();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
  }
}

const NUMBERS = [0, -0, 1, 2, 16, 17, 64, 0.5, -1, 1e-320, 1e300, -1e308, 1e21, 2 ** 31, 2 ** 32, 2 ** 53, NaN, Infinity, -Infinity];
const NAMES = [
  "sgd", "momentum", "adagrad", "rmsprop", "adam", "adamw", "nadam", "lion", "gaussian", "rosenbrock", "taco", "article", "article-gif",
  "optimizer", "lr", "betas", "eps", "alpha", "steps", "racers", "start", "view", "levels", "noise", "formula", "name",
  "condition", "step", "velocity", "firstMoment", "secondMoment", "constructor", "__proto__", "length", "toString", "",
];
const TEXTS = ["", "x^2+y^2", "log(x)", "1/0", "x**y", "((((", "\ud800", "\u0000", "é", "🎿", "#12345g", "#aBcDeF", "-0", "NaN", "x".repeat(1001), "x".repeat(5000)];

const FIXED = [
  null, undefined, true, false, 10n, -(2n ** 70n), Symbol("s"), Symbol.iterator, () => 1, class {}, async () => 1,
  new Map([["steps", 3]]), new Set([1]), new Date(NaN), /x/, new Error("e"), new WeakMap(), Promise.resolve(), new ArrayBuffer(8),
  new DataView(new ArrayBuffer(8)), new Float64Array([1, 2]), new Float64Array(1e6), new BigInt64Array(2), new Uint8Array(0),
  new Number(3), new String("sgd"), new Boolean(false), Object(1n), new Array(4e9), new Array(3), [1, , 2], globalThis, Reflect, Math,
  "y".repeat(1e6), Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, index])), Array(70).fill(1),
];

/** Things that run code of their own when they are looked at. */
const TRAPS = [
  () => ({ get [one(NAMES)]() { intrude(); return refuse(); } }),
  () => ({ get [one(NAMES)]() { intrude(); return junk(2); } }),
  () => ({ toString: refuse, valueOf: refuse, [Symbol.toPrimitive]: refuse }),
  () => ({ get [Symbol.toStringTag]() { return refuse(); } }),
  () => ({ [Symbol.toStringTag]: one(["Array", "FooArray", "Object", "x".repeat(1e5), 7]), length: one(NUMBERS) }),
  () => ({ __proto__: null, [one(NAMES)]: junk(2) }),
  () => {
    const { proxy, revoke } = Proxy.revocable(one([{}, [], () => 1]), {});
    revoke();
    return proxy;
  },
  () => new Proxy(one([{}, [1, 2], () => 1]), new Proxy({}, { get: (_, name) => random() < 0.3 ? (() => { intrude(); return refuse(); }) : Reflect[name] })),
  () => new Proxy([], { get: (target, name) => (name === "length" ? one([...NUMBERS, "3", {}]) : junk(1)) }),
  () => new Proxy({}, { ownKeys: () => some(100, (_, index) => `k${index}`), getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }), get: () => junk(1) }),
  () => { const ring = { racers: [] }; ring.racers.push(ring, ring); ring.start = ring.racers; return ring; },
  () => { const ring = []; for (let count = 0; count < 64; count += 1) ring.push(ring); return ring; },
  () => { let deep = []; for (let depth = 0; depth < 5000; depth += 1) deep = one([[deep], { racers: deep }]); return deep; },
  () => Object.defineProperty([1, 2], below(2), { get: () => { intrude(); return refuse(); } }),
];

/** Anything at all. */
function junk(depth = 0) {
  const kind = random();
  if (kind < 0.2) return one(NUMBERS);
  if (kind < 0.3) return random() * 10 ** (below(20) - 10);
  if (kind < 0.45) return one(random() < 0.5 ? TEXTS : NAMES);
  if (kind < 0.6) return one(FIXED);
  if (kind < 0.7) return one(TRAPS)();
  if (depth > 3) return null;
  if (kind < 0.85) return some(5, () => junk(depth + 1));
  return Object.fromEntries(some(5, () => [one(NAMES), junk(depth + 1)]));
}

/** What is right, mostly: in a config, every now and then, something else stands in a place. */
const or = (right) => (random() < spoiled ? junk() : right());
let spoiled = 0;

const racer = () => {
  const optimizer = one(["sgd", "momentum", "adagrad", "rmsprop", "adam", "adamw", "nadam", "radam", "adamax", "adadelta", "rprop", "lion"]);
  const own = {
    momentum: { momentum: or(() => random()), dampening: or(() => random()), dampFirstStep: or(() => random() < 0.5) },
    adagrad: { eps: or(() => one([0, 1e-8])) },
    rmsprop: { alpha: or(() => random()), eps: or(() => one([0, 1e-8])) },
    adamw: { betas: or(() => [random(), random()]), weightDecay: or(() => random()) },
    adam: { betas: or(() => [or(() => random()), random()]), eps: or(() => one([0, 1e-8])), biasCorrection: or(() => random() < 0.5) },
  };
  return { optimizer: or(() => optimizer), lr: or(() => one([0.01, 1, 1e300])), ...own[optimizer], ...(random() < spoiled && { [one(NAMES)]: junk() }) };
};
const FORMULAS = ["x^2+y^2", "1e200*x", "log(x)", "3", "exp(x^2)-exp(y^2)", "x/y"];
function config() {
  spoiled = one([0, 0.02, 0.1]);
  const fields = {
    preset: () => one(["article", "article-gif"]),
    objective: () => one(["rosenbrock", "gaussian", { name: "taco", condition: or(() => 50) }, { formula: or(() => one(FORMULAS)) }]),
    view: () => ({ x: or(() => [-1, 1]), y: or(() => [0, 2]) }),
    levels: () => or(() => [0, 1, 2]),
    start: () => [or(() => random()), or(() => -0)],
    racers: () => [racer(), ...some(3, () => or(racer))],
    steps: () => 1 + below(100),
    noise: () => ({ sigma: or(() => random()), seed: or(() => below(9)), shared: or(() => true) }),
  };
  const chosen = Object.entries(fields).filter(() => random() < 0.5);
  const made = Object.fromEntries(chosen.map(([name, make]) => [name, or(make)]));
  if (random() < spoiled) made[one(NAMES)] = junk();
  return made;
}

/** @type {OptimizerRunner[]} */
const runners = [];

/** All that can be asked of a runner, as text that tells every number from every other. */
function everything(runner) {
  const exact = (_, value) => (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0)) ? `${Object.is(value, -0) ? "-0" : value}` : value);
  const racers = Array.from({ length: runner.racerCount }, (_, racer) => [
    [...runner.trajectory(racer)], [...runner.losses(racer)], runner.state(racer), [...runner.gradient(racer)], runner.status(racer),
  ]);
  return JSON.stringify([runner.stepCount, runner.config(), racers], exact);
}

const maybe = (right) => (random() < 0.3 ? junk() : right());
const CALLS = {
  config: () => [],
  step: () => [maybe(() => below(4))],
  advance: () => [maybe(() => random() * 0.05)],
  reset: () => [],
  trajectory: () => [maybe(() => 0)],
  losses: () => [maybe(() => 0)],
  state: (runner) => [maybe(() => 0), maybe(() => below(runner.stepCount + 1))],
  gradient: (runner) => [maybe(() => 0), maybe(() => below(runner.stepCount + 1))],
  stepFrom: (runner) => [maybe(() => 0), maybe(() => [random(), random()]), maybe(() => runner.state(0))],
  value: () => [maybe(() => random()), maybe(() => random())],
  gradientAt: () => [maybe(() => random()), maybe(() => random())],
  status: () => [maybe(() => 0)],
};

function fail(what, error) {
  console.log(`seed ${seed}, call ${calls}: ${what}:`, error);
  process.exit(1);
}

/** Asserts that an error says what is wrong. */
function check(what, error) {
  const isStructured =
    error instanceof Error && error.name === "InputError" && error.message.length > 10 && error.message.length < 3000 &&
    typeof error.field === "string" && typeof error.allowed === "string" && error.message.startsWith(error.field) && "value" in error;
  if (!isStructured) fail(what, error);
}

await init();
let calls = 0;
let refused = 0;
const end = performance.now() + seconds * 1000;
while (performance.now() < end) {
  calls += 1;
  if (runners.length === 0 || random() < 0.3) {
    const given = random() < 0.2 ? junk() : config();
    try {
      const runner = new OptimizerRunner(given);
      if (runners.length > 5) runners.splice(below(runners.length), 1)[0].free();
      runners.push(runner);
    } catch (error) {
      refused += 1;
      check("new OptimizerRunner", error);
    }
    continue;
  }
  const runner = one(runners);
  const name = one(Object.keys(CALLS));
  const given = CALLS[name](runner);
  if (runner.stepCount > 60) runner.reset();
  // What is given may call back in by itself: then the runner may well be another afterwards.
  const before = random() < 0.2 ? everything(runner) : undefined;
  const seen = calledBack;
  try {
    runner[name](...given);
  } catch (error) {
    refused += 1;
    check(name, error);
    if (before !== undefined && seen === calledBack && everything(runner) !== before) fail(`${name} changed the runner`, error);
  }
}
console.log(`${calls} calls, ${refused} refused`);
