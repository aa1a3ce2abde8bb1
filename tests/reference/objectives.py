"""The objectives, each written twice and without a look at Downhill's code: the function, with
which torch makes its gradient by autograd, and the gradient by hand for NumPy.

A function takes what it is computed with: `NUMPY`, `TORCH` or the module `rounding`.
"""

from math import e, pi
from typing import Any, Callable, NamedTuple

import numpy as np
import torch

import rounding
from functions import NUMPY, TORCH


class Objective(NamedTuple):
    # The objective as Downhill's JSON.
    config: Any
    value: Callable[[float, float], float]
    gradient: Callable[[float, float], tuple[float, float]]
    expression: Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
    # How far rounding can take the value and the gradient; None: one unit in the last place.
    rounding: Callable[[float, float], tuple[float, np.ndarray]] | None = None


def gaussian_value(x, y):
    return 1 - np.exp(-(x**2 / 0.7 + y**2 / 0.3))


def gaussian_gradient(x, y):
    e = np.exp(-(x**2 / 0.7 + y**2 / 0.3))
    return 2 * x / 0.7 * e, 2 * y / 0.3 * e


def gaussian_expression(x, y):
    return 1 - torch.exp(-(x**2 / 0.7 + y**2 / 0.3))


OBJECTIVES = {
    "gaussian": Objective("gaussian", gaussian_value, gaussian_gradient, gaussian_expression),
}


def objective(name, config, gradient):
    """Enters the function that follows, and its gradient by hand."""

    def enter(f):
        def off(x, y):
            result = f(rounding, *rounding.variables(x, y))
            return result.value_error, result.gradient_error

        OBJECTIVES[name] = Objective(
            config,
            lambda x, y: f(NUMPY, x, y),
            gradient,
            lambda x, y: f(TORCH, x, y),
            off,
        )
        return f

    return enter


def known(name, gradient, **parameter):
    """One of Downhill's library."""
    config = {"name": name, **parameter} if parameter else name
    return objective("-".join([name, *map(str, parameter.values())]), config, gradient)


def typed(name, formula, gradient):
    """A formula as a user types it."""
    return objective(f"formula-{name}", {"formula": formula}, gradient)


# The library.


def rosenbrock_gradient(x, y):
    return -2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)


@known("rosenbrock", rosenbrock_gradient)
def rosenbrock(m, x, y):
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def beale_gradient(x, y):
    a, b, c = 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3
    return (
        2 * a * (y - 1) + 2 * b * (y**2 - 1) + 2 * c * (y**3 - 1),
        2 * a * x + 4 * b * x * y + 6 * c * x * y**2,
    )


@known("beale", beale_gradient)
def beale(m, x, y):
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


def himmelblau_gradient(x, y):
    a, b = x**2 + y - 11, x + y**2 - 7
    return 4 * x * a + 2 * b, 2 * a + 4 * y * b


@known("himmelblau", himmelblau_gradient)
def himmelblau(m, x, y):
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def rastrigin_gradient(x, y):
    return 2 * x + 20 * pi * np.sin(2 * pi * x), 2 * y + 20 * pi * np.sin(2 * pi * y)


@known("rastrigin", rastrigin_gradient)
def rastrigin(m, x, y):
    return 20 + x**2 - 10 * m.cos(2 * pi * x) + y**2 - 10 * m.cos(2 * pi * y)


def ackley_gradient(x, y):
    r = np.sqrt((x**2 + y**2) / 2)
    slope = 2 * np.exp(-r / 5) / r
    ripples = pi * np.exp((np.cos(2 * pi * x) + np.cos(2 * pi * y)) / 2)
    return slope * x + ripples * np.sin(2 * pi * x), slope * y + ripples * np.sin(2 * pi * y)


@known("ackley", ackley_gradient)
def ackley(m, x, y):
    ripples = m.exp((m.cos(2 * pi * x) + m.cos(2 * pi * y)) / 2)
    return 20 + e - 20 * m.exp(-0.2 * m.sqrt((x**2 + y**2) / 2)) - ripples


def goldstein_price_gradient(x, y):
    s, t = x + y + 1, 2 * x - 3 * y
    p = 19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2
    q = 18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2
    a, b = 1 + s**2 * p, 30 + t**2 * q
    slope = 2 * s * p + s**2 * (-14 + 6 * x + 6 * y)
    along_x = 4 * t * q + t**2 * (-32 + 24 * x - 36 * y)
    along_y = -6 * t * q + t**2 * (48 - 36 * x + 54 * y)
    return slope * b + a * along_x, slope * b + a * along_y


@known("goldstein-price", goldstein_price_gradient)
def goldstein_price(m, x, y):
    p = 19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2
    q = 18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2
    return (1 + (x + y + 1) ** 2 * p) * (30 + (2 * x - 3 * y) ** 2 * q)


def six_hump_camel_gradient(x, y):
    return 8 * x - 8.4 * x**3 + 2 * x**5 + y, x - 8 * y + 16 * y**3


@known("six-hump-camel", six_hump_camel_gradient)
def six_hump_camel(m, x, y):
    return (4 - 2.1 * x**2 + x**4 / 3) * x**2 + x * y + (4 * y**2 - 4) * y**2


def branin_gradient(x, y):
    b, c, t = 5.1 / (4 * pi**2), 5 / pi, 1 / (8 * pi)
    a = y - b * x**2 + c * x - 6
    return 2 * a * (c - 2 * b * x) - 10 * (1 - t) * np.sin(x), 2 * a


@known("branin", branin_gradient)
def branin(m, x, y):
    b, c, t = 5.1 / (4 * pi**2), 5 / pi, 1 / (8 * pi)
    return (y - b * x**2 + c * x - 6) ** 2 + 10 * (1 - t) * m.cos(x) + 10


def easom_gradient(x, y):
    bell = np.exp(-((x - pi) ** 2) - (y - pi) ** 2)
    return (
        (np.sin(x) + 2 * (x - pi) * np.cos(x)) * np.cos(y) * bell,
        (np.sin(y) + 2 * (y - pi) * np.cos(y)) * np.cos(x) * bell,
    )


@known("easom", easom_gradient)
def easom(m, x, y):
    return -m.cos(x) * m.cos(y) * m.exp(-((x - pi) ** 2) - (y - pi) ** 2)


def mccormick_gradient(x, y):
    c = np.cos(x + y)
    return c + 2 * (x - y) - 1.5, c - 2 * (x - y) + 2.5


@known("mccormick", mccormick_gradient)
def mccormick(m, x, y):
    return m.sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1


def two_gaussians_gradient(x, y):
    right = 2 * np.exp(-((x - 1) ** 2 + y**2) / 0.2)
    left = 3 * np.exp(-((x + 1) ** 2 + y**2) / 0.2)
    return 2 * x + 10 * (x - 1) * right + 10 * (x + 1) * left, 2 * y + 10 * y * (right + left)


@known("two-gaussians", two_gaussians_gradient)
def two_gaussians(m, x, y):
    right = m.exp(-((x - 1) ** 2 + y**2) / 0.2)
    left = m.exp(-((x + 1) ** 2 + y**2) / 0.2)
    return x**2 + y**2 - 2 * right - 3 * left


def plateau_gradient(x, y):
    rest = (1 + x**2 + y**2) ** -2
    return 2 * x * rest, 2 * y * rest


@known("plateau", plateau_gradient)
def plateau(m, x, y):
    return (x**2 + y**2) / (1 + x**2 + y**2)


@known("taco", lambda x, y: (x, 50 * y), condition=50)
def taco(m, x, y):
    return (x**2 + 50 * y**2) / 2


def taco_rotated_gradient(x, y):
    along, across = (3**0.5 * x + y) / 4, 8 * (3**0.5 * y - x) / 4
    return 3**0.5 * along - across, along + 3**0.5 * across


@known("taco-rotated", taco_rotated_gradient, condition=8)
def taco_rotated(m, x, y):
    return (3**0.5 * x + y) ** 2 / 8 + 8 * (3**0.5 * y - x) ** 2 / 8


# Formulas. Together they have every operator and every function that a formula can have.


@typed(
    "waves",
    "sin(1.3*x)*cos(0.7*y) + 0.05*(x^2 + y^2)",
    lambda x, y: (
        1.3 * np.cos(1.3 * x) * np.cos(0.7 * y) + 0.1 * x,
        -0.7 * np.sin(1.3 * x) * np.sin(0.7 * y) + 0.1 * y,
    ),
)
def waves(m, x, y):
    return m.sin(1.3 * x) * m.cos(0.7 * y) + 0.05 * (x**2 + y**2)


@typed(
    "logarithms",
    "ln(1 + x^2 + 3 y^2) + 0.1 exp(-x) + log10(2 + y**2)/log(10) - -x/8",
    lambda x, y: (
        2 * x / (1 + x**2 + 3 * y**2) - 0.1 * np.exp(-x) + 1 / 8,
        6 * y / (1 + x**2 + 3 * y**2) + 2 * y / (2 + y**2) / np.log(10) ** 2,
    ),
)
def logarithms(m, x, y):
    ten = 2.302585092994046
    return m.log(1 + x**2 + 3 * y**2) + 0.1 * m.exp(-x) + m.log10(2 + y**2) / ten + x / 8


@typed(
    "kinks",
    "abs(x - 0.3) + 2sqrt(0.01 + y**2) + x y/7",
    lambda x, y: (
        np.sign(x - 0.3) + y / 7,
        2 * y / np.sqrt(0.01 + y**2) + x / 7,
    ),
)
def kinks(m, x, y):
    return m.absolute(x - 0.3) + 2 * m.sqrt(0.01 + y**2) + x * y / 7


@typed(
    "hyperbolic",
    "cosh(x - y) + 0.5 sinh(0.6x)^2 + tanh(3y)",
    lambda x, y: (
        np.sinh(x - y) + 0.6 * np.sinh(0.6 * x) * np.cosh(0.6 * x),
        -np.sinh(x - y) + 3 / np.cosh(3 * y) ** 2,
    ),
)
def hyperbolic(m, x, y):
    return m.cosh(x - y) + 0.5 * m.sinh(0.6 * x) ** 2 + m.tanh(3 * y)


@typed(
    "arcs",
    "asin(x/3)^2 + acos(y/4)*(2 - x)/3 + y^2 + atan(x + 2y)^2",
    lambda x, y: (
        2 * np.asin(x / 3) / np.sqrt(9 - x**2)
        - np.acos(y / 4) / 3
        + 2 * np.atan(x + 2 * y) / (1 + (x + 2 * y) ** 2),
        -(2 - x) / 3 / np.sqrt(16 - y**2)
        + 2 * y
        + 4 * np.atan(x + 2 * y) / (1 + (x + 2 * y) ** 2),
    ),
)
def arcs(m, x, y):
    return m.asin(x / 3) ** 2 + m.acos(y / 4) * (2 - x) / 3 + y**2 + m.atan(x + 2 * y) ** 2


def extremes_gradient(x, y):
    upper = (2 * x, 1.0) if x**2 + y > 3 * y**2 else (0.0, 6 * y)
    lower = (np.sign(x), 0.0) if abs(x) < 2 - y else (0.0, -1.0)
    return upper[0] + lower[0] / 4, upper[1] + lower[1] / 4


@typed("extremes", "max(x^2 + y, 3y^2) + min(abs(x), 2 - y)/4", extremes_gradient)
def extremes(m, x, y):
    return m.maximum(x**2 + y, 3 * y**2) + m.minimum(m.absolute(x), 2 - y) / 4


@typed(
    "powers",
    "tan(x/4)^2 + pow(1 + y^2, 1.5) + 2^(-x y) + pow(x, 2)/e",
    lambda x, y: (
        np.tan(x / 4) / np.cos(x / 4) ** 2 / 2 - y * np.log(2) * 2 ** (-x * y) + 2 * x / e,
        3 * y * np.sqrt(1 + y**2) - x * np.log(2) * 2 ** (-x * y),
    ),
)
def powers(m, x, y):
    return m.tan(x / 4) ** 2 + m.pow(1 + y**2, 1.5) + m.pow(2, -x * y) + x**2 / e


@typed(
    "exponents",
    "(1.2 + x^2)^(y^2) + e^-x/3 - -2^3^0.5*x^2/9",
    lambda x, y: (
        2 * x * y**2 * (1.2 + x**2) ** (y**2 - 1) - np.exp(-x) / 3 + 2 * 2 ** 3**0.5 * x / 9,
        2 * y * np.log(1.2 + x**2) * (1.2 + x**2) ** (y**2),
    ),
)
def exponents(m, x, y):
    return m.pow(1.2 + x**2, y**2) + m.exp(-x) / 3 + 2 ** (3**0.5) * x**2 / 9


def steps_gradient(x, y):
    across = 1 + np.floor(x) ** 2 / 4
    return 2 * (x - pi / 10), 2 * across * y + 3 * np.sign(y) * y**2 / 2


@typed("steps", "(1 + floor(x)^2/4)*y^2 + sign(y)*y^3/2 + (x - pi/10)^2", steps_gradient)
def steps(m, x, y):
    return (1 + m.floor(x) ** 2 / 4) * y**2 + m.sign(y) * y**3 / 2 + (x - pi / 10) ** 2


@typed(
    "paper",
    "−x^2·exp(−(x^2 + y^2)) + (x^2 + y^2)/4 × (1 + sin(π x)/5)",
    lambda x, y: (
        (2 * x**3 - 2 * x) * np.exp(-(x**2 + y**2))
        + x / 2 * (1 + np.sin(pi * x) / 5)
        + (x**2 + y**2) / 20 * pi * np.cos(pi * x),
        2 * y * x**2 * np.exp(-(x**2 + y**2)) + y / 2 * (1 + np.sin(pi * x) / 5),
    ),
)
def paper(m, x, y):
    bump = -(x**2) * m.exp(-(x**2 + y**2))
    return bump + (x**2 + y**2) / 4 * (1 + m.sin(pi * x) / 5)


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


@typed(
    "networks",
    "softplus(2x - y) + relu(y - 0.2)/2 + sigmoid(3x)*y^2 + 0.1hypot(x, y - 3) + square(x)/5",
    lambda x, y: (
        2 * sigmoid(2 * x - y)
        + 3 * sigmoid(3 * x) * sigmoid(-3 * x) * y**2
        + 0.1 * x / np.hypot(x, y - 3)
        + 2 * x / 5,
        -sigmoid(2 * x - y)
        + (0.5 if y > 0.2 else 0.0)
        + 2 * y * sigmoid(3 * x)
        + 0.1 * (y - 3) / np.hypot(x, y - 3),
    ),
)
def networks(m, x, y):
    bend = m.relu(y - 0.2) / 2 + m.sigmoid(3 * x) * y**2
    return m.softplus(2 * x - y) + bend + 0.1 * m.hypot(x, y - 3) + x**2 / 5


@typed(
    "bases",
    "log2(2 + x²) + log1p(y²)·exp2(x/3) + expm1(−x y/5) + cbrt(x − 3)·y/4",
    lambda x, y: (
        2 * x / (2 + x**2) / np.log(2)
        + np.log1p(y**2) * np.exp2(x / 3) * np.log(2) / 3
        - y / 5 * np.exp(-x * y / 5)
        + y / 12 / np.cbrt(x - 3) ** 2,
        2 * y / (1 + y**2) * np.exp2(x / 3) - x / 5 * np.exp(-x * y / 5) + np.cbrt(x - 3) / 4,
    ),
)
def bases(m, x, y):
    logarithms = m.log2(2 + x**2) + m.log1p(y**2) * m.exp2(x / 3)
    return logarithms + m.expm1(-x * y / 5) + m.cbrt(x - 3) * y / 4


@typed(
    "angles",
    r"\operatorname{atan2}(y, x + 4)^2 + \sec(x/3) + csc(y/4 + 1.2) + cot(x/5 + 1) - sinc(y/2)/2",
    lambda x, y: (
        -2 * np.atan2(y, x + 4) * y / ((x + 4) ** 2 + y**2)
        + np.tan(x / 3) / np.cos(x / 3) / 3
        - 1 / np.sin(x / 5 + 1) ** 2 / 5,
        2 * np.atan2(y, x + 4) * (x + 4) / ((x + 4) ** 2 + y**2)
        - np.cos(y / 4 + 1.2) / np.sin(y / 4 + 1.2) ** 2 / 4
        - (np.cos(np.pi * y / 2) - np.sinc(y / 2)) / y / 2,
    ),
)
def angles(m, x, y):
    turns = m.atan2(y, x + 4) ** 2 + 1 / m.cos(x / 3) + 1 / m.sin(y / 4 + 1.2)
    return turns + 1 / m.tan(x / 5 + 1) - m.sinc(y / 2) / 2


def pieces_gradient(x, y):
    left = (2 * x, 0.0) if x < 0.4 * y else (y / 3, x / 3 + 2 * y)
    largest = [(1.0, 0.0), (0.0, 1.0), (0.0, 0.0)][int(np.argmax([x, y, 0.0]))]
    return left[0] + 1 / 3 + largest[0] / 2, left[1] + largest[1] / 2


@typed(
    "pieces",
    "where(x < 0.4y, x², x y/3 + y²) + ceil(x)/10 + round(3y)/20 + mod(x, 1.7)/3 + sgn(y)/50 + max(x, y, 0)/2",
    pieces_gradient,
)
def pieces(m, x, y):
    steps = m.ceil(x) / 10 + m.round(3 * y) / 20 + m.remainder(x, 1.7) / 3 + m.sign(y) / 50
    zero = 0 * x
    return m.where(x < 0.4 * y, x**2, x * y / 3 + y**2) + steps + m.maximum(m.maximum(x, y), zero) / 2
