// The article's five optimizers as plain JavaScript that stores what ours stores: every iterate and its loss,
// and stops where they are no longer finite. Each loop is whole by itself, on locals and typed
// arrays, for that is how V8 makes it quickest.
export * from "./stored-others.js";

/** Repeats the last finite iterate to the end. */
export function hold(trajectory, losses, step) {
  for (let index = step; index < losses.length; index++) {
    trajectory[2 * index] = trajectory[2 * step - 2];
    trajectory[2 * index + 1] = trajectory[2 * step - 1];
    losses[index] = losses[step - 1];
  }
}

/** x ← x − lr·g */
export function sgd(steps, x, y, { lr }) {
  const trajectory = new Float64Array(2 * (steps + 1));
  const losses = new Float64Array(steps + 1);
  let bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
  let gx = ((2 * x) / 0.7) * bell;
  let gy = ((2 * y) / 0.3) * bell;
  trajectory[0] = x;
  trajectory[1] = y;
  losses[0] = 1 - bell;
  for (let step = 1; step <= steps; step++) {
    const nextX = x - lr * gx;
    const nextY = y - lr * gy;
    bell = Math.exp(-((nextX * nextX) / 0.7 + (nextY * nextY) / 0.3));
    const loss = 1 - bell;
    gx = ((2 * nextX) / 0.7) * bell;
    gy = ((2 * nextY) / 0.3) * bell;
    if (!Number.isFinite(nextX + nextY + gx + gy + loss)) {
      hold(trajectory, losses, step);
      break;
    }
    x = nextX;
    y = nextY;
    trajectory[2 * step] = x;
    trajectory[2 * step + 1] = y;
    losses[step] = loss;
  }
  return { trajectory, losses };
}

/** v ← momentum·v + (1 − dampening)·g; x ← x − lr·v */
export function momentum(steps, x, y, { lr, momentum, dampening }) {
  const trajectory = new Float64Array(2 * (steps + 1));
  const losses = new Float64Array(steps + 1);
  const rest = 1 - dampening;
  let vx = 0;
  let vy = 0;
  let bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
  let gx = ((2 * x) / 0.7) * bell;
  let gy = ((2 * y) / 0.3) * bell;
  trajectory[0] = x;
  trajectory[1] = y;
  losses[0] = 1 - bell;
  for (let step = 1; step <= steps; step++) {
    vx = momentum * vx + rest * gx;
    vy = momentum * vy + rest * gy;
    const nextX = x - lr * vx;
    const nextY = y - lr * vy;
    bell = Math.exp(-((nextX * nextX) / 0.7 + (nextY * nextY) / 0.3));
    const loss = 1 - bell;
    gx = ((2 * nextX) / 0.7) * bell;
    gy = ((2 * nextY) / 0.3) * bell;
    if (!Number.isFinite(nextX + nextY + gx + gy + loss)) {
      hold(trajectory, losses, step);
      break;
    }
    x = nextX;
    y = nextY;
    trajectory[2 * step] = x;
    trajectory[2 * step + 1] = y;
    losses[step] = loss;
  }
  return { trajectory, losses };
}

/** s ← s + g²; x ← x − lr·g/(√s + eps) */
export function adagrad(steps, x, y, { lr, eps }) {
  const trajectory = new Float64Array(2 * (steps + 1));
  const losses = new Float64Array(steps + 1);
  let sx = 0;
  let sy = 0;
  let bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
  let gx = ((2 * x) / 0.7) * bell;
  let gy = ((2 * y) / 0.3) * bell;
  trajectory[0] = x;
  trajectory[1] = y;
  losses[0] = 1 - bell;
  for (let step = 1; step <= steps; step++) {
    sx += gx * gx;
    sy += gy * gy;
    const nextX = x - (lr * gx) / (Math.sqrt(sx) + eps);
    const nextY = y - (lr * gy) / (Math.sqrt(sy) + eps);
    bell = Math.exp(-((nextX * nextX) / 0.7 + (nextY * nextY) / 0.3));
    const loss = 1 - bell;
    gx = ((2 * nextX) / 0.7) * bell;
    gy = ((2 * nextY) / 0.3) * bell;
    if (!Number.isFinite(nextX + nextY + gx + gy + loss)) {
      hold(trajectory, losses, step);
      break;
    }
    x = nextX;
    y = nextY;
    trajectory[2 * step] = x;
    trajectory[2 * step + 1] = y;
    losses[step] = loss;
  }
  return { trajectory, losses };
}

/** s ← alpha·s + (1 − alpha)·g²; x ← x − lr·g/(√s + eps) */
export function rmsprop(steps, x, y, { lr, alpha, eps }) {
  const trajectory = new Float64Array(2 * (steps + 1));
  const losses = new Float64Array(steps + 1);
  const rest = 1 - alpha;
  let sx = 0;
  let sy = 0;
  let bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
  let gx = ((2 * x) / 0.7) * bell;
  let gy = ((2 * y) / 0.3) * bell;
  trajectory[0] = x;
  trajectory[1] = y;
  losses[0] = 1 - bell;
  for (let step = 1; step <= steps; step++) {
    sx = alpha * sx + rest * gx * gx;
    sy = alpha * sy + rest * gy * gy;
    const nextX = x - (lr * gx) / (Math.sqrt(sx) + eps);
    const nextY = y - (lr * gy) / (Math.sqrt(sy) + eps);
    bell = Math.exp(-((nextX * nextX) / 0.7 + (nextY * nextY) / 0.3));
    const loss = 1 - bell;
    gx = ((2 * nextX) / 0.7) * bell;
    gy = ((2 * nextY) / 0.3) * bell;
    if (!Number.isFinite(nextX + nextY + gx + gy + loss)) {
      hold(trajectory, losses, step);
      break;
    }
    x = nextX;
    y = nextY;
    trajectory[2 * step] = x;
    trajectory[2 * step + 1] = y;
    losses[step] = loss;
  }
  return { trajectory, losses };
}

/** m, s as running means; x ← x − lr·(m/(1 − β₁ᵗ))/(√(s/(1 − β₂ᵗ)) + eps) */
export function adam(steps, x, y, { lr, betas: [beta1, beta2], eps }) {
  const trajectory = new Float64Array(2 * (steps + 1));
  const losses = new Float64Array(steps + 1);
  const rest1 = 1 - beta1;
  const rest2 = 1 - beta2;
  let power1 = 1;
  let power2 = 1;
  let mx = 0;
  let my = 0;
  let sx = 0;
  let sy = 0;
  let bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
  let gx = ((2 * x) / 0.7) * bell;
  let gy = ((2 * y) / 0.3) * bell;
  trajectory[0] = x;
  trajectory[1] = y;
  losses[0] = 1 - bell;
  for (let step = 1; step <= steps; step++) {
    power1 *= beta1;
    power2 *= beta2;
    const scale1 = 1 - power1;
    const scale2 = 1 - power2;
    mx = beta1 * mx + rest1 * gx;
    my = beta1 * my + rest1 * gy;
    sx = beta2 * sx + rest2 * gx * gx;
    sy = beta2 * sy + rest2 * gy * gy;
    const nextX = x - (lr * (mx / scale1)) / (Math.sqrt(sx / scale2) + eps);
    const nextY = y - (lr * (my / scale1)) / (Math.sqrt(sy / scale2) + eps);
    bell = Math.exp(-((nextX * nextX) / 0.7 + (nextY * nextY) / 0.3));
    const loss = 1 - bell;
    gx = ((2 * nextX) / 0.7) * bell;
    gy = ((2 * nextY) / 0.3) * bell;
    if (!Number.isFinite(nextX + nextY + gx + gy + loss)) {
      hold(trajectory, losses, step);
      break;
    }
    x = nextX;
    y = nextY;
    trajectory[2 * step] = x;
    trajectory[2 * step + 1] = y;
    losses[step] = loss;
  }
  return { trajectory, losses };
}
