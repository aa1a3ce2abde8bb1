"""The rules in plain NumPy, on float64 arrays of the two coordinates: the article's from its code,
the others from their papers.

A rule has `state()`, before the first step, and `step(x, g, state, t)`, which returns the next
iterate and changes the state; t counts from 1.
"""

import math

import numpy as np


def seen(x, g, weight_decay, maximize=False):
    """The gradient that a rule works with: of −f to maximize, with that of the weight decay."""
    g = -g if maximize else g
    return g + weight_decay * x if weight_decay else g


class Sgd:
    def __init__(self, lr, weight_decay=0.0, maximize=False):
        self.lr, self.weight_decay, self.maximize = lr, weight_decay, maximize

    def state(self):
        return {}

    def step(self, x, g, state, t):
        return x - self.lr * seen(x, g, self.weight_decay, self.maximize)


class Momentum:
    def __init__(
        self,
        lr,
        momentum,
        dampening,
        damp_first_step,
        nesterov=False,
        weight_decay=0.0,
        maximize=False,
    ):
        self.lr, self.momentum, self.dampening = lr, momentum, dampening
        self.damp_first_step, self.nesterov = damp_first_step, nesterov
        self.weight_decay, self.maximize = weight_decay, maximize

    def state(self):
        return {"velocity": np.zeros(2)}

    def step(self, x, g, state, t):
        g = seen(x, g, self.weight_decay, self.maximize)
        if not self.damp_first_step and (t == 1 or self.momentum == 0):
            # Without momentum torch keeps no velocity and damps nothing.
            state["velocity"] = g
        else:
            state["velocity"] = self.momentum * state["velocity"] + (1 - self.dampening) * g
        if self.nesterov:
            return x - self.lr * (g + self.momentum * state["velocity"])
        return x - self.lr * state["velocity"]


class Adagrad:
    def __init__(self, lr, eps, lr_decay=0.0, initial=0.0, weight_decay=0.0):
        self.lr, self.eps, self.lr_decay = lr, eps, lr_decay
        self.initial, self.weight_decay = initial, weight_decay

    def state(self):
        return {"sumOfSquares": np.full(2, self.initial)}

    def step(self, x, g, state, t):
        g = seen(x, g, self.weight_decay)
        lr = self.lr / (1 + (t - 1) * self.lr_decay)
        state["sumOfSquares"] = state["sumOfSquares"] + g**2
        return x - lr * g / (np.sqrt(state["sumOfSquares"]) + self.eps)


class Rmsprop:
    def __init__(self, lr, alpha, eps, momentum=0.0, centered=False, weight_decay=0.0):
        self.lr, self.alpha, self.eps = lr, alpha, eps
        self.momentum, self.centered, self.weight_decay = momentum, centered, weight_decay

    def variance(self, squares, mean):
        return squares - mean**2

    def state(self):
        parts = ["meanOfSquares"]
        parts += ["velocity"] * (self.momentum > 0) + ["meanOfGradients"] * self.centered
        return {part: np.zeros(2) for part in parts}

    def step(self, x, g, state, t):
        g = seen(x, g, self.weight_decay)
        state["meanOfSquares"] = self.alpha * state["meanOfSquares"] + (1 - self.alpha) * g**2
        squares = state["meanOfSquares"]
        if self.centered:
            mean = state["meanOfGradients"]
            mean = state["meanOfGradients"] = self.alpha * mean + (1 - self.alpha) * g
            squares = self.variance(squares, mean)
        scaled = g / (np.sqrt(squares) + self.eps)
        if self.momentum > 0:
            scaled = state["velocity"] = self.momentum * state["velocity"] + scaled
        return x - self.lr * scaled


class Adam:
    def __init__(self, lr, betas, eps, bias_correction, amsgrad=False, weight_decay=0.0):
        self.lr, self.betas, self.eps = lr, betas, eps
        self.bias_correction = bias_correction
        self.amsgrad, self.weight_decay = amsgrad, weight_decay

    def state(self):
        parts = ["firstMoment", "secondMoment"] + ["greatestSecondMoment"] * self.amsgrad
        return {part: np.zeros(2) for part in parts}

    def missing(self, t):
        """1 − βᵗ of both means."""
        return [1 - beta**t for beta in self.betas]

    def observe(self, g, state):
        beta1, beta2 = self.betas
        m = state["firstMoment"] = beta1 * state["firstMoment"] + (1 - beta1) * g
        s = state["secondMoment"] = beta2 * state["secondMoment"] + (1 - beta2) * g**2
        return m, s

    def step(self, x, g, state, t):
        m, s = self.observe(seen(x, g, self.weight_decay), state)
        if self.amsgrad:
            s = state["greatestSecondMoment"] = np.maximum(state["greatestSecondMoment"], s)
        if self.bias_correction:
            of_mean, of_squares = self.missing(t)
            m = m / of_mean
            s = s / of_squares
        return x - self.lr * m / (np.sqrt(s) + self.eps)


class AdamW(Adam):
    def __init__(self, lr, betas, eps, decay, amsgrad=False):
        super().__init__(lr, betas, eps, bias_correction=True, amsgrad=amsgrad)
        self.decay = decay

    def step(self, x, g, state, t):
        return super().step(x * (1 - self.lr * self.decay), g, state, t)


class NAdam(Adam):
    def __init__(self, lr, betas, eps, momentum_decay):
        super().__init__(lr, betas, eps, bias_correction=True)
        self.momentum_decay = momentum_decay

    def state(self):
        return super().state() | {"momentumProduct": np.ones(2)}

    def momentum(self, t):
        return self.betas[0] * (1 - 0.5 * 0.96 ** (t * self.momentum_decay))

    def step(self, x, g, state, t):
        m, s = self.observe(g, state)
        now, ahead = self.momentum(t), self.momentum(t + 1)
        product = state["momentumProduct"] = state["momentumProduct"] * now
        m = ahead * m / (1 - product * ahead) + (1 - now) * g / (1 - product)
        return x - self.lr * m / (np.sqrt(s / self.missing(t)[1]) + self.eps)


class RAdam(Adam):
    def __init__(self, lr, betas, eps):
        super().__init__(lr, betas, eps, bias_correction=True)

    def step(self, x, g, state, t):
        m, s = self.observe(g, state)
        of_mean, of_squares = self.missing(t)
        m = m / of_mean
        most = 2 / (1 - self.betas[1]) - 1
        now = most - 2 * t * (1 - of_squares) / of_squares
        # As in torch; the paper has 4 for 5, and no eps.
        if not now > 5:
            return x - self.lr * m
        part = (now - 4) * (now - 2) * most / ((most - 4) * (most - 2) * now)
        return x - self.lr * m * math.sqrt(part) * math.sqrt(of_squares) / (np.sqrt(s) + self.eps)


class Adamax(Adam):
    def __init__(self, lr, betas, eps):
        super().__init__(lr, betas, eps, bias_correction=True)

    def state(self):
        return {"firstMoment": np.zeros(2), "greatestGradient": np.zeros(2)}

    def step(self, x, g, state, t):
        beta1, beta2 = self.betas
        m = state["firstMoment"] = beta1 * state["firstMoment"] + (1 - beta1) * g
        # As in torch; the paper has no eps.
        u = np.maximum(beta2 * state["greatestGradient"], np.abs(g) + self.eps)
        state["greatestGradient"] = u
        return x - self.lr / self.missing(t)[0] * m / u


class Adadelta:
    def __init__(self, lr, rho, eps):
        self.lr, self.rho, self.eps = lr, rho, eps

    def state(self):
        return {"meanOfSquares": np.zeros(2), "meanOfSquaredSteps": np.zeros(2)}

    def step(self, x, g, state, t):
        state["meanOfSquares"] = self.rho * state["meanOfSquares"] + (1 - self.rho) * g**2
        steps = state["meanOfSquaredSteps"]
        step = np.sqrt(steps + self.eps) / np.sqrt(state["meanOfSquares"] + self.eps) * g
        state["meanOfSquaredSteps"] = self.rho * steps + (1 - self.rho) * step**2
        return x - self.lr * step


class Rprop:
    def __init__(self, lr, etas, step_sizes):
        self.lr, self.etas, self.step_sizes = lr, etas, step_sizes

    def state(self):
        return {"previousGradient": np.zeros(2), "stepSize": np.full(2, self.lr)}

    def step(self, x, g, state, t):
        shrink, grow = self.etas
        way = np.sign(state["previousGradient"] * g)
        eta = np.where(way > 0, grow, np.where(way < 0, shrink, 1.0))
        state["stepSize"] = np.clip(state["stepSize"] * eta, *self.step_sizes)
        g = state["previousGradient"] = np.where(way < 0, 0.0, g)
        return x - np.sign(g) * state["stepSize"]


class Lion:
    """Algorithm 2 of Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms"."""

    def __init__(self, lr, betas, weight_decay):
        self.lr, self.betas, self.weight_decay = lr, betas, weight_decay

    def state(self):
        return {"firstMoment": np.zeros(2)}

    def step(self, x, g, state, t):
        beta1, beta2 = self.betas
        m = state["firstMoment"]
        c = beta1 * m + (1 - beta1) * g
        state["firstMoment"] = beta2 * m + (1 - beta2) * g
        return x - self.lr * (np.sign(c) + self.weight_decay * x)


def rate(racer, t):
    """The learning rate of step t by the racer's schedule; t counts from 0."""
    lr = racer["lr"]

    def cosine(t):
        lowest = racer["etaMin"]
        return lowest + (lr - lowest) * (1 + math.cos(math.pi * t / racer["tMax"])) / 2

    match racer.get("schedule", "constant"):
        case "constant":
            return lr
        case "step":
            return lr * racer["gamma"] ** (t // racer["stepSize"])
        case "exponential":
            return lr * racer["gamma"] ** t
        case "cosine":
            return cosine(t)
        case "warmupCosine":
            warmup, start = racer["totalIters"], racer["startFactor"]
            return cosine(t - warmup) if t >= warmup else lr * (start + (1 - start) * t / warmup)
        case "oneCycle":
            first = lr / racer["divFactor"]
            peak, end = racer["pctStart"] * racer["totalSteps"] - 1, racer["totalSteps"] - 1
            t = min(t, end)
            if t <= peak:
                one, other, part = first, lr, t / peak
            else:
                one, other = lr, first / racer["finalDivFactor"]
                part = (t - peak) / (end - peak)
            return other + (one - other) * (1 + math.cos(math.pi * part)) / 2
    raise ValueError(f"no schedule for {racer}")


class Training:
    """A rule in a training loop that clips gradients and has a schedule."""

    def __init__(self, rule, racer):
        self.rule, self.racer = rule, racer

    def state(self):
        self.rule.lr = rate(self.racer, 0)
        return self.rule.state()

    def step(self, x, g, state, t):
        if "clipNorm" in self.racer:
            # The 1e-6 is torch's.
            g = g * min(1.0, self.racer["clipNorm"] / (np.linalg.norm(g) + 1e-6))
        if "clipValue" in self.racer:
            g = np.clip(g, -self.racer["clipValue"], self.racer["clipValue"])
        self.rule.lr = rate(self.racer, t - 1)
        return self.rule.step(x, g, state, t)


def bare(racer):
    """The rule of a racer's JSON, without what stands around it."""
    lr, eps, betas = racer["lr"], racer.get("eps"), racer.get("betas")
    weight_decay, amsgrad = racer.get("weightDecay", 0.0), racer.get("amsgrad", False)
    maximize = racer.get("maximize", False)
    match racer["optimizer"]:
        case "sgd":
            return Sgd(lr, weight_decay, maximize)
        case "momentum":
            return Momentum(
                lr,
                racer["momentum"],
                racer["dampening"],
                racer["dampFirstStep"],
                racer.get("nesterov", False),
                weight_decay,
                maximize,
            )
        case "adagrad":
            initial = racer.get("initialAccumulatorValue", 0.0)
            return Adagrad(lr, eps, racer.get("lrDecay", 0.0), initial, weight_decay)
        case "rmsprop":
            momentum, centered = racer.get("momentum", 0.0), racer.get("centered", False)
            return Rmsprop(lr, racer["alpha"], eps, momentum, centered, weight_decay)
        case "adam":
            return Adam(lr, betas, eps, racer["biasCorrection"], amsgrad, weight_decay)
        case "adamw":
            return AdamW(lr, betas, eps, weight_decay, amsgrad)
        case "nadam":
            return NAdam(lr, betas, eps, racer["momentumDecay"])
        case "radam":
            return RAdam(lr, betas, eps)
        case "adamax":
            return Adamax(lr, betas, eps)
        case "adadelta":
            return Adadelta(lr, racer["rho"], eps)
        case "rprop":
            return Rprop(lr, racer["etas"], racer["stepSizes"])
        case "lion":
            return Lion(lr, betas, weight_decay)
    raise ValueError(f"no NumPy rule for {racer}")


def rule(racer):
    """The rule of a racer's JSON."""
    return around(bare(racer), racer)


def around(rule, racer):
    """The rule with the racer's schedule and clipping around it, if it has any."""
    has = any(part in racer for part in ("schedule", "clipNorm", "clipValue"))
    return Training(rule, racer) if has else rule


def walk(objective, start, steps, racer, move_gradient):
    """Yields (iterate, loss, gradient, state) for steps 0 … steps."""
    optimizer = rule(racer)
    state = optimizer.state()
    x = np.array(start, dtype=np.float64)
    for t in range(1, steps + 2):
        g = move_gradient(x, np.array(objective.gradient(*x)))
        yield x, objective.value(*x), g, dict(state)
        x = optimizer.step(x, g, state, t)
