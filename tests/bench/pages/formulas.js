// Values with gradients at many points: by a formula on blocks, by the same function compiled, and
// by JavaScript with derivatives written by hand.
import init, { Function as Ours } from "/modules/formulas.js";
import * as functions from "./functions.js";
import { race } from "./rounds.js";

/** Throws where not all that was `found` agrees with what is `expected`. */
function agree(what, found, expected) {
  if (found.length !== expected.length) throw new Error(`${what}: ${found.length}, not ${expected.length}`);
  for (const [at, value] of expected.entries()) {
    const apart = Math.abs(found[at] - value);
    if (!(apart <= 1e-9 * Math.max(1, Math.abs(value)))) {
      throw new Error(`${what}: ${found[at]}, not ${value} at ${at}`);
    }
  }
}

/** Rates of one function, in points per second. */
export async function formulas({ name, rounds }) {
  await init();
  const ours = new Ours(name);
  const points = ours.points();
  const loop = functions[name.replace(/-./, (match) => match[1].toUpperCase())];

  const expected = [];
  for (let at = 0; at < points.length; at += 2) expected.push(...loop(points.subarray(at, at + 2)));
  agree(`${name}, compiled`, ours.built_values(), expected);
  agree(`${name}, formula`, ours.typed_values(), expected);

  const rates = await race([() => ours.typed(), () => ours.built(), () => loop(points)], rounds);
  const perSecond = (/** @type {number} */ rate) => (rate * points.length) / 2;
  const [typed, built, script] = rates.map((way) => way.map(perSecond));
  return { built: { ours: typed, theirs: built }, script: { ours: typed, theirs: script } };
}
