//! A first mapping, written from the file itself: what its columns seem to be, with comments for whom is to correct it.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::convert::{DateFormat, NumberStyle, number};
use super::country::{country, normalised};
use super::draft::quoted;
use super::mapping::Source;
use super::synonym::{kind_words, means};
use super::table::{Table, TableFault, decode, separator_of};

/// A kind as the guess needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuessKind {
    pub name: String,
    pub fields: Vec<GuessField>,
}

/// A field of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuessField {
    /// Its path: `name`, `address.city`, `lines.quantity`.
    pub name: String,
    /// The name of its type, of which these words matter, in any case: `date`; `amount`, `price`, `decimal`, `number`,
    /// `integer`, `quantity`, `percent`, `rate`; `bool`; `country`; `ref`; `list`. Any other is text.
    pub type_name: String,
    /// Other names of the field.
    pub aliases: Vec<String>,
}

/// Why no mapping can be guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GuessFault {
    /// The file holds control characters, as workbooks, pictures and archives do.
    NotText,
    /// It is text, but no table.
    Table(TableFault),
}

/// A mapping for the file. It always reads as one.
///
/// # Errors
/// The file is no text, or no table with a header.
pub fn guess(bytes: &[u8], file_name: &str, known_kinds: &[GuessKind]) -> Result<String, GuessFault> {
    let text = decode(bytes, None).map_err(GuessFault::Table)?;
    // Separators of old files (US, RS) are control characters too, but no table that we read has them.
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n')) {
        return Err(GuessFault::NotText);
    }
    let separator = separator_of(&text);
    let source = Source { separator: Some(separator), ..Source::default() };
    let table = Table::read(bytes, &source).map_err(GuessFault::Table)?;
    let mut columns: Vec<Column> = (0..table.columns.len()).map(|i| Column::of(&table, i)).collect();
    let style = file_style(&columns, separator);
    for column in &mut columns {
        column.numeric = column.styles[style];
    }
    let stem = normalised(file_name.rsplit(['/', '\\']).next().unwrap_or(file_name));
    let best = known_kinds.iter().map(|kind| Match::of(kind, &columns, &stem)).reduce(|best, next| {
        // The first of equals stays, so the order of the kinds decides.
        if next.score > best.score { next } else { best }
    });
    let Some(best) = best else { return Ok(String::new()) };
    // Nothing speaks for any kind: most tables that people bring first are of their customers.
    let best = match known_kinds.iter().find(|kind| kind.name == "customer") {
        Some(customer) if best.score == 0 => Match { kind: customer, pairs: Vec::new(), score: 0 },
        _ => best,
    };
    Ok(write(&best, &columns, &table, file_name, separator, bytes, style))
}

/// Decimal mark and mark between thousands: the ways of writing numbers that are told apart, the likeliest first.
const STYLES: [(char, char); 5] = [('.', ','), (',', ' '), (',', '.'), ('.', ' '), ('.', '\'')];
/// Signs that stand at numbers.
const SIGNS: [&str; 7] = ["€", "$", "£", "%", "EUR", "USD", "CHF"];

/// The style that reads the most columns of numbers; of equals the one that goes with the separator: `;` is what
/// spreadsheets write where the comma is the decimal mark.
fn file_style(columns: &[Column], separator: char) -> usize {
    let fitting = |style: usize| columns.iter().filter(|column| column.marked && column.styles[style]).count();
    let likely = |style: usize| (STYLES[style].0 == ',') == (separator == ';');
    let order = (0..STYLES.len()).rev().map(|style| (fitting(style), likely(style), style));
    // `max_by_key` takes the last of equals, so the order is turned round.
    order.max_by_key(|(fitting, likely, _)| (*fitting, *likely)).map_or(0, |(_, _, style)| style)
}

/// What a column's cells look like.
struct Column {
    name: String,
    key: String,
    filled: usize,
    distinct: usize,
    /// Which of [`STYLES`] read all its cells.
    styles: [bool; STYLES.len()],
    /// Its numbers have decimals, thousands or a sign: amounts, prices, percentages, which tell no records apart.
    marked: bool,
    /// Its cells are numbers as this file writes them.
    numeric: bool,
    dates: Option<Dates>,
    countries: bool,
    /// Each cell is one word of letters and digits, as `C-0042`.
    codes: bool,
    /// The same text stands in several rows one after the other, and nowhere else.
    runs: bool,
}

/// The format of a column of dates.
struct Dates {
    format: String,
    /// Whether a day above 12 proves which is the day.
    proven: bool,
}

impl Column {
    fn of(table: &Table, at: usize) -> Column {
        // Shifted cells would prove anything.
        let rows = table.rows.iter().filter(|row| row.fault.is_none());
        let cells: Vec<&str> = rows.filter_map(|row| row.cells[at].as_deref()).collect();
        let all = |test: &dyn Fn(&str) -> bool| !cells.is_empty() && cells.iter().all(|cell| test(cell));
        let styles = STYLES.map(|(decimal, thousands)| {
            let strip = SIGNS.map(str::to_owned).to_vec();
            let style = NumberStyle { decimal, thousands: Some(thousands), strip };
            all(&|cell| number(cell, &style).is_some())
        });
        let marked = styles.contains(&true)
            && cells.iter().any(|cell| !cell.strip_prefix('-').unwrap_or(cell).bytes().all(|b| b.is_ascii_digit()));
        let distinct: HashSet<&str> = cells.iter().copied().collect();
        let runs = 1 + cells.windows(2).filter(|pair| pair[0] != pair[1]).count();
        Column {
            name: table.columns[at].clone(),
            key: normalised(&table.columns[at]),
            filled: cells.len(),
            distinct: distinct.len(),
            styles,
            marked,
            numeric: false,
            dates: dates(&cells),
            countries: all(&|cell| cell.len() > 1 && country(cell).is_some()),
            codes: all(&is_code),
            runs: runs == distinct.len() && distinct.len() < cells.len(),
        }
    }

    /// Whether it could ever be an id: no amount, no date.
    fn could_be_id(&self) -> bool {
        self.filled > 0 && !self.marked && self.dates.is_none()
    }

    fn placeholder(&self, filter: &str) -> Option<String> {
        // A name with a brace or a bar cannot stand in a pattern.
        (!self.name.contains(['{', '}', '|'])).then(|| format!("{{{}{filter}}}", self.name))
    }
}

/// One word of letters and digits, both, as numbers of customers and articles are.
fn is_code(cell: &str) -> bool {
    cell.starts_with(char::is_alphabetic)
        && cell.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.'))
        && cell.chars().any(|c| c.is_ascii_digit())
        && cell.chars().count() <= 24
}

/// The format that all cells have: day first or month first by the evidence of numbers above 12.
fn dates(cells: &[&str]) -> Option<Dates> {
    const TIMES: [&str; 4] = ["", " %H:%M", " %H:%M:%S%.f", "T%H:%M:%S%.f"];
    if cells.is_empty() {
        return None;
    }
    let fits = |format: &str| {
        DateFormat::parse(format).is_ok_and(|format| cells.iter().all(|cell| format.read(cell).is_some()))
    };
    for mark in ['-', '/', '.'] {
        for year in ["%Y", "%y"] {
            for time in TIMES {
                let year_first = format!("{year}{mark}%m{mark}%d{time}");
                if year == "%Y" && fits(&year_first) {
                    return Some(Dates { format: year_first, proven: true });
                }
                let day_first = format!("%d{mark}%m{mark}{year}{time}");
                let month_first = format!("%m{mark}%d{mark}{year}{time}");
                match (fits(&day_first), fits(&month_first)) {
                    (false, false) => {}
                    (false, true) => return Some(Dates { format: month_first, proven: true }),
                    (true, both) => return Some(Dates { format: day_first, proven: !both }),
                }
            }
        }
    }
    ["%d %b %Y", "%b %d, %Y", "%d %b %y"]
        .into_iter()
        .find(|format| fits(format))
        .map(|format| Dates { format: format.to_owned(), proven: true })
}

/// How well a kind fits: which column goes into which field.
struct Match<'a> {
    kind: &'a GuessKind,
    /// Column position by field position.
    pairs: Vec<(usize, usize)>,
    score: usize,
}

impl<'a> Match<'a> {
    fn of(kind: &'a GuessKind, columns: &[Column], stem: &str) -> Match<'a> {
        let words = kind_words(&kind.name);
        // 4: the field's own name; 3: an alias; 2: a usual word; 1: either behind the kind's word, as in `productName`.
        let strength = |field: &GuessField, column: &Column| {
            let last = field.name.rsplit('.').next().unwrap_or(&field.name);
            let of = |key: &str| match key {
                key if key == normalised(last) => 4,
                key if field.aliases.iter().any(|alias| normalised(alias) == key) => 3,
                key if means(last, key) => 2,
                // A column that is called as the kind, `Deal`, holds its names.
                key if field.name == "name" && words.contains(&key) => 2,
                _ => 0,
            };
            // `CA 2025` is what `CA` is.
            let year = column.key.len().checked_sub(4).and_then(|at| column.key.split_at_checked(at));
            let key = match year {
                Some((rest, year)) if !rest.is_empty() && year.parse().is_ok_and(|y| (1900..2100).contains(&y)) => rest,
                _ => &column.key,
            };
            let behind = || words.iter().filter_map(|word| key.strip_prefix(word)).any(|rest| of(rest) > 0);
            match of(key) {
                0 if behind() => 1,
                found => found,
            }
        };
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        for (f, field) in kind.fields.iter().enumerate() {
            for (c, column) in columns.iter().enumerate() {
                let strength = strength(field, column);
                if strength > 0 && column.filled > 0 && fits(field, column) {
                    found.push((strength, f, c));
                }
            }
        }
        // The strongest first, then in the order of the fields and columns.
        found.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let mut score = 0;
        for (strength, f, c) in found {
            if pairs.iter().all(|(field, column)| *field != f && *column != c) {
                pairs.push((f, c));
                score += strength + 1;
            }
        }
        pairs.sort_unstable();
        if words.iter().any(|word| stem.contains(word)) {
            score += 8;
        }
        Match { kind, pairs, score }
    }
}

/// Whether the column's cells can be values of the field.
fn fits(field: &GuessField, column: &Column) -> bool {
    match sort_of(field) {
        "date" => column.dates.is_some(),
        "number" => column.numeric,
        _ => true,
    }
}

/// What a field's type is to the mapping.
fn sort_of(field: &GuessField) -> &'static str {
    const SORTS: [(&str, &str); 13] = [
        ("country", "country"),
        ("ref", "ref"),
        ("date", "date"),
        ("bool", "bool"),
        ("list", "list"),
        ("amount", "number"),
        ("price", "number"),
        ("decimal", "number"),
        ("number", "number"),
        ("integer", "number"),
        ("quantity", "number"),
        ("percent", "number"),
        ("rate", "number"),
    ];
    let name = field.type_name.to_lowercase();
    SORTS.iter().find(|(word, _)| name.contains(word)).map_or("text", |(_, sort)| sort)
}

fn write(
    best: &Match<'_>,
    columns: &[Column],
    table: &Table,
    file_name: &str,
    separator: char,
    bytes: &[u8],
    style: usize,
) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("# A first mapping for {}, guessed from its columns. Read and correct it.", one_line(file_name)));
    line(String::new());
    let mark = if separator == '\t' { "tab".to_owned() } else { separator.to_string() };
    line(format!("separator = {}", quoted(&mark)));
    let utf8 = std::str::from_utf8(bytes).is_ok();
    if !bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff]) {
        line(format!("encoding = {}", quoted(if utf8 { "utf-8" } else { "windows-1252" })));
    }
    line("header = true".into());
    let null = null_words(columns, table);
    if !null.is_empty() {
        line(format!("null = [{}]", null.join(", ")));
    }
    let used = |column: &&Column| best.pairs.iter().any(|(_, c)| std::ptr::eq(&columns[*c], *column));
    let mut formats: Vec<String> = Vec::new();
    for dates in columns.iter().filter(used).filter_map(|column| column.dates.as_ref()) {
        if !formats.contains(&quoted(&dates.format)) {
            if !dates.proven {
                line("# No day above 12 says which number is the day: check this.".into());
            }
            formats.push(quoted(&dates.format));
        }
    }
    if !formats.is_empty() {
        line(format!("date = [{}]", formats.join(", ")));
    }
    numbers(columns, table, style, &mut line);
    match table.rows.iter().filter(|row| row.fault.is_some()).count() {
        0 => {}
        count => {
            line(match count {
                1 => "# 1 row has more or fewer fields than the header.".into(),
                _ => format!("# {count} rows have more or fewer fields than the header."),
            });
            line("# When one column holds separators outside quotes: surplus = \"address\"".into());
        }
    }
    line(String::new());
    line("[[record]]".into());
    line(format!("kind = {}", quoted(&best.kind.name)));
    let of_line = |f: usize| best.kind.fields[f].name.starts_with("lines.");
    if best.score == 0 {
        line("# No column says what the rows are: name the kind, and the fields below.".into());
    }
    let id = id_column(best, columns);
    let grouped = id.is_some_and(|column| column.distinct < column.filled);
    let lines = best.pairs.iter().any(|(f, _)| of_line(*f));
    if grouped && !lines {
        line(
            "# Several rows have the same text here: choose a column that tells them apart, or correct the file."
                .into(),
        );
    }
    line(match id.and_then(|column| column.placeholder("|slug")) {
        Some(pattern) => format!("id = {}", quoted(&pattern)),
        None => format!("id = {} # no column tells the rows apart: choose", quoted("{column 1|slug}")),
    });
    if let (Some(column), true) = (id, grouped && lines) {
        line(format!("group_by = {}", quoted(&column.name)));
    }
    line(String::new());
    line("[record.fields]".into());
    for &(f, c) in best.pairs.iter().filter(|(f, _)| !of_line(*f)) {
        line(format!("{} = {}", best.kind.fields[f].name, value(&best.kind.fields[f], &columns[c])));
    }
    if best.pairs.iter().any(|(f, _)| of_line(*f)) {
        line(String::new());
        line("[record.line]".into());
        for &(f, c) in best.pairs.iter().filter(|(f, _)| of_line(*f)) {
            let field = &best.kind.fields[f];
            let name = field.name.strip_prefix("lines.").unwrap_or(&field.name);
            line(format!("{name} = {}", value(field, &columns[c])));
        }
    }
    let free: Vec<String> =
        columns.iter().filter(|column| !used(column)).map(|column| one_line(&column.name)).collect();
    if !free.is_empty() {
        line(String::new());
        line(format!("# Columns that are not used: {}", free.join(", ")));
    }
    out
}

/// How the file writes numbers, where any of its columns shows it.
fn numbers(columns: &[Column], table: &Table, style: usize, line: &mut dyn FnMut(String)) {
    let (decimal, thousands) = STYLES[style];
    let of_numbers: Vec<usize> = (0..columns.len()).filter(|c| columns[*c].marked && columns[*c].numeric).collect();
    let sound: Vec<_> = table.rows.iter().filter(|row| row.fault.is_none()).collect();
    let cells: Vec<&str> =
        of_numbers.iter().flat_map(|c| sound.iter().filter_map(move |row| row.cells[*c].as_deref())).collect();
    let holds = |mark: char| {
        let spaces = ['\u{a0}', '\u{202f}', '\u{2009}'];
        cells.iter().any(|cell| cell.trim().contains(mark) || (mark == ' ' && cell.contains(spaces)))
    };
    let signs: Vec<String> =
        SIGNS.iter().filter(|sign| cells.iter().any(|cell| cell.contains(*sign))).map(|sign| quoted(sign)).collect();
    // `12,5 %` has a space, but none between thousands.
    let apart = holds(thousands)
        && cells.iter().any(|cell| {
            let strip = SIGNS.map(str::to_owned).to_vec();
            number(cell, &NumberStyle { decimal, thousands: None, strip }).is_none()
        });
    if holds(decimal) || apart {
        let other = |i: usize| STYLES[i].0 != decimal;
        let both = (0..STYLES.len()).any(|i| other(i) && of_numbers.iter().all(|c| columns[*c].styles[i]));
        if both {
            line("# These numbers can be read in two ways: check which is the decimal mark.".into());
        }
        line(format!("decimal = \"{decimal}\""));
    }
    if apart {
        line(format!("thousands = \"{thousands}\""));
    }
    if !signs.is_empty() {
        line(format!("strip = [{}]", signs.join(", ")));
    }
}

/// The words of the file that mean nothing.
fn null_words(columns: &[Column], table: &Table) -> Vec<String> {
    const WORDS: [&str; 8] = ["NULL", "null", "N/A", "n/a", "NA", "None", "-", "#N/A"];
    let stands = |word: &str| {
        // The two that are null words anyway were already taken out of the cells.
        let in_cells = || table.rows.iter().any(|row| row.cells.iter().flatten().any(|cell| &**cell == word));
        matches!(word, "NULL" | "null") && table.nulls.contains(word) || in_cells()
    };
    let mut found: Vec<String> = Vec::new();
    for word in WORDS.into_iter().filter(|word| stands(word)) {
        // `NA` is Namibia where the column holds countries.
        if !(word == "NA" && columns.iter().any(|column| column.countries)) {
            found.push(quoted(word));
        }
    }
    found
}

/// The column that makes the ids: one that is called an id or a number, or holds codes, and differs from row to row;
/// else the name, then any text that does. Amounts and dates tell no records apart.
fn id_column<'a>(best: &Match<'_>, columns: &'a [Column]) -> Option<&'a Column> {
    let words = kind_words(&best.kind.name);
    let has_lines = best.pairs.iter().any(|(f, _)| best.kind.fields[*f].name.starts_with("lines."));
    let tells =
        |column: &&Column| column.could_be_id() && (column.distinct == column.filled || (has_lines && column.runs));
    let full = columns.iter().map(|column| column.filled).max().unwrap_or(0);
    // A code that some rows lack would leave those without an id.
    let whole = |column: &&Column| column.filled == full;
    let called = |column: &&Column| {
        let key = column.key.as_str();
        matches!(key, "id" | "no" | "number" | "numero" | "code" | "ref" | "reference" | "sku")
            || words.iter().any(|word| {
                let id = |rest: &str| matches!(rest, "id" | "no" | "number" | "code");
                let before = |start: &str| matches!(start, "code" | "numero" | "id" | "ref" | "reference");
                key.strip_prefix(word).is_some_and(id) || key.strip_suffix(word).is_some_and(before)
            })
    };
    let paired = |name: &str| {
        let pair = best.pairs.iter().find(|(f, _)| best.kind.fields[*f].name == name);
        pair.map(|(_, c)| &columns[*c])
    };
    let used = |column: &&Column| best.pairs.iter().any(|(_, c)| std::ptr::eq(&columns[*c], *column));
    // Codes that stand left of the name are the table's own; those right of it say something about the record.
    let named = paired("name").and_then(|name| columns.iter().position(|column| std::ptr::eq(column, name)));
    let own_code = |column: &&Column| column.codes && tells(column) && whole(column) && !used(column);
    let name = || paired("name").filter(|column| column.could_be_id());
    let text = |column: &&Column| tells(column) && !column.numeric && !column.countries;
    columns
        .iter()
        .filter(whole)
        .filter(called)
        .find(tells)
        .or_else(|| paired("number").filter(|column| tells(column)))
        .or_else(|| columns[..named.unwrap_or(columns.len())].iter().find(own_code))
        .or_else(name)
        .or_else(|| columns.iter().filter(whole).find(text))
        .or_else(|| columns.iter().find(|column| column.could_be_id() && !column.numeric))
}

fn value(field: &GuessField, column: &Column) -> String {
    let name = quoted(&column.name);
    match sort_of(field) {
        "country" => format!("{{ column = {name}, type = \"country\" }}"),
        "ref" => format!("{{ column = {name}, filter = \"slug\" }}"),
        "text" => match column.placeholder("") {
            Some(pattern) => quoted(&pattern),
            None => format!("{{ column = {name} }}"),
        },
        sort => format!("{{ column = {name}, type = \"{sort}\" }}"),
    }
}

fn one_line(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let _ = out.write_char(if c.is_control() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Mapping, plan};
    use super::*;

    fn kind(name: &str, fields: &[(&str, &str)]) -> GuessKind {
        let field = |(name, type_name): &(&str, &str)| GuessField {
            name: (*name).to_owned(),
            type_name: (*type_name).to_owned(),
            aliases: Vec::new(),
        };
        GuessKind { name: name.into(), fields: fields.iter().map(field).collect() }
    }

    fn kinds() -> Vec<GuessKind> {
        vec![
            kind(
                "customer",
                &[("name", "Text"), ("email", "Email"), ("address.city", "Text"), ("address.country", "Country")],
            ),
            kind(
                "invoice",
                &[
                    ("customer", "Ref"),
                    ("number", "Text"),
                    ("date", "Date"),
                    ("lines.product", "Ref"),
                    ("lines.quantity", "Quantity"),
                    ("lines.unit_price", "Price"),
                ],
            ),
        ]
    }

    #[test]
    fn a_french_customer_file() {
        let bytes = "Raison sociale;Courriel;Ville;Pays;Solde\nÉts Dupont;a@b.fr;Lille;France;1 234,50\nBo;;Liège;Belgique;2,00\n";
        let text = guess(bytes.as_bytes(), "clients.csv", &kinds()).unwrap();
        assert!(text.contains("separator = \";\"") && text.contains("name = \"{Raison sociale}\""), "{text}");
        assert!(text.contains("# Columns that are not used: Solde"));
        let plan = plan(bytes.as_bytes(), &Mapping::parse(&text).unwrap(), &mut |_| Err("none".into())).unwrap();
        assert_eq!(plan.rejected, []);
        assert_eq!(plan.drafts[0].id, "ets-dupont");
        assert_eq!(plan.drafts[1].values.text("address.country"), Some("BE"));
    }

    #[test]
    fn lines_are_grouped_when_the_number_repeats() {
        let bytes = "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n\
                     1,A,2,1/18/2011 10:01,1.5,7\n1,B,1,1/18/2011 10:01,2,7\n2,A,1,1/19/2011 9:00,1.5,8\n";
        let text = guess(bytes.as_bytes(), "online_retail.csv", &kinds()).unwrap();
        assert!(text.contains("group_by = \"InvoiceNo\"") && text.contains("date = [\"%m/%d/%Y %H:%M\"]"), "{text}");
        let plan = plan(bytes.as_bytes(), &Mapping::parse(&text).unwrap(), &mut |_| Err("none".into())).unwrap();
        assert_eq!((plan.drafts.len(), plan.rejected.len()), (2, 0));
        assert_eq!(plan.drafts[0].values.tables("lines").len(), 2);
        assert_eq!(plan.drafts[0].values.text("date"), Some("2011-01-18"));
    }

    #[test]
    fn says_when_day_and_month_cannot_be_told() {
        let text = guess(b"number,date\n1,01/02/2026\n", "factures.csv", &kinds()).unwrap();
        assert!(text.contains("date = [\"%d/%m/%Y\"]") && text.contains("No day above 12"), "{text}");
        let text = guess(b"number,date\n1,13/02/2026\n", "factures.csv", &kinds()).unwrap();
        assert!(!text.contains("No day above 12"));
    }

    #[test]
    fn whatever_the_text_it_is_a_mapping() {
        for bytes in [&b"a|b{\"}\n1|2\n"[..], b"\"", b"\xe9;b\n1;2\n", b"{,}\n1,2\n", b"1,5\n2,5\n"] {
            let text = guess(bytes, "x\n.csv", &kinds()).unwrap();
            assert!(Mapping::parse(&text).is_ok(), "{bytes:?}: {text}");
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let fault = |bytes: &[u8]| guess(bytes, "x.csv", &kinds()).unwrap_err();
        assert_eq!(fault(b""), GuessFault::Table(TableFault::NoContent));
        assert_eq!(fault(b"a,a\n1,2\n"), GuessFault::Table(TableFault::SameColumn { name: "a".into() }));
        for bytes in [&b"PK\x03\x04\x14\0\x06\0"[..], b"\x89PNG\r\n\x1a\n\0\0", b"\x9a\x13,;\xff\x01\n\x81\x8d"] {
            assert_eq!(fault(bytes), GuessFault::NotText);
        }
    }

    /// The mapping of a file, and its records as `id: field=value…`.
    fn guessed(file: &str, bytes: &[u8]) -> (String, Vec<String>) {
        let kinds = vec![
            kind(
                "customer",
                &[
                    ("name", "Text"),
                    ("email", "Email"),
                    ("phone", "Phone"),
                    ("annual_revenue", "Amount"),
                    ("address.city", "Text"),
                    ("notes", "Text"),
                ],
            ),
            kind("member", &[("name", "Text"), ("email", "Email"), ("phone", "Phone"), ("founded", "Integer")]),
            kind(
                "deal",
                &[("name", "Text"), ("customer", "Ref"), ("amount", "Amount"), ("stage", "Text"), ("close", "Date")],
            ),
            kind("invoice", &[("customer", "Ref"), ("number", "Text"), ("date", "Date"), ("due", "Date")]),
            kind("product", &[("name", "Text"), ("price", "Price"), ("unit", "Text")]),
        ];
        let text = guess(bytes, file, &kinds).unwrap();
        let plan = plan(bytes, &Mapping::parse(&text).unwrap(), &mut |_| Err("none".into())).unwrap();
        assert_eq!(plan.rejected, [], "{text}");
        let shown = |draft: &super::super::Draft| {
            let toml = super::super::to_toml(draft).replace("\n\n", "\n");
            format!("{}/{}: {}", draft.kind, draft.id, toml.trim().replace('\n', "; "))
        };
        (text, plan.drafts.iter().map(shown).collect())
    }

    #[test]
    fn french_customers_with_their_turnover() {
        let (text, records) = guessed(
            "export.csv",
            "Nom;CA 2025;Remise;Téléphone;Ville\nÉts Dupont;1 250,50;12,5;03 20 12 34 56;Lille\n\
             Bo Bun;12\u{202f}000,00;0,5;03 20 99 34 56;Lens\n"
                .as_bytes(),
        );
        assert!(text.contains("decimal = \",\"\nthousands = \" \"\n") && !text.contains("null"), "{text}");
        assert!(text.contains("id = \"{Nom|slug}\"") && text.contains("not used: Remise"), "{text}");
        assert_eq!(
            records[0],
            "customer/ets-dupont: name = \"Ets Dupont\"; phone = \"03 20 12 34 56\"; annual_revenue = 1250.50; [address]; \
             city = \"Lille\""
                .replace("\"Ets", "\"Éts")
        );
    }

    #[test]
    fn english_deals_with_dollars() {
        let (text, records) = guessed(
            "pipeline.csv",
            b"Deal,Company,Value,Stage,Expected Close Date\nNew site,ACME,\"$12,500.00\",won,2026-12-31\n\
              Till,Bo,$900.00,lost,2027-01-31\n",
        );
        assert!(text.contains("decimal = \".\"\nthousands = \",\"\nstrip = [\"$\"]"), "{text}");
        assert_eq!(
            records[0],
            "deal/new-site: name = \"New site\"; customer = \"acme\"; amount = 12500.00; stage = \"won\"; close = 2026-12-31"
        );
    }

    #[test]
    fn german_dates_and_numbers() {
        let (text, records) = guessed(
            "invoices.csv",
            b"Number;Date;Due Date;Customer;Total\n2026-001;03.05.2026;02.06.2026;Meyer;1.234,50\n\
              2026-002;14.05.2026;13.06.2026;Meyer;99,00\n",
        );
        assert!(
            text.contains("decimal = \",\"\nthousands = \".\"") && text.contains("date = [\"%d.%m.%Y\"]"),
            "{text}"
        );
        assert_eq!(
            records[0],
            "invoice/2026-001: customer = \"meyer\"; number = \"2026-001\"; date = 2026-05-03; due = 2026-06-02"
        );
    }

    #[test]
    fn tabs_behind_a_byte_order_mark() {
        let (text, records) = guessed(
            "products.txt",
            b"\xef\xbb\xbfCode\tProduct\tUnit\tPrice\nA-12\tTill, small\tC62\t450\nA-13\tTill, large\tC62\t1200.5\n",
        );
        assert!(text.contains("separator = \"tab\"") && !text.contains("thousands"), "{text}");
        assert_eq!(records[1], "product/a-13: name = \"Till, large\"; price = 1200.5; unit = \"C62\"");
    }

    #[test]
    fn line_breaks_in_quotes() {
        let (_, records) = guessed(
            "clients.csv",
            "Client;Notes;Adresse mail\n\"Dupont; fils\";\"appeler\nle matin\";d@x.fr\nBo;\"un \"\"bon\"\" client\";N/A\n".as_bytes(),
        );
        assert_eq!(records[0].split("; ").next(), Some("customer/dupont-fils: name = \"Dupont"));
        assert_eq!(records[1], "customer/bo: name = \"Bo\"; notes = \"un \\\"bon\\\" client\"");
    }

    #[test]
    fn one_column() {
        let (text, records) = guessed("liste.csv", "Raison sociale\nÉts Dupont\nBo\n".as_bytes());
        assert_eq!(records[1], "customer/bo: name = \"Bo\"", "{text}");
        let (text, records) = guessed("x.csv", b"Whatever\nthis\nthat\n");
        assert!(text.contains("No column says what the rows are"), "{text}");
        assert_eq!(records, ["customer/this: ", "customer/that: "]);
    }

    #[test]
    fn no_amount_and_no_date_is_an_id() {
        let (text, _) = guessed("customers.csv", b"Revenue,Name,Since\n1250.50,Bo,2020-01-01\n99.00,Al,2021-01-01\n");
        assert!(text.contains("id = \"{Name|slug}\""), "{text}");
        // Names that stand twice are still the best there is, and the reader is told.
        let text = guess(b"Revenue,Name\n1.5,Bo\n2.5,Bo\n", "customers.csv", &kinds()).unwrap();
        assert!(text.contains("# Several rows have the same text here") && text.contains("{Name|slug}"), "{text}");
        assert!(text.contains("kind = \"customer\"") && !text.contains("group_by"), "{text}");
    }

    #[test]
    fn one_row_has_and_two_rows_have() {
        let text = guess(b"Name,Email\nBo,b@x.fr,1\nAl,a@x.fr\n", "customers.csv", &kinds()).unwrap();
        assert!(text.contains("# 1 row has more"), "{text}");
    }
}
