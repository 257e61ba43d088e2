use crate::result::Results;
pub fn draw(_: &Results) -> String {
    String::new()
}
