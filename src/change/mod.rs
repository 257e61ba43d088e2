//! A wish (new, set, line, mv, rm, fmt) → changed texts. Pure: a [`Book`] goes in, a [`Plan`] comes out; nobody here
//! knows a disk, git or a terminal.

pub mod plan;
pub mod text;

pub use plan::{FileChange, Plan, table_spec};
