// Many starts at once, nothing stored: ours eight to a block, theirs one after the other.
import initRunner, { OptimizerRunner } from "/downhill/downhill.js";
import init, { sweep } from "/modules/sweep.js";
import * as bare from "./bare.js";
import { compare } from "./rounds.js";

/** Starts on a grid over the article's view, none of them on an axis. */
function grid(/** @type {number} */ across) {
  const along = (/** @type {number} */ index) => (2 * index + 1) / across - 1;
  const starts = [];
  for (let row = 0; row < across; row++) {
    for (let column = 0; column < across; column++) starts.push(along(column), along(row));
  }
  return new Float64Array(starts);
}

/** Rates of one optimizer, in steps per second, all starts counted. */
export async function sweeps({ optimizer, across, steps, rounds }) {
  await Promise.all([init(), initRunner()]);
  const runner = new OptimizerRunner({ racers: [{ optimizer }] });
  const racer = runner.config().racers[0];
  runner.free();
  const starts = grid(across);
  const line = `racers=${optimizer}`;
  const loop = bare[optimizer];
  // So few steps that the rounding of two different exp does not show.
  const [found, expected] = [sweep(line, starts, 50), loop(starts, 50, racer)];
  for (const [at, value] of expected.entries()) {
    if (!(Math.abs(value - found[at]) < 1e-9)) throw new Error(`${optimizer}: ${value}, ${found[at]} at ${at}`);
  }
  const rates = await compare(
    () => sweep(line, starts, steps),
    () => loop(starts, steps, racer),
    rounds,
  );
  const perSecond = (/** @type {number} */ rate) => (rate * steps * starts.length) / 2;
  return { ours: rates.ours.map(perSecond), theirs: rates.theirs.map(perSecond) };
}
