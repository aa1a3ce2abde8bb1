fn adagrad(
    mut x: [f64; 2],
    lr: f64,
    eps: f64,
    lr_decay: f64,
    initial_accumulator_value: f64,
    weight_decay: f64,
    steps: i32,
) -> [f64; 2] {
    let mut grad_squared = [initial_accumulator_value; 2];
    for step in 0..steps {
        let dx = gradient(x);
        for i in 0..2 {
            let dx = dx[i] + weight_decay * x[i];
            grad_squared[i] += dx * dx;
            x[i] -= lr / (1.0 + f64::from(step) * lr_decay) * dx / (grad_squared[i].sqrt() + eps);
        }
    }
    x
}
