//! Documents for people: one [`DocumentView`](crate::document::DocumentView) as a PDF.

pub mod code;
pub mod pdf;
pub mod worded;

pub use worded::worded;
