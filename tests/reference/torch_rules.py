"""The same rules by torch.optim, the gradient by autograd, in float64 on the CPU."""

import numpy as np
import torch

import torch_schedules

torch.set_num_threads(1)
# Without it torch keeps NAdam's product of momenta in float32, whatever the parameters are.
torch.set_default_dtype(torch.float64)

# Our name of each part of the state, and torch's.
STATE = {
    "sgd": {},
    "momentum": {"velocity": "momentum_buffer"},
    "adagrad": {"sumOfSquares": "sum"},
    "rmsprop": {
        "meanOfSquares": "square_avg",
        "velocity": "momentum_buffer",
        "meanOfGradients": "grad_avg",
    },
    "adam": {
        "firstMoment": "exp_avg",
        "secondMoment": "exp_avg_sq",
        "greatestSecondMoment": "max_exp_avg_sq",
    },
    "nadam": {
        "firstMoment": "exp_avg",
        "secondMoment": "exp_avg_sq",
        "momentumProduct": "mu_product",
    },
    "radam": {"firstMoment": "exp_avg", "secondMoment": "exp_avg_sq"},
    "adamax": {"firstMoment": "exp_avg", "greatestGradient": "exp_inf"},
    "adadelta": {"meanOfSquares": "square_avg", "meanOfSquaredSteps": "acc_delta"},
    "rprop": {"previousGradient": "prev", "stepSize": "step_size"},
}
STATE["adamw"] = STATE["adam"]

# Parts of the state that a racer has by an option alone.
OPTIONAL = {
    ("rmsprop", "velocity"): "momentum",
    ("rmsprop", "meanOfGradients"): "centered",
    ("adam", "greatestSecondMoment"): "amsgrad",
    ("adamw", "greatestSecondMoment"): "amsgrad",
}


def parts(racer):
    """Our names and torch's of the parts of a racer's state."""
    kind = racer["optimizer"]
    return {
        ours: torchs
        for ours, torchs in STATE[kind].items()
        if (kind, ours) not in OPTIONAL or racer.get(OPTIONAL[kind, ours])
    }


def first_state(racer, opt):
    """What torch begins with where it is not 0; but for AdaGrad's it is made in the first step."""
    return {
        "sumOfSquares": racer.get("initialAccumulatorValue", 0.0),
        "momentumProduct": 1.0,
        "stepSize": opt.param_groups[0]["lr"],
    }


def optimizer(racer, parameter):
    """The torch.optim object of a racer's JSON: the plain implementation, one tensor at a time."""
    lr, plain = racer["lr"], {"foreach": False, "fused": False}
    weight_decay = racer.get("weightDecay", 0.0)
    match racer["optimizer"]:
        case "sgd":
            return torch.optim.SGD(
                [parameter],
                lr=lr,
                weight_decay=weight_decay,
                maximize=racer.get("maximize", False),
                **plain,
            )
        case "momentum" if not racer["dampFirstStep"]:
            return torch.optim.SGD(
                [parameter],
                lr=lr,
                momentum=racer["momentum"],
                dampening=racer["dampening"],
                nesterov=racer.get("nesterov", False),
                weight_decay=weight_decay,
                maximize=racer.get("maximize", False),
                **plain,
            )
        case "adagrad":
            return torch.optim.Adagrad(
                [parameter],
                lr=lr,
                eps=racer["eps"],
                lr_decay=racer.get("lrDecay", 0.0),
                initial_accumulator_value=racer.get("initialAccumulatorValue", 0.0),
                weight_decay=weight_decay,
                **plain,
            )
        case "rmsprop":
            return torch.optim.RMSprop(
                [parameter],
                lr=lr,
                alpha=racer["alpha"],
                eps=racer["eps"],
                momentum=racer.get("momentum", 0.0),
                centered=racer.get("centered", False),
                weight_decay=weight_decay,
                foreach=False,
            )
        case "adam" if racer["biasCorrection"]:
            return torch.optim.Adam(
                [parameter],
                lr=lr,
                betas=tuple(racer["betas"]),
                eps=racer["eps"],
                amsgrad=racer.get("amsgrad", False),
                weight_decay=weight_decay,
                **plain,
            )
        case "adamw":
            return torch.optim.AdamW(
                [parameter],
                lr=lr,
                betas=tuple(racer["betas"]),
                eps=racer["eps"],
                amsgrad=racer.get("amsgrad", False),
                weight_decay=racer["weightDecay"],
                **plain,
            )
        case "nadam":
            return torch.optim.NAdam(
                [parameter],
                lr=lr,
                betas=tuple(racer["betas"]),
                eps=racer["eps"],
                momentum_decay=racer["momentumDecay"],
                foreach=False,
            )
        case "radam":
            return torch.optim.RAdam(
                [parameter], lr=lr, betas=tuple(racer["betas"]), eps=racer["eps"], foreach=False
            )
        case "adamax":
            return torch.optim.Adamax(
                [parameter], lr=lr, betas=tuple(racer["betas"]), eps=racer["eps"], foreach=False
            )
        case "adadelta":
            return torch.optim.Adadelta(
                [parameter], lr=lr, rho=racer["rho"], eps=racer["eps"], foreach=False
            )
        case "rprop":
            return torch.optim.Rprop(
                [parameter],
                lr=lr,
                etas=tuple(racer["etas"]),
                step_sizes=tuple(racer["stepSizes"]),
                foreach=False,
            )
    raise ValueError(f"torch.optim has no form for {racer}")


def clip(racer, parameter):
    """Clips the gradient as a training loop does: by norm, then by value."""
    if "clipNorm" in racer:
        torch.nn.utils.clip_grad_norm_([parameter], racer["clipNorm"], foreach=False)
    if "clipValue" in racer:
        torch.nn.utils.clip_grad_value_([parameter], racer["clipValue"], foreach=False)


def walk(objective, start, steps, racer, move_gradient):
    """Yields (iterate, loss, gradient, state) for steps 0 … steps."""
    p = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    opt = optimizer(racer, p)
    scheduler = torch_schedules.scheduler(racer, opt)
    names, first = parts(racer), first_state(racer, opt)
    for t in range(steps + 1):
        opt.zero_grad()
        loss = objective.expression(p[0], p[1])
        loss.backward()
        g = move_gradient(copy(p), p.grad.numpy().copy())
        held = opt.state[p] if t > 0 else {}
        state = {
            ours: copy(held.get(torchs), first.get(ours, 0.0)) for ours, torchs in names.items()
        }
        yield copy(p), loss.item(), g, state
        if t == steps:
            return
        p.grad = torch.from_numpy(g.copy())
        clip(racer, p)
        opt.step()
        torch_schedules.advance(scheduler)


def copy(tensor, otherwise=0.0):
    """The two numbers of a tensor; of one that has a single number for both, that one twice."""
    if tensor is None:
        return np.full(2, otherwise)
    return np.broadcast_to(tensor.detach().numpy(), 2).copy()
