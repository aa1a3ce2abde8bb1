"""Makes schedules.json: the learning rates that torch.optim.lr_scheduler sets over 500 steps."""

import json
from pathlib import Path

import torch_schedules
from make import require_pinned_versions

STEPS = 500


def step(size, gamma):
    return {"schedule": "step", "stepSize": size, "gamma": gamma}


def exponential(gamma):
    return {"schedule": "exponential", "gamma": gamma}


def cosine(t_max, eta_min):
    return {"schedule": "cosine", "tMax": t_max, "etaMin": eta_min}


def warmup(total_iters, start_factor, t_max, eta_min):
    return {
        "schedule": "warmupCosine",
        "totalIters": total_iters,
        "startFactor": start_factor,
        "tMax": t_max,
        "etaMin": eta_min,
    }


def cycle(total_steps=STEPS, pct_start=0.3, div_factor=25.0, final_div_factor=1e4):
    return {
        "schedule": "oneCycle",
        "totalSteps": total_steps,
        "pctStart": pct_start,
        "divFactor": div_factor,
        "finalDivFactor": final_div_factor,
    }


SCHEDULES = [
    (0.1, step(30, 0.1)),
    (0.02, step(1, 0.97)),
    (0.5, step(77, 1.3)),
    (0.1, exponential(0.98)),
    (0.02, exponential(0.999)),
    (1e-4, exponential(1.01)),
    (0.1, cosine(500, 0.0)),
    (0.1, cosine(499, 1e-3)),
    (0.02, cosine(200, 0.0)),
    (0.3, cosine(37, 0.05)),
    (0.1, warmup(50, 1 / 3, 450, 0.0)),
    (0.02, warmup(100, 0.01, 400, 1e-4)),
    (0.3, warmup(10, 1.0, 60, 0.05)),
    (0.1, cycle()),
    (0.02, cycle(pct_start=0.1, div_factor=10.0, final_div_factor=100.0)),
    (0.5, cycle(pct_start=1.0)),
    # The rate falls from the first step on, which counts as one past the top.
    (0.5, cycle(pct_start=0.0)),
    (0.5, cycle(pct_start=0.001)),
    (0.05, cycle(total_steps=200, pct_start=0.25)),
    (0.05, cycle(total_steps=333, pct_start=0.9, div_factor=2.0, final_div_factor=0.5)),
]


def main():
    require_pinned_versions()
    lines = [
        json.dumps(
            {"racer": racer, "rates": torch_schedules.rates(racer, STEPS)}, separators=(",", ":")
        )
        for lr, schedule in SCHEDULES
        for racer in [{"optimizer": "sgd", "lr": lr} | schedule]
    ]
    text = "[\n" + ",\n".join(lines) + "\n]\n"
    (Path(__file__).parent / "schedules.json").write_text(text)
    print(f"{len(lines)} schedules, {len(text)} bytes")


if __name__ == "__main__":
    main()
