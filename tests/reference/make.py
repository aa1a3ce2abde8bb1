"""Makes runs/*.json. How, and what they hold: README.md."""

import hashlib
import json
import os
import re
from pathlib import Path

# Before NumPy and torch are imported: both otherwise take another exp, some last places apart,
# on processors with AVX-512.
os.environ.update(NPY_DISABLE_CPU_FEATURES="X86_V4", ATEN_CPU_CAPABILITY="avx2")

import numpy as np
import torch

import checks
import numpy_rules
import torch_rules
from objectives import OBJECTIVES
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

    def move(g):
        way = rng.integers(-1, 2, size=2)
        return np.choose(way + 1, [np.nextafter(g, -np.inf), g, np.nextafter(g, np.inf)])

    return move


def horizon(run, iterates):
    """The first step at which any of the reruns is 1e-12 away; None if there is none."""
    seed = int.from_bytes(hashlib.sha256(run.name.encode()).digest()[:8], "big")
    rng = np.random.default_rng(seed)
    first = None
    for _ in range(RERUNS):
        moved = np.array([x for x, *_ in walk(run, one_ulp_mover(rng))])
        away = np.flatnonzero(np.abs(moved - iterates).max(axis=1) >= AWAY)
        if away.size and (first is None or away[0] < first):
            first = int(away[0])
    return first


def numpy_difference(run, record):
    """How far the NumPy rule is from a torch run before the horizon."""
    iterates = np.array([x for x, *_ in walk(run._replace(source="numpy"), lambda g: g)])
    away = np.abs(iterates - np.reshape(record["iterates"], (-1, 2)))
    return float(away[: record["horizon"]].max())


def compute(run):
    xs, losses, gradients, states = zip(*walk(run, lambda g: g))
    iterates = np.array(xs)
    flat = lambda pairs: np.array(pairs).ravel().tolist()
    return {
        "name": run.name,
        "source": run.source,
        "objective": run.objective,
        "start": list(run.start),
        "steps": run.steps,
        "racer": run.racer,
        "horizon": horizon(run, iterates),
        "iterates": flat(xs),
        "losses": [float(loss) for loss in losses],
        "gradients": flat(gradients),
        "state": {name: flat([s[name] for s in states]) for name in states[0]},
    }


def text(record):
    """JSON with one key a line; json writes floats as repr, the shortest text that reads back."""
    compact = lambda value: json.dumps(value, allow_nan=False, separators=(",", ":"))
    lines = lambda d: ",\n".join(f"{compact(k)}:{v}" for k, v in d.items())
    parts = {key: compact(value) for key, value in record.items()}
    if record["state"]:
        parts["state"] = "{\n" + lines({k: compact(v) for k, v in record["state"].items()}) + "\n}"
    return "{\n" + lines(parts) + "\n}\n"


def require_pinned_versions():
    pinned = dict(re.findall(r"^(\w+)==(\S+)", (HERE / "requirements.txt").read_text(), re.M))
    used = {"torch": torch.__version__.split("+")[0], "numpy": np.__version__}
    if used != pinned:
        raise SystemExit(f"requirements.txt pins {pinned}, but this is {used}")


def main():
    require_pinned_versions()
    records = {}
    for run in RUNS:
        if run.name in records:
            raise SystemExit(f"two runs are called {run.name}")
        records[run.name] = compute(run)
    differences = {
        run.name: numpy_difference(run, records[run.name]) for run in RUNS if run.source == "torch"
    }
    checks.check(records, differences, AWAY)

    folder = HERE / "runs"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    for name, record in records.items():
        (folder / f"{name}.json").write_text(text(record))
    (folder / "index.json").write_text(json.dumps(list(records), indent=0) + "\n")
    print(f"{len(records)} runs, {sum(f.stat().st_size for f in folder.glob('*.json'))} bytes")


if __name__ == "__main__":
    main()
