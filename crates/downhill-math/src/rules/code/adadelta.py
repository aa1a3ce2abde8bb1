def ada_delta(x, lr=1.0, rho=0.9, eps=1e-6, num_steps=100):
    grad_squared, step_squared = np.zeros((2, *x.shape))
    for i in range(num_steps):
        dx = compute_gradient(x)
        grad_squared = rho * grad_squared + (1 - rho) * dx * dx
        delta = np.sqrt(step_squared + eps) / np.sqrt(grad_squared + eps) * dx
        step_squared = rho * step_squared + (1 - rho) * delta * delta
        x -= lr * delta
    return x
