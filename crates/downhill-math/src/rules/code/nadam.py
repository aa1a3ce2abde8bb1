def n_adam(x, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, momentum_decay=4e-3, num_steps=100):
    first_moment, second_moment = np.zeros((2, *x.shape))
    momentum = lambda step: betas[0] * (1 - 0.5 * 0.96 ** (step * momentum_decay))
    product = 1.0
    for i in range(num_steps):
        dx = compute_gradient(x)
        now, ahead = momentum(i + 1), momentum(i + 2)
        product *= now
        first_moment = betas[0] * first_moment + (1 - betas[0]) * dx
        second_moment = betas[1] * second_moment + (1 - betas[1]) * dx * dx
        root = np.sqrt(second_moment / (1 - betas[1] ** (i + 1))) + eps
        x -= lr * (1 - now) / (1 - product) * dx / root
        x -= lr * ahead / (1 - product * ahead) * first_moment / root
    return x
