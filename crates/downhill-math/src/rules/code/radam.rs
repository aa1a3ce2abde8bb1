fn radam(mut x: [f64; 2], lr: f64, betas: [f64; 2], eps: f64, steps: i32) -> [f64; 2] {
    let (mut first_moment, mut second_moment) = ([0.0; 2], [0.0; 2]);
    let most = 2.0 / (1.0 - betas[1]) - 1.0;
    for step in 0..steps {
        let dx = gradient(x);
        let kept = betas[1].powi(step + 1);
        let now = most - 2.0 * f64::from(step + 1) * kept / (1.0 - kept);
        let part = (now - 4.0) * (now - 2.0) * most / ((most - 4.0) * (most - 2.0) * now);
        for i in 0..2 {
            first_moment[i] = betas[0] * first_moment[i] + (1.0 - betas[0]) * dx[i];
            second_moment[i] = betas[1] * second_moment[i] + (1.0 - betas[1]) * dx[i] * dx[i];
            let mut first = first_moment[i] / (1.0 - betas[0].powi(step + 1));
            if now > 5.0 {
                let second: f64 = second_moment[i];
                first *= part.sqrt() * (1.0 - kept).sqrt() / (second.sqrt() + eps);
            }
            x[i] -= lr * first;
        }
    }
    x
}
