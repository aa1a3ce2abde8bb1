def r_adam(x, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, num_steps=100):
    first_moment, second_moment = np.zeros((2, *x.shape))
    most = 2 / (1 - betas[1]) - 1
    for i in range(num_steps):
        dx = compute_gradient(x)
        first_moment = betas[0] * first_moment + (1 - betas[0]) * dx
        second_moment = betas[1] * second_moment + (1 - betas[1]) * dx * dx
        first_unbias = first_moment / (1 - betas[0] ** (i + 1))
        bias = 1 - betas[1] ** (i + 1)
        now = most - 2 * (i + 1) * betas[1] ** (i + 1) / bias
        if now > 5:
            part = (now - 4) * (now - 2) * most / ((most - 4) * (most - 2) * now)
            first_unbias *= np.sqrt(part) * np.sqrt(bias) / (np.sqrt(second_moment) + eps)
        x -= lr * first_unbias
    return x
