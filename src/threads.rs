//! Many records side by side, where each may ask for figures that are computed once for all.

use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Fewer than this are not worth a thread.
const FEWEST: usize = 2048;

/// So many are worked at alone, before the others.
const FIRST: usize = 64;
/// Into so many parts a thread's share is cut: who is done early takes from those who are not.
const SHARES: usize = 4;

/// What `work` makes of the items, part by part and in their order.
pub fn in_parts<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    in_ranges(items.len(), |range| work(&items[range]))
}

/// What `work` makes of the numbers below `count`, part by part and in their order.
///
/// The first few are worked at alone: the figures that they ask for are then there for all. Threads that would wait for them
/// together are woken together, and a system may leave them on one core for a while.
///
/// These are threads of their own and not rayon's: one of rayon's that waits for figures which another computes could be given
/// further records meanwhile, and wait for itself.
pub fn in_ranges<R: Send>(count: usize, work: impl Fn(Range<usize>) -> R + Sync) -> Vec<R> {
    let threads = rayon::current_num_threads().min(count / FEWEST);
    if threads < 2 {
        return vec![work(0..count)];
    }
    let first = work(0..FIRST);
    let step = (count - FIRST).div_ceil(threads * SHARES);
    let next = AtomicUsize::new(0);
    let run = || -> Vec<(usize, R)> {
        let starts = std::iter::repeat_with(|| FIRST + next.fetch_add(1, Ordering::Relaxed) * step);
        let starts = starts.take_while(|start| *start < count);
        starts.map(|start| (start, work(start..count.min(start + step)))).collect()
    };
    let mut done = thread::scope(|scope| {
        let running: Vec<_> = (1..threads).map(|_| scope.spawn(run)).collect();
        let mut done = run();
        running.into_iter().for_each(|others| done.extend(others.join().unwrap_or_else(|panic| resume_unwind(panic))));
        done
    });
    done.sort_unstable_by_key(|(start, _)| *start);
    std::iter::once(first).chain(done.into_iter().map(|(_, part)| part)).collect()
}

/// What `make` makes of the numbers below `count`, handed to `take` in their order. As many are made side by side as there are
/// cores, and no more are kept; the first error of `take` ends it.
///
/// # Errors
/// Those of `take`.
pub fn in_turn<R: Send, E>(
    count: usize,
    make: impl Fn(usize) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = rayon::current_num_threads();
    for first in (0..count).step_by(threads) {
        let make = &make;
        let (own, others) = thread::scope(|scope| {
            let further = first + 1..count.min(first + threads);
            let running: Vec<_> = further.map(|number| scope.spawn(move || make(number))).collect();
            let own = make(first);
            let joined = running.into_iter().map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)));
            (own, joined.collect::<Vec<_>>())
        });
        take(own)?;
        others.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
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

    #[test]
    fn what_is_made_comes_in_turn_until_nobody_takes_it() {
        let mut taken = Vec::new();
        let ended = in_turn(
            100,
            |number| number * 2,
            |made| {
                taken.push(made);
                if made == 40 { Err("closed") } else { Ok(()) }
            },
        );
        assert_eq!((ended, taken), (Err("closed"), (0..=20).map(|number| number * 2).collect()));
        assert_eq!(in_turn(0, |number| number, |_| Err("nothing is there")), Ok(()));
    }
}
