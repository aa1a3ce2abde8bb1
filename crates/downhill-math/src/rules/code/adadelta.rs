fn adadelta(mut x: [f64; 2], lr: f64, rho: f64, eps: f64, steps: i32) -> [f64; 2] {
    let (mut grad_squared, mut step_squared) = ([0.0_f64; 2], [0.0_f64; 2]);
    for _ in 0..steps {
        let dx = gradient(x);
        for i in 0..2 {
            grad_squared[i] = rho * grad_squared[i] + (1.0 - rho) * dx[i] * dx[i];
            let delta = (step_squared[i] + eps).sqrt() / (grad_squared[i] + eps).sqrt() * dx[i];
            step_squared[i] = rho * step_squared[i] + (1.0 - rho) * delta * delta;
            x[i] -= lr * delta;
        }
    }
    x
}
