// Steps of one racer, stored: ours through the shipped package, theirs a JavaScript loop.
import init, { OptimizerRunner } from "/downhill/downhill.js";
import { compare } from "./rounds.js";
import * as stored from "./stored.js";

/**
 * Both ways of stepping one optimizer as the article sets it: `restarts` times `steps` steps.
 * With `reads`, ours ends with arrays that are JavaScript's own, as theirs always does.
 */
function ways(optimizer, steps, restarts, reads) {
  const runner = new OptimizerRunner({ racers: [{ optimizer }], steps });
  const { start, racers } = runner.config();
  const loop = stored[optimizer];
  return {
    ours() {
      for (let count = 0; count < restarts; count++) {
        runner.reset();
        runner.step(steps);
        if (reads) {
          runner.trajectory(0);
          runner.losses(0);
        }
      }
    },
    theirs() {
      for (let count = 0; count < restarts; count++) loop(steps, start[0], start[1], racers[0]);
    },
    /** Throws where the two do not do the same. */
    check() {
      runner.reset();
      runner.step(steps);
      const found = [runner.trajectory(0), runner.losses(0)];
      const { trajectory, losses } = loop(steps, start[0], start[1], racers[0]);
      for (const [index, array] of [trajectory, losses].entries()) {
        if (array.length !== found[index].length) throw new Error(`${optimizer}: not as many`);
        // Later steps drift apart by the rounding of two different exp.
        for (let at = 0; at < Math.min(200, array.length); at++) {
          const apart = Math.abs(array[at] - found[index][at]);
          if (!(apart < 1e-9)) throw new Error(`${optimizer}: ${apart} apart at ${at}`);
        }
      }
    },
    free: () => runner.free(),
  };
}

/** Rates of one optimizer, in steps per second. */
export async function steps({ optimizer, steps, restarts, reads, rounds }) {
  await init();
  const { ours, theirs, check, free } = ways(optimizer, steps, restarts, reads);
  check();
  const rates = await compare(ours, theirs, rounds);
  free();
  const perSecond = (/** @type {number} */ rate) => rate * steps * restarts;
  return { ours: rates.ours.map(perSecond), theirs: rates.theirs.map(perSecond) };
}
