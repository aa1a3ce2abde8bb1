def sgd(x, lr=1e-2, num_steps=100):
    for i in range(num_steps):
        dx = compute_gradient(x)
        x -= lr * dx
    return x
