class DampedMomentum(torch.optim.Optimizer):
    """SGD whose first gradient is damped, too: the velocity starts at 0.

    torch.optim.SGD has no such setting, its first velocity is the first gradient itself.
    """

    def __init__(
        self, params, lr, momentum, dampening, weight_decay=0.0, maximize=False
    ):
        settings = dict(lr=lr, momentum=momentum, dampening=dampening)
        settings |= dict(weight_decay=weight_decay, maximize=maximize)
        super().__init__(params, settings)

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                grad = -p.grad if group["maximize"] else p.grad
                grad = grad + group["weight_decay"] * p
                velocity = self.state[p].setdefault("velocity", torch.zeros_like(p))
                velocity.mul_(group["momentum"]).add_((1 - group["dampening"]) * grad)
                p.sub_(group["lr"] * velocity)
