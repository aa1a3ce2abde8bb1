fn sgd(mut x: [f64; 2], lr: f64, weight_decay: f64, maximize: bool, steps: i32) -> [f64; 2] {
    let sign = if maximize { -1.0 } else { 1.0 };
    for _ in 0..steps {
        let dx = gradient(x);
        for i in 0..2 {
            x[i] -= lr * (sign * dx[i] + weight_decay * x[i]);
        }
    }
    x
}
