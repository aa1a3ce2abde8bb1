// The classes with sentences where wasm-bindgen's own would only fail: before the module is started, after an
// instance was freed, and after the module has died.
import * as api from "@api";

const DEAD = "Downhill has failed and computes no more: load it anew, and report what the console says.";

let isDead = false;

/** Whether the module is started. */
export let isStarted = false;

/** Takes note that it is. */
export function markStarted() {
  isStarted = true;
}

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

/**
 * The class with these sentences.
 * @template {{ new (...given: any[]): { free(): void }, prototype: object }} Own
 * @param {Own} own
 * @param {string} name
 * @param {string} example How a method is called.
 * @returns {Own}
 */
function withSentences(own, name, example) {
  /** The instances that can be called. @type {WeakSet<object>} */
  const live = new WeakSet();

  const made = class extends own {
    /** @param {any[]} given */
    constructor(...given) {
      if (!isStarted) throw new Error(`Downhill is not started: wait for \`await init()\` before \`new ${name}()\`.`);
      if (isDead) throw new Error(DEAD);
      super(...given);
      live.add(this);
    }
  };
  Object.defineProperty(made, "name", { configurable: true, value: name });

  /** @param {unknown} instance */
  function check(instance) {
    if (live.has(/** @type {object} */ (instance))) return;
    throw new Error(instance instanceof made ? `This ${name} was freed: make a new one.` : `This is no ${name}: call its methods as \`${example}\`.`);
  }

  const { constructor: _, ...methods } = Object.getOwnPropertyDescriptors(own.prototype);
  for (const [key, { value, get }] of Object.entries(/** @type {PropertyDescriptorMap} */ (methods))) {
    // What wasm-bindgen itself calls from `free`.
    if (key.startsWith("__")) continue;
    /** @param {Function} call */
    const checked = (call) =>
      /** @this {object} @param {unknown[]} given */
      function (...given) {
        check(this);
        return guarded(() => call.apply(this, given));
      };
    const part = get ? { get: checked(get) } : { value: checked(value), writable: true };
    Object.defineProperty(made.prototype, key, { configurable: true, ...part });
  }

  /** @this {object} */
  function free() {
    check(this);
    live.delete(this);
    guarded(() => /** @type {any} */ (own.prototype).free.call(this));
  }
  Object.defineProperty(made.prototype, "free", { configurable: true, writable: true, value: free });
  if (Symbol.dispose) {
    // A second time it does nothing, as whatever is disposed of.
    Object.defineProperty(made.prototype, Symbol.dispose, {
      configurable: true,
      writable: true,
      /** @this {object} */
      value() {
        if (live.has(this)) free.call(this);
      },
    });
  }
  return made;
}

export const OptimizerRunner = withSentences(api.OptimizerRunner, "OptimizerRunner", "runner.step()");
export const SweepJob = withSentences(api.SweepJob, "SweepJob", "job.compute(0)");
export const BasinJob = withSentences(api.BasinJob, "BasinJob", "job.compute(0)");
