fn rprop(
    mut x: [f64; 2],
    lr: f64,
    etas: [f64; 2],
    step_sizes: [f64; 2],
    steps: i32,
) -> [f64; 2] {
    let (mut size, mut previous) = ([lr; 2], [0.0; 2]);
    for _ in 0..steps {
        let mut dx = gradient(x);
        for i in 0..2 {
            let same = dx[i] * previous[i];
            if same > 0.0 {
                size[i] *= etas[1];
            }
            if same < 0.0 {
                size[i] *= etas[0];
                dx[i] = 0.0;
            }
            size[i] = size[i].max(step_sizes[0]).min(step_sizes[1]);
            if dx[i] != 0.0 {
                x[i] -= dx[i].signum() * size[i];
            }
            previous[i] = dx[i];
        }
    }
    x
}
