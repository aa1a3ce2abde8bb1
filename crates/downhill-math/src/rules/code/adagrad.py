def ada_grad(
    x, lr=1e-2, eps=1e-8, lr_decay=0.0, initial_accumulator_value=0.0, weight_decay=0.0,
    num_steps=100
):
    grad_squared = np.full(x.shape, initial_accumulator_value)
    for i in range(num_steps):
        dx = compute_gradient(x) + weight_decay * x
        grad_squared += dx * dx
        x -= lr / (1 + i * lr_decay) * dx / (np.sqrt(grad_squared) + eps)
    return x
