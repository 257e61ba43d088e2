//! One file a subcommand: an argument struct whose doc comment is the help, and `run`.

pub mod blame;
pub mod check;
pub mod completions;
pub mod confirm;
pub mod demo;
pub mod diff;
pub mod edit;
pub mod explain;
pub mod find;
pub mod fmt;
pub mod import;
mod import_update;
pub mod init;
pub mod line;
pub mod list;
pub mod log;
pub mod mv;
pub mod new;
pub mod report;
pub mod rm;
pub mod schema;
pub mod set;
pub mod show;
pub mod total;
