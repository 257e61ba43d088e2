//! What a write would change, as a unified diff. The one door to `similar`.

use similar::TextDiff;

use super::terminal::neutralise;

/// The unified diff of one file, as `git diff` writes it, made harmless for a terminal; empty when nothing changes.
/// `None` stands for a file that is not there.
pub fn unified(path: &str, before: Option<&str>, after: Option<&str>) -> String {
    let (old, new) = (before.unwrap_or_default(), after.unwrap_or_default());
    if before == after {
        return String::new();
    }
    let head = |side: &str, text: Option<&str>| text.map_or("/dev/null".to_owned(), |_| format!("{side}/{path}"));
    let diff = TextDiff::from_lines(old, new);
    let text = diff.unified_diff().header(&head("a", before), &head("b", after)).to_string();
    // The carriage return of a CRLF file is no news.
    neutralise(&text.replace("\r\n", "\n")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_change_and_the_lines_around_them() {
        let old = "a = 1\nb = 2\nc = 3\n";
        assert_eq!(
            unified("x.toml", Some(old), Some("a = 1\nb = 5\nc = 3\n")),
            "--- a/x.toml\n+++ b/x.toml\n@@ -1,3 +1,3 @@\n a = 1\n-b = 2\n+b = 5\n c = 3\n"
        );
        assert_eq!(unified("x.toml", Some(old), Some(old)), "");
    }

    #[test]
    fn a_new_file_and_one_that_goes() {
        assert_eq!(unified("x.toml", None, Some("a = 1\n")), "--- /dev/null\n+++ b/x.toml\n@@ -0,0 +1 @@\n+a = 1\n");
        assert_eq!(unified("x.toml", Some("a = 1\n"), None), "--- a/x.toml\n+++ /dev/null\n@@ -1 +0,0 @@\n-a = 1\n");
    }
}
