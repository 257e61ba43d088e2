//! Medians and percentiles of whole days.
//!
//! The median is the middle value, of an even number the mean of the two middle ones. A percentile is the smallest value
//! that at least so many per cent of all do not exceed (the nearest rank): always a value that occurred.

use crate::value::{Decimal, decimal};

/// Values, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sample(Vec<i64>);

impl Sample {
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// With one decimal where it falls between two days.
    pub fn median(&self) -> Option<Decimal> {
        let middle = self.0.len() / 2;
        let upper = *self.0.get(middle)?;
        let twice = if self.0.len().is_multiple_of(2) { upper + self.0[middle - 1] } else { 2 * upper };
        Some(if twice % 2 == 0 { Decimal::from(twice / 2) } else { decimal::fixed(Decimal::new(twice * 5, 1), 1) })
    }

    /// `percent`: 1 to 100.
    pub fn percentile(&self, percent: usize) -> Option<i64> {
        let rank = (self.0.len() * percent).div_ceil(100);
        self.0.get(rank.saturating_sub(1)).copied()
    }

    pub fn sum(&self) -> i64 {
        self.0.iter().sum()
    }
}

impl FromIterator<i64> for Sample {
    fn from_iter<I: IntoIterator<Item = i64>>(values: I) -> Sample {
        let mut values: Vec<i64> = values.into_iter().collect();
        values.sort_unstable();
        Sample(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(values: &[i64]) -> Sample {
        values.iter().copied().collect()
    }

    #[test]
    fn the_median_is_in_the_middle() {
        let median = |values: &[i64]| sample(values).median().map(|median| median.to_string());
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[7]).as_deref(), Some("7"));
        assert_eq!(median(&[9, 1, 2]).as_deref(), Some("2"));
        assert_eq!(median(&[4, 1, 2, 9]).as_deref(), Some("3"));
        assert_eq!(median(&[4, 1, 1, 9]).as_deref(), Some("2.5"));
        assert_eq!(median(&[-4, -1]).as_deref(), Some("-2.5"));
    }

    #[test]
    fn a_percentile_is_a_value_that_occurred() {
        let ten = sample(&[10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
        assert_eq!([80, 90, 100, 85].map(|percent| ten.percentile(percent)), [Some(80), Some(90), Some(100), Some(90)]);
        assert_eq!(sample(&[5]).percentile(80), Some(5));
        assert_eq!(sample(&[1, 2, 3]).percentile(90), Some(3));
        assert_eq!(sample(&[]).percentile(50), None);
    }
}
