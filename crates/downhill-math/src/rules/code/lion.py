def lion(x, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0, num_steps=100):
    first_moment = np.zeros(x.shape)
    for i in range(num_steps):
        dx = compute_gradient(x)
        direction = betas[0] * first_moment + (1 - betas[0]) * dx
        x -= lr * (np.sign(direction) + weight_decay * x)
        first_moment = betas[1] * first_moment + (1 - betas[1]) * dx
    return x
