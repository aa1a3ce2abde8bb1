def sgd(x, lr=1e-2, weight_decay=0.0, maximize=False, num_steps=100):
    for i in range(num_steps):
        dx = -compute_gradient(x) if maximize else compute_gradient(x)
        dx = dx + weight_decay * x
        x -= lr * dx
    return x
