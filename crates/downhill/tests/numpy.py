"""As much of NumPy as the rules use, so that their tests need only Python itself."""

import math
import operator


class Array:
    def __init__(self, items):
        self.items = [float(item) for item in items]

    @property
    def shape(self):
        return (len(self.items),)

    def __getitem__(self, index):
        return self.items[index]

    def each(self, function, other):
        others = other.items if isinstance(other, Array) else [other] * len(self.items)
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


class np:
    array = Array
    pi = math.pi
    cos = math.cos

    class linalg:
        def norm(array):
            return math.sqrt(sum(item * item for item in array.items))

    def zeros(shape):
        *rows, length = shape
        return [Array([0] * length) for _ in range(rows[0])] if rows else Array([0] * length)

    def full(shape, value):
        return Array([value] * shape[0])

    def sqrt(given):
        return Array(map(math.sqrt, given.items)) if isinstance(given, Array) else math.sqrt(given)

    def sign(array):
        return Array(map(sign, array.items))

    def abs(array):
        return Array(map(abs, array.items))

    def maximum(array, other):
        return array.each(max, other)

    def clip(array, low, high):
        return Array(min(max(item, low), high) for item in array.items)

    def where(condition, then, otherwise):
        def at(given, index):
            return given.items[index] if isinstance(given, Array) else given

        items = enumerate(condition.items)
        return Array(at(then, index) if holds else at(otherwise, index) for index, holds in items)
