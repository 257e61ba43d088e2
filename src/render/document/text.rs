//! Documents as plain text of eighty columns: for the terminal, for a mail, for a printer that knows nothing else.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::worded;
use crate::document::DocumentView;

/// Columns of a page.
pub const WIDTH: usize = 80;
/// Where the recipient stands.
const RECIPIENT: usize = 44;
/// Between columns of a table.
const GAP: usize = 2;

/// The document, ended by a line break.
pub fn text(view: &DocumentView) -> String {
    let doc = worded(view);
    let mut page = Page(Vec::new());
    page.head(&doc);
    page.facts(&doc);
    page.paragraph(words(&doc["introduction"]));
    if doc["statement"].is_null() {
        page.table(&doc);
        page.sums(&doc);
    } else {
        page.statement(&doc["statement"], &doc["labels"]);
    }
    page.instalments(&doc["instalments"]);
    page.payment(&doc["payment"]);
    page.paragraph(words(&doc["closing"]));
    page.signature(&doc["signature"]);
    page.foot(&doc);
    page.finish()
}

/// A text of the document; nothing where it is null.
fn words(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn lines(value: &Value) -> impl Iterator<Item = &str> {
    list(value).iter().map(words)
}

struct Page(Vec<String>);

impl Page {
    fn line(&mut self, text: impl Into<String>) {
        self.0.push(text.into());
    }

    /// One empty line, never two.
    fn gap(&mut self) {
        if self.0.last().is_some_and(|line| !line.is_empty()) {
            self.0.push(String::new());
        }
    }

    fn rule(&mut self) {
        self.line("─".repeat(WIDTH));
    }

    fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.gap();
            self.0.extend(wrapped(text, WIDTH));
        }
    }

    fn finish(self) -> String {
        let mut text = String::new();
        for line in self.0 {
            text += line.trim_end();
            text.push('\n');
        }
        text
    }

    fn head(&mut self, doc: &Value) {
        if let Some(mark) = doc["watermark"].as_str() {
            self.line(centred(&format!("* * *  {}  * * *", mark.to_uppercase())));
            self.gap();
        }
        let seller = &doc["seller"];
        let own =
            std::iter::once(words(&seller["trade"])).chain(lines(&seller["lines"])).chain(lines(&seller["contact"]));
        let own: Vec<&str> = own.collect();
        let title = [words(&doc["title"]).to_uppercase(), words(&doc["number"]).to_owned()];
        for i in 0..own.len().max(title.len()) {
            let right = title.get(i).map_or("", String::as_str);
            self.line(between(own.get(i).copied().unwrap_or_default(), right));
        }
        self.gap();
        let buyer = &doc["buyer"];
        let theirs = std::iter::once(words(&buyer["name"])).chain(lines(&buyer["lines"])).chain(lines(&buyer["ids"]));
        for line in theirs.flat_map(|line| wrapped(line, WIDTH - RECIPIENT)) {
            self.line(" ".repeat(RECIPIENT) + &line);
        }
        self.paragraph(words(&doc["subject"]));
    }

    fn facts(&mut self, doc: &Value) {
        self.gap();
        self.pairs(list(&doc["facts"]));
        for party in list(&doc["parties"]) {
            self.gap();
            self.line(words(&party["label"]));
            for line in std::iter::once(words(&party["name"])).chain(lines(&party["lines"])) {
                self.line(format!("  {line}"));
            }
        }
    }

    /// Labels and values, one under the other.
    fn pairs(&mut self, rows: &[Value]) {
        let wide = rows.iter().map(|row| words(&row["label"]).width()).max().unwrap_or(0);
        for row in rows {
            let mut label = words(&row["label"]);
            for value in wrapped(words(&row["value"]), WIDTH - wide - GAP) {
                self.line(left(label, wide + GAP) + &value);
                label = "";
            }
        }
    }

    fn table(&mut self, doc: &Value) {
        let (heads, rows) = (&doc["heads"], list(&doc["rows"]));
        let columns: Vec<&str> = ["quantity", "unit_price", "progress", "tax", "amount"]
            .into_iter()
            .filter(|key| !heads[key].is_null())
            .collect();
        let items = || rows.iter().filter(|row| row["kind"] == "item");
        let cell = |row: &Value, key: &str| match key {
            "quantity" => format!("{} {}", words(&row[key]), words(&row["unit"])).trim().to_owned(),
            _ => words(&row[key]).to_owned(),
        };
        let wide: Vec<usize> = columns
            .iter()
            .map(|key| {
                let subtotals = rows.iter().filter(|row| *key == "amount" && row["kind"] == "subtotal");
                let cells =
                    items().map(|row| cell(row, key).width()).chain(subtotals.map(|row| words(&row["amount"]).width()));
                cells.chain([words(&heads[key]).width()]).max().unwrap_or(0)
            })
            .collect();
        let taken: usize = wide.iter().map(|wide| wide + GAP).sum();
        // Figures so wide that no words fit beside them stand below the words.
        let beside = taken + 20 <= WIDTH;
        let room = if beside { WIDTH - taken } else { WIDTH };
        let figures = |cells: &[String]| -> String {
            let cells = cells.iter().zip(&wide).map(|(cell, wide)| " ".repeat(GAP) + &right(cell, *wide));
            cells.collect()
        };
        self.gap();
        let titles: Vec<String> = columns.iter().map(|key| words(&heads[key]).to_owned()).collect();
        self.beside(&[words(&heads["description"]).to_owned()], &figures(&titles), room, beside);
        self.rule();
        for row in rows {
            match words(&row["kind"]) {
                "title" => {
                    self.gap();
                    self.0.extend(wrapped(words(&row["text"]), WIDTH));
                }
                "text" => self.0.extend(wrapped(words(&row["text"]), WIDTH)),
                "subtotal" => {
                    let amount = words(&row["amount"]);
                    let label = words(&row["label"]);
                    self.line(
                        right(label, WIDTH - GAP - wide.last().map_or(amount.width(), |wide| *wide))
                            + &" ".repeat(GAP)
                            + &right(amount, wide.last().copied().unwrap_or_default()),
                    );
                    self.gap();
                }
                _ => {
                    let mut said = Vec::new();
                    let option = row["option"]["label"]
                        .as_str()
                        .map(|label| format!("[{}] {label}", if row["option"]["chosen"] == true { "x" } else { " " }));
                    said.extend(option);
                    said.extend(wrapped(words(&row["name"]), room));
                    for detail in lines(&row["details"]) {
                        said.extend(
                            wrapped(detail, room.saturating_sub(2)).into_iter().map(|line| format!("  {line}")),
                        );
                    }
                    let cells: Vec<String> = columns.iter().map(|key| cell(row, key)).collect();
                    self.beside(&said, &figures(&cells), room, beside);
                }
            }
        }
        self.rule();
        for remark in lines(&doc["remarks"]) {
            self.0.extend(wrapped(remark, WIDTH));
        }
    }

    /// Words with the figures beside their first line, or below them.
    fn beside(&mut self, said: &[String], figures: &str, room: usize, beside: bool) {
        if !beside {
            self.0.extend(said.iter().cloned());
            self.line(right(figures.trim_start(), WIDTH));
            return;
        }
        let first = said.first().map_or("", String::as_str);
        self.line(left(first, room) + figures);
        self.0.extend(said.iter().skip(1).cloned());
    }

    fn sums(&mut self, doc: &Value) {
        let totals = list(&doc["totals"]);
        let wide = totals.iter().map(|row| words(&row["value"]).width()).max().unwrap_or(0);
        if totals.len() > 1 || !list(&doc["remarks"]).is_empty() {
            self.gap();
        }
        for row in totals {
            let strong = row["strong"] == true;
            if strong && totals.len() > 1 {
                let labels = totals.iter().map(|row| words(&row["label"]).width()).max().unwrap_or(0);
                self.line(right(&"─".repeat(labels + GAP + wide), WIDTH));
            }
            let label = words(&row["label"]);
            let label = if strong { label.to_uppercase() } else { label.to_owned() };
            self.line(right(&label, WIDTH - GAP - wide) + &" ".repeat(GAP) + &right(words(&row["value"]), wide));
        }
        self.taxes(&doc["taxes"]);
        self.listed(&doc["progress"]);
    }

    fn taxes(&mut self, taxes: &Value) {
        if taxes.is_null() {
            return;
        }
        self.gap();
        let mut rows: Vec<Vec<&str>> = vec![lines(&taxes["heads"]).collect()];
        rows.extend(
            list(&taxes["rows"]).iter().map(|row| vec![words(&row["label"]), words(&row["base"]), words(&row["tax"])]),
        );
        let wide =
            |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
        for (i, row) in rows.iter().enumerate() {
            let [label, base, tax] = row[..] else { continue };
            self.line(format!("{}   {}   {}", left(label, wide(0)), right(base, wide(1)), right(tax, wide(2))));
            let reason = i.checked_sub(1).and_then(|at| taxes["rows"][at]["reason"].as_str());
            self.0.extend(
                reason.into_iter().flat_map(|reason| wrapped(reason, WIDTH - 2)).map(|line| format!("  {line}")),
            );
        }
        self.0.extend(taxes["note"].as_str().into_iter().flat_map(|note| wrapped(note, WIDTH)));
    }

    /// A title, and below it labels with their amounts.
    fn listed(&mut self, part: &Value) {
        if part.is_null() {
            return;
        }
        self.gap();
        self.line(words(&part["title"]));
        let rows = list(&part["rows"]);
        let column = |key: &str| rows.iter().map(|row| words(&row[key]).width()).max().unwrap_or(0);
        let (labels, values) = (column("label"), column("value"));
        for row in rows {
            let (label, value) = (left(words(&row["label"]), labels), right(words(&row["value"]), values));
            self.line(format!("  {label}   {value}"));
        }
    }

    fn payment(&mut self, payment: &Value) {
        if !payment.is_null() {
            self.gap();
            self.line(words(&payment["title"]));
            let before = self.0.len();
            self.pairs(list(&payment["rows"]));
            self.0[before..].iter_mut().for_each(|line| *line = format!("  {line}"));
        }
    }

    /// What is due when: a day, an amount, and what it is.
    fn instalments(&mut self, part: &Value) {
        if part.is_null() {
            return;
        }
        self.gap();
        self.line(words(&part["title"]));
        let rows = list(&part["rows"]);
        let column = |key: &str| rows.iter().map(|row| words(&row[key]).width()).max().unwrap_or(0);
        let (dates, amounts) = (column("date"), column("amount"));
        for row in rows {
            let (date, amount) = (left(words(&row["date"]), dates), right(words(&row["amount"]), amounts));
            self.line(format!("  {date}   {amount}   {}", words(&row["label"])));
        }
    }

    fn statement(&mut self, statement: &Value, labels: &Value) {
        let text = |row: &Value, key: &str| words(&row[key]).to_owned();
        let mut rows: Vec<[String; 6]> = Vec::new();
        let columns = ["date", "label", "due", "charge", "credit", "balance"];
        let heads = ["date", "statement-entry", "due", "statement-charge", "statement-credit", "balance"];
        rows.push(heads.map(|key| text(labels, key)));
        let ends = |row: &Value| {
            let mut cells = columns.map(|_| String::new());
            (cells[1], cells[5]) = (text(row, "label"), text(row, "value"));
            cells
        };
        rows.push(ends(&statement["opening"]));
        rows.extend(list(&statement["rows"]).iter().map(|row| columns.map(|key| text(row, key))));
        rows.push(ends(&statement["closing"]));
        let wide: Vec<usize> =
            (0..6).map(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0)).collect();
        let figures: usize = [2, 3, 4, 5].map(|column: usize| wide[column] + GAP).iter().sum();
        let room = WIDTH.saturating_sub(wide[0] + GAP + figures).max(16);
        let last = rows.len() - 1;
        self.gap();
        for (i, row) in rows.iter().enumerate() {
            let said = wrapped(&row[1], room);
            let first = said.first().cloned().unwrap_or_default();
            let cells = [2, 3, 4, 5].map(|column: usize| " ".repeat(GAP) + &right(&row[column], wide[column])).concat();
            if i == last {
                self.rule();
            }
            self.line(left(&row[0], wide[0] + GAP) + &left(&first, room) + &cells);
            self.0.extend(said.iter().skip(1).map(|line| " ".repeat(wide[0] + GAP) + line));
            if i == 0 {
                self.rule();
            }
        }
        self.gap();
        let balance = &statement["balance"];
        self.line(right(&format!("{}  {}", words(&balance["label"]).to_uppercase(), words(&balance["value"])), WIDTH));
        self.paragraph(words(&statement["amounts"]));
    }

    fn signature(&mut self, signature: &Value) {
        if signature.is_null() {
            return;
        }
        self.gap();
        self.line(words(&signature["title"]));
        self.0.extend(wrapped(words(&signature["words"]), WIDTH).into_iter().filter(|line| !line.is_empty()));
        self.gap();
        let fields: Vec<&str> = lines(&signature["fields"]).collect();
        let wide = fields.iter().map(|field| field.width()).max().unwrap_or(0);
        for field in fields {
            self.line(format!("{} {}", left(field, wide), "_".repeat(32)));
        }
    }

    fn foot(&mut self, doc: &Value) {
        for mention in lines(&doc["mentions"]) {
            self.paragraph(mention);
        }
        self.gap();
        self.rule();
        for line in lines(&doc["foot"]).chain(doc["seal"].as_str()) {
            self.0.extend(wrapped(line, WIDTH));
        }
    }
}

fn left(text: &str, wide: usize) -> String {
    text.to_owned() + &" ".repeat(wide.saturating_sub(text.width()))
}

fn right(text: &str, wide: usize) -> String {
    " ".repeat(wide.saturating_sub(text.width())) + text
}

fn centred(text: &str) -> String {
    " ".repeat(WIDTH.saturating_sub(text.width()) / 2) + text
}

/// The one on the left, the other on the right; below each other where both do not fit.
fn between(start: &str, end: &str) -> String {
    match start.width() + GAP + end.width() {
        wide if wide <= WIDTH => left(start, WIDTH - end.width()) + end,
        _ => format!("{start}\n{}", right(end, WIDTH)),
    }
}

/// A text in lines of at most so many columns, broken between words; a longer word is cut.
fn wrapped(text: &str, wide: usize) -> Vec<String> {
    let wide = wide.max(1);
    let mut lines = Vec::new();
    for typed in text.lines() {
        let mut line = String::new();
        for word in typed.split(' ').filter(|word| !word.is_empty()) {
            if !line.is_empty() && line.width() + 1 + word.width() > wide {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            for c in word.chars() {
                if line.width() + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) > wide {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        lines.push(line);
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_whole_where_they_fit() {
        assert_eq!(wrapped("a bc def", 4), ["a bc", "def"]);
        assert_eq!(wrapped("abcdefgh ij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrapped("one\n\ntwo", 9), ["one", "", "two"]);
        assert_eq!(wrapped("日本語", 4), ["日本", "語"]);
        assert_eq!(wrapped("", 4), [""]);
    }
}
