// Maps of basins through the shipped package, against plain JavaScript in the same page.
import init, { basin, OptimizerRunner } from "/downhill/downhill.js";
import * as bare from "./bare.js";

/** Theirs are measured on a map of so many pixels along x and y: the rate is that of any. */
const SAMPLE = 96;

/** The article's race, with all that it has by default. */
async function article() {
  await init();
  const runner = new OptimizerRunner();
  const config = runner.config();
  runner.free();
  return config;
}

/** How long something takes (ms). @param {() => unknown} work */
async function time(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The middles of the pixels of a map. @param {number} side */
function middles(side) {
  const along = (/** @type {number} */ index) => (2 * index + 1) / side - 1;
  return new Float64Array(Array.from({ length: side * side }, (_, at) => [along(at % side), along(Math.floor(at / side))]).flat());
}

/** Steps per second, round by round: theirs, ours on one worker and on two, and the share of steps that were taken. */
export async function basins({ side, rounds }) {
  const config = await article();
  const { steps, racers } = config;
  const starts = middles(SAMPLE);
  const rates = { theirs: [], one: [], two: [], times: [], taken: 0 };
  const ours = async (/** @type {number} */ workers) => {
    let taken = 0;
    const spent = await time(async () => {
      const found = await basin(config, { columns: side, rows: side, workers });
      for (const { steps } of found.racers) taken += steps.reduce((sum, count) => sum + count, 0);
    });
    rates.taken = taken / (side * side * racers.length * steps);
    return { rate: (1000 * taken) / spent, spent };
  };
  const theirs = () => racers.forEach((racer) => bare[racer.optimizer](starts, steps, racer));
  await ours(2);
  theirs();
  for (let round = 0; round < rounds; round += 1) {
    const spent = await time(theirs);
    rates.theirs.push((1000 * SAMPLE * SAMPLE * racers.length * steps) / spent);
    const one = await ours(1);
    rates.one.push(one.rate);
    rates.times.push(one.spent);
    rates.two.push((await ours(2)).rate);
  }
  return rates;
}

/** How long a map takes on one worker (ms), and the memory of this thread's module after it (MB). */
export async function size({ side }) {
  const config = await article();
  const { memory } = await init();
  const spent = await time(() => basin(config, { columns: side, rows: side, workers: 1 }));
  return { spent, memory: memory.buffer.byteLength / 1e6 };
}

/** From an abort to the first slice of the next map (ms), round by round. */
export async function abort({ rounds }) {
  const config = await article();
  const spent = [];
  for (let round = 0; round < rounds; round += 1) {
    const controller = new AbortController();
    const { signal } = controller;
    let parts = 0;
    const onprogress = () => {
      parts += 1;
      if (parts === 10) controller.abort();
    };
    await basin(config, { columns: 512, rows: 512, workers: 2, signal, onprogress }).catch(() => {});
    spent.push(await time(() => basin(config, { columns: 8, rows: 8, racers: [0], steps: 1, minima: [[0, 0]], workers: 2 })));
  }
  return spent;
}
