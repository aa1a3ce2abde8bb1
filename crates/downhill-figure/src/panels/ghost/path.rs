//! A path with fewer vertices.

/// A path with more vertices is cut into so many parts, of which two are kept each.
const PARTS: usize = 999;
/// So many of a part's vertices are looked at, at most.
const LOOKS: usize = 32;

/// At most 2000 of the first `count` vertices of a path, as `[x0, y0, x1, y1, …]`: of each part the first
/// one, and of those looked at the one farthest from it, so that zigzags stay. What it costs does not grow
/// with the path.
pub(super) fn reduced(path: &[[f64; 2]], count: usize) -> Vec<f64> {
    let path = &path[..count.min(path.len())];
    let Some(last) = path.last().filter(|_| path.len() > 2 * PARTS) else {
        return path.as_flattened().to_vec();
    };
    let mut kept = Vec::with_capacity(4 * PARTS + 2);
    for part in 0..PARTS {
        let [from, to] = [part, part + 1].map(|part| part * path.len() / PARTS);
        let part = &path[from..to];
        let Some(first) = part.first() else { continue };
        let mut farthest = (0.0, first);
        // An odd stride, or of a zigzag one side would be left out.
        let stride = (part.len() / LOOKS) | 1;
        for vertex in part.iter().step_by(stride) {
            let away = (vertex[0] - first[0]).abs().max((vertex[1] - first[1]).abs());
            if away > farthest.0 {
                farthest = (away, vertex);
            }
        }
        kept.extend_from_slice(first);
        kept.extend_from_slice(farthest.1);
    }
    kept.extend_from_slice(last);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_path_stays_as_it_is() {
        let path = [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]];
        assert_eq!(reduced(&path, 9), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(reduced(&path, 2), [0.0, 1.0, 2.0, 3.0]);
        assert!(reduced(&[], 9).is_empty());
    }

    #[test]
    fn of_a_long_one_ends_and_zigzags_stay() {
        let mut path = Vec::new();
        for step in 0..1_000_000_u32 {
            let side = if step % 2 == 0 { 1.0 } else { -1.0 };
            path.push([f64::from(step), side]);
        }
        let kept = reduced(&path, path.len());
        assert!(kept.len() <= 2 * 2000);
        assert_eq!([kept[0], kept[kept.len() - 2]], [0.0, 999_999.0]);
        let (vertices, _) = kept.as_chunks::<2>();
        assert!(vertices.windows(2).all(|pair| pair[0][0] <= pair[1][0]));
        for side in [1.0, -1.0] {
            assert!(vertices.iter().filter(|[_, y]| *y == side).count() > 300);
        }
    }
}
