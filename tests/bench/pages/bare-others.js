// Rules that are not the article's, as plain JavaScript that keeps nothing but the last iterate: as `bare.js`.

/** the iterate shrinks by lr·weightDecay; then Adam */
export function adamw(starts, steps, { lr, betas: [beta1, beta2], eps, weightDecay }) {
  const ends = new Float64Array(starts.length);
  const rest1 = 1 - beta1;
  const rest2 = 1 - beta2;
  const kept = 1 - lr * weightDecay;
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
      x = kept * x - (lr * (mx / scale1)) / (Math.sqrt(sx / scale2) + eps);
      y = kept * y - (lr * (my / scale1)) / (Math.sqrt(sy / scale2) + eps);
    }
    ends[at] = x;
    ends[at + 1] = y;
  }
  return ends;
}

/** Adam, with the momentum of the next step on the mean and the rest on the gradient */
export function nadam(starts, steps, { lr, betas: [beta1, beta2], eps, momentumDecay }) {
  const ends = new Float64Array(starts.length);
  const rest1 = 1 - beta1;
  const rest2 = 1 - beta2;
  for (let at = 0; at < starts.length; at += 2) {
    let x = starts[at];
    let y = starts[at + 1];
    let power2 = 1;
    let product = 1;
    let ahead = beta1 * (1 - 0.5 * 0.96 ** momentumDecay);
    let mx = 0;
    let my = 0;
    let sx = 0;
    let sy = 0;
    for (let step = 0; step < steps; step++) {
      const bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
      const gx = ((2 * x) / 0.7) * bell;
      const gy = ((2 * y) / 0.3) * bell;
      const now = ahead;
      ahead = beta1 * (1 - 0.5 * 0.96 ** ((step + 2) * momentumDecay));
      product *= now;
      power2 *= beta2;
      const scale2 = 1 - power2;
      const ofGradient = (lr * (1 - now)) / (1 - product);
      const ofMean = (lr * ahead) / (1 - product * ahead);
      mx = beta1 * mx + rest1 * gx;
      my = beta1 * my + rest1 * gy;
      sx = beta2 * sx + rest2 * gx * gx;
      sy = beta2 * sy + rest2 * gy * gy;
      x = x - (ofGradient * gx + ofMean * mx) / (Math.sqrt(sx / scale2) + eps);
      y = y - (ofGradient * gy + ofMean * my) / (Math.sqrt(sy / scale2) + eps);
    }
    ends[at] = x;
    ends[at + 1] = y;
  }
  return ends;
}

/** Adam, rectified; plain steps until there are enough squares */
export function radam(starts, steps, { lr, betas: [beta1, beta2], eps }) {
  const ends = new Float64Array(starts.length);
  const rest1 = 1 - beta1;
  const rest2 = 1 - beta2;
  const most = 2 / rest2 - 1;
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
      const scale2 = 1 - power2;
      const rate = lr / (1 - power1);
      mx = beta1 * mx + rest1 * gx;
      my = beta1 * my + rest1 * gy;
      sx = beta2 * sx + rest2 * gx * gx;
      sy = beta2 * sy + rest2 * gy * gy;
      const length = most - (2 * (step + 1) * power2) / scale2;
      let rateX = rate;
      let rateY = rate;
      if (length > 5) {
        const scaled = rate * Math.sqrt((((length - 4) * (length - 2) * most) / ((most - 4) * (most - 2) * length)) * scale2);
        rateX = scaled / (Math.sqrt(sx) + eps);
        rateY = scaled / (Math.sqrt(sy) + eps);
      }
      x = x - rateX * mx;
      y = y - rateY * my;
    }
    ends[at] = x;
    ends[at + 1] = y;
  }
  return ends;
}

/** m as a running mean, u ← max(β₂·u, |g| + eps); x ← x − lr/(1 − β₁ᵗ)·m/u */
export function adamax(starts, steps, { lr, betas: [beta1, beta2], eps }) {
  const ends = new Float64Array(starts.length);
  const rest1 = 1 - beta1;
  for (let at = 0; at < starts.length; at += 2) {
    let x = starts[at];
    let y = starts[at + 1];
    let power1 = 1;
    let mx = 0;
    let my = 0;
    let ux = 0;
    let uy = 0;
    for (let step = 0; step < steps; step++) {
      const bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
      const gx = ((2 * x) / 0.7) * bell;
      const gy = ((2 * y) / 0.3) * bell;
      power1 *= beta1;
      const rate = lr / (1 - power1);
      mx = beta1 * mx + rest1 * gx;
      my = beta1 * my + rest1 * gy;
      ux = Math.max(beta2 * ux, Math.abs(gx) + eps);
      uy = Math.max(beta2 * uy, Math.abs(gy) + eps);
      x = x - (rate * mx) / ux;
      y = y - (rate * my) / uy;
    }
    ends[at] = x;
    ends[at + 1] = y;
  }
  return ends;
}

/** s, d as running means of g² and δ², δ = √(d + eps)/√(s + eps)·g; x ← x − lr·δ */
export function adadelta(starts, steps, { lr, rho, eps }) {
  const ends = new Float64Array(starts.length);
  const rest = 1 - rho;
  for (let at = 0; at < starts.length; at += 2) {
    let x = starts[at];
    let y = starts[at + 1];
    let sx = 0;
    let sy = 0;
    let dx = 0;
    let dy = 0;
    for (let step = 0; step < steps; step++) {
      const bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
      const gx = ((2 * x) / 0.7) * bell;
      const gy = ((2 * y) / 0.3) * bell;
      sx = rho * sx + rest * gx * gx;
      sy = rho * sy + rest * gy * gy;
      const stepX = (Math.sqrt(dx + eps) / Math.sqrt(sx + eps)) * gx;
      const stepY = (Math.sqrt(dy + eps) / Math.sqrt(sy + eps)) * gy;
      dx = rho * dx + rest * stepX * stepX;
      dy = rho * dy + rest * stepY * stepY;
      x = x - lr * stepX;
      y = y - lr * stepY;
    }
    ends[at] = x;
    ends[at + 1] = y;
  }
  return ends;
}

/** the step size grows while the gradient keeps its sign, and shrinks where it turns; x ← x − sign(g)·size */
export function rprop(starts, steps, { lr, etas: [shrink, grow], stepSizes: [least, greatest] }) {
  const ends = new Float64Array(starts.length);
  for (let at = 0; at < starts.length; at += 2) {
    let x = starts[at];
    let y = starts[at + 1];
    let px = 0;
    let py = 0;
    let sizeX = lr;
    let sizeY = lr;
    for (let step = 0; step < steps; step++) {
      const bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
      const gx = ((2 * x) / 0.7) * bell;
      const gy = ((2 * y) / 0.3) * bell;
      const turnX = gx * px;
      const turnY = gy * py;
      sizeX = Math.min(Math.max(turnX < 0 ? sizeX * shrink : turnX > 0 ? sizeX * grow : sizeX, least), greatest);
      sizeY = Math.min(Math.max(turnY < 0 ? sizeY * shrink : turnY > 0 ? sizeY * grow : sizeY, least), greatest);
      px = turnX < 0 ? 0 : gx;
      py = turnY < 0 ? 0 : gy;
      x = x - Math.sign(px) * sizeX;
      y = y - Math.sign(py) * sizeY;
    }
    ends[at] = x;
    ends[at + 1] = y;
  }
  return ends;
}

/** x ← x − lr·(sign(β₁·m + (1 − β₁)·g) + weightDecay·x); m ← β₂·m + (1 − β₂)·g */
export function lion(starts, steps, { lr, betas: [beta1, beta2], weightDecay = 0 }) {
  const ends = new Float64Array(starts.length);
  const rest1 = 1 - beta1;
  const rest2 = 1 - beta2;
  for (let at = 0; at < starts.length; at += 2) {
    let x = starts[at];
    let y = starts[at + 1];
    let mx = 0;
    let my = 0;
    for (let step = 0; step < steps; step++) {
      const bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
      const gx = ((2 * x) / 0.7) * bell;
      const gy = ((2 * y) / 0.3) * bell;
      const signX = Math.sign(beta1 * mx + rest1 * gx);
      const signY = Math.sign(beta1 * my + rest1 * gy);
      mx = beta2 * mx + rest2 * gx;
      my = beta2 * my + rest2 * gy;
      x = x - lr * (signX + weightDecay * x);
      y = y - lr * (signY + weightDecay * y);
    }
    ends[at] = x;
    ends[at + 1] = y;
  }
  return ends;
}
