// Ways of doing the same, side by side.

/**
 * How long one sample takes at least (ms): fifty times the clock's resolution of 0.1 ms, and short
 * enough that on a busy machine most samples are not interrupted.
 */
const SAMPLE_MS = 5;
/** How long each way runs before it is measured (ms), so that the last compiler has come to it. */
const WARM_MS = 150;

/** @param {() => void} run @param {number} times */
function time(run, times) {
  const begun = performance.now();
  for (let count = 0; count < times; count++) run();
  return performance.now() - begun;
}

/** Warms `run` up and says how often it fits into a sample. @param {() => void} run */
async function prepare(run) {
  let times = 1;
  for (const until = performance.now() + WARM_MS; performance.now() < until; ) {
    // Code that was compiled in the background is taken up between tasks.
    await new Promise((done) => setTimeout(done));
    if (time(run, times) < SAMPLE_MS) times *= 2;
  }
  while (time(run, times) < SAMPLE_MS) times *= 2;
  return times;
}

/**
 * Runs per second of several ways, round by round. The machine's other work comes and goes, so each
 * round measures all within some hundredths of a second, in turns as to which is first.
 * @param {(() => void)[]} runs @param {number} rounds
 */
export async function race(runs, rounds) {
  const ways = [];
  for (const run of runs) {
    ways.push({ run, times: await prepare(run), rates: /** @type {number[]} */ ([]) });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { run, times, rates } of round % 2 ? ways.toReversed() : ways) {
      rates.push((1000 * times) / time(run, times));
    }
  }
  return ways.map(({ rates }) => rates);
}

/**
 * Runs per second of two ways, round by round.
 * @param {() => void} ours @param {() => void} theirs @param {number} rounds
 */
export async function compare(ours, theirs, rounds) {
  const rates = await race([ours, theirs], rounds);
  return { ours: rates[0], theirs: rates[1] };
}
