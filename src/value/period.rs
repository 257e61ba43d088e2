//! To be written.
pub struct Period;
