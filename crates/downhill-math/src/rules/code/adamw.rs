fn adamw(
    mut x: [f64; 2],
    lr: f64,
    betas: [f64; 2],
    eps: f64,
    weight_decay: f64,
    amsgrad: bool,
    steps: i32,
) -> [f64; 2] {
    let (mut first_moment, mut second_moment) = ([0.0; 2], [0.0; 2]);
    let mut greatest = [0.0_f64; 2];
    for step in 0..steps {
        let dx = gradient(x);
        for i in 0..2 {
            x[i] *= 1.0 - lr * weight_decay;
            first_moment[i] = betas[0] * first_moment[i] + (1.0 - betas[0]) * dx[i];
            second_moment[i] = betas[1] * second_moment[i] + (1.0 - betas[1]) * dx[i] * dx[i];
            let now: f64 = second_moment[i];
            greatest[i] = if amsgrad { greatest[i].max(now) } else { now };
            let first: f64 = first_moment[i] / (1.0 - betas[0].powi(step + 1));
            let second: f64 = greatest[i] / (1.0 - betas[1].powi(step + 1));
            x[i] -= lr * first / (second.sqrt() + eps);
        }
    }
    x
}
