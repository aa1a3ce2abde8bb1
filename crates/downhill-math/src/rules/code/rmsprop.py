def rms_prop(
    x, lr=1e-2, alpha=0.99, eps=1e-8, momentum=0.0, centered=False, weight_decay=0.0, num_steps=100
):
    grad_squared, grad_mean, vel = np.zeros((3, *x.shape))
    for i in range(num_steps):
        dx = compute_gradient(x) + weight_decay * x
        grad_squared = alpha * grad_squared + (1 - alpha) * dx * dx
        spread = grad_squared
        if centered:
            grad_mean = alpha * grad_mean + (1 - alpha) * dx
            spread = grad_squared - grad_mean * grad_mean
        vel = momentum * vel + dx / (np.sqrt(spread) + eps)
        x -= lr * vel
    return x
