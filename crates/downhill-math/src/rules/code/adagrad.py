def ada_grad(x, lr=1e-2, eps=1e-8, num_steps=100):
    grad_squared = np.zeros(x.shape)
    for i in range(num_steps):
        dx = compute_gradient(x)
        grad_squared += dx * dx
        x -= lr * dx / (np.sqrt(grad_squared) + eps)
    return x
