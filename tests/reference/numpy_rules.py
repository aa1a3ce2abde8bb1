"""The article's rules in plain NumPy, on float64 arrays of the two coordinates.

A rule has `state()`, all zeros, and `step(x, g, state, t)`, which returns the next iterate and
changes the state; t counts from 1.
"""

import numpy as np


class Sgd:
    def __init__(self, lr):
        self.lr = lr

    def state(self):
        return {}

    def step(self, x, g, state, t):
        return x - self.lr * g


class Momentum:
    def __init__(self, lr, momentum, dampening, damp_first_step, nesterov=False):
        self.lr, self.momentum, self.dampening = lr, momentum, dampening
        self.damp_first_step, self.nesterov = damp_first_step, nesterov

    def state(self):
        return {"velocity": np.zeros(2)}

    def step(self, x, g, state, t):
        if not self.damp_first_step and (t == 1 or self.momentum == 0):
            # Without momentum torch keeps no velocity and damps nothing.
            state["velocity"] = g
        else:
            state["velocity"] = self.momentum * state["velocity"] + (1 - self.dampening) * g
        if self.nesterov:
            return x - self.lr * (g + self.momentum * state["velocity"])
        return x - self.lr * state["velocity"]


class Adagrad:
    def __init__(self, lr, eps):
        self.lr, self.eps = lr, eps

    def state(self):
        return {"sumOfSquares": np.zeros(2)}

    def step(self, x, g, state, t):
        state["sumOfSquares"] = state["sumOfSquares"] + g**2
        return x - self.lr * g / (np.sqrt(state["sumOfSquares"]) + self.eps)


class Rmsprop:
    def __init__(self, lr, alpha, eps):
        self.lr, self.alpha, self.eps = lr, alpha, eps

    def state(self):
        return {"meanOfSquares": np.zeros(2)}

    def step(self, x, g, state, t):
        state["meanOfSquares"] = self.alpha * state["meanOfSquares"] + (1 - self.alpha) * g**2
        return x - self.lr * g / (np.sqrt(state["meanOfSquares"]) + self.eps)


class Adam:
    def __init__(self, lr, betas, eps, bias_correction):
        self.lr, self.betas, self.eps = lr, betas, eps
        self.bias_correction = bias_correction

    def state(self):
        return {"firstMoment": np.zeros(2), "secondMoment": np.zeros(2)}

    def step(self, x, g, state, t):
        beta1, beta2 = self.betas
        m = state["firstMoment"] = beta1 * state["firstMoment"] + (1 - beta1) * g
        s = state["secondMoment"] = beta2 * state["secondMoment"] + (1 - beta2) * g**2
        if self.bias_correction:
            m = m / (1 - beta1**t)
            s = s / (1 - beta2**t)
        return x - self.lr * m / (np.sqrt(s) + self.eps)


class AdamW(Adam):
    def __init__(self, lr, betas, eps, weight_decay):
        super().__init__(lr, betas, eps, bias_correction=True)
        self.weight_decay = weight_decay

    def step(self, x, g, state, t):
        return super().step(x * (1 - self.lr * self.weight_decay), g, state, t)


def rule(racer):
    """The rule of a racer's JSON."""
    match racer["optimizer"]:
        case "sgd":
            return Sgd(racer["lr"])
        case "momentum":
            return Momentum(
                racer["lr"],
                racer["momentum"],
                racer["dampening"],
                racer["dampFirstStep"],
                racer.get("nesterov", False),
            )
        case "adagrad":
            return Adagrad(racer["lr"], racer["eps"])
        case "rmsprop":
            return Rmsprop(racer["lr"], racer["alpha"], racer["eps"])
        case "adam":
            return Adam(racer["lr"], racer["betas"], racer["eps"], racer["biasCorrection"])
        case "adamw":
            return AdamW(racer["lr"], racer["betas"], racer["eps"], racer["weightDecay"])
    raise ValueError(f"no NumPy rule for {racer}")


def walk(objective, start, steps, racer, move_gradient):
    """Yields (iterate, loss, gradient, state) for steps 0 … steps."""
    optimizer = rule(racer)
    state = optimizer.state()
    x = np.array(start, dtype=np.float64)
    for t in range(1, steps + 2):
        g = move_gradient(x, np.array(objective.gradient(*x)))
        yield x, objective.value(*x), g, dict(state)
        x = optimizer.step(x, g, state, t)
