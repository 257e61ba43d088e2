//! What a document shows: one [`DocumentView`] feeds the PDF, the HTML, the text and the XML, so that they cannot differ.

pub mod label;
pub mod tongue;
pub mod view;

pub use view::{DocumentView, Sort};
