"""Makes runs/*.json: all of them, or with words, `make.py adamw nesterov`, those whose names have
one. How, and what they hold: README.md."""

import hashlib
import json
import os
import re
import sys
from importlib.metadata import version
from pathlib import Path

# Before NumPy and torch are imported: both otherwise take another exp, some last places apart,
# on processors with AVX-512.
os.environ.update(NPY_DISABLE_CPU_FEATURES="X86_V4", ATEN_CPU_CAPABILITY="avx2")

import numpy as np

import checks
import numpy_rules
import torch_rules
from objectives import OBJECTIVES
from rounding import UNIT
from runs import RUNS

HERE = Path(__file__).parent
WALK = {"numpy": numpy_rules.walk, "torch": torch_rules.walk}
RERUNS = 8
AWAY = 1e-12


def walk(run, move_gradient):
    objective = OBJECTIVES[run.objective]
    return WALK[run.source](objective, run.start, run.steps, run.racer, move_gradient)


def one_ulp_mover(rng):
    """Moves each component of a gradient by −1, 0 or +1 unit in the last place."""

    def move(x, g):
        way = rng.integers(-1, 2, size=2)
        return np.choose(way + 1, [np.nextafter(g, -np.inf), g, np.nextafter(g, np.inf)])

    return move


def rounding_mover(rng, rounding):
    """Moves each component of a gradient by −1, 0 or +1 times what rounding can do to it."""

    def move(x, g):
        _, off = rounding(*x)
        return g + rng.integers(-1, 2, size=2) * off

    return move


def unmoved(x, g):
    return g


def horizon(run, iterates):
    """The first step at which any of the reruns is 1e-12 away; None if there is none."""
    seed = int.from_bytes(hashlib.sha256(run.name.encode()).digest()[:8], "big")
    rng = np.random.default_rng(seed)
    rounding = OBJECTIVES[run.objective].rounding
    mover = one_ulp_mover(rng) if rounding is None else rounding_mover(rng, rounding)
    first = None
    for _ in range(RERUNS):
        moved = np.array([x for x, *_ in walk(run, mover)])
        away = np.flatnonzero(np.abs(moved - iterates).max(axis=1) >= AWAY)
        if away.size and (first is None or away[0] < first):
            first = int(away[0])
    return first


def numpy_difference(run, record):
    """How far the NumPy rule is from a torch run before the horizon."""
    iterates = np.array([x for x, *_ in walk(run._replace(source="numpy"), unmoved)])
    away = np.abs(iterates - np.reshape(record["iterates"], (-1, 2)))
    return float(away[: record["horizon"]].max())


def of_rectification(racer, t):
    """Which part of step t half a unit in the last place of β₂ᵗ is: of RAdam's, once it is scaled.

    There ρₜ = ρ∞ − 2t·β₂ᵗ/(1 − β₂ᵗ), which with β₂ = 0.999 and t = 6 multiplies it by 3e5.
    """
    if racer["optimizer"] != "radam":
        return 0.0
    beta = racer["betas"][1]
    missing = 1 - beta**t
    rho = 2 / (1 - beta) - 1 - 2 * t * (1 - missing) / missing
    if rho <= 5:
        return 0.0
    slope = (1 / (rho - 4) + 1 / (rho - 2) - 1 / rho) / 2
    return UNIT / 2 * slope * 2 * t / missing**2


def rounding_of(run, xs, gradients, states):
    """What rounding can do to each number of a run, if every step begins at the stored numbers."""
    rounding = OBJECTIVES[run.objective].rounding or (lambda x, y: (0.0, np.zeros(2)))
    off = [rounding(*x) for x in xs]
    rule = numpy_rules.rule(run.racer)
    rounding = {"losses": [], "gradients": [], "iterates": [np.zeros(2)]}
    rounding |= {name: [np.zeros(2)] for name in states[0]}

    def step(t, g):
        state = dict(states[t - 1])
        x = rule.step(xs[t - 1], g, state, t)
        return {"iterates": x, **state}

    for t, (of_loss, of_gradient) in enumerate(off):
        rounding["losses"].append([of_loss])
        rounding["gradients"].append(of_gradient)
        if t > 0:
            g, by = gradients[t - 1], off[t - 1][1]
            there, less, more = step(t, g), step(t, g - by), step(t, g + by)
            for name in there:
                farthest = np.maximum(
                    abs(less[name] - there[name]), abs(more[name] - there[name])
                )
                if name == "iterates":
                    size = abs(there[name] - xs[t - 1])
                    farthest = farthest + of_rectification(run.racer, t) * size
                rounding[name].append(farthest)
    # Two digits say enough; rounded up.
    digits = lambda rows: [float(f"{1.05 * value:.1e}") for row in rows for value in row]
    return {name: digits(rows) for name, rows in rounding.items()}


def compute(run):
    xs, losses, gradients, states = zip(*walk(run, unmoved))
    iterates = np.array(xs)
    flat = lambda pairs: np.array(pairs).ravel().tolist()
    record = {
        "name": run.name,
        "source": run.source,
        "objective": OBJECTIVES[run.objective].config,
        "start": list(run.start),
        "steps": run.steps,
        "racer": run.racer,
        "horizon": horizon(run, iterates),
        "iterates": flat(xs),
        "losses": [float(loss) for loss in losses],
        "gradients": flat(gradients),
        "state": {name: flat([s[name] for s in states]) for name in states[0]},
    }
    has_rounding = OBJECTIVES[run.objective].rounding is not None
    if has_rounding or run.racer["optimizer"] == "radam":
        record["rounding"] = rounding_of(run, xs, gradients, states)
        if not has_rounding:
            record["rounding"] = {"iterates": record["rounding"]["iterates"]}
    return record


def text(record):
    """JSON with one key a line; json writes floats as repr, the shortest text that reads back."""
    compact = lambda value: json.dumps(value, allow_nan=False, separators=(",", ":"))
    lines = lambda d: ",\n".join(f"{compact(k)}:{v}" for k, v in d.items())
    parts = {key: compact(value) for key, value in record.items()}
    for key in ("state", "rounding"):
        if record.get(key):
            parts[key] = "{\n" + lines({k: compact(v) for k, v in record[key].items()}) + "\n}"
    return "{\n" + lines(parts) + "\n}\n"


def require_pinned_versions():
    pinned = dict(re.findall(r"^(\w+)==(\S+)", (HERE / "requirements.txt").read_text(), re.M))
    used = {name: version(name).split("+")[0] for name in pinned}
    if used != pinned:
        raise SystemExit(f"requirements.txt pins {pinned}, but this is {used}")


def main():
    require_pinned_versions()
    folder = HERE / "runs"
    words = sys.argv[1:]
    made = [run for run in RUNS if not words or any(word in run.name for word in words)]
    records = {}
    for run in RUNS:
        if run.name in records:
            raise SystemExit(f"two runs are called {run.name}")
        if run in made:
            records[run.name] = compute(run)
        else:
            records[run.name] = json.loads((folder / f"{run.name}.json").read_text())
    differences = {
        run.name: numpy_difference(run, records[run.name]) for run in made if run.source == "torch"
    }
    checks.check(records, differences, AWAY)

    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.json"):
        if old.stem not in records:
            old.unlink()
    for run in made:
        (folder / f"{run.name}.json").write_text(text(records[run.name]))
    (folder / "index.json").write_text(json.dumps(list(records), indent=0) + "\n")
    print(f"{len(records)} runs, {sum(f.stat().st_size for f in folder.glob('*.json'))} bytes")


if __name__ == "__main__":
    main()
