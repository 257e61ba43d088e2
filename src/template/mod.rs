//! The texts of a new book: its own files from `data-template/book/`, a country's tax rates and series from
//! `data-template/presets/`, one example of each kind, and a demonstration firm with two years of history.
//!
//! Everything here is text in, text out: nobody asks, writes or commits in this layer.

pub mod ci;
pub mod demo;
pub mod example;
mod fill;
pub mod init;
mod preset;
pub mod question;

pub use demo::{DemoCommit, DemoLanguage, demo};
pub use example::{Example, example};
pub use init::{Answers, files};
pub use question::{AnswerFault, Question, answer, questions};
