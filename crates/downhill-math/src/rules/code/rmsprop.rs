fn rmsprop(
    mut x: [f64; 2],
    lr: f64,
    alpha: f64,
    eps: f64,
    momentum: f64,
    centered: bool,
    weight_decay: f64,
    steps: i32,
) -> [f64; 2] {
    let (mut grad_squared, mut grad_mean, mut vel) = ([0.0; 2], [0.0; 2], [0.0; 2]);
    for _ in 0..steps {
        let dx = gradient(x);
        for i in 0..2 {
            let dx = dx[i] + weight_decay * x[i];
            grad_squared[i] = alpha * grad_squared[i] + (1.0 - alpha) * dx * dx;
            let mut spread: f64 = grad_squared[i];
            if centered {
                grad_mean[i] = alpha * grad_mean[i] + (1.0 - alpha) * dx;
                spread -= grad_mean[i] * grad_mean[i];
            }
            vel[i] = momentum * vel[i] + dx / (spread.sqrt() + eps);
            x[i] -= lr * vel[i];
        }
    }
    x
}
