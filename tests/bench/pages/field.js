// The field of a run: ours as the figure in a page makes it, theirs by JavaScript and d3-contour.
import { contours } from "/modules/d3-contour.js";
import init, { Race } from "/modules/field.js";
import { race } from "./rounds.js";

const COLUMNS = 400;
const ROWS = 300;

const FUNCTIONS = {
  gaussian: (x, y) => 1 - Math.exp(-((x * x) / 0.7 + (y * y) / 0.3)),
  rosenbrock: (x, y) => (1 - x) ** 2 + 100 * (y - x ** 2) ** 2,
  himmelblau: (x, y) => (x ** 2 + y - 11) ** 2 + (x + y ** 2 - 7) ** 2,
  "goldstein-price": (x, y) =>
    (1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x ** 2 - 14 * y + 6 * x * y + 3 * y ** 2)) *
    (30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x ** 2 + 48 * y - 36 * x * y + 27 * y ** 2)),
  waves: (x, y) => Math.sin(1.3 * x) * Math.cos(0.7 * y) + 0.05 * (x ** 2 + y ** 2),
};

/** Samples of the function `f`, row by row from the lowest y. */
function sample(f, [left, right, bottom, top]) {
  const values = new Float64Array(COLUMNS * ROWS);
  for (let row = 0, at = 0; row < ROWS; row++) {
    const up = row / (ROWS - 1);
    const y = bottom * (1 - up) + top * up;
    for (let column = 0; column < COLUMNS; column++, at++) {
      const along = column / (COLUMNS - 1);
      values[at] = f(left * (1 - along) + right * along, y);
    }
  }
  return values;
}

/** How much of the picture a multipolygon covers, as a part of it. */
function covered({ coordinates }) {
  let sum = 0;
  for (const ring of coordinates.flat()) {
    for (const [at, [x, y]] of ring.entries()) {
      const [nextX, nextY] = ring[(at + 1) % ring.length];
      sum += (x * nextY - nextX * y) / 2;
    }
  }
  return Math.abs(sum) / (COLUMNS * ROWS);
}

/** Throws where the two do not do the same. */
function agree(name, ours, values, polygons) {
  const found = ours.values();
  for (const [at, value] of values.entries()) {
    const apart = Math.abs(found[at] - value);
    if (!(apart <= 1e-9 * Math.max(1, Math.abs(value)))) {
      throw new Error(`${name}: sample ${found[at]}, not ${value} at ${at}`);
    }
  }
  // Ours paints the frame as the lowest band, and leaves out areas that are empty. Theirs is half a
  // cell larger all around.
  const lowest = values.reduce((least, value) => Math.min(least, value), Infinity);
  const above = polygons.filter((polygon) => polygon.value > lowest);
  const expected = above.map(covered).filter((part) => part > 0);
  const areas = ours.areas().slice(1);
  const differ = expected.some((part, at) => !(Math.abs(areas[at] - part) < 0.01));
  if (areas.length !== expected.length || differ) {
    throw new Error(`${name}: areas ${areas}, not ${expected}`);
  }
}

/** Times of one run (ms): the whole field, its samples, and the rest. */
export async function field({ name, line, rounds }) {
  await init();
  const ours = new Race(line);
  const levels = [...ours.levels()];
  if (levels.length < 8 || levels.length > 15) throw new Error(`${name}: ${levels.length} levels`);
  const view = ours.view();
  const f = FUNCTIONS[name];
  const draw = contours().size([COLUMNS, ROWS]).thresholds(levels);
  const polygons = draw(sample(f, view));
  agree(name, ours, sample(f, view), polygons);

  const rates = await race(
    [() => ours.draw(), () => draw(sample(f, view)), () => ours.sample(), () => sample(f, view)],
    rounds,
  );
  const [drawn, theirDrawn, sampled, theirSampled] = rates.map((way) => way.map((rate) => 1000 / rate));
  const rest = (whole, part) => whole.map((ms, round) => ms - part[round]);
  return {
    whole: { ours: drawn, theirs: theirDrawn },
    samples: { ours: sampled, theirs: theirSampled },
    rest: { ours: rest(drawn, sampled), theirs: rest(theirDrawn, theirSampled) },
  };
}
