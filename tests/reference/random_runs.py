"""Compares random runs with torch: `random_runs.py [count] [seed]`. What it found: README.md.

Formulas, starts, rules and settings are drawn at random, the extremes among them. Torch walks each
run in float64; ours are walked by `cargo run --example walk`. Three things are compared:

- f and ∇f at torch's iterates, with twice what rounding can do (`rounding.py`);
- the iterates up to the run's horizon, as in `make.py`, but relative to their size;
- the step at which a racer stops: the first whose iterate, loss or gradient is not a number, or
  whose iterate or loss is infinite.
"""

import json
import math
import os
import struct
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

os.environ.update(NPY_DISABLE_CPU_FEATURES="X86_V4", ATEN_CPU_CAPABILITY="avx2")

import numpy as np
import torch

import numpy_rules
import rounding
import torch_rules

RERUNS = 4
AWAY = 1e-12
# Beyond this the error analysis, which is of first order, overflows itself.
LARGEST = 1e100
# Beyond this an intermediate result of torch's underflows in a quotient's slope, which loses digits.
FARTHEST = 1e20

TORCH = SimpleNamespace(
    **{name: getattr(torch, name) for name in (
        "sqrt exp log log10 log2 log1p expm1 exp2 sin cos tan asin acos atan sinh cosh tanh "
        "sigmoid relu absolute sinc minimum maximum atan2 hypot"
    ).split()},
    softplus=torch.nn.functional.softplus,
)  # fmt: skip

# How a function is spelled in a formula, and its name in torch and in `rounding`.
UNARY = {
    "sqrt": "sqrt", "exp": "exp", "log": "log", "log10": "log10", "log2": "log2",
    "log1p": "log1p", "expm1": "expm1", "exp2": "exp2", "sin": "sin", "cos": "cos", "tan": "tan",
    "asin": "asin", "acos": "acos", "atan": "atan", "sinh": "sinh", "cosh": "cosh",
    "tanh": "tanh", "sigmoid": "sigmoid", "softplus": "softplus", "relu": "relu",
    "abs": "absolute", "sinc": "sinc",
}  # fmt: skip
BINARY = {"min": "minimum", "max": "maximum", "atan2": "atan2", "hypot": "hypot"}


class Draw:
    """A formula at random: `text` is ours, `of(m, x, y)` computes it by the functions of m."""

    def __init__(self, rng):
        self.rng = rng

    def number(self):
        digits = self.rng.integers(1, 4)
        scale = 10.0 ** self.rng.integers(-2, 2)
        value = float(f"{self.rng.uniform(0.1, 9.9) * scale:.{digits}g}")
        return repr(value), lambda m, x, y: value

    def leaf(self):
        which = self.rng.integers(0, 5)
        if which < 2:
            return "x", lambda m, x, y: x
        if which < 4:
            return "y", lambda m, x, y: y
        return self.number()

    def tree(self, depth):
        if depth == 0:
            return self.leaf()
        kind = self.rng.choice(
            ["sum", "difference", "product", "quotient", "power", "unary", "binary", "bowl"],
            p=[0.2, 0.12, 0.2, 0.08, 0.12, 0.18, 0.03, 0.07],
        )
        a_text, a = self.tree(depth - 1)
        if kind == "power":
            n = int(self.rng.choice([2, 2, 2, 3, 4, 5, 7, -1, -2]))
            return f"({a_text})^{n}" if n > 0 else f"({a_text})^({n})", lambda m, x, y: a(m, x, y) ** n
        if kind == "unary":
            name = str(self.rng.choice(list(UNARY)))
            while name == "sinc" and a_text.replace(".", "").isdigit():
                # Of a whole number it is exactly 0 here, and 4e-17 in torch.
                name = str(self.rng.choice(list(UNARY)))
            return f"{name}({a_text})", lambda m, x, y: apply(m, UNARY[name], a(m, x, y))
        b_text, b = self.tree(depth - 1)
        while b_text == a_text:
            # x − x and x/x have exact slopes of 0 here, where torch adds rounding errors.
            b_text, b = self.tree(depth - 1)
        if kind == "bowl":
            return (
                f"(({a_text})^2 + ({b_text})^2)",
                lambda m, x, y: a(m, x, y) ** 2 + b(m, x, y) ** 2,
            )
        if kind == "binary":
            name = str(self.rng.choice(list(BINARY)))
            return (
                f"{name}({a_text}, {b_text})",
                lambda m, x, y: apply(m, BINARY[name], a(m, x, y), b(m, x, y)),
            )
        sign, of = {
            "sum": ("+", lambda p, q: p + q),
            "difference": ("-", lambda p, q: p - q),
            "product": ("*", lambda p, q: p * q),
            "quotient": ("/", lambda p, q: p / q),
        }[kind]
        return f"({a_text}) {sign} ({b_text})", lambda m, x, y: of(a(m, x, y), b(m, x, y))

    def objective(self):
        """One that depends on x and on y, mostly with a bowl so that racers stay near."""
        while True:
            text, of = self.tree(int(self.rng.integers(1, 4)))
            if self.rng.random() < 0.6:
                inner = of
                text = f"{text} + 0.5*x^2 + 0.3*y^2"
                of = lambda m, x, y: inner(m, x, y) + 0.5 * x**2 + 0.3 * y**2
            if "x" in text.replace("exp", "").replace("max", "") and "y" in text.replace("hypot", ""):
                return text, of

    def racer(self):
        rng = self.rng
        lr = float(f"{10 ** rng.uniform(-4, 0.5):.3g}")
        eps = float(rng.choice([1e-8, 1e-8, 1e-10, 1e-6, 1e-3, 0.0, 1e-16]))
        beta = lambda: float(
            rng.choice([0.9, 0.5, 0.99, 0.999, 0.0, round(rng.uniform(0, 1), 3), 1 - 1e-8])
        )
        match rng.integers(0, 7):
            case 0:
                return {"optimizer": "sgd", "lr": lr}
            case 1:
                return {
                    "optimizer": "momentum", "lr": lr, "momentum": beta(),
                    "dampening": float(rng.choice([0.0, 0.0, 0.9, 0.5])), "dampFirstStep": False,
                }  # fmt: skip
            case 2:
                # Torch refuses Nesterov's without momentum, and with dampening.
                return {
                    "optimizer": "momentum", "lr": lr, "momentum": beta() or 0.9,
                    "dampening": 0.0, "dampFirstStep": False, "nesterov": True,
                }  # fmt: skip
            case 3:
                return {"optimizer": "adagrad", "lr": lr, "eps": eps}
            case 4:
                return {"optimizer": "rmsprop", "lr": lr, "alpha": beta(), "eps": eps}
            case 5:
                return {
                    "optimizer": "adam", "lr": lr, "betas": [beta(), beta()], "eps": eps,
                    "biasCorrection": True,
                }  # fmt: skip
            case _:
                decay = round(float(rng.uniform(0, 1)), 3)
                return {
                    "optimizer": "adamw", "lr": lr, "betas": [beta(), beta()], "eps": eps,
                    "weightDecay": float(rng.choice([0.01, 0.01, 0.0, 0.1, decay, 10.0])),
                }  # fmt: skip


def apply(m, name, *arguments):
    if m is not TORCH:
        arguments = map(rounding.rounded, arguments)
        return expm1(*arguments) if name == "expm1" else getattr(m, name)(*arguments)
    tensors = [torch.as_tensor(a, dtype=torch.float64) for a in arguments]
    return getattr(m, name)(*tensors)


def expm1(a):
    """With what rounding does in torch, where the slope is the value and 1: near −1 that cancels."""
    power = math.exp(a.value)
    return rounding.chain(a, math.expm1(a.value), power, power, rounding.FUNCTION * (1 + power))


def torch_walk(of, start, steps, racer):
    """Iterates, losses and gradients; after what is not finite nothing more."""

    class Objective:
        @staticmethod
        def expression(x, y):
            value = of(TORCH, x, y)
            return value + 0 * (x + y) if value.grad_fn is None else value

    iterates, losses, gradients = [], [], []
    for x, loss, g, _ in torch_rules.walk(Objective, start, steps, racer, lambda x, g: g):
        iterates.append(x)
        losses.append(loss)
        gradients.append(g)
        if not np.all(np.isfinite([*x, loss, *g])):
            break
    return np.array(iterates), np.array(losses), np.array(gradients)


def analysed(of, x, y):
    """Gradient, and how far rounding can take value and gradient; None where that is not known."""
    if max(abs(x), abs(y)) > FARTHEST:
        return None
    try:
        with np.errstate(all="ignore"):
            result = rounding.rounded(of(rounding, *rounding.variables(x, y)))
    except (ArithmeticError, ValueError):
        return None
    parts = [result.value, result.value_error, *result.gradient, *result.gradient_error]
    return result if np.all(np.isfinite(parts)) and np.max(np.abs(parts)) < LARGEST else None


class RoundedAdam(numpy_rules.Adam):
    """Adam, or AdamW where its decay is not 0, with each βᵗ half a unit in the last place of 1 off at
    random, as torch's may be: near 1 that is much of 1 − βᵗ."""

    def __init__(self, racer, rng):
        super().__init__(racer["lr"], racer["betas"], racer["eps"], False)
        self.weight_decay, self.rng = racer.get("weightDecay", 0.0), rng

    def step(self, x, g, state, t):
        x = x * (1 - self.lr * self.weight_decay)
        lr, corrections = self.lr, []
        for beta in self.betas:
            exact = -math.expm1(t * math.log1p(beta - 1)) if beta > 0 else 1.0
            corrections.append(exact + self.rng.integers(-1, 2) * rounding.UNIT)
        # √s/√c + eps is (√s + eps·√c)/√c.
        root = math.sqrt(corrections[1])
        eps, self.lr, self.eps = self.eps, lr / corrections[0] * root, self.eps * root
        x = super().step(x, g, state, t)
        self.lr, self.eps = lr, eps
        return x


def horizon(of, start, racer, iterates, rng):
    """The first step at which any of the reruns is away; the length where there is none."""
    length = len(iterates)
    for _ in range(RERUNS):
        x, rule = np.array(start, dtype=float), numpy_rules.rule(racer)
        if racer["optimizer"] in ("adam", "adamw"):
            rule = RoundedAdam(racer, rng)
        state = rule.state()
        for step in range(length):
            scale = np.maximum(1.0, np.abs(iterates[step]))
            if not np.all(np.abs(x - iterates[step]) < AWAY * scale):
                length = step
                break
            here = analysed(of, *x)
            if here is None:
                length = step + 1
                break
            g = here.gradient + rng.integers(-1, 2, size=2) * here.gradient_error
            x = x + rng.integers(-1, 2, size=2) * np.spacing(np.abs(x))
            with np.errstate(all="ignore"):
                x = rule.step(x, g, state, step + 1)
    return length


def stop_of(iterates, losses, gradients):
    """The step at which a racer on torch's way stops; −1 where it does not."""
    for step, (x, loss, g) in enumerate(zip(iterates, losses, gradients)):
        if not (np.all(np.isfinite(x)) and math.isfinite(loss)) or np.any(np.isnan(g)):
            return step
    return -1


def ours(lines):
    command = ["cargo", "run", "--quiet", "-p", "downhill-tests", "--example", "walk"]
    done = subprocess.run(
        command, input="\n".join(lines), capture_output=True, text=True, check=False,
        cwd=Path(__file__).parent,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    for line in done.stdout.splitlines():
        stop, *numbers = line.split(" ")
        yield int(stop), np.array(
            [struct.unpack(">d", bytes.fromhex(bits.zfill(16)))[0] for bits in numbers]
        )


def compare(run, found):
    """What differs in a run, as sentences."""
    stop, numbers = found
    count = run["steps"] + 1
    walked, at_points = numbers[: 3 * count].reshape(-1, 3), numbers[3 * count :].reshape(-1, 3)
    differences = []
    for point, loss, g, mine in zip(run["iterates"], run["losses"], run["gradients"], at_points):
        here = analysed(run["of"], *point)
        if here is None:
            continue
        pairs = [
            (mine[0], loss, here.value_error),
            (mine[1], g[0], here.gradient_error[0]),
            (mine[2], g[1], here.gradient_error[1]),
        ]
        for part, (one, other, off) in zip(("f", "∂f/∂x", "∂f/∂y"), pairs):
            if not abs(one - other) <= 2 * off + 1e-300:
                allowed = f"(± {2 * off:.1g})"
                differences.append(f"{part} at {point.tolist()}: {one}, torch {other} {allowed}")
    for step in range(min(run["horizon"], len(run["iterates"]))):
        theirs, mine = run["iterates"][step], walked[step, :2]
        if not np.all(np.isfinite(theirs)) or 0 <= stop <= step:
            break
        if not np.all(np.abs(mine - theirs) <= AWAY * np.maximum(1.0, np.abs(theirs))):
            differences.append(f"step {step}: {mine.tolist()}, torch {theirs.tolist()}")
            break
    expected = stop_of(run["iterates"], run["losses"], run["gradients"])
    first = min(s for s in (stop, expected, math.inf) if s >= 0)
    if stop != expected and first < run["horizon"]:
        differences.append(f"stops at step {stop}, torch at {expected}")
    return differences


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    runs, lines = [], []
    while len(runs) < count:
        text, of = Draw(rng).objective()
        start = [float(f"{rng.uniform(-2, 2):.3g}") for _ in range(2)]
        steps, racer = int(rng.choice([30, 100, 200])), Draw(rng).racer()
        iterates, losses, gradients = torch_walk(of, start, steps, racer)
        reach = horizon(of, start, racer, iterates, rng)
        runs.append({
            "text": text, "of": of, "racer": racer, "start": start, "steps": steps,
            "iterates": iterates, "losses": losses, "gradients": gradients, "horizon": reach,
        })  # fmt: skip
        finite = [x.tolist() for x in iterates if np.all(np.isfinite(x))]
        config = {
            "objective": {"formula": text}, "start": start, "steps": steps, "racers": [racer],
        }  # fmt: skip
        lines.append(json.dumps({"config": config, "points": finite}))
    differing = steps = held = 0
    for run, found in zip(runs, ours(lines), strict=True):
        steps += len(run["iterates"]) - 1
        held += min(run["horizon"], len(run["iterates"]))
        differences = compare(run, found)
        if differences:
            differing += 1
            print(json.dumps({key: run[key] for key in ("text", "start", "racer", "steps")}))
            print(f"  horizon {run['horizon']}")
            print(f"  {differences[0]}")
    print(f"{count} runs, {steps} steps, {held} iterates before their horizon: {differing} differ")


if __name__ == "__main__":
    main()
