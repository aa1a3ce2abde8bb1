"""Runs the programs that Downhill writes with PyTorch: scripts.json. See README.md.

`scripts.py [count]` draws the runs anew (220 at random by default); `scripts.py again` keeps those of
scripts.json, and runs the programs that have changed. The programs are written by `cargo run --example scripts`.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

os.environ.update(NPY_DISABLE_CPU_FEATURES="X86_V4", ATEN_CPU_CAPABILITY="avx2")

import numpy as np
import torch

torch.set_num_threads(1)
# What SequentialLR does itself.
warnings.filterwarnings("ignore")

HERE = Path(__file__).parent
RERUNS = 4
# How far rounding may have taken a path where it is still compared: a tenth of what is allowed.
AWAY = {"library": 1e-13, "formula": 1e-10}
# The steps that are kept.
KEPT = [1, 2, 5, 10, 20, 50, 100]

OBJECTIVES = (
    "gaussian bowl taco taco-rotated saddle bounded-saddle monkey-saddle plateau rosenbrock beale "
    "himmelblau booth matyas rastrigin ackley styblinski-tang six-hump-camel three-hump-camel "
    "goldstein-price mccormick easom branin two-gaussians"
).split()

# Every rule and option, schedule, and way of clipping, and what torch lacks of them.
FIXED = [
    "preset=article",
    "preset=article-gif",
    *(f"objective={name}" for name in OBJECTIVES),
    "racers=sgd(weightDecay=0.2,maximize=true),momentum(maximize=true,dampening=0.3),"
    "momentum(nesterov=true),momentum(momentum=0,dampening=0.5,dampFirstStep=true),"
    "momentum(dampening=0.9,dampFirstStep=true,weightDecay=0.1,maximize=true)&steps=60",
    "racers=adagrad(lrDecay=0.1,initialAccumulatorValue=0.3,weightDecay=0.1),"
    "rmsprop(momentum=0.8,weightDecay=0.1),rmsprop(centered=true),adam(amsgrad=true,weightDecay=0.2),"
    "adam(amsgrad=true,biasCorrection=false,weightDecay=0.1),adam(biasCorrection=false)&steps=100",
    "racers=adamw,adamw(weightDecay=0,amsgrad=true),nadam,nadam(momentumDecay=0.5),radam,"
    "radam(betas=0.8:0.6),adamax,adadelta(lr=2),rprop,rprop(etas=0.4:1.5,stepSizes=0.01:0.2),"
    "lion,lion(weightDecay=0.2)&steps=100",
    "racers=sgd(schedule=step,stepSize=7,gamma=0.5),adam(schedule=exponential,gamma=0.9),"
    "adagrad(lr=0.5,schedule=cosine,tMax=30,etaMin=0.01),"
    "rmsprop(schedule=warmupCosine,totalIters=5,startFactor=0.2,tMax=25),"
    "rmsprop(schedule=warmupCosine,totalIters=5,startFactor=0,tMax=25,etaMin=0.001),"
    "momentum(schedule=oneCycle,totalSteps=30),adamw(schedule=oneCycle,totalSteps=10,pctStart=0.1),"
    "rprop(schedule=warmupCosine),lion(schedule=cosine)&steps=60",
    "racers=sgd(lr=0.2,clipNorm=0.5),adam(clipValue=0.2),adagrad(clipNorm=0.3,clipValue=0.2),"
    "momentum(dampening=0.9,dampFirstStep=true,schedule=cosine,clipNorm=0.1)&steps=80",
    "racers=sgd,adam,rmsprop&noise=sigma=0.3,seed=7,shared=true&steps=100",
    "racers=sgd,adam,adam(clipNorm=0.5)&noise=sigma=0.3,seed=4294967295,shared=false&steps=100",
    "formula=max(x,0)%2By^2&start=1,2",
    "formula=3&start=1,2&racers=sgd,adam&steps=10",
    "formula=x^2&start=1,2&racers=sgd,adam&steps=50",
    "formula=floor(y)%2Bsign(x)&start=1,2&racers=sgd,adam&steps=10",
    "formula=where(x<0,1,x)%2B0*y^2&start=0.05,2&racers=sgd,momentum&steps=20",
    "formula=where(x>0,sqrt(x),-x)%2By^2&start=-0.5,1&racers=adam(lr=0.3),sgd&steps=30",
    "formula=" + "%2B".join(["x*y/9"] * 60) + "%2Bx^2%2By^2&start=1,0.5&racers=adam,sgd(lr=0.01)&steps=40",
    "formula=" + "sin(" * 40 + "x" + ")" * 40 + "*y%2By^2&start=1,0.5&racers=adam,sgd&steps=40",
    "formula=" + "*".join(["(1%2Bx/9)", "(1-y/9)"] * 20) + "&start=1,0.5&racers=adam&steps=30",
]

# Terms of formulas. A and B are numbers.
TERMS = """
A*max(x,B) min(x,A*y) max(x,y,B) A*abs(x-B*y) sign(x)*y A*sin(B*x*y) cos(A*x)+y tan(x/9) where(x<B,x^2,A*x*y)
where(x*y>=A,log(1+x^2),y) log(1+A*x^2) log2(2+x^2) log10(3+y^2) log1p(x^2) A*exp(-(x-B)^2-y^2)
expm1(x/3) exp2(y/3) e^(x/3) A*sqrt(1+x^2+y^2) cbrt(x+9) tanh(A*x) A*sigmoid(x*y) softplus(A*x)
softplus(30*x)/9 relu(y-B) relu(x)^2 mod(x,3) floor(x)*y ceil(y)*x/3 round(x)*y/3 atan2(y,x+9) hypot(x,y+9)
(x^2+1)^(y/9) 2^(x/4) A^(y/5) pow(abs(x)+1,1.5) x/(1+y^2) (x-y)/(2+x^2) x^3/9 A*pi*x sec(x/9) csc(x/9+2)
cot(y/9+2) sinc(x) asin(x/30) acos(y/30) atan(A*x) sinh(x/4) cosh(y/4) -(x-A)^2/5 |x|*y (x+A*y)^4/99
""".split()


class Draw:
    """Runs at random."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)

    def number(self, low, high, digits=3):
        return f"{self.rng.uniform(low, high):.{digits}g}"

    def power(self, low, high):
        return f"{10 ** self.rng.uniform(low, high):.3g}"

    def maybe(self, part, *settings):
        return [setting for setting in settings if self.rng.random() < part]

    def formula(self):
        terms = self.rng.choice(TERMS, int(self.rng.integers(1, 5)), replace=False)
        text = "+".join(terms) + "+A*x^2+A*y^2"
        for letter in "AB":
            while letter in text:
                text = text.replace(letter, self.number(0.2, 2), 1)
        return text

    def racer(self):
        rng = self.rng
        beta = lambda: str(rng.choice(["0.9", "0.5", "0.99", "0.999", "0", self.number(0.1, 0.99)]))
        betas = lambda: f"betas={beta()}:{beta()}"
        eps = f"eps={rng.choice(['1e-8', '1e-10', '1e-4', '0.01'])}"
        decay, uphill = f"weightDecay={self.number(0.001, 0.3)}", "maximize=true"
        kind = str(rng.choice(
            "sgd momentum adagrad rmsprop adam adamw nadam radam adamax adadelta rprop lion".split(),
            p=[0.06, 0.16, 0.08, 0.1, 0.16, 0.08, 0.06, 0.06, 0.06, 0.06, 0.06, 0.06],
        ))
        settings = [f"lr={self.power(-3, -0.7)}"]
        match kind:
            case "sgd":
                settings += self.maybe(0.3, decay)
            case "momentum":
                settings.append(f"momentum={beta()}")
                which = rng.integers(0, 4)
                if which == 0 and settings[-1] != "momentum=0":
                    settings.append("nesterov=true")
                if which == 1:
                    settings.append(f"dampening={self.number(0, 1)}")
                if which == 2:
                    settings += [f"dampening={beta()}", "dampFirstStep=true"]
                settings += self.maybe(0.3, decay)
            case "adagrad":
                settings += self.maybe(
                    0.4, eps, f"lrDecay={self.number(0, 0.2)}", "initialAccumulatorValue=0.1", decay
                )
            case "rmsprop":
                settings.append(f"alpha={beta()}")
                # Centered, a variance that is rounded away decides the step.
                settings += self.maybe(0.4, eps, "momentum=0.5", decay)
            case "adam":
                settings += self.maybe(0.4, betas(), eps, "biasCorrection=false", "amsgrad=true", decay)
            case "adamw":
                settings += self.maybe(0.4, betas(), eps, "amsgrad=true", decay)
            case "nadam":
                settings += self.maybe(0.4, betas(), eps, f"momentumDecay={self.number(0, 0.1)}")
            case "radam" | "adamax":
                settings += self.maybe(0.5, "betas=0.8:0.97", eps)
            case "adadelta":
                settings[0] = f"lr={self.number(0.2, 2)}"
                settings += self.maybe(0.5, f"rho={self.number(0.5, 0.99)}", "eps=1e-4")
            case "rprop":
                settings += self.maybe(0.5, "etas=0.4:1.5", "stepSizes=1e-4:0.3")
            case "lion":
                settings += self.maybe(0.5, betas(), decay)
        settings += self.maybe(0.15, f"clipNorm={self.number(0.05, 2)}")
        settings += self.maybe(0.1, f"clipValue={self.number(0.05, 2)}")
        settings += {
            0: ["schedule=step", f"stepSize={rng.integers(1, 90)}", f"gamma={self.number(0.1, 1)}"],
            1: ["schedule=exponential", f"gamma={self.number(0.95, 1)}"],
            2: ["schedule=cosine", f"tMax={rng.integers(1, 150)}", f"etaMin={self.number(0, 0.01)}"],
            3: ["schedule=warmupCosine", f"totalIters={rng.integers(1, 40)}",
                f"startFactor={self.number(0, 1)}", f"tMax={rng.integers(1, 150)}"],
            4: ["schedule=oneCycle", f"totalSteps={rng.integers(2, 250)}",
                f"pctStart={self.number(0, 1, 2)}", f"divFactor={self.number(1, 30)}"],
        }.get(int(rng.integers(0, 12)), [])  # fmt: skip
        return f"{kind}({','.join(settings)})"

    def run(self):
        rng = self.rng
        racers = ",".join(self.racer() for _ in range(int(rng.integers(1, 4))))
        if rng.random() < 0.4:
            name = rng.choice(OBJECTIVES)
            what, steps = f"objective={name}", 100
        else:
            formula = self.formula().replace("+", "%2B").replace("|", "%7C").replace("<", "%3C")
            start = f"{self.number(-2, 2)},{self.number(-2, 2)}"
            what, steps = f"formula={formula}&start={start}", 200
        noise = f"&noise=sigma={self.number(0, 0.5)},seed={rng.integers(0, 2**32)}"
        noise = f"{noise},shared={rng.choice(['true', 'false'])}" if rng.random() < 0.15 else ""
        return f"{what}&racers={racers}{noise}&steps={steps}"


def programs(runs, language="pytorch"):
    """What Downhill writes for runs."""
    command = ["cargo", "run", "-q", "-p", "downhill-tests", "--example", "scripts", "--", language]
    found = subprocess.run(command, input="\n".join(runs), capture_output=True, text=True, check=True)
    return found.stdout.split("\f")[:-1]


def fnv(text):
    """The FNV-1a hash of a text, as the Rust test computes it."""
    found = 0xCBF29CE484222325
    for byte in text.encode():
        found = (found ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{found:016x}"


def printed(program, **names):
    """What a program prints, as a path [x, y, f] for each racer."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), np.errstate(all="ignore"):
        exec(compile(program, "program", "exec"), {"__name__": "__main__", **names})
    paths = []
    for line in out.getvalue().splitlines():
        words = line.split(" ")
        if len(words) == 4 and words[0] == "0":
            paths.append([])
        if len(words) == 4 and words[0].isdigit():
            paths[-1].append([float(word) for word in words[1:]])
    return [np.array(path) for path in paths]


def moved(program, seed):
    """The program with every argument of f moved by a unit in its last place at random."""
    rng = np.random.default_rng(seed)
    turn = lambda part: part * (1 + int(rng.integers(-1, 2)) * 2.0**-52)
    head = "def f(x, y):\n"
    return printed(program.replace(head, head + "    x, y = turn(x), turn(y)\n", 1), turn=turn)


def check_with_numpy(run, program, record):
    """Runs a program with NumPy itself; the tests have a stand-in."""
    away = 10 * AWAY["formula" if run.startswith("formula=") else "library"]
    for path, racer in zip(printed(program), record["racers"], strict=True):
        theirs = np.array(racer["iterates"]).reshape(-1, 2)
        apart = np.abs(path[racer["steps"], :2] - theirs) / np.maximum(1, np.abs(theirs))
        if apart.size and apart.max() > away:
            raise ValueError(f"NumPy is {apart.max()} away")


def record(run, program):
    paths = printed(program)
    away = AWAY["formula" if run.startswith("formula=") else "library"]
    reruns = [moved(program, seed) for seed in range(RERUNS)]
    racers = []
    for index, path in enumerate(paths):
        with np.errstate(all="ignore"):
            apart = [np.abs(rerun[index][:, :2] - path[:, :2]).max(axis=1) for rerun in reruns]
            limit = away * np.maximum(1, np.abs(path[:, :2]).max(axis=1))
            is_near = (np.max(apart, axis=0) < limit) & np.isfinite(path).all(axis=1)
        horizon = len(path) if is_near.all() else int(np.argmin(is_near))
        last = horizon - 1
        steps = sorted({step for step in [*KEPT, last] if 0 < step <= last})
        racers.append({
            "horizon": horizon,
            "steps": steps,
            "iterates": [part for step in steps for part in path[step, :2].tolist()],
            "losses": [path[step, 2] for step in steps],
        })  # fmt: skip
    return {"run": run, "hash": fnv(program), "racers": racers}


def main():
    file = HERE / "scripts.json"
    words, known = sys.argv[1:], {}
    if words == ["again"]:
        records = json.loads(file.read_text())["records"]
        known = {record["hash"]: record for record in records}
        runs = [record["run"] for record in records]
    else:
        draw = Draw(22)
        runs = FIXED + [draw.run() for _ in range(int(words[0]) if words else 220)]
    found = []
    for run, program, numpy_program in zip(
        runs, programs(runs), programs(runs, "numpy"), strict=True
    ):
        try:
            found.append(known.get(fnv(program)) or record(run, program))
            check_with_numpy(run, numpy_program, found[-1])
        except Exception:
            print(run, program, numpy_program, sep="\n")
            raise
    lines = ",\n".join(json.dumps(record) for record in found)
    file.write_text(f'{{"torch": "{torch.__version__.split("+")[0]}", "records": [\n{lines}\n]}}\n')
    steps = sum(racer["horizon"] for record in found for racer in record["racers"])
    print(len(found), "runs,", sum(len(record["racers"]) for record in found), "racers,", steps, "steps")


if __name__ == "__main__":
    main()
