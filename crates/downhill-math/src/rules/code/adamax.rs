fn adamax(mut x: [f64; 2], lr: f64, betas: [f64; 2], eps: f64, steps: i32) -> [f64; 2] {
    let (mut first_moment, mut greatest) = ([0.0; 2], [0.0_f64; 2]);
    for step in 0..steps {
        let dx = gradient(x);
        for i in 0..2 {
            first_moment[i] = betas[0] * first_moment[i] + (1.0 - betas[0]) * dx[i];
            greatest[i] = (betas[1] * greatest[i]).max(dx[i].abs() + eps);
            x[i] -= lr / (1.0 - betas[0].powi(step + 1)) * first_moment[i] / greatest[i];
        }
    }
    x
}
