"""The schedules of the learning rate by torch.optim.lr_scheduler."""

import warnings

import torch
from torch.optim import lr_scheduler

# SequentialLR itself uses a form of `step` that torch warns of.
warnings.filterwarnings("ignore", module="torch.optim.lr_scheduler")


def scheduler(racer, opt):
    """The scheduler of a racer's JSON around its optimizer; None where the rate stays."""
    match racer.get("schedule", "constant"):
        case "constant":
            return None
        case "step":
            return lr_scheduler.StepLR(opt, racer["stepSize"], racer["gamma"])
        case "exponential":
            return lr_scheduler.ExponentialLR(opt, racer["gamma"])
        case "cosine":
            return lr_scheduler.CosineAnnealingLR(opt, racer["tMax"], racer["etaMin"])
        case "warmupCosine":
            warmup = lr_scheduler.LinearLR(opt, racer["startFactor"], 1.0, racer["totalIters"])
            cosine = lr_scheduler.CosineAnnealingLR(opt, racer["tMax"], racer["etaMin"])
            return lr_scheduler.SequentialLR(opt, [warmup, cosine], [racer["totalIters"]])
        case "oneCycle":
            return lr_scheduler.OneCycleLR(
                opt,
                racer["lr"],
                total_steps=racer["totalSteps"],
                pct_start=racer["pctStart"],
                cycle_momentum=False,
                div_factor=racer["divFactor"],
                final_div_factor=racer["finalDivFactor"],
            )
    raise ValueError(f"no scheduler for {racer}")


def advance(schedule):
    """Sets the rate of the next step. OneCycleLR has none after its last: there the last one stays."""
    if isinstance(schedule, lr_scheduler.OneCycleLR):
        if schedule.last_epoch + 1 >= schedule.total_steps:
            return
    if schedule is not None:
        schedule.step()


def rates(racer, steps):
    """The learning rates of so many steps."""
    opt = torch.optim.SGD([torch.zeros(2, requires_grad=True)], lr=racer["lr"])
    schedule, found = scheduler(racer, opt), []
    for step in range(steps):
        if step > 0:
            opt.step()
            advance(schedule)
        found.append(opt.param_groups[0]["lr"])
    return found
