//! A first mapping, written from the file itself: what its columns seem to be, with comments for whom is to correct it.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::convert::{DateFormat, NumberStyle, number};
use super::country::{country, normalised};
use super::draft::quoted;
use super::mapping::Source;
use super::synonym::{kind_words, means};
use super::table::{Table, decode, separator_of};

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

/// A mapping for the file. It always reads as one; a file that is no table gives a mapping whose comment says so.
pub fn guess(bytes: &[u8], file_name: &str, known_kinds: &[GuessKind]) -> String {
    // Without an encoding any bytes are text.
    let text = decode(bytes, None).unwrap_or_default();
    let separator = separator_of(&text);
    let source = Source { separator: Some(separator), ..Source::default() };
    let table = match Table::read(bytes, &source) {
        Ok(table) if !known_kinds.is_empty() => table,
        _ => {
            return format!(
                "# {} could not be read as a table with a header.\n[[record]]\nkind = \"customer\"\nid = \"{{name|slug}}\"\n",
                one_line(file_name)
            );
        }
    };
    let columns: Vec<Column> = (0..table.columns.len()).map(|i| Column::of(&table, i)).collect();
    let stem = normalised(file_name.rsplit(['/', '\\']).next().unwrap_or(file_name));
    let best = known_kinds.iter().map(|kind| Match::of(kind, &columns, &stem)).reduce(|best, next| {
        // The first of equals stays, so the order of the kinds decides.
        if next.score > best.score { next } else { best }
    });
    let Some(best) = best else { return String::new() };
    write(&best, &columns, &table, file_name, separator, bytes)
}

/// What a column's cells look like.
struct Column {
    name: String,
    key: String,
    filled: usize,
    distinct: usize,
    /// Its numbers have this decimal mark; `None` when they are no numbers.
    decimal: Option<char>,
    dates: Option<Dates>,
    countries: bool,
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
        let style = |decimal: char| NumberStyle {
            decimal,
            thousands: Some(if decimal == ',' { ' ' } else { ',' }),
            strip: vec!["€".into(), "$".into(), "£".into()],
        };
        let decimal = ['.', ','].into_iter().find(|mark| all(&|cell| number(cell, &style(*mark)).is_some()));
        let distinct: HashSet<&str> = cells.iter().copied().collect();
        let runs = 1 + cells.windows(2).filter(|pair| pair[0] != pair[1]).count();
        Column {
            name: table.columns[at].clone(),
            key: normalised(&table.columns[at]),
            filled: cells.len(),
            distinct: distinct.len(),
            decimal,
            dates: dates(&cells),
            countries: all(&|cell| cell.len() > 1 && country(cell).is_some()),
            runs: runs == distinct.len() && distinct.len() < cells.len(),
        }
    }

    fn placeholder(&self, filter: &str) -> Option<String> {
        // A name with a brace or a bar cannot stand in a pattern.
        (!self.name.contains(['{', '}', '|'])).then(|| format!("{{{}{filter}}}", self.name))
    }
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
                _ => 0,
            };
            let behind = || words.iter().filter_map(|word| column.key.strip_prefix(word)).any(|rest| of(rest) > 0);
            match of(&column.key) {
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
        "number" => column.decimal.is_some(),
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
    line(format!("null = [{}]", null_words(columns, table)));
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
    let comma = columns.iter().filter(used).any(|column| column.decimal == Some(','));
    line(format!("decimal = \"{}\"", if comma { ',' } else { '.' }));
    line(format!("thousands = \"{}\"", if comma { ' ' } else { ',' }));
    let signs = currency_signs(best, columns, table);
    if !signs.is_empty() {
        line(format!("strip = [{}]", signs.join(", ")));
    }
    let surplus = table.rows.iter().filter(|row| row.cells.len() == columns.len() && row.fault.is_some()).count();
    if surplus > 0 {
        line(format!(
            "# {surplus} rows have more or fewer fields than the header. When one column holds separators outside quotes:"
        ));
        line("# surplus = \"address\"".into());
    }
    line(String::new());
    line("[[record]]".into());
    line(format!("kind = {}", quoted(&best.kind.name)));
    let of_line = |f: usize| best.kind.fields[f].name.starts_with("lines.");
    let (id, filter) = id_column(best, columns);
    line(match id.and_then(|column| column.placeholder(filter)) {
        Some(pattern) => format!("id = {}", quoted(&pattern)),
        None => format!("id = {} # no column is different on every row: choose", quoted("{column 1|slug}")),
    });
    let grouped = id.is_some_and(|column| column.distinct < column.filled);
    if let (Some(column), true) = (id, grouped) {
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

/// The currency signs that stand at its numbers.
fn currency_signs(best: &Match<'_>, columns: &[Column], table: &Table) -> Vec<String> {
    let numbers: Vec<usize> = best.pairs.iter().map(|(_, c)| *c).filter(|c| columns[*c].decimal.is_some()).collect();
    let stands = |sign: &&str| {
        table
            .rows
            .iter()
            .any(|row| numbers.iter().any(|c| row.cells[*c].as_deref().is_some_and(|cell| cell.contains(sign))))
    };
    ["€", "$", "£"].iter().filter(|sign| stands(sign)).map(|sign| quoted(sign)).collect()
}

/// The words of the file that mean nothing.
fn null_words(columns: &[Column], table: &Table) -> String {
    const WORDS: [&str; 8] = ["NULL", "null", "N/A", "n/a", "NA", "None", "-", "#N/A"];
    let mut found: Vec<String> = vec![quoted("NULL"), quoted("null")];
    for word in &WORDS[2..] {
        let stands = table.rows.iter().any(|row| row.cells.iter().flatten().any(|cell| &**cell == *word));
        // `NA` is Namibia where the column holds countries.
        if stands && !(*word == "NA" && columns.iter().any(|column| column.countries)) {
            found.push(quoted(word));
        }
    }
    found.join(", ")
}

/// The column that tells records apart, and the filter for it: one that is called an id or a number, then the name.
fn id_column<'a>(best: &Match<'_>, columns: &'a [Column]) -> (Option<&'a Column>, &'static str) {
    let words = kind_words(&best.kind.name);
    let has_lines = best.pairs.iter().any(|(f, _)| best.kind.fields[*f].name.starts_with("lines."));
    let tells =
        |column: &&Column| column.filled > 0 && (column.distinct == column.filled || (has_lines && column.runs));
    let called = |column: &&Column| {
        let key = column.key.as_str();
        matches!(key, "id" | "no" | "number" | "numero" | "code" | "ref" | "reference")
            || words
                .iter()
                .any(|word| key.strip_prefix(word).is_some_and(|rest| matches!(rest, "id" | "no" | "number" | "code")))
    };
    if let Some(column) = columns.iter().filter(called).find(tells) {
        return (Some(column), "|slug");
    }
    let paired =
        |name: &str| best.pairs.iter().find(|(f, _)| best.kind.fields[*f].name == name).map(|(_, c)| &columns[*c]);
    let named = ["number", "name"].into_iter().filter_map(paired).find(|column| tells(column));
    (named.or_else(|| columns.iter().find(tells)), "|slug")
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
        let text = guess(bytes.as_bytes(), "clients.csv", &kinds());
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
        let text = guess(bytes.as_bytes(), "online_retail.csv", &kinds());
        assert!(text.contains("group_by = \"InvoiceNo\"") && text.contains("date = [\"%m/%d/%Y %H:%M\"]"), "{text}");
        let plan = plan(bytes.as_bytes(), &Mapping::parse(&text).unwrap(), &mut |_| Err("none".into())).unwrap();
        assert_eq!((plan.drafts.len(), plan.rejected.len()), (2, 0));
        assert_eq!(plan.drafts[0].values.tables("lines").len(), 2);
        assert_eq!(plan.drafts[0].values.text("date"), Some("2011-01-18"));
    }

    #[test]
    fn says_when_day_and_month_cannot_be_told() {
        let text = guess(b"number,date\n1,01/02/2026\n", "factures.csv", &kinds());
        assert!(text.contains("date = [\"%d/%m/%Y\"]") && text.contains("No day above 12"), "{text}");
        let text = guess(b"number,date\n1,13/02/2026\n", "factures.csv", &kinds());
        assert!(!text.contains("No day above 12"));
    }

    #[test]
    fn whatever_the_bytes_it_is_a_mapping() {
        for bytes in [&b""[..], b"\xff\xfe", b"a|b{\"}\n1|2\n", b"\"", b"a,a\n1,2\n", b"\xe9;b\n1;2\n", b"{,}\n1,2\n"] {
            let text = guess(bytes, "x\n.csv", &kinds());
            assert!(Mapping::parse(&text).is_ok(), "{bytes:?}: {text}");
        }
    }
}
