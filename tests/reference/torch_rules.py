"""The same rules by torch.optim, the gradient by autograd, in float64 on the CPU."""

import numpy as np
import torch

torch.set_num_threads(1)

# Our name of each part of the state, and torch's.
STATE = {
    "sgd": {},
    "momentum": {"velocity": "momentum_buffer"},
    "adagrad": {"sumOfSquares": "sum"},
    "rmsprop": {"meanOfSquares": "square_avg"},
    "adam": {"firstMoment": "exp_avg", "secondMoment": "exp_avg_sq"},
    "adamw": {"firstMoment": "exp_avg", "secondMoment": "exp_avg_sq"},
}


def optimizer(racer, parameter):
    """The torch.optim object of a racer's JSON: the plain implementation, one tensor at a time."""
    lr, plain = racer["lr"], {"foreach": False, "fused": False}
    match racer["optimizer"]:
        case "sgd":
            return torch.optim.SGD([parameter], lr=lr, **plain)
        case "momentum" if not racer["dampFirstStep"]:
            return torch.optim.SGD(
                [parameter],
                lr=lr,
                momentum=racer["momentum"],
                dampening=racer["dampening"],
                nesterov=racer.get("nesterov", False),
                **plain,
            )
        case "adagrad":
            return torch.optim.Adagrad([parameter], lr=lr, eps=racer["eps"], **plain)
        case "rmsprop":
            return torch.optim.RMSprop(
                [parameter], lr=lr, alpha=racer["alpha"], eps=racer["eps"], foreach=False
            )
        case "adam" if racer["biasCorrection"]:
            return torch.optim.Adam(
                [parameter], lr=lr, betas=tuple(racer["betas"]), eps=racer["eps"], **plain
            )
        case "adamw":
            return torch.optim.AdamW(
                [parameter],
                lr=lr,
                betas=tuple(racer["betas"]),
                eps=racer["eps"],
                weight_decay=racer["weightDecay"],
                **plain,
            )
    raise ValueError(f"torch.optim has no form for {racer}")


def walk(objective, start, steps, racer, move_gradient):
    """Yields (iterate, loss, gradient, state) for steps 0 … steps."""
    p = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    opt = optimizer(racer, p)
    names = STATE[racer["optimizer"]]
    for t in range(steps + 1):
        opt.zero_grad()
        loss = objective.expression(p[0], p[1])
        loss.backward()
        g = move_gradient(copy(p), p.grad.numpy().copy())
        held = opt.state[p] if t > 0 else {}
        state = {ours: copy(held.get(torchs)) for ours, torchs in names.items()}
        yield copy(p), loss.item(), g, state
        p.grad = torch.from_numpy(g)
        opt.step()


def copy(tensor):
    return np.zeros(2) if tensor is None else tensor.detach().numpy().copy()
