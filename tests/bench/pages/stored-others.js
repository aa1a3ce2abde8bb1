// Rules that are not the article's, as plain JavaScript that stores what ours stores: as `stored.js`.

import { hold } from "./stored.js";

/** the iterate shrinks by lr·weightDecay; then Adam */
export function adamw(steps, x, y, { lr, betas: [beta1, beta2], eps, weightDecay }) {
  const trajectory = new Float64Array(2 * (steps + 1));
  const losses = new Float64Array(steps + 1);
  const rest1 = 1 - beta1;
  const rest2 = 1 - beta2;
  const kept = 1 - lr * weightDecay;
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
    const nextX = kept * x - (lr * (mx / scale1)) / (Math.sqrt(sx / scale2) + eps);
    const nextY = kept * y - (lr * (my / scale1)) / (Math.sqrt(sy / scale2) + eps);
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

/** Adam, with the momentum of the next step on the mean and the rest on the gradient */
export function nadam(steps, x, y, { lr, betas: [beta1, beta2], eps, momentumDecay }) {
  const trajectory = new Float64Array(2 * (steps + 1));
  const losses = new Float64Array(steps + 1);
  const rest1 = 1 - beta1;
  const rest2 = 1 - beta2;
  let power2 = 1;
  let product = 1;
  let ahead = beta1 * (1 - 0.5 * 0.96 ** momentumDecay);
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
    const now = ahead;
    ahead = beta1 * (1 - 0.5 * 0.96 ** ((step + 1) * momentumDecay));
    product *= now;
    power2 *= beta2;
    const scale2 = 1 - power2;
    const ofGradient = (lr * (1 - now)) / (1 - product);
    const ofMean = (lr * ahead) / (1 - product * ahead);
    mx = beta1 * mx + rest1 * gx;
    my = beta1 * my + rest1 * gy;
    sx = beta2 * sx + rest2 * gx * gx;
    sy = beta2 * sy + rest2 * gy * gy;
    const nextX = x - (ofGradient * gx + ofMean * mx) / (Math.sqrt(sx / scale2) + eps);
    const nextY = y - (ofGradient * gy + ofMean * my) / (Math.sqrt(sy / scale2) + eps);
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

/** Adam, rectified; plain steps until there are enough squares */
export function radam(steps, x, y, { lr, betas: [beta1, beta2], eps }) {
  const trajectory = new Float64Array(2 * (steps + 1));
  const losses = new Float64Array(steps + 1);
  const rest1 = 1 - beta1;
  const rest2 = 1 - beta2;
  const most = 2 / rest2 - 1;
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
    const scale2 = 1 - power2;
    const rate = lr / (1 - power1);
    mx = beta1 * mx + rest1 * gx;
    my = beta1 * my + rest1 * gy;
    sx = beta2 * sx + rest2 * gx * gx;
    sy = beta2 * sy + rest2 * gy * gy;
    const length = most - (2 * step * power2) / scale2;
    let rateX = rate;
    let rateY = rate;
    if (length > 5) {
      const scaled = rate * Math.sqrt((((length - 4) * (length - 2) * most) / ((most - 4) * (most - 2) * length)) * scale2);
      rateX = scaled / (Math.sqrt(sx) + eps);
      rateY = scaled / (Math.sqrt(sy) + eps);
    }
    const nextX = x - rateX * mx;
    const nextY = y - rateY * my;
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

/** m as a running mean, u ← max(β₂·u, |g| + eps); x ← x − lr/(1 − β₁ᵗ)·m/u */
export function adamax(steps, x, y, { lr, betas: [beta1, beta2], eps }) {
  const trajectory = new Float64Array(2 * (steps + 1));
  const losses = new Float64Array(steps + 1);
  const rest1 = 1 - beta1;
  let power1 = 1;
  let mx = 0;
  let my = 0;
  let ux = 0;
  let uy = 0;
  let bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
  let gx = ((2 * x) / 0.7) * bell;
  let gy = ((2 * y) / 0.3) * bell;
  trajectory[0] = x;
  trajectory[1] = y;
  losses[0] = 1 - bell;
  for (let step = 1; step <= steps; step++) {
    power1 *= beta1;
    const rate = lr / (1 - power1);
    mx = beta1 * mx + rest1 * gx;
    my = beta1 * my + rest1 * gy;
    ux = Math.max(beta2 * ux, Math.abs(gx) + eps);
    uy = Math.max(beta2 * uy, Math.abs(gy) + eps);
    const nextX = x - (rate * mx) / ux;
    const nextY = y - (rate * my) / uy;
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

/** s, d as running means of g² and δ², δ = √(d + eps)/√(s + eps)·g; x ← x − lr·δ */
export function adadelta(steps, x, y, { lr, rho, eps }) {
  const trajectory = new Float64Array(2 * (steps + 1));
  const losses = new Float64Array(steps + 1);
  const rest = 1 - rho;
  let sx = 0;
  let sy = 0;
  let dx = 0;
  let dy = 0;
  let bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
  let gx = ((2 * x) / 0.7) * bell;
  let gy = ((2 * y) / 0.3) * bell;
  trajectory[0] = x;
  trajectory[1] = y;
  losses[0] = 1 - bell;
  for (let step = 1; step <= steps; step++) {
    sx = rho * sx + rest * gx * gx;
    sy = rho * sy + rest * gy * gy;
    const stepX = (Math.sqrt(dx + eps) / Math.sqrt(sx + eps)) * gx;
    const stepY = (Math.sqrt(dy + eps) / Math.sqrt(sy + eps)) * gy;
    dx = rho * dx + rest * stepX * stepX;
    dy = rho * dy + rest * stepY * stepY;
    const nextX = x - lr * stepX;
    const nextY = y - lr * stepY;
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

/** the step size grows while the gradient keeps its sign, and shrinks where it turns; x ← x − sign(g)·size */
export function rprop(steps, x, y, { lr, etas: [shrink, grow], stepSizes: [least, greatest] }) {
  const trajectory = new Float64Array(2 * (steps + 1));
  const losses = new Float64Array(steps + 1);
  let px = 0;
  let py = 0;
  let sizeX = lr;
  let sizeY = lr;
  let bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
  let gx = ((2 * x) / 0.7) * bell;
  let gy = ((2 * y) / 0.3) * bell;
  trajectory[0] = x;
  trajectory[1] = y;
  losses[0] = 1 - bell;
  for (let step = 1; step <= steps; step++) {
    const turnX = gx * px;
    const turnY = gy * py;
    sizeX = Math.min(Math.max(turnX < 0 ? sizeX * shrink : turnX > 0 ? sizeX * grow : sizeX, least), greatest);
    sizeY = Math.min(Math.max(turnY < 0 ? sizeY * shrink : turnY > 0 ? sizeY * grow : sizeY, least), greatest);
    px = turnX < 0 ? 0 : gx;
    py = turnY < 0 ? 0 : gy;
    const nextX = x - Math.sign(px) * sizeX;
    const nextY = y - Math.sign(py) * sizeY;
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

/** x ← x − lr·(sign(β₁·m + (1 − β₁)·g) + weightDecay·x); m ← β₂·m + (1 − β₂)·g */
export function lion(steps, x, y, { lr, betas: [beta1, beta2], weightDecay = 0 }) {
  const trajectory = new Float64Array(2 * (steps + 1));
  const losses = new Float64Array(steps + 1);
  const rest1 = 1 - beta1;
  const rest2 = 1 - beta2;
  let mx = 0;
  let my = 0;
  let bell = Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
  let gx = ((2 * x) / 0.7) * bell;
  let gy = ((2 * y) / 0.3) * bell;
  trajectory[0] = x;
  trajectory[1] = y;
  losses[0] = 1 - bell;
  for (let step = 1; step <= steps; step++) {
    const signX = Math.sign(beta1 * mx + rest1 * gx);
    const signY = Math.sign(beta1 * my + rest1 * gy);
    mx = beta2 * mx + rest2 * gx;
    my = beta2 * my + rest2 * gy;
    const nextX = x - lr * (signX + weightDecay * x);
    const nextY = y - lr * (signY + weightDecay * y);
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
