import init, { OptimizerRunner } from "downhill-race";

/** Where Adam is after the article's 100 steps, as text: a driver may write numbers with fewer digits. */
export async function place(given) {
  await init(given);
  const runner = new OptimizerRunner();
  runner.step(100);
  return runner.trajectory(4).slice(-2).join();
}
