fn sgd(mut x: [f64; 2], lr: f64, steps: i32) -> [f64; 2] {
    for _ in 0..steps {
        let dx = gradient(x);
        for i in 0..2 {
            x[i] -= lr * dx[i];
        }
    }
    x
}
