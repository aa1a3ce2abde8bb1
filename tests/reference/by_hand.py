"""Rules on gradients that are typed by hand, by torch.optim: by_hand.json. See README.md."""

import json
from pathlib import Path

import numpy as np
import torch

import torch_rules
import torch_schedules

LISTS = [
    (1.0, [0.1, -0.2, 0.05, -0.1, 0.15]),
    (-0.75, [2.0, 2.0, -3.5, 0.0, 0.0, 1e-3, -1e-9, 40.0, -0.5, -0.5, -0.5, 7.25]),
]
ADAM = {"betas": [0.9, 0.999], "eps": 1e-8}
RACERS = [
    {"optimizer": "sgd", "lr": 0.1},
    {"optimizer": "sgd", "lr": 0.1, "weightDecay": 0.2, "maximize": True},
    {"optimizer": "momentum", "lr": 0.1, "momentum": 0.9, "dampening": 0.0, "dampFirstStep": False},
    {"optimizer": "momentum", "lr": 0.1, "momentum": 0.9, "dampening": 0.3, "dampFirstStep": False},
    {"optimizer": "momentum", "lr": 0.1, "momentum": 0.9, "dampening": 0.0, "dampFirstStep": False,
     "nesterov": True},
    {"optimizer": "adagrad", "lr": 0.5, "eps": 1e-10},
    {"optimizer": "adagrad", "lr": 0.5, "eps": 1e-8, "lrDecay": 0.1, "initialAccumulatorValue": 0.3},
    {"optimizer": "rmsprop", "lr": 0.01, "alpha": 0.9, "eps": 1e-8},
    {"optimizer": "rmsprop", "lr": 0.01, "alpha": 0.9, "eps": 1e-8, "momentum": 0.5, "centered": True},
    {"optimizer": "adam", "lr": 0.001, "biasCorrection": True, **ADAM},
    {"optimizer": "adam", "lr": 0.02, "biasCorrection": True, "amsgrad": True, "weightDecay": 0.1, **ADAM},
    {"optimizer": "adam", "lr": 0.02, "biasCorrection": True, "clipNorm": 1.0,
     "schedule": "step", "stepSize": 2, "gamma": 0.5, **ADAM},
    {"optimizer": "adamw", "lr": 0.001, "weightDecay": 0.01, **ADAM},
    {"optimizer": "nadam", "lr": 0.002, "momentumDecay": 0.004, **ADAM},
    {"optimizer": "radam", "lr": 0.001, **ADAM},
    {"optimizer": "adamax", "lr": 0.002, **ADAM},
    {"optimizer": "adadelta", "lr": 1.0, "rho": 0.9, "eps": 1e-6},
    {"optimizer": "rprop", "lr": 0.01, "etas": [0.5, 1.2], "stepSizes": [1e-6, 50.0]},
]  # fmt: skip


def walk(racer, start, gradients):
    p = torch.tensor([start, 0.0], dtype=torch.float64, requires_grad=True)
    opt = torch_rules.optimizer(racer, p)
    scheduler = torch_schedules.scheduler(racer, opt)
    iterates, states = [start], {ours: [] for ours in torch_rules.parts(racer)}
    for gradient in gradients:
        p.grad = torch.tensor([gradient, 0.0])
        torch_rules.clip(racer, p)
        opt.step()
        torch_schedules.advance(scheduler)
        iterates.append(p.detach()[0].item())
        for ours, torchs in torch_rules.parts(racer).items():
            states[ours].append(float(np.broadcast_to(opt.state[p][torchs].detach().numpy(), 2)[0]))
    return {"racer": racer, "gradients": gradients, "iterates": iterates, "state": states}


def main():
    lines = [json.dumps(walk(racer, *of)) for racer in RACERS for of in LISTS]
    version = torch.__version__.split("+")[0]
    text = f'{{"torch": "{version}", "walks": [\n' + ",\n".join(lines) + "\n]}\n"
    Path(__file__).with_name("by_hand.json").write_text(text)


if __name__ == "__main__":
    main()
