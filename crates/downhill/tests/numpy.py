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

    # In place, as NumPy's: other names of the same array see it too.
    def __iadd__(self, other):
        self.items[:] = (self + other).items
        return self

    def __isub__(self, other):
        self.items[:] = (self - other).items
        return self


class np:
    array = Array

    def zeros(shape):
        return Array([0] * shape[0])

    def sqrt(array):
        return Array(map(math.sqrt, array.items))
