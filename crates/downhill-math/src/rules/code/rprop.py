def rprop(x, lr=1e-2, etas=(0.5, 1.2), step_sizes=(1e-6, 50.0), num_steps=100):
    size, previous = np.full(x.shape, lr), np.zeros(x.shape)
    for i in range(num_steps):
        dx = compute_gradient(x)
        same = np.sign(dx * previous)
        size *= np.where(same > 0, etas[1], np.where(same < 0, etas[0], 1))
        size = np.clip(size, *step_sizes)
        dx = np.where(same < 0, 0, dx)
        x -= np.sign(dx) * size
        previous = dx
    return x
