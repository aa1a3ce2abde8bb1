// The article's five optimizers as plain JavaScript that keeps nothing but the last iterate: from each of the
// starts `[x0, y0, x1, y1, …]` so many steps, each loop whole by itself, on locals.
export * from "./bare-others.js";

/** x ← x − lr·g */
export function sgd(starts, steps, { lr }) {
  const ends = new Float64Array(starts.length);
  for (let at = 0; at < starts.length; at += 2) {
    let x = starts[at];
    let y = starts[at + 1];
    for (let step = 0; step < steps; step++) {
      const bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
      const gx = ((2 * x) / 0.7) * bell;
      const gy = ((2 * y) / 0.3) * bell;
      x -= lr * gx;
      y -= lr * gy;
    }
    ends[at] = x;
    ends[at + 1] = y;
  }
  return ends;
}

/** v ← momentum·v + (1 − dampening)·g; x ← x − lr·v */
export function momentum(starts, steps, { lr, momentum, dampening }) {
  const ends = new Float64Array(starts.length);
  const rest = 1 - dampening;
  for (let at = 0; at < starts.length; at += 2) {
    let x = starts[at];
    let y = starts[at + 1];
    let vx = 0;
    let vy = 0;
    for (let step = 0; step < steps; step++) {
      const bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
      const gx = ((2 * x) / 0.7) * bell;
      const gy = ((2 * y) / 0.3) * bell;
      vx = momentum * vx + rest * gx;
      vy = momentum * vy + rest * gy;
      x -= lr * vx;
      y -= lr * vy;
    }
    ends[at] = x;
    ends[at + 1] = y;
  }
  return ends;
}

/** s ← s + g²; x ← x − lr·g/(√s + eps) */
export function adagrad(starts, steps, { lr, eps }) {
  const ends = new Float64Array(starts.length);
  for (let at = 0; at < starts.length; at += 2) {
    let x = starts[at];
    let y = starts[at + 1];
    let sx = 0;
    let sy = 0;
    for (let step = 0; step < steps; step++) {
      const bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
      const gx = ((2 * x) / 0.7) * bell;
      const gy = ((2 * y) / 0.3) * bell;
      sx += gx * gx;
      sy += gy * gy;
      x -= (lr * gx) / (Math.sqrt(sx) + eps);
      y -= (lr * gy) / (Math.sqrt(sy) + eps);
    }
    ends[at] = x;
    ends[at + 1] = y;
  }
  return ends;
}

/** s ← alpha·s + (1 − alpha)·g²; x ← x − lr·g/(√s + eps) */
export function rmsprop(starts, steps, { lr, alpha, eps }) {
  const ends = new Float64Array(starts.length);
  const rest = 1 - alpha;
  for (let at = 0; at < starts.length; at += 2) {
    let x = starts[at];
    let y = starts[at + 1];
    let sx = 0;
    let sy = 0;
    for (let step = 0; step < steps; step++) {
      const bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
      const gx = ((2 * x) / 0.7) * bell;
      const gy = ((2 * y) / 0.3) * bell;
      sx = alpha * sx + rest * gx * gx;
      sy = alpha * sy + rest * gy * gy;
      x -= (lr * gx) / (Math.sqrt(sx) + eps);
      y -= (lr * gy) / (Math.sqrt(sy) + eps);
    }
    ends[at] = x;
    ends[at + 1] = y;
  }
  return ends;
}

/** m, s as running means; x ← x − lr·(m/(1 − β₁ᵗ))/(√(s/(1 − β₂ᵗ)) + eps) */
export function adam(starts, steps, { lr, betas: [beta1, beta2], eps }) {
  const ends = new Float64Array(starts.length);
  const rest1 = 1 - beta1;
  const rest2 = 1 - beta2;
  for (let at = 0; at < starts.length; at += 2) {
    let x = starts[at];
    let y = starts[at + 1];
    let power1 = 1;
    let power2 = 1;
    let mx = 0;
    let my = 0;
    let sx = 0;
    let sy = 0;
    for (let step = 0; step < steps; step++) {
      const bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
      const gx = ((2 * x) / 0.7) * bell;
      const gy = ((2 * y) / 0.3) * bell;
      power1 *= beta1;
      power2 *= beta2;
      const scale1 = 1 - power1;
      const scale2 = 1 - power2;
      mx = beta1 * mx + rest1 * gx;
      my = beta1 * my + rest1 * gy;
      sx = beta2 * sx + rest2 * gx * gx;
      sy = beta2 * sy + rest2 * gy * gy;
      x -= (lr * (mx / scale1)) / (Math.sqrt(sx / scale2) + eps);
      y -= (lr * (my / scale1)) / (Math.sqrt(sy / scale2) + eps);
    }
    ends[at] = x;
    ends[at + 1] = y;
  }
  return ends;
}
