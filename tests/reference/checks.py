"""What must be true of the runs before they are written; the first failure stops the script."""

from decimal import Decimal

import numpy as np

import numpy_rules
from objectives import OBJECTIVES
from runs import RUNS

# Positions that the article's own NumPy code gives from (0.75, −0.75), in the digits known.
POSITIONS = [
    ("article-sgd-numpy", 100, "1.46162283e-2", "-5.47850807e-5"),
    ("article-momentum-damped-numpy", 1, "0.749706", "-0.749313"),
    ("article-momentum-damped-numpy", 100, "-1.393513e-2", "-4.08239e-3"),
    ("article-adagrad-numpy", 100, "0.28654876", "-0.28654876"),
    ("article-rmsprop-numpy", 1, "0.55000014", "-0.55000006"),
    ("article-rmsprop-numpy", 100, "4.5e-96", "-4.7e-96"),
    ("article-adam-numpy", 10, "0.546711043", "-0.546711037"),
    ("article-adam-numpy", 100, "-3.751531e-3", "3.751530e-3"),
]

# Forms whose article run both sources make, and the most their iterates may differ by.
BOTH = [
    "article-sgd",
    "article-momentum-raw-first",
    "article-momentum-undamped",
    "article-adagrad",
    "article-adagrad-eps1e-10",
    "article-rmsprop",
    "article-adam",
    "article-momentum-nesterov",
    "article-adamw",
    "article-gif-rmsprop",
    "article-gif-adam",
]
MOST = 3e-16


def require(condition, message):
    if not condition:
        raise SystemExit(f"check failed: {message}")


def agrees(value, printed):
    """Whether the value rounds to the printed digits."""
    unit = Decimal(1).scaleb(Decimal(printed).as_tuple().exponent)
    return abs(Decimal(float(value)) - Decimal(printed)) <= unit / 2


def iterates(records, name):
    return np.array(records[name]["iterates"]).reshape(-1, 2)


def largest_difference(records, one, other):
    return float(np.abs(iterates(records, one) - iterates(records, other)).max())


def check_article(records):
    gaussian = OBJECTIVES["gaussian"]
    require(agrees(gaussian.value(0.75, -0.75), "0.931339"), "f at the article's start")
    gx, gy = gaussian.gradient(0.75, -0.75)
    require(agrees(gx, "0.147131") and agrees(gy, "-0.343306"), "gradient at the article's start")
    for name, step, *printed in POSITIONS:
        for value, digits in zip(iterates(records, name)[step], printed):
            require(agrees(value, digits), f"{name}, step {step}: {value!r} is not {digits}")


def check_numpy_against_torch(records):
    for form in BOTH:
        difference = largest_difference(records, f"{form}-numpy", f"{form}-torch")
        print(f"{form}: NumPy and torch differ by up to {difference:.2g}")
        require(difference <= MOST, f"{form}: NumPy and torch differ by {difference}")
    # The two differences by setting: the first velocity, and AdaGrad's default eps.
    first = largest_difference(
        records, "article-momentum-damped-numpy", "article-momentum-raw-first-torch"
    )
    eps = largest_difference(records, "article-adagrad-numpy", "article-adagrad-eps1e-10-torch")
    print(f"first velocity: up to {first:.4g}; AdaGrad's eps: up to {eps:.3g}")
    require(agrees(first, "0.143"), f"the first velocity makes {first}, not 0.143")
    require(0 < eps <= 5.5e-9, f"AdaGrad's eps makes {eps}, not 5e-9")


def check_shapes(records):
    for name, run in records.items():
        pairs = 2 * (run["steps"] + 1)
        arrays = [run["iterates"], run["gradients"], *run["state"].values()]
        require(all(len(a) == pairs for a in arrays), f"{name}: an array's length")
        require(len(run["losses"]) == run["steps"] + 1, f"{name}: losses' length")
        require(run["iterates"][:2] == run["start"], f"{name}: does not begin at its start")
        first = {name: pairs[:2] for name, pairs in run["state"].items()}
        for part, value in first.items():
            expected = numpy_rules.rule(run["racer"]).state()[part]
            require(value == expected.tolist(), f"{name}: {part} at the start")


def check_horizons(records):
    short = {n: r["horizon"] for n, r in records.items() if r["horizon"] is not None}
    for name, step in sorted(short.items(), key=lambda item: item[1]):
        print(f"horizon {step}: {name}")
    for family in ("gaussian", "library", "formula"):
        names = [run.name for run in RUNS if family_of(run) == family]
        full = len(names) - len(short.keys() & set(names))
        print(f"{family}: {full} of {len(names)} runs reach their full length")
        require(3 * full >= 2 * len(names), f"{family}: fewer than two thirds")


def family_of(run):
    if run.objective == "gaussian":
        return "gaussian"
    return "formula" if run.objective.startswith("formula-") else "library"


def check_gradients(records):
    """The gradient by hand is that of autograd: each is off by no more than its rounding."""
    worst = 0.0
    for run in RUNS:
        record = records[run.name]
        if run.source != "torch" or "gradients" not in record.get("rounding", {}):
            continue
        parts = ("iterates", "gradients")
        xs, stored = (np.reshape(record[part], (-1, 2)) for part in parts)
        by_hand = np.array([OBJECTIVES[run.objective].gradient(*x) for x in xs])
        off = np.abs(by_hand - stored)
        allowed = 2 * np.reshape(record["rounding"]["gradients"], (-1, 2))
        require((off <= allowed).all(), f"{run.name}: the gradient by hand is another one")
        worst = max(worst, (off / np.maximum(allowed, np.finfo(float).tiny)).max())
    print(f"gradients by hand and by autograd: apart by up to {worst:.2g} of what rounding allows")


def check_differences(differences, away):
    """Before its horizon every torch run is repeated by the same rule in NumPy."""
    for name, difference in sorted(differences.items(), key=lambda item: -item[1])[:5]:
        print(f"{name}: NumPy differs before the horizon by up to {difference:.2g}")
        require(difference < away, f"{name}: NumPy is {difference} away before the horizon")


def check(records, differences, away):
    check_shapes(records)
    check_horizons(records)
    check_differences(differences, away)
    check_gradients(records)
    check_article(records)
    check_numpy_against_torch(records)
