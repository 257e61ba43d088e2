//! Figures of few records, each computed for itself: where nobody will ask for those of all.

use std::sync::OnceLock;

use crate::book::RecordRef;

/// The figures of up to `N` records, in the order in which they were asked for.
pub(super) struct Few<T, const N: usize>([OnceLock<(RecordRef, T)>; N]);

impl<T, const N: usize> Default for Few<T, N> {
    fn default() -> Few<T, N> {
        Few(std::array::from_fn(|_| OnceLock::new()))
    }
}

impl<T, const N: usize> Few<T, N> {
    /// Those of a record; `None` where it is one too many.
    pub fn get(&self, record: RecordRef, make: impl Fn() -> T) -> Option<&T> {
        self.0.iter().find_map(|place| {
            let (found, figures) = place.get_or_init(|| (record, make()));
            (*found == record).then_some(figures)
        })
    }

    /// All that were computed.
    pub fn iter(&self) -> impl Iterator<Item = &(RecordRef, T)> {
        self.0.iter().filter_map(OnceLock::get)
    }
}
