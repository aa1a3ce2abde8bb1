def adamax(x, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, num_steps=100):
    first_moment, greatest = np.zeros((2, *x.shape))
    for i in range(num_steps):
        dx = compute_gradient(x)
        first_moment = betas[0] * first_moment + (1 - betas[0]) * dx
        greatest = np.maximum(betas[1] * greatest, np.abs(dx) + eps)
        x -= lr / (1 - betas[0] ** (i + 1)) * first_moment / greatest
    return x
