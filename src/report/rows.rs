//! The rows of a sheet: all there, or made part by part when they are wanted. A list of a hundred thousand records is
//! written while it is made, and takes the memory of a few thousand.

use std::borrow::Cow;
use std::ops::Range;

use super::sheet::Row;
use crate::threads::in_turn;

/// So many rows are made at once: enough for a thread to be worth it, few enough to begin at once.
pub const PART: usize = 1024;

/// The rows of a sheet, in their order.
pub trait Rows: Sync {
    fn count(&self) -> usize;

    /// Some of them, as they lie or made for this question. The range lies within their count.
    fn part(&self, range: Range<usize>) -> Cow<'_, [Row]>;

    /// Whether some rows are nested under others.
    fn nested(&self) -> bool;

    /// How many rows are made at once.
    fn step(&self) -> usize {
        PART
    }
}

impl Rows for Vec<Row> {
    fn count(&self) -> usize {
        self.len()
    }

    fn part(&self, range: Range<usize>) -> Cow<'_, [Row]> {
        Cow::Borrowed(&self[range])
    }

    fn nested(&self) -> bool {
        self.iter().any(|row| row.level > 0)
    }
}

/// What `make` makes of all rows, part by part on all cores, each with the number of its first row; and handed to `take` in
/// their order, a few at a time. It ends with the first error of `take`.
///
/// # Errors
/// Those of `take`.
pub fn each_part<'r, R: Send, E>(
    rows: &'r dyn Rows,
    make: impl Fn(usize, Cow<'r, [Row]>) -> R + Sync,
    take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let (count, step) = (rows.count(), rows.step().max(1));
    let part = |number: usize| {
        let first = number * step;
        make(first, rows.part(first..count.min(first + step)))
    };
    in_turn(count.div_ceil(step), part, take)
}
