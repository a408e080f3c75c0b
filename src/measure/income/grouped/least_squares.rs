//! Ordinary least squares with three parameters.

/// The parameters for which `sum (y - x . b)^2` is least, from rows `(x, y)`; `None` if the rows do not determine them.
///
/// By modified Gram-Schmidt on the columns (Golub and Van Loan, *Matrix Computations*, 5.2.8), which keeps digits that the normal
/// equations square away.
pub(super) fn least_squares(rows: &[([f64; 3], f64)]) -> Option<[f64; 3]> {
    let mut columns: [Vec<f64>; 3] = Default::default();
    let mut rest: Vec<f64> = Vec::with_capacity(rows.len());
    for (x, y) in rows {
        for (column, value) in columns.iter_mut().zip(x) {
            column.push(*value);
        }
        rest.push(*y);
    }
    let [first, second, third] = &mut columns;
    let size = |column: &[f64]| dot(column, column).sqrt();
    let largest = size(first).max(size(second)).max(size(third));
    let r12 = remove(first, second)?;
    let r13 = remove(first, third)?;
    let q1 = remove(first, &mut rest)?;
    let r23 = remove(second, third)?;
    let q2 = remove(second, &mut rest)?;
    let q3 = remove(third, &mut rest)?;
    // A column of which next to nothing is left beside those before it is a combination of them, or zero.
    if [size(first), size(second), size(third)].iter().any(|kept| *kept <= largest * 1e-10) {
        return None;
    }
    let b3 = q3;
    let b2 = q2 - r23 * b3;
    let b1 = q1 - r12 * b2 - r13 * b3;
    Some([b1, b2, b3])
}

/// Takes the part along one column out of another and returns its factor; `None` if the column is zero.
fn remove(along: &[f64], from: &mut [f64]) -> Option<f64> {
    let length = dot(along, along);
    if length <= 0.0 {
        return None;
    }
    let factor = dot(along, from) / length;
    for (value, part) in from.iter_mut().zip(along) {
        *value -= factor * part;
    }
    Some(factor)
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plane_is_found_and_a_line_does_not_determine_one() {
        let at = |x: f64, y: f64| ([1.0, x, y], 2.0 - 3.0 * x + 0.5 * y);
        let [a, b, c] = least_squares(&[at(0.0, 1.0), at(1.0, 0.0), at(2.0, 5.0), at(3.0, -1.0)]).unwrap();
        assert!((a - 2.0).abs() < 1e-14 && (b + 3.0).abs() < 1e-14 && (c - 0.5).abs() < 1e-14, "{a} {b} {c}");
        assert_eq!(least_squares(&[at(0.0, 0.0), at(1.0, 2.0), at(2.0, 4.0), at(3.0, 6.0)]), None);
        assert_eq!(least_squares(&[]), None);
    }
}
