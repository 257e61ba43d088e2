//! Commits as they are kept for the next run; and from their raw bytes, as libgit2 would read them. Only what is plain: a commit in which anything needs a second
//! look (another encoding, names that git would trim, times that make no sense) is `None`, and libgit2 reads it.

use crate::history::{Commit, CommitId, Who};

/// A commit and its tree.
pub(super) fn read(id: CommitId, raw: &[u8]) -> Option<(Commit, [u8; 20])> {
    let (tree, mut rest) = field(raw, b"tree ").and_then(|(tree, rest)| Some((digits(tree)?, rest)))?;
    let mut parents = Vec::with_capacity(1);
    while let Some((parent, after)) = field(rest, b"parent ") {
        parents.push(CommitId(digits(parent)?));
        rest = after;
    }
    let (author, rest) = field(rest, b"author ").and_then(|(line, rest)| Some((who(line)?, rest)))?;
    let (committer, rest) = field(rest, b"committer ").and_then(|(line, rest)| Some((who(line)?, rest)))?;
    // A signature and whatever else git may add there; only an encoding says something of the rest.
    let mut rest = rest;
    let message = loop {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        match (&rest[..end], &rest[end + 1..]) {
            (b"", message) => break message,
            (line, _) if line.starts_with(b"encoding") => return None,
            (_, after) => rest = after,
        }
    };
    let subject = subject(message)?;
    Some((Commit { id, parents, author, committer, subject }, tree))
}

/// A commit and its tree, to be kept: what is fixed in size first, then the texts, each with its length before it.
pub(super) fn pack(commit: &Commit, tree: &[u8; 20]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(160);
    bytes.extend(tree);
    bytes.extend(u32::try_from(commit.parents.len()).ok()?.to_le_bytes());
    commit.parents.iter().for_each(|parent| bytes.extend(parent.0));
    for who in [&commit.author, &commit.committer] {
        bytes.extend(who.time.to_le_bytes());
        bytes.extend(who.offset.to_le_bytes());
    }
    let (author, committer) = (&commit.author, &commit.committer);
    for text in [&author.name, &author.email, &committer.name, &committer.email, &commit.subject] {
        bytes.extend(u32::try_from(text.len()).ok()?.to_le_bytes());
        bytes.extend(text.as_bytes());
    }
    Some(bytes)
}

/// What was packed; `None` for anything else.
pub(super) fn unpack(id: CommitId, bytes: &[u8]) -> Option<(Commit, [u8; 20])> {
    let mut rest = bytes;
    let tree = array(&mut rest)?;
    let count = u32::from_le_bytes(array(&mut rest)?);
    let parents = (0..count).map(|_| array(&mut rest).map(CommitId)).collect::<Option<Vec<_>>>()?;
    let mut clock = || Some((i64::from_le_bytes(array(&mut rest)?), i32::from_le_bytes(array(&mut rest)?)));
    let (authored, committed) = (clock()?, clock()?);
    let mut text = || {
        let length = u32::from_le_bytes(array(&mut rest)?) as usize;
        let (text, after) = rest.split_at_checked(length)?;
        rest = after;
        Some(std::str::from_utf8(text).ok()?.to_owned())
    };
    let author = Who { name: text()?, email: text()?, time: authored.0, offset: authored.1 };
    let committer = Who { name: text()?, email: text()?, time: committed.0, offset: committed.1 };
    let subject = text()?;
    rest.is_empty().then_some((Commit { id, parents, author, committer, subject }, tree))
}

fn array<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (array, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*array)
}

/// The value of a line that begins so, and what follows the line.
fn field<'r>(raw: &'r [u8], name: &[u8]) -> Option<(&'r [u8], &'r [u8])> {
    let value = raw.strip_prefix(name)?;
    let end = value.iter().position(|byte| *byte == b'\n')?;
    Some((&value[..end], &value[end + 1..]))
}

fn digits(text: &[u8]) -> Option<[u8; 20]> {
    let digit = |byte: u8| (byte as char).to_digit(16).map(|digit| digit as u8);
    let mut id = [0; 20];
    if text.len() != 40 {
        return None;
    }
    for (byte, pair) in id.iter_mut().zip(text.chunks_exact(2)) {
        *byte = digit(pair[0])? * 16 + digit(pair[1])?;
    }
    Some(id)
}

/// `Name <address> 1790769600 +0200`.
fn who(line: &[u8]) -> Option<Who> {
    let line = std::str::from_utf8(line).ok()?;
    let (name, rest) = line.split_once(" <")?;
    let (email, rest) = rest.split_once("> ")?;
    let (time, zone) = rest.split_once(' ')?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i64>().ok())?;
    let time = number(time)?;
    let (sign, zone) = match zone.split_at_checked(1)? {
        ("+", zone) => (1, zone),
        ("-", zone) => (-1, zone),
        _ => return None,
    };
    let zone = number(zone).filter(|_| zone.len() == 4)?;
    let (hours, minutes) = (zone / 100, zone % 100);
    if !plain(name) || !plain(email) || hours > 14 || minutes > 59 {
        return None;
    }
    let offset = sign * (hours * 60 + minutes) as i32;
    Some(Who { name: name.to_owned(), email: email.to_owned(), time, offset })
}

/// A name or an address of which git takes nothing away.
fn plain(text: &str) -> bool {
    let inside = |c: char| !c.is_control() && !matches!(c, '<' | '>');
    let edge = |c: char| c.is_alphanumeric() || matches!(c, ')' | '(');
    text.chars().all(inside) && text.starts_with(edge) && text.ends_with(edge)
}

/// The first line of a message, where that is all of its first paragraph.
fn subject(message: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(message).ok()?;
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let alone = rest.is_empty() || rest.starts_with('\n');
    let plain = !line.is_empty() && !line.starts_with(' ') && !line.ends_with(' ') && !line.contains(char::is_control);
    (alone && plain).then(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "tree 0123456789abcdef0123456789abcdef01234567\n";
    const PARENT: &str = "parent 89abcdef0123456789abcdef0123456789abcdef\n";

    fn commit(author: &str, between: &str, message: &str) -> Option<Commit> {
        let id = CommitId([7; 20]);
        let committer = "committer Sam <sam@firm.example> 1790769600 +0000\n";
        let raw = format!("{TREE}{PARENT}{PARENT}author {author}\n{committer}{between}\n{message}");
        read(id, raw.as_bytes()).map(|(commit, _)| commit)
    }

    #[test]
    fn a_plain_commit_is_read() {
        let read =
            commit("Zoé Petit (Lille) <zoe@firm.example> 1790769600 -0330", "", "Two words\n\nand more\n").unwrap();
        assert_eq!((read.author.name.as_str(), read.author.email.as_str()), ("Zoé Petit (Lille)", "zoe@firm.example"));
        assert_eq!((read.author.time, read.author.offset), (1_790_769_600, -210));
        assert_eq!((read.subject.as_str(), read.parents.len()), ("Two words", 2));
        let root = format!("{TREE}author A <a@b> 1 +0000\ncommitter A <a@b> 2 +0000\n\nx");
        let (root, tree) = super::read(CommitId([1; 20]), root.as_bytes()).unwrap();
        assert_eq!((root.parents.len(), root.committer.time, tree[0]), (0, 2, 1));
    }

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let read = commit("Zoé <zoe@firm.example> 1790769600 -0330", "", "Two words\n").unwrap();
        let packed = pack(&read, &[9; 20]).unwrap();
        assert_eq!(unpack(read.id, &packed), Some((read.clone(), [9; 20])));
        for cut in 0..packed.len() {
            assert_eq!(unpack(read.id, &packed[..cut]), None, "{cut}");
        }
    }

    #[test]
    fn whatever_needs_a_second_look_is_left_to_libgit2() {
        let plain = "A <a@b> 1 +0000";
        for author in ["", "A", "A <a@b>", "A <a@b> x +0000", "A <a@b> 1 0000", "A <a@b> 1 +9900", " A <a@b> 1 +0000"] {
            assert_eq!(commit(author, "", "x\n"), None, "{author}");
        }
        for author in ["A. <a@b> 1 +0000", "<a@b> 1 +0000", "A <> 1 +0000", "A <a@b>> 1 +0000", "A <a@b> -1 +0000"] {
            assert_eq!(commit(author, "", "x\n"), None, "{author}");
        }
        assert_eq!(commit(plain, "encoding ISO-8859-1\n", "x\n"), None);
        assert_eq!(commit(plain, "gpgsig x\n y\n", "x\n").map(|commit| commit.subject).as_deref(), Some("x"));
        for message in ["", "\nx\n", "two\nlines\n", " x\n", "x \n", "a\tb\n", "x\r\n\r\ny"] {
            assert_eq!(commit(plain, "", message), None, "{message:?}");
        }
        assert!(commit(plain, "", "x").is_some() && commit(plain, "", "x\n").is_some());
    }
}
