"""The functions of formulas that `numpy` or `torch` lack or call otherwise: an objective is written
once, and computed with `NUMPY`, `TORCH` or the module `rounding`."""

import numpy as np
import torch


class Functions:
    """A module with more functions."""

    def __init__(self, module, **more):
        self.module = module
        self.__dict__.update(more)

    def __getattr__(self, name):
        return getattr(self.module, name)


NUMPY = Functions(
    np,
    relu=lambda a: np.maximum(a, 0.0),
    sigmoid=lambda a: 1 / (1 + np.exp(-a)),
    softplus=lambda a: np.logaddexp(a, 0.0),
)

TORCH = Functions(
    torch,
    cbrt=lambda a: torch.sign(a) * torch.absolute(a) ** (1 / 3),
    softplus=torch.nn.functional.softplus,
)
