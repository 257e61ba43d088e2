//! `@claire` in a text.

use crate::book::{Book, RecordRef};

/// The members whom a text mentions by their ids, whatever the case, each once. An address (`a@b.example`) mentions nobody,
/// nor does a word after `@` that is no member.
pub fn mentioned(book: &Book, text: &str) -> Vec<RecordRef> {
    let Some(members) = book.kinds.named("member") else { return Vec::new() };
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        if text[..at].chars().next_back().is_some_and(|before| before.is_alphanumeric() || part(before)) {
            continue;
        }
        let rest = &text[at + 1..];
        let id = &rest[..rest.find(|c| !part(c)).unwrap_or(rest.len())];
        // A full stop or a dash after the name ends the sentence, not the id.
        let id = id.trim_end_matches(['.', '_', '-']);
        if let Some(member) = book.find_ignoring_case(members, id)
            && !found.contains(&member)
        {
            found.push(member);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;

    fn mentions(text: &str) -> Vec<String> {
        let member = |id: &str| Source::new(&format!("team/{id}.toml"), &b"name = \"X\"\n"[..]);
        let book = Book::read(Kinds::standard(), ["claire", "hugo", "jean-luc"].map(member).to_vec());
        mentioned(&book, text).into_iter().map(|member| book.get(member).id.to_string()).collect()
    }

    #[test]
    fn a_member_s_id_after_an_at_sign() {
        assert_eq!(mentions("@claire, please call. cc @Hugo; @claire knows"), ["claire", "hugo"]);
        assert_eq!(mentions("Ask @jean-luc. (@hugo)"), ["jean-luc", "hugo"]);
    }

    #[test]
    fn addresses_and_strangers_are_nobody() {
        assert_eq!(mentions("a@claire b.@hugo @nobody @ @@ é@claire claire"), [""; 0]);
    }
}
