//! From what stands in a cell to canonical text: numbers, dates, yes and no.

use crate::value::{Date, decimal};

/// How numbers are written in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberStyle {
    /// `.` or `,`.
    pub decimal: char,
    /// What stands between thousands, if anything does. A space also means the narrow and the unbreakable one.
    pub thousands: Option<char>,
    /// Signs that may stand at either end: `€`, `EUR`.
    pub strip: Vec<String>,
}

impl Default for NumberStyle {
    fn default() -> Self {
        NumberStyle { decimal: '.', thousands: None, strip: Vec::new() }
    }
}

/// The plain decimal of a cell: `1.234,50 €` gives `1234.50`, `(12.00)` gives `-12.00`. `None` when it is not a number:
/// exponents, two marks, thousands at the wrong place.
pub fn number(text: &str, style: &NumberStyle) -> Option<String> {
    let mut text = text.trim();
    for sign in &style.strip {
        text = text.strip_prefix(sign.as_str()).unwrap_or(text).trim_start();
        text = text.strip_suffix(sign.as_str()).unwrap_or(text).trim_end();
    }
    let (negative, body) = if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (true, inner)
    } else if let Some(rest) = text.strip_prefix(['-', '\u{2212}']) {
        (true, rest)
    } else if let Some(rest) = text.strip_suffix('-') {
        (true, rest)
    } else {
        (false, text.strip_prefix('+').unwrap_or(text))
    };
    let (whole, fraction) = match body.trim().split_once(style.decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (body.trim(), None),
    };
    let whole = match style.thousands {
        None => whole.to_owned(),
        Some(mark) => without_thousands(whole, mark)?,
    };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let fraction = fraction.unwrap_or("");
    if !digits(&whole) || !digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let plain = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
    let value = decimal::parse(&plain).ok()?;
    Some(if negative && !value.is_zero() { format!("-{plain}") } else { plain })
}

/// Groups of three behind the first, which may have one to three digits.
fn without_thousands(whole: &str, mark: char) -> Option<String> {
    let is_mark = |c: char| c == mark || (mark == ' ' && matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}'));
    let groups: Vec<&str> = whole.split(is_mark).collect();
    let well_formed =
        groups.len() == 1 || (matches!(groups[0].len(), 1..=3) && groups[1..].iter().all(|group| group.len() == 3));
    well_formed.then(|| groups.concat())
}

/// `true` or `false` for the words that spreadsheets use, English and French.
pub fn boolean(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "x" | "vrai" | "oui" | "o" | "on" => Some(true),
        "false" | "no" | "n" | "0" | "faux" | "non" | "off" => Some(false),
        _ => None,
    }
}

/// A date's format in the letters of `strftime`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormat(Vec<Item>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Year,
    /// Two digits: 69 to 99 are of the 20th century, 00 to 68 of the 21st (POSIX).
    ShortYear,
    Month,
    Day,
    MonthName,
    Hour,
    Minute,
    Second,
    /// A point and any number of digits, or nothing.
    Fraction,
    HalfDay,
    Text(char),
}

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "janv"],
    &["february", "feb", "février", "fevrier", "févr", "fevr"],
    &["march", "mar", "mars"],
    &["april", "apr", "avril", "avr"],
    &["may", "mai"],
    &["june", "jun", "juin"],
    &["july", "jul", "juillet", "juil"],
    &["august", "aug", "août", "aout"],
    &["september", "sept", "sep", "septembre"],
    &["october", "oct", "octobre"],
    &["november", "nov", "novembre"],
    &["december", "dec", "décembre", "decembre", "déc"],
];

impl DateFormat {
    /// Reads a format: `%d/%m/%Y`, `%Y-%m-%d %H:%M:%S%.f`.
    pub fn parse(text: &str) -> Result<DateFormat, String> {
        let mut items = Vec::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            if c != '%' {
                items.push(Item::Text(c));
                continue;
            }
            match chars.next() {
                Some('Y') => items.push(Item::Year),
                Some('y') => items.push(Item::ShortYear),
                Some('m') => items.push(Item::Month),
                Some('d' | 'e') => items.push(Item::Day),
                Some('b' | 'B' | 'h') => items.push(Item::MonthName),
                Some('H' | 'I') => items.push(Item::Hour),
                Some('M') => items.push(Item::Minute),
                Some('S') => items.push(Item::Second),
                Some('p' | 'P') => items.push(Item::HalfDay),
                Some('.') if chars.next() == Some('f') => items.push(Item::Fraction),
                Some('%') => items.push(Item::Text('%')),
                Some('F') => {
                    items.extend([Item::Year, Item::Text('-'), Item::Month, Item::Text('-'), Item::Day]);
                }
                Some('T') => {
                    items.extend([Item::Hour, Item::Text(':'), Item::Minute, Item::Text(':'), Item::Second]);
                }
                _ => {
                    return Err(format!(
                        "`{text}` is no date format; write it with %d (day), %m (month), %b (its name), %Y (year), %y (its \
                         last two digits), %H, %M, %S, %.f, %p"
                    ));
                }
            }
        }
        let has = |wanted: &[Item]| items.iter().any(|item| wanted.contains(item));
        if !has(&[Item::Year, Item::ShortYear]) || !has(&[Item::Month, Item::MonthName]) || !has(&[Item::Day]) {
            return Err(format!("`{text}` names no full date; it needs a day, a month and a year, as in `%d/%m/%Y`"));
        }
        Ok(DateFormat(items))
    }

    /// The day that a cell names; the time of the day is read and let go. `None` when the text does not fit to its end.
    pub fn read(&self, text: &str) -> Option<Date> {
        let (mut year, mut month, mut day) = (None, None, None);
        let mut rest = text.trim();
        for item in &self.0 {
            match item {
                Item::Text(' ') => rest = rest.trim_start(),
                Item::Text(c) => rest = rest.strip_prefix(*c)?,
                Item::Year => year = Some(take_digits(&mut rest, 4, 4)?),
                Item::ShortYear => {
                    year =
                        take_digits(&mut rest, 2, 2).map(|short| if short < 69 { 2000 + short } else { 1900 + short });
                    year?;
                }
                Item::Month => month = Some(take_digits(&mut rest, 1, 2)?),
                Item::Day => day = Some(take_digits(&mut rest, 1, 2)?),
                Item::MonthName => month = Some(take_month(&mut rest)?),
                Item::Hour => take_digits(&mut rest, 1, 2).filter(|hour| *hour < 25).map(drop)?,
                Item::Minute | Item::Second => take_digits(&mut rest, 1, 2).filter(|part| *part < 61).map(drop)?,
                Item::Fraction => {
                    if let Some(after) = rest.strip_prefix('.') {
                        rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
                    }
                }
                Item::HalfDay => {
                    let half = rest.get(..2)?.to_ascii_lowercase();
                    (half == "am" || half == "pm").then_some(())?;
                    rest = &rest[2..];
                }
            }
        }
        rest.is_empty().then_some(())?;
        Date::new(i32::try_from(year?).ok()?, month?, day?)
    }
}

fn take_digits(rest: &mut &str, least: usize, most: usize) -> Option<u32> {
    let length = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if length < least {
        return None;
    }
    let (digits, after) = rest.split_at(length);
    *rest = after;
    digits.parse().ok()
}

fn take_month(rest: &mut &str) -> Option<u32> {
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let word = rest[..length].to_lowercase();
    let month = (1..).zip(MONTHS).find(|(_, names)| names.contains(&word.as_str())).map(|(month, _)| month)?;
    *rest = rest[length..].strip_prefix('.').unwrap_or(&rest[length..]);
    Some(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_the_mapping_says() {
        let english = NumberStyle { thousands: Some(','), strip: vec!["$".into()], ..NumberStyle::default() };
        let french = NumberStyle { decimal: ',', thousands: Some(' '), strip: vec!["€".into()] };
        for (text, style, plain) in [
            ("1,234.50", &english, Some("1234.50")),
            ("$ 12", &english, Some("12")),
            ("(12.00)", &english, Some("-12.00")),
            ("-0", &english, Some("0")),
            (".5", &english, Some("0.5")),
            ("007", &english, Some("7")),
            ("1,23", &english, None),
            ("1e3", &english, None),
            ("12.5.1", &english, None),
            ("", &english, None),
            ("-", &english, None),
            ("1\u{202f}234,50 €", &french, Some("1234.50")),
            ("1.234", &french, None),
            ("12-", &french, Some("-12")),
        ] {
            assert_eq!(number(text, style).as_deref(), plain, "{text}");
        }
    }

    #[test]
    fn reads_dates_to_the_end_of_the_text() {
        for (format, text, date) in [
            ("%d-%m-%Y", "20-10-2016", Some("2016-10-20")),
            ("%m/%d/%Y %H:%M", "1/18/2011 10:01", Some("2011-01-18")),
            ("%Y-%m-%d %H:%M:%S%.f", "1996-07-04 00:00:00.000", Some("1996-07-04")),
            ("%Y-%m-%d %H:%M:%S%.f", "1996-07-04 00:00:00", Some("1996-07-04")),
            ("%d %b %y", "3 févr. 26", Some("2026-02-03")),
            ("%d/%m/%Y", "30/02/2016", None),
            ("%d/%m/%Y", "1/2/2016 10:00", None),
            ("%d/%m/%Y", "1/2/16", None),
            ("%F", "2026-10-03", Some("2026-10-03")),
        ] {
            let read = DateFormat::parse(format).unwrap().read(text).map(|date| date.to_string());
            assert_eq!(read.as_deref(), date, "{text}");
        }
        assert!(DateFormat::parse("%d/%m").unwrap_err().contains("needs a day"));
        assert!(DateFormat::parse("%q").is_err());
    }

    #[test]
    fn yes_and_no() {
        assert_eq!((boolean("Oui"), boolean("0"), boolean("maybe")), (Some(true), Some(false), None));
    }
}
