//! Many records side by side, where each may ask for figures that are computed once for all.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

/// Fewer than this are not worth a thread.
const FEWEST: usize = 2048;

/// What `work` makes of the items, part by part and in their order.
///
/// These are threads of their own and not rayon's: one of rayon's that waits for figures which another computes could be given
/// further records meanwhile, and wait for itself.
pub fn in_parts<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len() / FEWEST);
    if threads < 2 {
        return vec![work(items)];
    }
    let parts = items.chunks(items.len().div_ceil(threads));
    thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
        running.into_iter().map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_follow_each_other() {
        for count in [0, 1, FEWEST, 3 * FEWEST + 7] {
            let items: Vec<usize> = (0..count).collect();
            let parts = in_parts(&items, <[usize]>::to_vec);
            assert_eq!(parts.concat(), items);
        }
    }
}
