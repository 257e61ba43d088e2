//! To be written.
pub struct Terms;
