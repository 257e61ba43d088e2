//! A demonstration firm: two years of a small workshop that makes and fits furniture, as the commits of its team.
//!
//! Everything in it is made up; see the head of `data-template/demo/firm.toml`. The same seed, day and language give the
//! same commits, byte for byte.
//!
//! A queue of things that will happen ([`plan`]) is worked off in the order of time; each may write records, commit, and
//! put further things into the queue: a deal that is won brings invoices, an invoice brings a payment.

mod calendar;
mod customer;
mod data;
mod deal;
mod file;
mod invoice;
mod payment;
mod plan;
mod random;
mod team;
mod world;

use crate::value::Date;

/// The language of the firm's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DemoLanguage {
    #[default]
    English,
    French,
}

/// Who commits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub email: String,
}

/// An instant with the local clock's offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Since 1970-01-01T00:00Z.
    pub seconds: i64,
    /// Of the local clock from UTC.
    pub offset_minutes: i32,
}

/// One commit: files that get a text, or go (`None`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCommit {
    /// Author and committer.
    pub person: Person,
    /// Author date.
    pub authored: Moment,
    /// Committer date: the author's, or somewhat later. Never earlier than that of the commit before.
    pub committed: Moment,
    pub message: String,
    /// Paths below the book's root.
    pub changes: Vec<(String, Option<String>)>,
}

/// The history of the demonstration firm, oldest first. It covers the two years that end the day before `today`.
pub fn demo(seed: u64, today: Date, language: DemoLanguage) -> Vec<DemoCommit> {
    let data = data::Data::load();
    let mut world = world::World::new(&data, seed, today, language);
    plan::plan(&mut world);
    world.run();
    world.commits
}
