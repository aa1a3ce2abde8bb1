fn lion(mut x: [f64; 2], lr: f64, betas: [f64; 2], weight_decay: f64, steps: i32) -> [f64; 2] {
    let mut first_moment = [0.0_f64; 2];
    for _ in 0..steps {
        let dx = gradient(x);
        for i in 0..2 {
            let direction = betas[0] * first_moment[i] + (1.0 - betas[0]) * dx[i];
            let sign = if direction == 0.0 { 0.0 } else { direction.signum() };
            x[i] -= lr * (sign + weight_decay * x[i]);
            first_moment[i] = betas[1] * first_moment[i] + (1.0 - betas[1]) * dx[i];
        }
    }
    x
}
