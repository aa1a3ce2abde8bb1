"""How far rounding alone can take a value and its gradient: running error analysis.

An expression is evaluated on numbers that carry their gradient and, for the value and each of its
derivatives, a bound of the error that the operations so far can have made (Higham, "Accuracy and
Stability of Numerical Algorithms", 2002, section 3.3; to first order). Where terms cancel, the
bound stays that of the terms. Every constant, sum, product and quotient is taken to be off by
`UNIT` of its size, half a unit in the last place; every other function by `FUNCTION`, two units.

The module has the functions of `numpy` and `torch` that the objectives use, by the same names.
"""

import math
from typing import NamedTuple

import numpy as np

UNIT = 2.0**-53
FUNCTION = 4 * UNIT


class Rounded(NamedTuple):
    value: float
    gradient: np.ndarray
    value_error: float
    gradient_error: np.ndarray

    def __neg__(self):
        return Rounded(-self.value, -self.gradient, self.value_error, self.gradient_error)

    def __add__(self, other):
        other = rounded(other)
        value, gradient = self.value + other.value, self.gradient + other.gradient
        return Rounded(
            value,
            gradient,
            self.value_error + other.value_error + UNIT * abs(value),
            self.gradient_error + other.gradient_error + UNIT * abs(gradient),
        )

    def __sub__(self, other):
        return self + -rounded(other)

    def __mul__(self, other):
        a, b = self, rounded(other)
        terms = [(a.value, b.gradient), (b.value, a.gradient)]
        return Rounded(
            a.value * b.value,
            a.value * b.gradient + b.value * a.gradient,
            abs(a.value) * b.value_error
            + abs(b.value) * a.value_error
            + UNIT * abs(a.value * b.value),
            abs(a.value) * b.gradient_error
            + abs(b.value) * a.gradient_error
            + abs(b.gradient) * a.value_error
            + abs(a.gradient) * b.value_error
            # Each product is rounded, and their sum.
            + 2 * UNIT * sum(abs(factor * part) for factor, part in terms),
        )

    def __truediv__(self, other):
        return self * rounded(other) ** -1

    def __pow__(self, exponent):
        if isinstance(exponent, int):
            n, a = exponent, self.value
            first = n * a ** (n - 1) if n != 0 else 0.0
            second = n * (n - 1) * a ** (n - 2) if n not in (0, 1) else 0.0
            return chain(self, a**n, first, second)
        return exp(log(self) * exponent)

    def __rpow__(self, base):
        return rounded(base) ** self

    def __lt__(self, other):
        return self.value < rounded(other).value

    def __radd__(self, other):
        return rounded(other) + self

    def __rsub__(self, other):
        return rounded(other) - self

    def __rmul__(self, other):
        return rounded(other) * self

    def __rtruediv__(self, other):
        return rounded(other) / self


def rounded(number):
    if isinstance(number, Rounded):
        return number
    return Rounded(float(number), np.zeros(2), UNIT * abs(number), np.zeros(2))


def variables(x, y):
    """x and y themselves: they are given, so not off."""
    return (
        Rounded(float(x), np.array([1.0, 0.0]), 0.0, np.zeros(2)),
        Rounded(float(y), np.array([0.0, 1.0]), 0.0, np.zeros(2)),
    )


def chain(a, value, slope, bend, slope_error=None):
    """A function's result, from its value, its first and its second derivative at a."""
    off = abs(bend) * a.value_error + (FUNCTION * abs(slope) if slope_error is None else slope_error)
    return Rounded(
        value,
        slope * a.gradient,
        abs(slope) * a.value_error + FUNCTION * abs(value),
        abs(slope) * a.gradient_error + off * abs(a.gradient) + UNIT * abs(slope * a.gradient),
    )


def sqrt(a):
    root = math.sqrt(a.value)
    return chain(a, root, 0.5 / root, -0.25 / root**3)


def exp(a):
    power = math.exp(a.value)
    return chain(a, power, power, power)


def log(a):
    return chain(a, math.log(a.value), 1 / a.value, -1 / a.value**2)


def log10(a):
    ten = math.log(10)
    return chain(a, math.log10(a.value), 1 / (a.value * ten), -1 / (a.value**2 * ten))


def sin(a):
    s, c = math.sin(a.value), math.cos(a.value)
    return chain(a, s, c, -s)


def cos(a):
    s, c = math.sin(a.value), math.cos(a.value)
    return chain(a, c, -s, -c)


def tan(a):
    t = math.tan(a.value)
    return chain(a, t, 1 + t * t, 2 * t * (1 + t * t))


def asin(a):
    slope = (1 - a.value**2) ** -0.5
    # The root is that of 1 − a², whose terms are near 1.
    return chain(a, math.asin(a.value), slope, a.value * slope**3, FUNCTION * slope**3)


def acos(a):
    slope = (1 - a.value**2) ** -0.5
    return chain(a, math.acos(a.value), -slope, -a.value * slope**3, FUNCTION * slope**3)


def atan(a):
    slope = 1 / (1 + a.value**2)
    return chain(a, math.atan(a.value), slope, -2 * a.value * slope**2)


def sinh(a):
    s, c = math.sinh(a.value), math.cosh(a.value)
    return chain(a, s, c, s)


def cosh(a):
    s, c = math.sinh(a.value), math.cosh(a.value)
    return chain(a, c, s, c)


def tanh(a):
    t = math.tanh(a.value)
    slope = 1 - t * t
    # The slope is computed as 1 − t², whose terms are near 1.
    return chain(a, t, slope, -2 * t * slope, FUNCTION)


def log2(a):
    two = math.log(2)
    return chain(a, math.log2(a.value), 1 / (a.value * two), -1 / (a.value**2 * two))


def log1p(a):
    slope = 1 / (1 + a.value)
    return chain(a, math.log1p(a.value), slope, -(slope**2))


def expm1(a):
    power = math.exp(a.value)
    return chain(a, math.expm1(a.value), power, power)


def exp2(a):
    power, two = 2.0**a.value, math.log(2)
    return chain(a, power, power * two, power * two**2)


def cbrt(a):
    root = math.cbrt(a.value)
    return chain(a, root, 1 / (3 * root**2), -2 / (9 * root**5))


def sigmoid(a):
    # Either side of 0 without overflow.
    small = math.exp(-abs(a.value))
    s = 1 / (1 + small) if a.value >= 0 else small / (1 + small)
    rest = small / (1 + small) if a.value >= 0 else 1 / (1 + small)
    # torch computes the slope as s·(1 − s), whose second factor loses digits where s is near 1.
    return chain(a, s, s * rest, s * rest * (rest - s), FUNCTION * s)


def softplus(a):
    value = max(a.value, 0.0) + math.log1p(math.exp(-abs(a.value)))
    s = sigmoid(a).value
    # torch takes a itself from 20 on, where e⁻²⁰ is left out.
    off = math.exp(-a.value) if a.value > 20 else 0.0
    result = chain(a, value, s, s * (1 - s), FUNCTION * s + off)
    return result._replace(value_error=result.value_error + off)


def relu(a):
    return a if a.value > 0 else a * 0.0


def sinc(a):
    if a.value == 0:
        return Rounded(1.0, np.zeros(2), 0.0, np.zeros(2))
    angle = a * math.pi
    return sin(angle) / angle


def atan2(y, x):
    y, x = rounded(y), rounded(x)
    square = y.value**2 + x.value**2
    value = math.atan2(y.value, x.value)
    by_y, by_x = x.value / square, -y.value / square
    bend = 1 / square
    return Rounded(
        value,
        by_y * y.gradient + by_x * x.gradient,
        abs(by_y) * y.value_error + abs(by_x) * x.value_error + FUNCTION * abs(value),
        abs(by_y) * y.gradient_error
        + abs(by_x) * x.gradient_error
        + (bend * (y.value_error + x.value_error) + FUNCTION * abs(by_y)) * abs(y.gradient)
        + (bend * (y.value_error + x.value_error) + FUNCTION * abs(by_x)) * abs(x.gradient),
    )


def hypot(a, b):
    a, b = rounded(a), rounded(b)
    return sqrt(a * a + b * b)


def absolute(a):
    return -a if a.value < 0 else a


def sign(a):
    return Rounded(float(np.sign(a.value)), np.zeros(2), 0.0, np.zeros(2))


def floor(a):
    return Rounded(float(math.floor(a.value)), np.zeros(2), 0.0, np.zeros(2))


def ceil(a):
    return -floor(-a)


def round(a):
    return Rounded(float(np.round(a.value)), np.zeros(2), 0.0, np.zeros(2))


def remainder(a, b):
    return a - math.floor(a.value / b) * rounded(b)


def where(condition, a, b):
    return a if condition else b


def minimum(a, b):
    return a if a.value < b.value else b


def maximum(a, b):
    return b if a.value < b.value else a


def pow(a, b):
    return rounded(a) ** b
