fn momentum(
    mut x: [f64; 2],
    lr: f64,
    momentum: f64,
    dampening: f64,
    damp_first_step: bool,
    nesterov: bool,
    weight_decay: f64,
    maximize: bool,
    steps: i32,
) -> [f64; 2] {
    let sign = if maximize { -1.0 } else { 1.0 };
    let mut vel = [0.0; 2];
    for step in 0..steps {
        let dx = gradient(x);
        for i in 0..2 {
            let dx = sign * dx[i] + weight_decay * x[i];
            vel[i] = if momentum == 0.0 || (step == 0 && !damp_first_step) {
                dx
            } else {
                momentum * vel[i] + (1.0 - dampening) * dx
            };
            x[i] -= lr * if nesterov { dx + momentum * vel[i] } else { vel[i] };
        }
    }
    x
}
