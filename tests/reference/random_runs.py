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
        """A rule with its options, mostly some of them, at times in a training loop."""
        return self.rule() | self.loop()

    def rule(self):
        rng = self.rng
        lr = float(f"{10 ** rng.uniform(-4, 0.5):.3g}")
        eps = float(rng.choice([1e-8, 1e-8, 1e-10, 1e-6, 1e-3, 0.0, 1e-16]))
        beta = lambda: float(
            rng.choice([0.9, 0.5, 0.99, 0.999, 0.0, round(rng.uniform(0, 1), 3), 1 - 1e-8])
        )
        decay = lambda: float(
            rng.choice([0.01, 0.01, 0.0, 0.1, round(float(rng.uniform(0, 1)), 3), 10.0])
        )

        def at_times(**options):
            return {name: value for name, value in options.items() if value and rng.random() < 0.5}

        adams = {"lr": lr, "betas": [beta(), beta()], "eps": eps}
        match rng.integers(0, 14):
            case 0:
                options = at_times(weightDecay=decay(), maximize=rng.random() < 0.5)
                return {"optimizer": "sgd", "lr": lr} | options
            case 1:
                return {
                    "optimizer": "momentum", "lr": lr, "momentum": beta(),
                    "dampening": float(rng.choice([0.0, 0.0, 0.9, 0.5])), "dampFirstStep": False,
                } | at_times(weightDecay=decay(), maximize=rng.random() < 0.5)  # fmt: skip
            case 2:
                # Torch refuses Nesterov's without momentum, and with dampening.
                return {
                    "optimizer": "momentum", "lr": lr, "momentum": beta() or 0.9,
                    "dampening": 0.0, "dampFirstStep": False, "nesterov": True,
                } | at_times(weightDecay=decay(), maximize=rng.random() < 0.5)  # fmt: skip
            case 3:
                return {"optimizer": "adagrad", "lr": lr, "eps": eps} | at_times(
                    lrDecay=float(rng.choice([0.01, 0.1, 3.0])),
                    initialAccumulatorValue=float(rng.choice([1e-3, 0.1, 10.0])),
                    weightDecay=decay(),
                )
            case 4 | 5:
                return {
                    "optimizer": "rmsprop", "lr": lr, "alpha": beta(), "eps": eps,
                } | at_times(momentum=beta(), centered=True, weightDecay=decay())  # fmt: skip
            case 6:
                return (
                    {"optimizer": "adam"}
                    | adams
                    | {"biasCorrection": True}
                    | at_times(amsgrad=True, weightDecay=decay())
                )
            case 7:
                weight_decay = {"weightDecay": decay()}
                return {"optimizer": "adamw"} | adams | weight_decay | at_times(amsgrad=True)
            case 8:
                growth = float(rng.choice([0.004, 0.004, 0.0, 0.1, 3.0]))
                return {"optimizer": "nadam"} | adams | {"momentumDecay": growth}
            case 9:
                return {"optimizer": "radam"} | adams
            case 10:
                return {"optimizer": "adamax"} | adams
            case 11:
                lr = float(f"{10 ** rng.uniform(-2, 1.5):.3g}")
                return {"optimizer": "adadelta", "lr": lr, "rho": beta(), "eps": eps}
            case 12:
                least = float(rng.choice([1e-6, 0.0, 1e-2]))
                return {
                    "optimizer": "rprop", "lr": lr,
                    "etas": [float(rng.choice([0.5, 0.5, 0.1, 0.9])), float(rng.choice([1.2, 1.01, 2.0]))],
                    "stepSizes": [least, float(rng.choice([50.0, 0.1, least]))],
                }  # fmt: skip
            case _:
                # Not torch's: NumPy walks it, with the gradients of torch.
                betas = [beta(), beta()]
                return {"optimizer": "lion", "lr": lr, "betas": betas, "weightDecay": decay()}

    def loop(self):
        """Clipping, and a schedule."""
        rng = self.rng
        around = {}
        if rng.random() < 0.15:
            around["clipNorm"] = float(f"{10 ** rng.uniform(-3, 2):.3g}")
        if rng.random() < 0.15:
            around["clipValue"] = float(f"{10 ** rng.uniform(-3, 2):.3g}")
        length = lambda: int(rng.integers(1, 250))
        lowest = float(rng.choice([0.0, 1e-4, 0.1]))
        match rng.integers(0, 12):
            case 0:
                gamma = float(rng.choice([0.1, 0.5, 0.9, 1.2]))
                around |= {"schedule": "step", "stepSize": length(), "gamma": gamma}
            case 1:
                gamma = float(rng.choice([0.9, 0.98, 0.999, 1.005, 0.0]))
                around |= {"schedule": "exponential", "gamma": gamma}
            case 2:
                around |= {"schedule": "cosine", "tMax": length(), "etaMin": lowest}
            case 3:
                around |= {
                    "schedule": "warmupCosine", "totalIters": length(),
                    "startFactor": float(rng.choice([0.01, 0.25, 1.0])),
                    "tMax": length(), "etaMin": lowest,
                }  # fmt: skip
            case 4:
                # Where the top is at the first step, torch divides by 0.
                around |= {
                    "schedule": "oneCycle", "totalSteps": 2 + length(),
                    "pctStart": float(f"{rng.uniform(0, 1):.4f}"),
                    "divFactor": float(rng.choice([25.0, 2.0, 0.5])),
                    "finalDivFactor": float(rng.choice([1e4, 10.0, 0.1])),
                }  # fmt: skip
        return around


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

        @staticmethod
        def value(x, y):
            return Objective.at(x, y)[0]

        @staticmethod
        def gradient(x, y):
            return Objective.at(x, y)[1]

        @staticmethod
        def at(x, y):
            point = torch.tensor([x, y], dtype=torch.float64, requires_grad=True)
            loss = Objective.expression(point[0], point[1])
            loss.backward()
            return loss.item(), point.grad.numpy()

    walk = numpy_rules.walk if racer["optimizer"] == "lion" else torch_rules.walk
    iterates, losses, gradients = [], [], []
    for x, loss, g, _ in walk(Objective, start, steps, racer, lambda x, g: g):
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


def rounded(racer, rng):
    """The rule with what rounding in torch can do to it: each βᵗ of Adam and its kin is half a unit in
    the last place of 1 off at random, which near 1 is much of 1 − βᵗ; and a variance whose sign is that
    of a rounding error is not a number."""
    rule = numpy_rules.bare(racer)
    if isinstance(rule, numpy_rules.Rmsprop):

        def variance(squares, mean):
            off = 4 * rounding.UNIT * squares
            found = squares - mean**2 + rng.integers(-1, 2, size=2) * off
            return np.where((squares == 0) | (found > off), found, np.nan)

        rule.variance = variance
    if isinstance(rule, numpy_rules.Adam):

        def missing(t):
            exact = [-math.expm1(t * math.log1p(b - 1)) if b > 0 else 1.0 for b in rule.betas]
            return [e + rng.integers(-1, 2) * rounding.UNIT for e in exact]

        rule.missing = missing
    return numpy_rules.around(rule, racer)


def horizon(of, start, racer, iterates, rng):
    """The first step at which any of the reruns is away; the length where there is none."""
    length = len(iterates)
    for _ in range(RERUNS):
        x, rule = np.array(start, dtype=float), rounded(racer, rng)
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
