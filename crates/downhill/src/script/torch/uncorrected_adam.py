class UncorrectedAdam(torch.optim.Optimizer):
    """Adam without bias correction, which torch.optim.Adam cannot leave out."""

    def __init__(
        self, params, lr, betas=(0.9, 0.999), eps=1e-8, amsgrad=False, weight_decay=0.0
    ):
        settings = dict(lr=lr, betas=betas, eps=eps)
        settings |= dict(amsgrad=amsgrad, weight_decay=weight_decay)
        super().__init__(params, settings)

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                grad = p.grad + group["weight_decay"] * p
                state = self.state[p]
                if not state:
                    for name in ("first", "second", "greatest"):
                        state[name] = torch.zeros_like(p)
                first, second = state["first"], state["second"]
                first.mul_(beta1).add_((1 - beta1) * grad)
                second.mul_(beta2).add_((1 - beta2) * grad**2)
                state["greatest"] = torch.maximum(state["greatest"], second)
                if group["amsgrad"]:
                    second = state["greatest"]
                p.sub_(group["lr"] * first / (second.sqrt() + group["eps"]))
