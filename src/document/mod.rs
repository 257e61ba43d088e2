//! What a document shows: one [`DocumentView`] feeds the PDF, the HTML, the text and the XML, so that they cannot differ.

pub mod recipient;
pub mod view;

pub use view::{DocumentView, Sort};
