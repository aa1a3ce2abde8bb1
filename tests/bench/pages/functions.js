// Functions with their derivatives, written by hand: f, ∂f/∂x and ∂f/∂y, summed over the points
// `[x0, y0, x1, y1, …]`. Each loop is whole by itself, on locals, for that is how V8 makes it
// quickest.

const { E, PI, cos, exp, sin, sqrt } = Math;
const TAU = 2 * PI;

export function gaussian(points) {
  let [f, fx, fy] = [0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at];
    const y = points[at + 1];
    const bell = exp(-((x * x) / 0.7 + (y * y) / 0.3));
    f += 1 - bell;
    fx += ((2 * x) / 0.7) * bell;
    fy += ((2 * y) / 0.3) * bell;
  }
  return [f, fx, fy];
}

export function ackley(points) {
  let [f, fx, fy] = [0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at];
    const y = points[at + 1];
    const radius = sqrt((x * x + y * y) / 2);
    const funnel = 20 * exp(-0.2 * radius);
    const ripples = exp((cos(TAU * x) + cos(TAU * y)) / 2);
    const slope = (0.1 * funnel) / radius;
    f += -funnel - ripples + E + 20;
    fx += slope * x + PI * ripples * sin(TAU * x);
    fy += slope * y + PI * ripples * sin(TAU * y);
  }
  return [f, fx, fy];
}

export function rastrigin(points) {
  let [f, fx, fy] = [0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at];
    const y = points[at + 1];
    f += 20 + x * x + y * y - 10 * (cos(TAU * x) + cos(TAU * y));
    fx += 2 * x + 10 * TAU * sin(TAU * x);
    fy += 2 * y + 10 * TAU * sin(TAU * y);
  }
  return [f, fx, fy];
}

export function twoGaussians(points) {
  let [f, fx, fy] = [0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at];
    const y = points[at + 1];
    const right = 2 * exp(-((x - 1) * (x - 1) + y * y) / 0.2);
    const left = 3 * exp(-((x + 1) * (x + 1) + y * y) / 0.2);
    f += x * x + y * y - right - left;
    fx += 2 * x + 10 * ((x - 1) * right + (x + 1) * left);
    fy += 2 * y + 10 * y * (right + left);
  }
  return [f, fx, fy];
}

export function easom(points) {
  let [f, fx, fy] = [0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at];
    const y = points[at + 1];
    const [cosX, cosY] = [cos(x), cos(y)];
    const bell = exp(-((x - PI) * (x - PI) + (y - PI) * (y - PI)));
    f += -cosX * cosY * bell;
    fx += bell * cosY * (sin(x) + 2 * (x - PI) * cosX);
    fy += bell * cosX * (sin(y) + 2 * (y - PI) * cosY);
  }
  return [f, fx, fy];
}

export function waves(points) {
  let [f, fx, fy] = [0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at];
    const y = points[at + 1];
    const along = sin(1.3 * x);
    const across = cos(0.7 * y);
    f += along * across + 0.05 * (x * x + y * y);
    fx += 1.3 * cos(1.3 * x) * across + 0.1 * x;
    fy += -0.7 * along * sin(0.7 * y) + 0.1 * y;
  }
  return [f, fx, fy];
}

export function rosenbrock(points) {
  let [f, fx, fy] = [0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at];
    const y = points[at + 1];
    const rest = y - x * x;
    f += (1 - x) * (1 - x) + 100 * rest * rest;
    fx += -2 * (1 - x) - 400 * x * rest;
    fy += 200 * rest;
  }
  return [f, fx, fy];
}

export function himmelblau(points) {
  let [f, fx, fy] = [0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at];
    const y = points[at + 1];
    const a = x * x + y - 11;
    const b = x + y * y - 7;
    f += a * a + b * b;
    fx += 4 * x * a + 2 * b;
    fy += 2 * a + 4 * y * b;
  }
  return [f, fx, fy];
}

export function beale(points) {
  let [f, fx, fy] = [0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at];
    const y = points[at + 1];
    const y2 = y * y;
    const y3 = y2 * y;
    const a = 1.5 - x + x * y;
    const b = 2.25 - x + x * y2;
    const c = 2.625 - x + x * y3;
    f += a * a + b * b + c * c;
    fx += 2 * (a * (y - 1) + b * (y2 - 1) + c * (y3 - 1));
    fy += 2 * x * (a + 2 * b * y + 3 * c * y2);
  }
  return [f, fx, fy];
}

export function goldsteinPrice(points) {
  let [f, fx, fy] = [0, 0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at];
    const y = points[at + 1];
    const s = x + y + 1;
    const p = 19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y;
    const t = 2 * x - 3 * y;
    const q = 18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y;
    const a = 1 + s * s * p;
    const b = 30 + t * t * q;
    const slope = 2 * s * p + s * s * (6 * x + 6 * y - 14);
    f += a * b;
    fx += slope * b + a * (4 * t * q + t * t * (24 * x - 36 * y - 32));
    fy += slope * b + a * (-6 * t * q + t * t * (48 - 36 * x + 54 * y));
  }
  return [f, fx, fy];
}
