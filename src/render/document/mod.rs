//! Documents for people: one [`DocumentView`](crate::document::DocumentView) as a PDF.

pub mod pdf;
