// The class OptimizerRunner with sentences where wasm-bindgen's own would only fail: before the module
// is started, after a runner was freed, and after the module has died.
import * as api from "@api";

const NOT_STARTED = "Downhill is not started: wait for `await init()` before `new OptimizerRunner()`.";
const FREED = "This OptimizerRunner was freed: make a new one.";
const NO_RUNNER = "This is no OptimizerRunner: call its methods as `runner.step()`.";
const DEAD = "Downhill has failed and computes no more: load it anew, and report what the console says.";

let isDead = false;

/** Whether the module is started. */
export let isStarted = false;

/** Takes note that it is. */
export function markStarted() {
  isStarted = true;
}

/** The runners that can be called. @type {WeakSet<object>} */
const live = new WeakSet();

/** What `call` returns. A trap is a bug of ours, after which the module's memory is not to be trusted. @template T @param {() => T} call */
export function guarded(call) {
  if (isDead) throw new Error(DEAD);
  try {
    return call();
  } catch (error) {
    isDead = error instanceof WebAssembly.RuntimeError;
    throw error;
  }
}

export class OptimizerRunner extends api.OptimizerRunner {
  /** @param {import("@api").RunConfig} [config] */
  constructor(config) {
    if (!isStarted) throw new Error(NOT_STARTED);
    if (isDead) throw new Error(DEAD);
    super(config);
    live.add(this);
  }
}

/** @param {unknown} runner */
function check(runner) {
  if (live.has(/** @type {object} */ (runner))) return;
  throw new Error(runner instanceof OptimizerRunner ? FREED : NO_RUNNER);
}

const { constructor: _, ...methods } = Object.getOwnPropertyDescriptors(api.OptimizerRunner.prototype);
for (const [name, { value, get }] of Object.entries(methods)) {
  // What wasm-bindgen itself calls from `free`.
  if (name.startsWith("__")) continue;
  /** @param {Function} own */
  const checked = (own) =>
    /** @this {OptimizerRunner} @param {unknown[]} given */
    function (...given) {
      check(this);
      return guarded(() => own.apply(this, given));
    };
  const part = get ? { get: checked(get) } : { value: checked(value), writable: true };
  Object.defineProperty(OptimizerRunner.prototype, name, { configurable: true, ...part });
}

/** @this {OptimizerRunner} */
function free() {
  check(this);
  live.delete(this);
  guarded(() => api.OptimizerRunner.prototype.free.call(this));
}
Object.defineProperty(OptimizerRunner.prototype, "free", { configurable: true, writable: true, value: free });
if (Symbol.dispose) {
  // A second time it does nothing, as whatever is disposed of.
  Object.defineProperty(OptimizerRunner.prototype, Symbol.dispose, {
    configurable: true,
    writable: true,
    /** @this {OptimizerRunner} */
    value() {
      if (live.has(this)) free.call(this);
    },
  });
}
