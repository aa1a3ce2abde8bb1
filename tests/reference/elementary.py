"""Exact values of the elementary functions and their slopes: elementary.txt.

Each is computed by mpmath with 200 bits (1,300 where a large angle is reduced)
and stored as the nearest float64 and, in thousandths of a unit in its last
place, what it is more than that. README.md says how the file is read.
"""

import math
import random
import struct
from pathlib import Path

import mpmath
from mpmath import mpf

PER_FUNCTION = 200
MOST = 2.0**1023 * (2 - 2.0**-52)

# Angles that are nearer to a multiple of pi/2 than others of their size.
HARD_ANGLES = [
    math.ldexp(6381956970095103, 797),
    5.319372648326541e255,
    321311.2973871,
]
HARD_QUARTERS = [1, 2, 3, 4, 5, 11, 22, 355, 710, 204551, 409102, 818204, 1081409]


def bits(number):
    return struct.unpack("<Q", struct.pack("<d", number))[0]


def nearest(exact):
    """The nearest float64, and the rest in thousandths of its last place."""
    if exact is None or mpmath.isnan(exact):
        return math.nan, 0
    sign = -1.0 if exact < 0 else 1.0
    size = abs(exact)
    if size == 0:
        return 0.0, 0
    exponent = max(mpmath.frexp(size)[1] - 53, -1074)
    whole = mpmath.nint(mpmath.ldexp(size, -exponent))
    rest = mpmath.ldexp(size, -exponent) - whole
    found = mpmath.ldexp(whole, exponent)
    if found > MOST:
        return sign * math.inf, 0
    return sign * float(found), int(mpmath.nint(sign * rest * 1000))


class Arguments:
    """Random arguments of a kind, from a seed that is the function's name."""

    def __init__(self, name):
        self.random = random.Random(name)

    def between(self, low, high):
        return lambda: self.random.uniform(low, high)

    def sized(self, low, high, signed=True):
        """Of any size from 2^low to 2^high, subnormal ones included."""

        def one():
            exponent = math.floor(self.random.uniform(low, high))
            number = math.ldexp(1 + self.random.random(), exponent)
            return -number if signed and self.random.random() < 0.5 else number

        return one

    def near(self, centre, signed=True):
        """A power of 2 beside a number."""

        def one():
            side = self.random.choice([-1, 1]) if signed else -1
            return centre + side * 2.0 ** self.random.uniform(-53, -1)

        return one

    def near_quarters(self, most):
        """Beside multiples of pi/2, up to 2^most of them."""

        def one():
            quarters = int(2 ** self.random.uniform(0, most))
            with mpmath.workprec(1300):
                angle = float(quarters * mpmath.pi / 2)
            for _ in range(self.random.randint(0, 2)):
                angle = math.nextafter(angle, self.random.choice([-1, 1]) * math.inf)
            return angle * self.random.choice([-1, 1])

        return one

    def mixed(self, *kinds, fixed=()):
        drawn = [self.random.choice(kinds)() for _ in range(PER_FUNCTION - len(fixed))]
        return list(fixed) + drawn


def precise(function):
    """For large angles: as many bits as they have before the point, and more."""

    def one(x):
        with mpmath.workprec(1300):
            return +function(mpf(x))

    return one


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x)) if x >= 0 else mpmath.exp(x) / (1 + mpmath.exp(x))


def softplus(x):
    return max(x, mpf(0)) + mpmath.log1p(mpmath.exp(-abs(x)))


def cbrt(x):
    return mpmath.sign(x) * mpmath.cbrt(abs(x))


def sinc(x):
    return mpmath.sin(mpmath.pi * x) / (mpmath.pi * x)


def unary():
    """Name, arguments, function, slope."""
    log, exp = mpmath.log, mpmath.exp
    two, ten = log(2), log(10)

    a = Arguments("exp")
    powers = a.mixed(
        a.between(-745.5, 710), a.between(-1, 1), a.between(-30, 30),
        a.between(-745.2, -707), a.between(707, 709.8), a.sized(-1074, 5),
        fixed=[0.0, 1.0, -1.0, 709.782712893384, -745.1332191019411, -708.3964185322641],
    )
    yield "exp", powers, exp, exp
    yield "expm1", powers, mpmath.expm1, exp
    yield "sigmoid", powers, sigmoid, lambda x: sigmoid(x) * sigmoid(-x)
    yield "softplus", powers, softplus, sigmoid

    a = Arguments("exp2")
    twos = a.mixed(
        a.between(-1075, 1024), a.between(-2, 2), a.sized(-1074, 3), a.between(-1075, -1020),
        lambda: float(a.random.randint(-1074, 1023)),
        fixed=[0.0, 10.0, -1074.0, 1023.0, -1022.5, 0.5],
    )
    yield "exp2", twos, lambda x: mpmath.power(2, x), lambda x: mpmath.power(2, x) * two

    a = Arguments("log")
    positive = a.mixed(
        a.sized(-1074, 1023, signed=False), a.near(1.0), a.between(0, 10),
        a.sized(-1074, -1020, signed=False), lambda: 10.0 ** a.random.randint(-22, 22),
        lambda: 2.0 ** a.random.randint(-1074, 1023),
        fixed=[1.0, 10.0, 1e15, 0.1, 5e-324, MOST, 2.0, 0.5],
    )
    yield "log", positive, log, lambda x: 1 / x
    yield "log10", positive, lambda x: log(x) / ten, lambda x: 1 / (x * ten)
    yield "log2", positive, lambda x: log(x) / two, lambda x: 1 / (x * two)
    roots = positive + [-x for x in positive[::4]]
    yield "cbrt", roots, cbrt, lambda x: 1 / (3 * mpmath.cbrt(abs(x)) ** 2)

    a = Arguments("log1p")
    yield "log1p", a.mixed(
        a.sized(-1074, 1023, signed=False), a.between(-1, 1), a.sized(-1074, -1),
        lambda: -1 + 2.0 ** a.random.uniform(-53, 0),
    ), mpmath.log1p, lambda x: 1 / (1 + x)

    a = Arguments("sin")
    with mpmath.workprec(1300):
        hard = [float(n * mpmath.pi / 2) for n in HARD_QUARTERS]
    angles = a.mixed(
        a.between(-7, 7), a.between(-1e3, 1e3), a.between(-1.7e6, 1.7e6),
        a.near_quarters(21), a.near_quarters(1020), a.sized(-1074, 0), a.sized(-30, 1023),
        fixed=HARD_ANGLES + hard + [1e15, 1e22, MOST, 5e-324],
    )
    for name, function, slope in [
        ("sin", mpmath.sin, mpmath.cos),
        ("cos", mpmath.cos, lambda x: -mpmath.sin(x)),
        ("tan", mpmath.tan, lambda x: mpmath.sec(x) ** 2),
        ("sec", mpmath.sec, lambda x: mpmath.sec(x) * mpmath.tan(x)),
        ("csc", mpmath.csc, lambda x: -mpmath.csc(x) * mpmath.cot(x)),
        ("cot", mpmath.cot, lambda x: -mpmath.csc(x) ** 2),
    ]:
        yield name, angles, precise(function), precise(slope)

    a = Arguments("sinc")
    whole = a.mixed(
        a.between(-3, 3), a.sized(-40, 10), a.between(-100, 100),
        lambda: a.random.randint(-50, 50) + a.random.choice([-1, 1]) * 2.0 ** a.random.uniform(-50, -1),
        fixed=[1.0, -2.0, 3.5, 0.5, 1e16],
    )
    exact_zero = {1.0, -2.0, 1e16}
    yield (
        "sinc",
        whole,
        precise(lambda x: mpf(0) if float(x) in exact_zero else sinc(x)),
        precise(lambda x: (mpmath.cos(mpmath.pi * x) - sinc(x)) / x),
    )

    a = Arguments("asin")
    unit = a.mixed(
        a.between(-1, 1), a.sized(-1074, -1), a.near(1.0, signed=False),
        lambda: -1 + 2.0 ** a.random.uniform(-53, -1), fixed=[0.5, -0.5, 1 - 2.0**-53],
    )
    yield "asin", unit, mpmath.asin, lambda x: 1 / mpmath.sqrt(1 - x * x)
    yield "acos", unit, mpmath.acos, lambda x: -1 / mpmath.sqrt(1 - x * x)
    a = Arguments("atan")
    yield "atan", a.mixed(
        a.between(-5, 5), a.sized(-1074, 1023), a.between(-0.7, 0.7), a.near(1.0),
    ), mpmath.atan, lambda x: 1 / (1 + x * x)

    a = Arguments("sinh")
    wide = a.mixed(
        a.between(-710.4758, 710.4758), a.between(-2, 2), a.between(-30, 30),
        a.sized(-1074, 3), a.between(700, 711),
        fixed=[710.4, 710.4758600739439, -710.4758600739439, 709.9, 1.0, 22.0],
    )
    yield "sinh", wide, mpmath.sinh, mpmath.cosh
    yield "cosh", wide, mpmath.cosh, mpmath.sinh
    a = Arguments("tanh")
    yield "tanh", a.mixed(
        a.between(-1, 1), a.between(-25, 25), a.sized(-1074, 10), a.between(-0.3, 0.3),
        a.between(-373, 373), fixed=[9.0, 19.06, 350.0, 355.5, -372.9],
    ), mpmath.tanh, lambda x: mpmath.sech(x) ** 2


def binary():
    """Name, pairs of arguments, function, slope by the first, slope by the second or None."""
    a = Arguments("pow")
    draw = a.random

    def base_and_exponent():
        kind = draw.random()
        if kind < 0.2:
            return draw.uniform(0, 50), draw.uniform(-50, 50)
        if kind < 0.5:
            # The power is anywhere in the range of float64, subnormal numbers included.
            near_one = kind < 0.3
            x = a.near(1.0)() if near_one else a.sized(-1074, 1023, signed=False)()
            return x, draw.uniform(-1075, 1024) / (math.log2(x) or 1.0)
        if kind < 0.65:
            x = a.sized(-1074, 1023, signed=False)()
            return x, draw.choice([0.5, -0.5, 1.5, 2.0, 3.0, -1.0, -2.0, 1 / 3, 0.1])
        if kind < 0.8:
            return float(draw.randint(1, 60)), float(draw.randint(-12, 12))
        if kind < 0.9:
            return draw.choice([2.0, 10.0, 0.5]), float(draw.randint(-300, 300))
        return -draw.uniform(0, 9), float(draw.randint(-30, 30))

    fixed = [(2.0, 3.0), (10.0, 1.0), (3.0, 2.0), (10.0, 22.0), (2.0, -1074.0), (9.0, 0.5),
             (2.222565028481283e-308, 0.5), (7.0, -2.0), (10.0, 308.0), (1e-320, 1.02)]
    pairs = fixed + [base_and_exponent() for _ in range(2 * PER_FUNCTION)]
    power = mpmath.power
    yield (
        "pow", pairs, power,
        lambda x, y: y * power(x, y - 1),
        lambda x, y: power(x, y) * mpmath.log(x) if x > 0 else None,
    )

    for n in [-64, -33, -12, -8, -7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7, 8, 12, 33, 64]:
        a = Arguments(f"powi {n}")
        reach = 1074 / abs(n)
        most = min(1023, 1024 / abs(n))
        bases = [
            a.random.choice([
                a.sized(-reach, most), a.between(-3, 3), a.near(1.0),
                lambda: float(a.random.randint(1, 30)),
                a.sized(-reach, -0.95 * reach) if n > 0 else a.sized(0.95 * most, most),
            ])()
            for _ in range(PER_FUNCTION // 5)
        ]
        pairs = [(x, float(n)) for x in bases]
        yield "powi", pairs, power, lambda x, n: n * power(x, n - 1), lambda x, n: None

    a = Arguments("atan2")
    points = []
    for _ in range(PER_FUNCTION):
        kind = a.random.random()
        one = a.between(-5, 5)() if kind < 0.4 else a.sized(-1074, 1000)()
        other = a.between(-5, 5)() if kind < 0.4 else a.sized(-1074, 1000)()
        if kind > 0.7:
            other = one * a.random.choice([-1, 1]) * 2.0 ** a.random.uniform(-8, 8)
        points.append((one, other or 1.0))
    yield (
        "atan2", points, mpmath.atan2,
        lambda y, x: x / (x * x + y * y), lambda y, x: -y / (x * x + y * y),
    )
    size = lambda x, y: mpmath.sqrt(x * x + y * y)  # noqa: E731
    yield "hypot", points, size, lambda x, y: x / size(x, y), lambda x, y: y / size(x, y)
    yield "mod", points, remainder, lambda x, y: mpf(1), lambda x, y: None


def remainder(x, y):
    """Python's %, of the exact numbers."""
    with mpmath.workprec(2300):
        return x - y * mpmath.floor(x / y)


def line(arguments, results):
    words = [f"{bits(number):x}" for number in arguments]
    for result in results:
        found, rest = nearest(result)
        words.append("-" if math.isnan(found) else f"{bits(found):x}{rest:+d}")
    return " ".join(words)


def main():
    mpmath.mp.prec = 200
    lines = []
    for name, arguments, function, slope in unary():
        lines.append(f"# {name}")
        for x in arguments:
            lines.append(line([x], [function(mpf(x)), slope(mpf(x))]))
    for name, pairs, function, by_one, by_other in binary():
        lines.append(f"# {name}")
        for pair in pairs:
            exact = [mpf(number) for number in pair]
            lines.append(line(pair, [of(*exact) for of in (function, by_one, by_other)]))
    Path(__file__).with_name("elementary.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
