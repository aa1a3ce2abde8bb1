"""The list of runs: name, source, objective, start, steps and the racer with nothing left out but
options at their default: `nesterov` where it is false, a `weightDecay` of 0 and so on.

Of an objective it has the name in `objectives.py`.
"""

from typing import NamedTuple


class Run(NamedTuple):
    name: str
    source: str
    objective: str
    start: tuple[float, float]
    steps: int
    racer: dict


def sgd(lr=0.02):
    return {"optimizer": "sgd", "lr": lr}


def momentum(lr=0.02, momentum=0.9, dampening=0.9, damp_first_step=True):
    return {
        "optimizer": "momentum",
        "lr": lr,
        "momentum": momentum,
        "dampening": dampening,
        "dampFirstStep": damp_first_step,
    }


def raw_first(lr=0.02, m=0.9, dampening=0.9):
    return momentum(lr, m, dampening, damp_first_step=False)


def undamped(lr=0.02, m=0.9):
    return momentum(lr, m, 0.0, damp_first_step=False)


def nesterov(lr=0.02, m=0.9):
    return undamped(lr, m) | {"nesterov": True}


def adagrad(lr=0.02, eps=1e-8):
    return {"optimizer": "adagrad", "lr": lr, "eps": eps}


def rmsprop(lr=0.02, alpha=0.99, eps=1e-8):
    return {"optimizer": "rmsprop", "lr": lr, "alpha": alpha, "eps": eps}


def adam(lr=0.02, betas=(0.9, 0.999), eps=1e-8, bias_correction=True):
    return {
        "optimizer": "adam",
        "lr": lr,
        "betas": list(betas),
        "eps": eps,
        "biasCorrection": bias_correction,
    }


def uncorrected(lr=0.02, betas=(0.9, 0.999), eps=1e-8):
    return adam(lr, betas, eps, bias_correction=False)


def adamw(lr=0.02, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    return {
        "optimizer": "adamw",
        "lr": lr,
        "betas": list(betas),
        "eps": eps,
        "weightDecay": weight_decay,
    }


def nadam(lr=0.02, betas=(0.9, 0.999), eps=1e-8, momentum_decay=0.004):
    return {
        "optimizer": "nadam",
        "lr": lr,
        "betas": list(betas),
        "eps": eps,
        "momentumDecay": momentum_decay,
    }


def radam(lr=0.02, betas=(0.9, 0.999), eps=1e-8):
    return {"optimizer": "radam", "lr": lr, "betas": list(betas), "eps": eps}


def adamax(lr=0.02, betas=(0.9, 0.999), eps=1e-8):
    return {"optimizer": "adamax", "lr": lr, "betas": list(betas), "eps": eps}


def adadelta(lr=1.0, rho=0.9, eps=1e-6):
    return {"optimizer": "adadelta", "lr": lr, "rho": rho, "eps": eps}


def rprop(lr=0.02, etas=(0.5, 1.2), step_sizes=(1e-6, 50.0)):
    return {"optimizer": "rprop", "lr": lr, "etas": list(etas), "stepSizes": list(step_sizes)}


def lion(lr=0.005, betas=(0.9, 0.99), weight_decay=0.0):
    return {"optimizer": "lion", "lr": lr, "betas": list(betas), "weightDecay": weight_decay}


BOTH = ("numpy", "torch")

# The article's run: the form's name, its racer, who runs it. Torch has neither a damped first
# velocity nor an Adam without bias correction; its own default eps for AdaGrad is 1e-10.
ARTICLE = [
    ("article-sgd", sgd(), BOTH),
    ("article-momentum-damped", momentum(), ("numpy",)),
    ("article-momentum-raw-first", raw_first(), BOTH),
    ("article-momentum-undamped", undamped(), BOTH),
    ("article-adagrad", adagrad(), BOTH),
    ("article-adagrad-eps1e-10", adagrad(eps=1e-10), BOTH),
    ("article-rmsprop", rmsprop(), BOTH),
    ("article-adam", adam(), BOTH),
    ("article-adam-uncorrected", uncorrected(), ("numpy",)),
    ("article-momentum-nesterov", nesterov(), BOTH),
    ("article-adamw", adamw(), BOTH),
    ("article-gif-rmsprop", rmsprop(alpha=0.9), BOTH),
    ("article-gif-adam", adam(betas=(0.9, 0.99)), BOTH),
]

# Other hyper-parameters, each run from each of the starts below.
STARTS = [(0.9, -0.35), (-0.85, -0.5), (-0.6, 0.2)]

OTHER = [
    ("lr0.1", "sgd", sgd(0.1), "torch"),
    ("lr0.3", "sgd", sgd(0.3), "torch"),
    ("lr0.4", "sgd", sgd(0.4), "torch"),
    ("lr0.1-m0.5-d0.5", "momentum-damped", momentum(0.1, 0.5, 0.5), "numpy"),
    ("lr0.3-m0.95-d0.95", "momentum-damped", momentum(0.3, 0.95, 0.95), "numpy"),
    ("lr0.1-m0.99-d0.5", "momentum-damped", momentum(0.1, 0.99, 0.5), "numpy"),
    ("lr0.1-m0.95-d0.95", "momentum-raw-first", raw_first(0.1, 0.95, 0.95), "torch"),
    ("lr0.3-m0.5-d0.2", "momentum-raw-first", raw_first(0.3, 0.5, 0.2), "torch"),
    ("lr0.05-m0.99-d0.9", "momentum-raw-first", raw_first(0.05, 0.99, 0.9), "torch"),
    ("lr0.005-m0.9", "momentum-undamped", undamped(0.005, 0.9), "torch"),
    ("lr0.1-m0.5", "momentum-undamped", undamped(0.1, 0.5), "torch"),
    ("lr0.02-m0.99", "momentum-undamped", undamped(0.02, 0.99), "torch"),
    ("lr0.005-m0.9", "momentum-nesterov", nesterov(0.005, 0.9), "torch"),
    ("lr0.1-m0.5", "momentum-nesterov", nesterov(0.1, 0.5), "torch"),
    ("lr0.02-m0.99", "momentum-nesterov", nesterov(0.02, 0.99), "torch"),
    ("lr0.1-eps1e-10", "adagrad", adagrad(0.1, 1e-10), "torch"),
    ("lr0.3-eps1e-6", "adagrad", adagrad(0.3, 1e-6), "torch"),
    ("lr1-eps1e-10", "adagrad", adagrad(1.0, 1e-10), "torch"),
    ("lr0.005-a0.99", "rmsprop", rmsprop(0.005, 0.99), "torch"),
    ("lr0.02-a0.95", "rmsprop", rmsprop(0.02, 0.95), "torch"),
    ("lr0.01-a0.9-eps1e-6", "rmsprop", rmsprop(0.01, 0.9, 1e-6), "torch"),
    ("lr0.05-b0.9-0.999", "adam", adam(0.05), "torch"),
    ("lr0.1-b0.8-0.99", "adam", adam(0.1, (0.8, 0.99)), "torch"),
    ("lr0.3-b0.95-0.999-eps1e-6", "adam", adam(0.3, (0.95, 0.999), 1e-6), "torch"),
    ("lr1-b0.9-0.999", "adam", adam(1.0), "torch"),
    ("lr0.05-wd0.01", "adamw", adamw(0.05), "torch"),
    ("lr0.1-b0.8-0.99-wd0.5", "adamw", adamw(0.1, (0.8, 0.99), weight_decay=0.5), "torch"),
    ("lr0.3-eps1e-6-wd2", "adamw", adamw(0.3, eps=1e-6, weight_decay=2.0), "torch"),
    ("lr0.005-b0.9-0.999", "adam-uncorrected", uncorrected(0.005), "numpy"),
    ("lr0.02-b0.8-0.99", "adam-uncorrected", uncorrected(0.02, (0.8, 0.99)), "numpy"),
    ("lr0.1-b0.95-0.999-eps1e-6", "adam-uncorrected",
     uncorrected(0.1, (0.95, 0.999), 1e-6), "numpy"),
    # Rates at which most of these runs become sensitive to rounding: they have short horizons.
    ("lr1", "sgd", sgd(1.0), "torch"),
    ("lr0.02-a0.99", "rmsprop", rmsprop(), "torch"),
    ("lr0.3-b0.5-0.6", "adam", adam(0.3, (0.5, 0.6)), "torch"),
    ("lr1-b0.5-0.9", "adam", adam(1.0, (0.5, 0.9)), "torch"),
]  # fmt: skip

GAUSSIAN = [
    Run(f"{form}-{source}", source, "gaussian", (0.75, -0.75), 100, racer)
    for form, racer, sources in ARTICLE
    for source in sources
] + [
    Run(f"{settings}-start{i}-{form}-{source}", source, "gaussian", start, 200, racer)
    for settings, form, racer, source in OTHER
    for i, start in enumerate(STARTS, 1)
]

STEPS = 100


def usual(rates):
    """The article's racers, and momentum with torch's first step."""
    of_sgd, of_momentum, of_adagrad, of_rmsprop, of_adam = rates
    return [
        ("sgd", sgd(of_sgd), "torch"),
        ("momentum-damped", momentum(of_momentum), "numpy"),
        ("momentum-raw-first", raw_first(of_momentum), "torch"),
        ("adagrad", adagrad(of_adagrad), "torch"),
        ("rmsprop", rmsprop(of_rmsprop), "torch"),
        ("adam", adam(of_adam), "torch"),
        ("adamw", adamw(of_adam), "torch"),
    ]


def others(rates):
    """Racers with other settings than the usual ones."""
    of_sgd, of_momentum, of_adagrad, of_rmsprop, of_adam = rates
    return [
        ("sgd", sgd(of_sgd), "torch"),
        ("momentum-raw-first", raw_first(of_momentum, 0.8, 0.6), "torch"),
        ("adagrad", adagrad(of_adagrad, 1e-10), "torch"),
        ("rmsprop", rmsprop(of_rmsprop, 0.9), "torch"),
        ("adam", adam(of_adam, (0.8, 0.99)), "torch"),
        ("momentum-nesterov", nesterov(of_momentum / 5, 0.8), "torch"),
        ("adamw", adamw(of_adam, (0.8, 0.99), weight_decay=0.1), "torch"),
    ]


# Objectives of the library from another start than their own: the start, and the rates of SGD,
# momentum, AdaGrad, RMSProp and Adam.
LIBRARY = [
    ("rosenbrock", (1.4, 2.6), (0.0005, 0.0005, 0.3, 0.01, 0.05)),
    ("beale", (1.5, -0.8), (0.005, 0.005, 0.3, 0.02, 0.05)),
    ("himmelblau", (-1.5, 0.5), (0.005, 0.005, 0.5, 0.05, 0.1)),
    ("rastrigin", (1.3, -2.2), (0.001, 0.001, 0.1, 0.01, 0.02)),
    ("ackley", (0.7, -0.3), (0.02, 0.02, 0.2, 0.02, 0.05)),
    ("goldstein-price", (1.2, 0.4), (1e-6, 1e-6, 0.2, 0.01, 0.02)),
    ("six-hump-camel", (1.1, 0.6), (0.01, 0.02, 0.1, 0.01, 0.02)),
    ("branin", (2.0, 9.0), (0.01, 0.02, 1.0, 0.1, 0.2)),
    ("easom", (2.2, 3.9), (0.2, 0.2, 0.2, 0.02, 0.05)),
    ("mccormick", (1.5, -1.0), (0.05, 0.05, 0.5, 0.05, 0.1)),
    ("two-gaussians", (-0.3, -0.9), (0.02, 0.02, 0.2, 0.01, 0.02)),
    ("plateau", (-1.2, 0.8), (0.2, 0.2, 0.2, 0.02, 0.05)),
    ("taco-50", (-1.4, 0.7), (0.03, 0.03, 0.3, 0.02, 0.05)),
    ("taco-rotated-8", (1.1, -1.3), (0.1, 0.1, 0.3, 0.02, 0.05)),
]

# Objectives of the library from the start and at the rates that they had in the library when this
# was written.
OWN = [
    ("rosenbrock", (-1.2, 1.0), (0.002, 0.002, 0.5, 0.02, 0.1)),
    ("six-hump-camel", (-1.2, 0.05), (0.01, 0.02, 0.1, 0.01, 0.02)),
    ("goldstein-price", (-1.0, -1.5), (1e-5, 1e-5, 0.1, 0.01, 0.02)),
    ("two-gaussians", (0.4, 1.3), (0.01, 0.02, 0.1, 0.01, 0.02)),
]

# Formulas, in the same way.
TYPED = [
    ("formula-waves", (0.75, -0.75), (0.1, 0.1, 0.2, 0.02, 0.05)),
    ("formula-logarithms", (1.1, 0.8), (0.1, 0.1, 0.2, 0.02, 0.05)),
    ("formula-kinks", (-0.87, 0.71), (0.02, 0.02, 0.2, 0.02, 0.05)),
    ("formula-hyperbolic", (1.3, 0.6), (0.1, 0.1, 0.2, 0.02, 0.05)),
    ("formula-arcs", (-1.2, 0.9), (0.1, 0.1, 0.2, 0.02, 0.05)),
    ("formula-extremes", (1.17, -0.93), (0.05, 0.05, 0.2, 0.02, 0.05)),
    ("formula-powers", (1.4, -1.1), (0.05, 0.05, 0.2, 0.02, 0.05)),
    ("formula-exponents", (-1.5, 1.2), (0.05, 0.05, 0.2, 0.02, 0.05)),
    ("formula-steps", (2.3, -1.1), (0.05, 0.05, 0.2, 0.02, 0.05)),
    ("formula-paper", (0.4, -1.3), (0.1, 0.1, 0.2, 0.02, 0.05)),
    ("formula-networks", (0.9, 1.4), (0.1, 0.1, 0.2, 0.02, 0.05)),
    ("formula-bases", (1.2, -0.7), (0.1, 0.1, 0.2, 0.02, 0.05)),
    ("formula-angles", (-0.8, 1.1), (0.1, 0.1, 0.2, 0.02, 0.05)),
    ("formula-pieces", (0.63, -1.27), (0.05, 0.05, 0.2, 0.02, 0.05)),
]

# Every option by itself, those that interact in pairs, and the rules beside the article's.


def options(rates):
    """The names of the options or the rule, the racer and who runs it."""
    of_sgd, of_momentum, of_adagrad, of_rmsprop, of_adam = rates
    decay, up = {"weightDecay": 0.1}, {"maximize": True}
    return [
        ("sgd-weight-decay", sgd(of_sgd) | decay, "torch"),
        ("sgd-maximize", sgd(of_sgd / 50) | up, "torch"),
        ("momentum-weight-decay", raw_first(of_momentum) | decay, "torch"),
        ("momentum-maximize", raw_first(of_momentum / 50) | up, "torch"),
        ("nesterov-weight-decay", nesterov(of_momentum / 10) | decay, "torch"),
        ("adagrad-lr-decay", adagrad(of_adagrad) | {"lrDecay": 0.02}, "torch"),
        ("adagrad-initial", adagrad(of_adagrad) | {"initialAccumulatorValue": 0.1}, "torch"),
        ("adagrad-weight-decay", adagrad(of_adagrad) | decay, "torch"),
        ("rmsprop-momentum", rmsprop(of_rmsprop / 5) | {"momentum": 0.8}, "torch"),
        ("rmsprop-centered", rmsprop(of_rmsprop / 2) | {"centered": True}, "torch"),
        ("rmsprop-weight-decay", rmsprop(of_rmsprop) | decay, "torch"),
        (
            "rmsprop-centered-momentum",
            rmsprop(of_rmsprop / 10) | {"momentum": 0.8, "centered": True},
            "torch",
        ),
        ("adam-amsgrad", adam(of_adam, (0.9, 0.99)) | {"amsgrad": True}, "torch"),
        ("adam-weight-decay", adam(of_adam) | decay, "torch"),
        (
            "adam-amsgrad-weight-decay",
            adam(of_adam, (0.9, 0.99)) | {"amsgrad": True} | decay,
            "torch",
        ),
        ("adamw-amsgrad", adamw(of_adam, (0.9, 0.99)) | {"amsgrad": True}, "torch"),
        ("nadam", nadam(of_adam), "torch"),
        ("nadam-momentum-decay", nadam(of_adam, momentum_decay=0.1), "torch"),
        # Its first steps are plain ones.
        ("radam", radam(of_sgd), "torch"),
        ("adamax", adamax(of_adam), "torch"),
        ("adadelta", adadelta(20 * of_adam), "torch"),
        ("adadelta-rho", adadelta(20 * of_adam, rho=0.5, eps=1e-4), "torch"),
        ("rprop", rprop(of_adam), "torch"),
        ("rprop-etas", rprop(of_adam, etas=(0.3, 1.5)), "torch"),
        ("rprop-step-sizes", rprop(of_adam, step_sizes=(0.001, 0.1)), "torch"),
        ("lion", lion(of_adam / 4), "numpy"),
        ("lion-weight-decay", lion(of_adam / 4, weight_decay=0.1), "numpy"),
    ]


def loops(rates):
    """Racers in a training loop with a schedule, with clipping, and with both."""
    of_sgd, of_momentum, of_adagrad, of_rmsprop, of_adam = rates
    step = {"schedule": "step", "stepSize": 40, "gamma": 0.5}
    exponential = {"schedule": "exponential", "gamma": 0.99}
    cosine = {"schedule": "cosine", "tMax": 150, "etaMin": of_adam / 100}
    warmup = {
        "schedule": "warmupCosine",
        "totalIters": 20,
        "startFactor": 0.25,
        "tMax": 180,
        "etaMin": 0.0,
    }
    cycle = {
        "schedule": "oneCycle",
        "totalSteps": 200,
        "pctStart": 0.3,
        "divFactor": 25.0,
        "finalDivFactor": 1e4,
    }
    return [
        ("sgd-step", sgd(2 * of_sgd) | step, "torch"),
        ("momentum-exponential", raw_first(2 * of_momentum) | exponential, "torch"),
        ("adam-cosine", adam(of_adam) | cosine, "torch"),
        ("adamw-warmup", adamw(of_adam, weight_decay=0.1) | warmup, "torch"),
        ("rprop-warmup", rprop(of_adam) | warmup, "torch"),
        ("nesterov-cycle", nesterov(of_momentum / 5) | cycle, "torch"),
        ("sgd-clip-norm", sgd(2 * of_sgd) | {"clipNorm": 0.5}, "torch"),
        ("adam-clip-value", adam(of_adam) | {"clipValue": 0.2}, "torch"),
        ("rmsprop-clips", rmsprop(of_rmsprop) | {"clipNorm": 0.5, "clipValue": 0.4}, "torch"),
        ("radam-cycle-clip", radam(of_adam) | cycle | {"clipNorm": 1.0}, "torch"),
        ("lion-cosine-clip", lion(of_adam / 4) | cosine | {"clipValue": 0.2}, "numpy"),
    ]


OPTIONS = [
    ("gaussian", (0.8, 0.45), (0.1, 0.1, 0.2, 0.01, 0.05)),
    ("rosenbrock", (1.4, 2.6), (0.0005, 0.0005, 0.3, 0.01, 0.05)),
    ("himmelblau", (-1.5, 0.5), (0.005, 0.005, 0.5, 0.05, 0.1)),
    ("beale", (1.5, -0.8), (0.005, 0.005, 0.3, 0.02, 0.05)),
]

RUNS = GAUSSIAN + [
    Run(f"{objective}-{with_}{form}-{source}", source, objective, start, STEPS, racer)
    for races, with_, racers in ((LIBRARY + TYPED, "", others), (OWN, "own-", usual))
    for objective, start, rates in races
    for form, racer, source in racers(rates)
] + [
    Run(f"{objective}-{with_}{form}-{source}", source, objective, start, 200, racer)
    for with_, objectives, racers in (
        ("option-", OPTIONS, options),
        ("loop-", OPTIONS[:2], loops),
    )
    for objective, start, rates in objectives
    for form, racer, source in racers(rates)
]
