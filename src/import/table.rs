//! Bytes → rows: encoding, separator, header, null words, surplus fields. Every row knows the line that it starts on.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

use super::mapping::{Encoding, Header, Source};
use super::reason::Reason;
use crate::finding::Language;

/// A file that was read into rows.
#[derive(Debug)]
pub struct Table {
    /// The column names, trimmed; a column without one is called `column N`, counted from 1.
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    /// Rows without any content, which are left out.
    pub blank: usize,
    /// Rows whose surplus fields went into the `surplus` column.
    pub surplus: usize,
    /// The null words that stand in it.
    pub nulls: BTreeSet<String>,
    text: String,
}

/// One row: a cell is `None` where it is empty or a null word.
#[derive(Debug, Clone)]
pub struct Row {
    /// The physical line that the row starts on, counted from 1.
    pub line: u64,
    pub cells: Vec<Option<Rc<str>>>,
    /// What is wrong with its form. Its cells are then shifted, and only good to guess which record it belongs to.
    pub fault: Option<Reason>,
    raw: Range<usize>,
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableFault {
    /// Not UTF-8, at this line.
    NotUtf8 { line: u64 },
    /// No header, no rows.
    NoContent,
    /// Two columns of one name.
    SameColumn { name: String },
    /// The `surplus` column is not in the header.
    NoSurplusColumn { name: String },
}

impl TableFault {
    /// What is wrong and what to do, in one sentence.
    pub fn words(&self, language: Language) -> String {
        let french = language == Language::French;
        match self {
            TableFault::NotUtf8 { line } if french => {
                format!(
                    "la ligne {line} n'est pas en UTF-8\u{a0}; écrivez encoding = \"windows-1252\" dans la correspondance"
                )
            }
            TableFault::NotUtf8 { line } => {
                format!("line {line} is not UTF-8; write encoding = \"windows-1252\" in the mapping")
            }
            TableFault::NoContent if french => "le fichier est vide".to_owned(),
            TableFault::NoContent => "the file is empty".to_owned(),
            TableFault::SameColumn { name } if french => format!(
                "deux colonnes s'appellent «\u{a0}{name}\u{a0}»\u{a0}; renommez-en une, ou donnez les noms dans la correspondance\u{a0}: \
                 header = […]"
            ),
            TableFault::SameColumn { name } => {
                format!("two columns are called `{name}`; rename one, or list the names in the mapping: header = […]")
            }
            TableFault::NoSurplusColumn { name } if french => {
                format!("surplus\u{a0}: il n'y a pas de colonne «\u{a0}{name}\u{a0}»")
            }
            TableFault::NoSurplusColumn { name } => format!("surplus: there is no column `{name}`"),
        }
    }
}

impl Table {
    /// Reads the file as the mapping says, finding out what it leaves open.
    pub fn read(bytes: &[u8], source: &Source) -> Result<Table, TableFault> {
        let text = decode(bytes, source.encoding)?;
        let separator = source.separator.unwrap_or_else(|| separator_of(&text));
        let mut records = records(&text, separator);
        let columns: Vec<String> = match &source.header {
            Header::Names(names) => names.clone(),
            Header::FirstRow => {
                if records.is_empty() {
                    return Err(TableFault::NoContent);
                }
                named(records.remove(0).fields)
            }
            Header::None => {
                let width = records.iter().map(|record| record.fields.len()).max().unwrap_or(0);
                named(vec![String::new(); width])
            }
        };
        if columns.is_empty() {
            return Err(TableFault::NoContent);
        }
        for (i, name) in columns.iter().enumerate() {
            if columns[..i].contains(name) {
                return Err(TableFault::SameColumn { name: name.clone() });
            }
        }
        let surplus_at = match &source.surplus {
            None => None,
            Some(name) => Some(
                columns
                    .iter()
                    .position(|column| column == name)
                    .ok_or_else(|| TableFault::NoSurplusColumn { name: name.clone() })?,
            ),
        };
        let mut table =
            Table { columns, rows: Vec::new(), blank: 0, surplus: 0, nulls: BTreeSet::new(), text: String::new() };
        let mut seen: HashMap<String, Rc<str>> = HashMap::new();
        for mut record in records {
            if record.fields.iter().all(|field| field.trim().is_empty()) {
                table.blank += 1;
                continue;
            }
            let (found, expected) = (record.fields.len(), table.columns.len());
            let mut fault = record.unclosed.then_some(Reason::UnclosedQuote);
            if fault.is_none() && found > expected {
                match surplus_at {
                    Some(at) => {
                        let end = at + found - expected;
                        let joined = record.fields[at..=end].join(&separator.to_string());
                        record.fields.splice(at..=end, [joined]);
                        table.surplus += 1;
                    }
                    None => fault = Some(Reason::TooManyFields { found, expected }),
                }
            } else if fault.is_none() && found < expected {
                fault = Some(Reason::TooFewFields { found, expected });
            }
            record.fields.resize(expected, String::new());
            for word in
                record.fields.iter().map(|field| field.trim()).filter(|field| source.null.iter().any(|w| w == field))
            {
                if !table.nulls.contains(word) {
                    table.nulls.insert(word.to_owned());
                }
            }
            let cells = record.fields.iter().map(|field| cell(field, source, &mut seen)).collect();
            table.rows.push(Row { line: record.line, cells, fault, raw: record.raw });
        }
        table.text = text;
        Ok(table)
    }

    /// The row's own text, cut to what fits a line of a report; line breaks become spaces.
    pub fn excerpt(&self, row: &Row) -> String {
        const MOST: usize = 100;
        let raw = self.text.get(row.raw.clone()).unwrap_or("").trim();
        let mut text: String =
            raw.chars().take(MOST).map(|c| if c.is_control() && c != '\t' { ' ' } else { c }).collect();
        if raw.chars().nth(MOST).is_some() {
            text.push('…');
        }
        text
    }
}

/// Equal cells share their text: in most files few values fill many rows.
fn cell(field: &str, source: &Source, seen: &mut HashMap<String, Rc<str>>) -> Option<Rc<str>> {
    let field = field.trim();
    if field.is_empty() || source.null.iter().any(|word| word == field) {
        return None;
    }
    if let Some(shared) = seen.get(field) {
        return Some(shared.clone());
    }
    let shared: Rc<str> = field.into();
    seen.insert(field.to_owned(), shared.clone());
    Some(shared)
}

fn named(fields: Vec<String>) -> Vec<String> {
    let name = |(i, field): (usize, String)| match field.trim() {
        "" => format!("column {}", i + 1),
        name => name.to_owned(),
    };
    fields.into_iter().enumerate().map(name).collect()
}

/// A record of the file, before its columns are named.
pub(super) struct Fields {
    pub line: u64,
    pub fields: Vec<String>,
    pub unclosed: bool,
    raw: Range<usize>,
}

/// Splits the text. Quoted fields may hold separators and line breaks; a doubled quote is a quote.
pub(super) fn records(text: &str, separator: char) -> Vec<Fields> {
    // The mapping allows ASCII separators only; another character would split inside a letter.
    let delimiter = u8::try_from(separator).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut found = Vec::new();
    let mut record = csv::StringRecord::new();
    let (mut line, mut counted) = (1_u64, 0_usize);
    loop {
        let before = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        // Text in memory that is UTF-8 gives no error; should it ever, what was read stands.
        if !matches!(reader.read_record(&mut record), Ok(true)) {
            break;
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
        // The reader stops inside CR LF and skips blank lines: the record starts behind both.
        let breaks = text[before..end].bytes().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let start = before + breaks;
        line += lines_in(&text[counted..start]);
        counted = start;
        let raw = &text[start..end];
        let unclosed = end == text.len() && opens_quote(raw, delimiter);
        found.push(Fields { line, fields: record.iter().map(str::to_owned).collect(), unclosed, raw: start..end });
    }
    found
}

/// Whether a quote that opens a field is still open at the end of `raw`.
fn opens_quote(raw: &str, delimiter: u8) -> bool {
    let (mut quoted, mut at_start) = (false, true);
    for byte in raw.bytes() {
        match byte {
            b'"' if quoted => quoted = false,
            // A quote right behind a closing one is a doubled quote; at a field's start it opens.
            b'"' if at_start => quoted = true,
            _ => {}
        }
        at_start = byte == delimiter || matches!(byte, b'\n' | b'\r' | b'"');
    }
    quoted
}

/// Line breaks: LF, CR LF, or CR alone.
fn lines_in(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let breaks = bytes
        .iter()
        .enumerate()
        .filter(|(i, b)| **b == b'\n' || (**b == b'\r' && bytes.get(i + 1) != Some(&b'\n')))
        .count();
    breaks as u64
}

/// The separator that cuts the first rows into the most columns of one width; `,` when none does.
pub fn separator_of(text: &str) -> char {
    let head = first_lines(text, 60);
    let score = |separator: char| {
        let records = records(head, separator);
        let width = records.first().map_or(0, |record| record.fields.len());
        let alike = records.iter().filter(|record| record.fields.len() == width).count();
        if width < 2 { 0 } else { alike * 1000 / records.len().max(1) * width }
    };
    // The first of equal ones wins, so the order is that of likelihood.
    let mut best = (',', 0);
    for separator in [',', ';', '\t', '|'] {
        let score = score(separator);
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

fn first_lines(text: &str, lines: usize) -> &str {
    text.match_indices('\n').nth(lines).map_or(text, |(at, _)| &text[..at])
}

/// The text of a file. Without a word from the mapping: UTF-16 when a byte order mark says so, UTF-8 when it is
/// valid, else windows-1252, which any bytes are.
pub fn decode(bytes: &[u8], encoding: Option<Encoding>) -> Result<String, TableFault> {
    let utf16 = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match encoding {
        Some(Encoding::Windows1252) => Ok(bytes.iter().map(|b| windows_1252(*b)).collect()),
        Some(Encoding::Latin1) => Ok(bytes.iter().map(|b| char::from(*b)).collect()),
        wanted => {
            if wanted.is_none() {
                if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
                    return Ok(utf16(rest, u16::from_le_bytes));
                }
                if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
                    return Ok(utf16(rest, u16::from_be_bytes));
                }
            }
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => Ok(text.to_owned()),
                Err(_) if wanted.is_none() => Ok(bytes.iter().map(|b| windows_1252(*b)).collect()),
                Err(fault) => {
                    let good = std::str::from_utf8(&bytes[..fault.valid_up_to()]).unwrap_or("");
                    Err(TableFault::NotUtf8 { line: lines_in(good) + 1 })
                }
            }
        }
    }
}

/// Windows code page 1252: Latin-1 but for 0x80 to 0x9F; its five holes stay control characters, as the WHATWG says.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Table {
        Table::read(text.as_bytes(), &Source::default()).unwrap()
    }

    fn cells(row: &Row) -> Vec<&str> {
        row.cells.iter().map(|cell| cell.as_deref().unwrap_or("-")).collect()
    }

    #[test]
    fn counts_physical_lines_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "1,\"x", "y\"", "", "2,z", "3,w"].join(end);
            let table = read(&text);
            let lines: Vec<u64> = table.rows.iter().map(|row| row.line).collect();
            assert_eq!(lines, [2, 5, 6], "{end:?}");
            assert_eq!(table.excerpt(&table.rows[2]), "3,w");
        }
    }

    #[test]
    fn surplus_fields_go_where_the_mapping_says() {
        let text = "id,address,city\n1,12, rue du Lac,Lyon\n2,x\n";
        let plain = read(text);
        assert_eq!(plain.rows[0].fault, Some(Reason::TooManyFields { found: 4, expected: 3 }));
        assert_eq!(plain.rows[1].fault, Some(Reason::TooFewFields { found: 2, expected: 3 }));
        let source = Source { surplus: Some("address".into()), ..Source::default() };
        let table = Table::read(text.as_bytes(), &source).unwrap();
        assert_eq!(cells(&table.rows[0]), ["1", "12, rue du Lac", "Lyon"]);
        assert_eq!((table.surplus, table.rows[1].fault.is_some()), (1, true));
        let source = Source { surplus: Some("adress".into()), ..Source::default() };
        assert!(matches!(Table::read(text.as_bytes(), &source), Err(TableFault::NoSurplusColumn { .. })));
    }

    #[test]
    fn finds_the_separator_and_the_encoding() {
        assert_eq!(separator_of("a;b;c\n1,5;2;3\n"), ';');
        assert_eq!(separator_of("a\tb\n1, 2\t3\n"), '\t');
        assert_eq!(separator_of("alone\nx\n"), ',');
        assert_eq!(decode(b"caf\xe9 \x80", None).unwrap(), "café €");
        assert_eq!(decode(b"\xef\xbb\xbfcaf\xc3\xa9", None).unwrap(), "café");
        assert_eq!(decode(b"\xff\xfeh\0i\0", None).unwrap(), "hi");
        assert_eq!(decode(b"a\nb\xe9", Some(Encoding::Utf8)), Err(TableFault::NotUtf8 { line: 2 }));
    }

    #[test]
    fn an_open_quote_is_a_fault_of_its_row() {
        let table = read("a,b\n1,x\n2,\"open\n3,y\n");
        assert_eq!(table.rows.len(), 2);
        assert_eq!((table.rows[1].line, table.rows[1].fault.clone()), (3, Some(Reason::UnclosedQuote)));
        let inches = read("a,b\n1,pipe 5\"\n");
        assert_eq!(inches.rows[0].fault, None);
    }

    #[test]
    fn null_words_and_blank_rows() {
        let table = read("a,,c\nNULL, x ,null\n,,\n");
        assert_eq!(table.columns, ["a", "column 2", "c"]);
        assert_eq!(cells(&table.rows[0]), ["-", "x", "-"]);
        assert_eq!(table.blank, 1);
        assert!(matches!(Table::read(b"", &Source::default()), Err(TableFault::NoContent)));
    }
}
