//! How far long work has come: whoever works counts, somebody else looks now and then. Neither waits for the other.

use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files are looked at, and read where they are not known.
    Looking,
    /// Texts become records.
    Reading,
    /// What was asked for is computed.
    Computing,
    /// The rules are applied.
    Checking,
    /// Files are written or moved.
    Writing,
}

impl Stage {
    pub const ALL: [Stage; 5] = [Stage::Looking, Stage::Reading, Stage::Computing, Stage::Checking, Stage::Writing];

    /// Its text in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Looking => "progress-looking",
            Stage::Reading => "progress-reading",
            Stage::Computing => "progress-computing",
            Stage::Checking => "progress-checking",
            Stage::Writing => "progress-writing",
        }
    }
}

/// A counter that several threads share.
#[derive(Debug, Default)]
pub struct Progress {
    stage: AtomicU8,
    done: AtomicUsize,
    total: AtomicUsize,
}

impl Progress {
    /// A stage begins; `total` is what there is to do, 0 where nobody knows.
    pub fn begin(&self, stage: Stage, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        self.stage.store(stage as u8, Ordering::Relaxed);
    }

    /// So much more is done.
    pub fn add(&self, count: usize) {
        self.done.fetch_add(count, Ordering::Relaxed);
    }

    /// The stage, what is done of it, and of how much (0: nobody knows). A look while a stage changes may mix two of them,
    /// which the next look mends.
    pub fn now(&self) -> (Stage, usize, usize) {
        let stage = usize::from(self.stage.load(Ordering::Relaxed));
        let stage = Stage::ALL.get(stage).copied().unwrap_or(Stage::Looking);
        (stage, self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }
}
