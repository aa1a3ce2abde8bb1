"""As much of NumPy as the rules use, so that their tests need only Python itself."""

import math
import operator


def ieee(operation):
    """An operation that has NumPy's results where Python's own raises an error."""

    def result(*operands):
        try:
            found = operation(*map(float, operands))
        except ZeroDivisionError:
            found = unbounded(operation, *map(float, operands))
        except OverflowError:
            found = math.inf
        except ValueError:
            found = math.nan
        return Float(found) if isinstance(found, float) else Float(math.nan)

    return result


def unbounded(operation, lhs, rhs):
    """A number by 0: a quotient, a remainder, or 0 to a negative power."""
    if operation is operator.truediv and lhs != 0 and not math.isnan(lhs):
        return math.copysign(math.inf, lhs) * math.copysign(1, rhs)
    return math.inf if operation is operator.pow else math.nan


class Float(float):
    """A number of an array."""

    def __neg__(self):
        return Float(-float(self))


def of_float(operation, is_reflected):
    def method(self, other):
        if not isinstance(other, (int, float)):
            return NotImplemented
        return ieee(operation)(*((other, self) if is_reflected else (self, other)))

    return method


for name in ("add", "sub", "mul", "truediv", "mod", "pow"):
    operation = getattr(operator, name)
    setattr(Float, f"__{name}__", of_float(operation, False))
    setattr(Float, f"__r{name}__", of_float(operation, True))


class Array:
    def __init__(self, items):
        self.items = [Float(item) for item in items]

    def copy(self):
        return Array(self.items)

    def __iter__(self):
        return iter(self.items)

    @property
    def shape(self):
        return (len(self.items),)

    def __getitem__(self, index):
        return self.items[index]

    def each(self, function, other):
        if not isinstance(other, (Array, list)):
            other = [other] * len(self.items)
        others = other.items if isinstance(other, Array) else other
        return Array(map(function, self.items, others))

    def __add__(self, other):
        return self.each(operator.add, other)

    def __sub__(self, other):
        return self.each(operator.sub, other)

    def __mul__(self, other):
        return self.each(operator.mul, other)

    def __rmul__(self, other):
        return self.each(operator.mul, other)

    def __truediv__(self, other):
        return self.each(operator.truediv, other)

    def __rtruediv__(self, other):
        return Array(other / item for item in self.items)

    # In place, as NumPy's: other names of the same array see it too.
    def __iadd__(self, other):
        self.items[:] = (self + other).items
        return self

    def __isub__(self, other):
        self.items[:] = (self - other).items
        return self

    def __neg__(self):
        return Array(-item for item in self.items)

    def __radd__(self, other):
        return self.each(operator.add, other)

    def __lt__(self, other):
        return self.each(operator.lt, other)

    def __gt__(self, other):
        return self.each(operator.gt, other)


def sign(number):
    return (number > 0) - (number < 0)


def log_of(function):
    """A logarithm, which is −∞ at 0."""
    return lambda x: Float(-math.inf) if x == 0 else ieee(function)(x)


def logaddexp(x, y):
    return max(x, y) + Float(math.log1p(math.exp(-abs(x - y))))


class np:
    array = Array
    float64 = Float
    pi, e, inf = math.pi, math.e, math.inf
    exp, expm1, exp2 = map(ieee, (math.exp, math.expm1, lambda x: 2.0**x))
    log, log2, log10 = map(log_of, (math.log, math.log2, math.log10))
    log1p = ieee(math.log1p)
    sin, cos, tan = map(ieee, (math.sin, math.cos, math.tan))
    arcsin, arccos, arctan = map(ieee, (math.asin, math.acos, math.atan))
    sinh, cosh, tanh = map(ieee, (math.sinh, math.cosh, math.tanh))
    arctan2, hypot = map(ieee, (math.atan2, math.hypot))
    floor, ceil = (ieee(lambda x, of=of: float(of(x))) for of in (math.floor, math.ceil))
    round = ieee(lambda x: float(round(x)))
    cbrt = ieee(lambda x: math.copysign(abs(x) ** (1 / 3), x))
    logaddexp = logaddexp

    def sinc(x):
        return Float(math.sin(math.pi * x) / (math.pi * x) if x else 1)

    def heaviside(x, at_zero):
        return Float(at_zero if x == 0 else x > 0)

    def minimum(x, y):
        return min(x, y)

    class linalg:
        def norm(array):
            return math.sqrt(sum(item * item for item in array.items))

    def zeros(shape):
        *rows, length = shape
        return [Array([0] * length) for _ in range(rows[0])] if rows else Array([0] * length)

    def full(shape, value):
        return Array([value] * shape[0])

    def sqrt(given):
        root = ieee(math.sqrt)
        return Array(map(root, given.items)) if isinstance(given, Array) else root(given)

    def sign(given):
        return Array(map(sign, given.items)) if isinstance(given, Array) else Float(sign(given))

    def abs(given):
        return Array(map(abs, given.items)) if isinstance(given, Array) else Float(abs(given))

    def maximum(given, other):
        return given.each(max, other) if isinstance(given, Array) else max(given, other)

    def clip(array, low, high):
        return Array(min(max(item, low), high) for item in array.items)

    def where(condition, then, otherwise):
        def at(given, index):
            return given.items[index] if isinstance(given, Array) else given

        items = enumerate(condition.items)
        return Array(at(then, index) if holds else at(otherwise, index) for index, holds in items)
