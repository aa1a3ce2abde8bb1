// The article's race as demos of optimizers draw it with d3 4: contours of a coarse grid as SVG
// paths, and one transition for each racer's path and one for its head.
"use strict";

const width = 576;
const height = 432;
const cell = 4;
const steps = 100;
const stepMs = 60;
const lr = 0.02;

const x = d3.scaleLinear().domain([-1, 1]).range([0, width]);
const y = d3.scaleLinear().domain([-1, 1]).range([height, 0]);
const svg = d3.select("#race");

const f = (x, y) => 1 - Math.exp(-((x * x) / 0.7 + (y * y) / 0.3));
const gradient = ([x, y]) => {
  const bell = 1 - f(x, y);
  return [((2 * x) / 0.7) * bell, ((2 * y) / 0.3) * bell];
};

// Contours.
const columns = width / cell;
const rows = height / cell;
const values = new Array(columns * rows);
for (let row = 0, at = 0; row < rows; row++) {
  for (let column = 0; column < columns; column++, at++) {
    values[at] = f(x.invert((column + 0.5) * cell), y.invert((row + 0.5) * cell));
  }
}
const thresholds = d3.range(0, 1, 0.15);
const color = d3.scaleLinear().domain(d3.extent(thresholds)).interpolate(() => d3.interpolateYlGnBu);
svg
  .append("g")
  .attr("stroke", "#fff")
  .attr("stroke-width", 0.5)
  .selectAll("path")
  .data(d3.contours().size([columns, rows]).thresholds(thresholds)(values))
  .enter()
  .append("path")
  .attr("d", d3.geoPath(d3.geoIdentity().scale(cell)))
  .attr("fill", (contour) => color(contour.value));

// Optimizers: each makes of a gradient the change to subtract.
const optimizers = {
  SGD: () => (g) => lr * g,
  Momentum: () => {
    let v = 0;
    return (g) => lr * (v = 0.9 * v + 0.1 * g);
  },
  AdaGrad: () => {
    let s = 0;
    return (g) => (lr * g) / (Math.sqrt((s += g * g)) + 1e-8);
  },
  RMSProp: () => {
    let s = 0;
    return (g) => (lr * g) / (Math.sqrt((s = 0.99 * s + 0.01 * g * g)) + 1e-8);
  },
  Adam: () => {
    let m = 0;
    let s = 0;
    let step = 0;
    return (g) => {
      step += 1;
      m = 0.9 * m + 0.1 * g;
      s = 0.999 * s + 0.001 * g * g;
      return (lr * (m / (1 - 0.9 ** step))) / (Math.sqrt(s / (1 - 0.999 ** step)) + 1e-8);
    };
  },
};

const racers = d3.entries(optimizers).map(({ key, value: rule }) => {
  const along = [rule(), rule()];
  let at = [0.75, -0.75];
  const points = [at];
  for (let step = 0; step < steps; step++) {
    const slope = gradient(at);
    at = at.map((coordinate, axis) => coordinate - along[axis](slope[axis]));
    points.push(at);
  }
  const pixels = points.map((point) => [x(point[0]), y(point[1])]);
  // How long the path is at each step.
  const lengths = [0];
  for (let step = 1; step <= steps; step++) {
    const [from, to] = [pixels[step - 1], pixels[step]];
    lengths.push(lengths[step - 1] + Math.hypot(to[0] - from[0], to[1] - from[1]));
  }
  return { name: key, pixels, lengths };
});
const shade = d3.scaleOrdinal(d3.schemeCategory10);


// Paths that grow, and heads that go along with them.
const path = d3.line();
const paths = svg
  .append("g")
  .attr("fill", "none")
  .attr("stroke-width", 3)
  .selectAll("path")
  .data(racers)
  .enter()
  .append("path")
  .attr("d", ({ pixels }) => path(pixels))
  .attr("stroke", ({ name }) => shade(name))
  .attr("stroke-dasharray", ({ lengths }) => lengths[steps])
  .attr("stroke-dashoffset", ({ lengths }) => lengths[steps]);
const heads = svg
  .append("g")
  .attr("stroke", "#fff")
  .selectAll("circle")
  .data(racers)
  .enter()
  .append("circle")
  .attr("r", 6)
  .attr("transform", ({ pixels }) => `translate(${pixels[0]})`)
  .attr("fill", ({ name }) => shade(name));

/** What is linear between the values at the steps, as `t` goes from 0 to 1. */
const between = (values) => {
  const last = values.length - 1;
  return d3
    .scaleLinear()
    .domain(d3.range(values.length).map((step) => step / last))
    .range(values);
};
paths
  .transition()
  .duration(steps * stepMs)
  .ease(d3.easeLinear)
  .attrTween("stroke-dashoffset", ({ lengths }) => between(lengths.map((length) => lengths[steps] - length)));
heads
  .transition()
  .duration(steps * stepMs)
  .ease(d3.easeLinear)
  .attrTween("transform", ({ pixels }) => {
    const place = between(pixels);
    return (t) => `translate(${place(t)})`;
  });
