def sgd_momentum(
    x, lr=1e-2, momentum=0.9, dampening=0.9, damp_first_step=True, nesterov=False,
    weight_decay=0.0, maximize=False, num_steps=100
):
    vel = np.zeros(x.shape)
    for i in range(num_steps):
        dx = -compute_gradient(x) if maximize else compute_gradient(x)
        dx = dx + weight_decay * x
        if momentum == 0 or (i == 0 and not damp_first_step):
            vel = dx
        else:
            vel = momentum * vel + (1 - dampening) * dx
        x -= lr * (dx + momentum * vel if nesterov else vel)
    return x
