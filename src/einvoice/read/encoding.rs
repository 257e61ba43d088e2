//! Bytes → text. UTF-8 is what nearly all invoices are written in; the others that XML files of this world have are
//! converted, and whatever else is declared is refused by its name.

use std::borrow::Cow;

use super::fault::{ReadFault, ReadFaultKind};

/// No XML invoice is larger, with its attachments inside (in megabytes).
pub const MEGABYTES: usize = 32;

/// The text of an XML file: by its byte order mark, else by what its declaration says, else UTF-8.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ReadFault> {
    if bytes.len() > MEGABYTES << 20 {
        return Err(ReadFault::new(ReadFaultKind::TooLarge { megabytes: MEGABYTES }));
    }
    if bytes.is_empty() {
        return Err(ReadFault::new(ReadFaultKind::Empty));
    }
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Err(unknown("UTF-32")),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        // `<?` or `<` and a letter, two bytes each.
        [0, b'<', 0, _, ..] => utf16(bytes, u16::from_be_bytes),
        [b'<', 0, _, 0, ..] => utf16(bytes, u16::from_le_bytes),
        _ => declared(bytes),
    }
}

fn declared(bytes: &[u8]) -> Result<Cow<'_, str>, ReadFault> {
    let Some(name) = declaration(bytes) else { return utf8(bytes) };
    match name.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "us-ascii" | "ascii" => utf8(bytes),
        "iso-8859-1" | "latin1" | "iso-latin-1" => Ok(Cow::Owned(bytes.iter().map(|b| char::from(*b)).collect())),
        "iso-8859-15" | "latin-9" => Ok(Cow::Owned(bytes.iter().map(|b| latin9(*b)).collect())),
        "windows-1252" | "cp1252" => Ok(Cow::Owned(bytes.iter().map(|b| windows(*b)).collect())),
        _ => Err(unknown(&name)),
    }
}

/// What `<?xml … encoding="…"?>` says, in the first bytes of a file.
fn declaration(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(400)];
    let end = head.windows(2).position(|two| two == b"?>")?;
    let head = std::str::from_utf8(&head[..end]).ok()?.strip_prefix("<?xml")?;
    let value = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split_once(quote).map(|(name, _)| name.to_owned())
}

fn unknown(name: &str) -> ReadFault {
    ReadFault::new(ReadFaultKind::Encoding { name: name.to_owned() })
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, ReadFault> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => {
            let sound = &bytes[..error.valid_up_to()];
            let at = super::Position::of(std::str::from_utf8(sound).unwrap_or_default(), sound.len());
            Err(ReadFault { kind: ReadFaultKind::NotText, at: Some(at) })
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, ReadFault> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&pairs.iter().map(|pair| unit(*pair)).collect::<Vec<u16>>());
    match text {
        Ok(text) if rest.is_empty() => Ok(Cow::Owned(text)),
        _ => Err(ReadFault::new(ReadFaultKind::NotText)),
    }
}

/// ISO 8859-15: Latin 1 but for eight characters.
fn latin9(byte: u8) -> char {
    match byte {
        0xA4 => '€',
        0xA6 => 'Š',
        0xA8 => 'š',
        0xB4 => 'Ž',
        0xB8 => 'ž',
        0xBC => 'Œ',
        0xBD => 'œ',
        0xBE => 'Ÿ',
        other => char::from(other),
    }
}

/// Windows 1252: Latin 1 but for 0x80 to 0x9F, five of which mean nothing (and are refused by the parser).
fn windows(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().into_owned()
    }

    #[test]
    fn encodings_are_converted_or_refused() {
        assert_eq!(text("\u{feff}<a>é</a>".as_bytes()), "<a>é</a>");
        assert!(text(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>").ends_with("<a>é</a>"));
        assert!(text(b"<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><a>\xa4</a>").ends_with("<a>€</a>"));
        assert!(text(b"<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>\x80\x9c</a>").ends_with("<a>€œ</a>"));
        let utf16: Vec<u8> = "\u{feff}<a>é€</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&utf16), "<a>é€</a>");
        let without_mark: Vec<u8> = "<a>é</a>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&without_mark), "<a>é</a>");
        let name = |bytes: &[u8]| match decode(bytes).unwrap_err().kind {
            ReadFaultKind::Encoding { name } => name,
            other => panic!("{other:?}"),
        };
        assert_eq!(name(b"<?xml version=\"1.0\" encoding=\"EBCDIC-FR\"?><a/>"), "EBCDIC-FR");
        let fault = decode(b"<a>\nx\xe9</a>").unwrap_err();
        assert_eq!(fault.at, Some(super::super::Position { line: 2, column: 2 }));
        assert!(decode(b"\xff\xfe\x00").is_err());
    }
}
