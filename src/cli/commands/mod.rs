//! One file a subcommand: an argument struct whose doc comment is the help, and `run`.

pub mod audit;
pub mod blame;
pub mod check;
pub mod close;
pub mod completions;
pub mod demo;
pub mod diff;
pub mod doctor;
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
pub mod merge_driver;
pub mod mv;
pub mod new;
pub mod report;
pub mod rm;
pub mod schema;
pub mod set;
pub mod show;
pub mod total;
