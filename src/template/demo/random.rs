//! A small generator of its own, so that one seed gives the same firm on every machine and in every release.

/// SplitMix64 (Steele, Lea, Flood 2014): enough for made-up firms, and for nothing else.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From `least` to `most`, both included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = most.saturating_sub(least).max(0).unsigned_abs() + 1;
        least + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// True in so many cases of a hundred.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(0, 99) < percent
    }

    /// One of them; `None` of none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let last = i64::try_from(items.len()).ok()? - 1;
        if last < 0 {
            return None;
        }
        items.get(usize::try_from(self.between(0, last)).ok()?)
    }

    /// The position of one of the weights, in proportion to them; `None` when all are zero.
    pub fn weighted(&mut self, weights: &[i64]) -> Option<usize> {
        let sum: i64 = weights.iter().sum();
        if sum <= 0 {
            return None;
        }
        let mut at = self.between(0, sum - 1);
        weights.iter().position(|weight| {
            at -= weight;
            at < 0
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let numbers = |seed| {
            let mut random = Random::new(seed);
            [random.between(0, 999), random.between(0, 999), random.between(0, 999)]
        };
        assert_eq!(numbers(7), numbers(7));
        assert_ne!(numbers(7), numbers(8));
    }

    #[test]
    fn picks_stay_within() {
        let mut random = Random::new(1);
        for _ in 0..1000 {
            assert!((-3..=5).contains(&random.between(-3, 5)));
            assert!(matches!(random.weighted(&[0, 3, 0, 1]), Some(1 | 3)));
        }
        assert_eq!(random.pick::<u8>(&[]), None);
        assert_eq!(random.weighted(&[0, 0]), None);
    }
}
