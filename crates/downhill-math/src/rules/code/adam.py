def adam(
    x, lr=1e-2, betas=(0.9, 0.999), eps=1e-8, bias_correction=True, amsgrad=False,
    weight_decay=0.0, num_steps=100
):
    first_moment, second_moment, greatest = np.zeros((3, *x.shape))
    for i in range(num_steps):
        dx = compute_gradient(x) + weight_decay * x
        first_moment = betas[0] * first_moment + (1 - betas[0]) * dx
        second_moment = betas[1] * second_moment + (1 - betas[1]) * dx * dx
        greatest = np.maximum(greatest, second_moment) if amsgrad else second_moment
        first_unbias, second_unbias = first_moment, greatest
        if bias_correction:
            first_unbias = first_moment / (1 - betas[0] ** (i + 1))
            second_unbias = greatest / (1 - betas[1] ** (i + 1))
        x -= lr * first_unbias / (np.sqrt(second_unbias) + eps)
    return x
