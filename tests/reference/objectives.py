"""The objectives, each written three times: value and gradient in NumPy, the expression in torch."""

from typing import Callable, NamedTuple

import numpy as np
import torch


class Objective(NamedTuple):
    value: Callable[[float, float], float]
    gradient: Callable[[float, float], tuple[float, float]]
    expression: Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


def gaussian_value(x, y):
    return 1 - np.exp(-(x**2 / 0.7 + y**2 / 0.3))


def gaussian_gradient(x, y):
    e = np.exp(-(x**2 / 0.7 + y**2 / 0.3))
    return 2 * x / 0.7 * e, 2 * y / 0.3 * e


def gaussian_expression(x, y):
    return 1 - torch.exp(-(x**2 / 0.7 + y**2 / 0.3))


OBJECTIVES = {
    "gaussian": Objective(gaussian_value, gaussian_gradient, gaussian_expression),
}
