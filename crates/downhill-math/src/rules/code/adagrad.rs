fn adagrad(mut x: [f64; 2], lr: f64, eps: f64, steps: i32) -> [f64; 2] {
    let mut grad_squared = [0.0_f64; 2];
    for _ in 0..steps {
        let dx = gradient(x);
        for i in 0..2 {
            grad_squared[i] += dx[i] * dx[i];
            x[i] -= lr * dx[i] / (grad_squared[i].sqrt() + eps);
        }
    }
    x
}
