fn nadam(
    mut x: [f64; 2],
    lr: f64,
    betas: [f64; 2],
    eps: f64,
    momentum_decay: f64,
    steps: i32,
) -> [f64; 2] {
    let (mut first_moment, mut second_moment) = ([0.0; 2], [0.0; 2]);
    let momentum =
        |step: i32| betas[0] * (1.0 - 0.5 * 0.96_f64.powf(f64::from(step) * momentum_decay));
    let mut product = 1.0;
    for step in 0..steps {
        let dx = gradient(x);
        let (now, ahead) = (momentum(step + 1), momentum(step + 2));
        product *= now;
        for i in 0..2 {
            first_moment[i] = betas[0] * first_moment[i] + (1.0 - betas[0]) * dx[i];
            second_moment[i] = betas[1] * second_moment[i] + (1.0 - betas[1]) * dx[i] * dx[i];
            let unbias: f64 = second_moment[i] / (1.0 - betas[1].powi(step + 1));
            let root = unbias.sqrt() + eps;
            x[i] -= lr * (1.0 - now) / (1.0 - product) * dx[i] / root;
            x[i] -= lr * ahead / (1.0 - product * ahead) * first_moment[i] / root;
        }
    }
    x
}
