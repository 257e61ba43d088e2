//! Sources become records, records a linked [`Book`].

mod bytes;
pub mod cache;
pub mod delta;
mod direct;
mod files;
pub mod front_matter;
mod ids;
mod known;
pub mod link;
pub mod load;
pub mod progress;
mod quick;
pub mod reading;
pub mod record;
mod roll;
pub mod source;
mod stand;
mod syntax;
pub mod tree;
pub mod typed;
pub mod view;
pub mod walk;

pub use bytes::Bytes;
pub use delta::Delta;
pub use files::{Again, Along};
pub use load::{Book, RecordRef};
pub use record::{Record, Value, Values};
pub use source::Source;

#[cfg(test)]
pub(crate) mod tests;
