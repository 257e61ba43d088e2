//! The one walk of a tree with its Shape: it yields the values and *all* findings of form.

use std::borrow::Cow;

use super::record::{Value, Values};
use super::tree::{Data, Entry, Node, Span, Table};
use crate::finding::{Code, Finding, Place, code};
use crate::firm::PATH;
use crate::model::migration::{self, Rename};
use crate::model::shape::{Type, nearest};
use crate::model::{Field, Shape};
use crate::value::decimal::{self, DecimalFault};
use crate::value::identifier::IdentifierKind;
use crate::value::{Currency, Date, Decimal, Terms};

/// Most decimals of a unit price or a quantity.
pub const PRICE_DECIMALS: u32 = 8;

/// Numbers stay below 10^15, so that the sum of any number of records that memory holds stays within 28 digits.
pub const MOST: Decimal = Decimal::from_parts(0xA4C6_8000, 0x0003_8D7E, 0, false, 0);

/// The most digits before the point of a number below [`MOST`].
pub const WHOLE_DIGITS: u32 = 15;

/// An entry under its name of today.
pub fn rename_entry<'s>(rename: &Rename, entry: &Entry<'s>) -> Entry<'s> {
    let mut entry = entry.clone();
    entry.key = rename.to.into();
    if let Data::Text(word) | Data::Plain(word) = &mut entry.node.data {
        *word = rename.word(word).into_owned().into();
    }
    entry
}

/// What a walk needs to know about the source.
pub struct Walk<'a> {
    /// Path of the source, for findings.
    pub path: &'a str,
    /// What the record is called in messages: `invoice`.
    pub kind: &'a str,
    /// The currency of amounts in a record that names none.
    pub currency: Currency,
    /// The text is an old version: a key that is not known is kept in its file and loses nothing.
    pub past: bool,
    /// The text is of an older format, or may be: keys are known by their old names, too.
    pub renames: bool,
    pub findings: &'a mut Vec<Finding>,
    /// Set to false when a value was lost: the record stays out of lists and figures.
    pub sound: bool,
}

impl Walk<'_> {
    /// Reads a whole record.
    pub fn record(&mut self, shape: &Shape, table: &Table<'_>) -> Values {
        self.table(shape, table)
    }

    /// A table that names a currency has its amounts in it, as an exchange does; else they are in that of the record.
    fn table(&mut self, shape: &Shape, table: &Table<'_>) -> Values {
        let outer = self.currency;
        if let Some(named) = table.get("currency")
            && let Data::Text(text) | Data::Plain(text) = &named.node.data
            && let Some(currency) = Currency::from_code(text)
        {
            self.currency = currency;
        }
        let values = self.fields(shape, table);
        self.currency = outer;
        values
    }

    fn fields(&mut self, shape: &Shape, table: &Table<'_>) -> Values {
        let mut values: Vec<Option<Value>> = Vec::new();
        values.resize_with(shape.fields.len(), || None);
        let mut next = 0;
        for entry in &table.entries {
            // Files in canonical order, nearly all of them, find each field right after the one before.
            let position = match shape.fields[next..].iter().position(|f| *f.name == *entry.key) {
                Some(ahead) => Some(next + ahead),
                None => shape.position(&entry.key),
            };
            match position {
                Some(position) => {
                    values[position] = self.entry(&shape.fields[position], entry);
                    next = position + 1;
                }
                None => match self.renamed(shape, table, entry) {
                    Some((position, entry)) => values[position] = self.entry(&shape.fields[position], &entry),
                    None => self.unknown(shape, table, entry),
                },
            }
        }
        for (field, value) in shape.fields.iter().zip(&values) {
            if field.required && value.is_none() && table.get(&field.name).is_none() {
                self.sound = false;
                let place = if table.span.start == 0 {
                    Place::file(self.path)
                } else {
                    Place::range(self.path, table.span.clone())
                };
                let finding =
                    Finding::new(&code::MISSING_KEY, place).arg("key", &field.name).arg("kind", self.table_name(shape));
                self.findings.push(finding);
            }
        }
        values.into()
    }

    /// An entry of an older format, as it would be written today.
    fn renamed<'s>(&self, shape: &Shape, table: &Table<'_>, entry: &Entry<'s>) -> Option<(usize, Entry<'s>)> {
        let rename = migration::renamed(&shape.name, &entry.key).filter(|_| self.renames)?;
        let position = shape.position(rename.to).filter(|_| table.get(rename.to).is_none())?;
        Some((position, rename_entry(rename, entry)))
    }

    /// What a table is called in messages: the record's kind at the top, else the table's own name.
    fn table_name(&self, shape: &Shape) -> String {
        // A shape is called by the last word of where it stands.
        if self.path == PATH && PATH.ends_with(&format!(".{}", shape.name)) {
            PATH.to_owned()
        } else {
            shape.name.to_string()
        }
    }

    fn unknown(&mut self, shape: &Shape, table: &Table<'_>, entry: &Entry<'_>) {
        self.sound &= self.past;
        let place = Place::range(self.path, entry.key_span.clone());
        let mut finding =
            Finding::new(&code::UNKNOWN_KEY, place).arg("key", &entry.key).arg("kind", self.table_name(shape));
        let settings = self.path == PATH;
        if settings {
            finding = finding.variant("settings");
        }
        // A key that stands there already is not what was meant.
        let absent = shape.fields.iter().map(|field| &*field.name).filter(|name| table.get(name).is_none());
        if settings && &*shape.name == "check" && code::find(&entry.key).is_some() {
            let word = match &entry.node.data {
                Data::Text(text) if shape.position(text).is_some() => text,
                _ => "off",
            };
            finding = finding.variant("level").arg("suggestion", format!("{word} = [{}]", quote(&entry.key)));
        } else if let Some(rename) = migration::renamed(&shape.name, &entry.key) {
            finding = finding.variant("suggestion").arg("suggestion", rename.to);
        } else if let Some(known) = nearest(&entry.key, absent) {
            finding = finding.variant("suggestion").arg("suggestion", known).fix(entry.key_span.clone(), known, false);
        }
        self.findings.push(finding);
    }

    fn entry(&mut self, field: &Field, entry: &Entry<'_>) -> Option<Value> {
        let value = self.value(&field.ty, &field.name, &entry.node);
        // What the program itself counts starts at nothing; two keys have limits of their own.
        if let Some(Value::Integer(number @ ..0)) = value
            && !field.custom
            && !["format", "fiscal_year_start"].contains(&&*field.name)
        {
            let finding = self.finding(&code::OUT_OF_RANGE, &entry.node.span).variant("min");
            let finding = finding.arg("key", &field.name).arg("value", number).arg("min", 0);
            self.findings.push(finding);
        }
        if value.is_none() && !matches!(&entry.node.data, Data::Plain(text) if text.is_empty()) {
            self.sound = false;
        }
        value
    }

    fn value(&mut self, ty: &Type, key: &str, node: &Node<'_>) -> Option<Value> {
        match (ty, &node.data) {
            (Type::List(item), Data::List(items)) => {
                let mut values = Vec::with_capacity(items.len());
                for node in items {
                    match self.value(item, key, node) {
                        Some(value) => values.push(value),
                        // A lost item must not shift those behind it: the whole list is lost, its other findings stay.
                        None => self.sound = false,
                    }
                }
                (values.len() == items.len()).then(|| Value::List(values.into()))
            }
            (Type::List(item), Data::Plain(text)) if !matches!(**item, Type::Table(_)) => {
                let mut values = Vec::new();
                for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
                    let node = Node { span: node.span.clone(), data: Data::Plain(Cow::Borrowed(part)) };
                    values.push(self.value(item, key, &node)?);
                }
                Some(Value::List(values.into()))
            }
            (Type::Table(shape), Data::Table(inner)) => Some(Value::Table(self.table(shape, inner))),
            (Type::Date, Data::Date(text) | Data::Plain(text)) => {
                self.date(text, &node.span, matches!(node.data, Data::Date(_)))
            }
            (Type::Bool, Data::Bool(value)) => Some(Value::Bool(*value)),
            (Type::Bool, Data::Plain(text)) if matches!(&**text, "true" | "false") => Some(Value::Bool(text == "true")),
            (Type::Integer, Data::Number(text) | Data::Plain(text)) => self.integer(key, text, &node.span),
            (ty, Data::Number(text) | Data::Plain(text)) if ty.is_decimal() => self.decimal(ty, text, &node.span),
            (ty, Data::Text(text) | Data::Plain(text)) if ty.is_text() => self.text(ty, key, text, node),
            _ => {
                self.wrong_type(ty, key, node);
                None
            }
        }
    }

    fn finding(&mut self, code: &'static Code, span: &Span) -> Finding {
        Finding::new(code, Place::range(self.path, span.clone()))
    }

    fn integer(&mut self, key: &str, text: &str, span: &Span) -> Option<Value> {
        match decimal::parse(text) {
            Ok(value) if value.scale() == 0 => {
                if let Ok(value) = i64::try_from(value) {
                    return Some(Value::Integer(value));
                }
                let finding = self.finding(&code::OUT_OF_RANGE, span).arg("key", key).arg("value", text);
                self.findings.push(finding);
            }
            Ok(_) => {
                let finding = self
                    .finding(&code::WRONG_TYPE, span)
                    .arg("key", key)
                    .arg("expected", "@type-integer")
                    .arg("found", "@type-decimal");
                self.findings.push(finding);
            }
            Err(fault) => self.bad_number(fault, text, span),
        }
        None
    }

    fn decimal(&mut self, ty: &Type, text: &str, span: &Span) -> Option<Value> {
        let value = match decimal::parse(text) {
            Ok(value) => value,
            Err(fault) => {
                self.bad_number(fault, text, span);
                return None;
            }
        };
        if value.abs() >= MOST {
            let finding = self.finding(&code::OUT_OF_RANGE, span).arg("key", "").arg("value", text);
            self.findings.push(finding);
            return None;
        }
        let allowed = if *ty == Type::Amount { self.currency.decimals() } else { PRICE_DECIMALS };
        if value.scale() > allowed {
            let currency = self.currency;
            let mut finding = self.finding(&code::TOO_MANY_DECIMALS, span).arg("value", text).arg("decimals", allowed);
            finding = match ty {
                Type::Amount => finding.arg("currency", currency),
                _ => finding.variant("price").arg("currency", currency),
            };
            if value.normalize().scale() <= allowed {
                finding = finding.fix(span.clone(), decimal::fixed(value, allowed).to_string(), true);
            }
            self.findings.push(finding);
            return None;
        }
        Some(Value::Decimal(value))
    }

    fn bad_number(&mut self, fault: DecimalFault, text: &str, span: &Span) {
        let mut finding =
            self.finding(if fault == DecimalFault::TooLong { &code::OUT_OF_RANGE } else { &code::BAD_NUMBER }, span);
        finding = finding.arg("value", text);
        match fault {
            DecimalFault::Exponent => {
                finding = finding.variant("exponent");
                // Written out by the decimal type itself, never by way of a float.
                if let Ok(plain) = Decimal::from_scientific(text.trim_start_matches('+')) {
                    finding = finding.fix(span.clone(), plain.to_string(), true);
                }
            }
            DecimalFault::Notation => {
                finding = finding.variant("notation");
                let plain = text.replace('_', "");
                if decimal::parse(&plain).is_ok() {
                    finding = finding.fix(span.clone(), plain, true);
                }
            }
            DecimalFault::NotFinite => finding = finding.variant("not-finite"),
            DecimalFault::TooLong => finding = finding.arg("key", ""),
            DecimalFault::NotANumber if text.contains(',') => finding = finding.variant("comma"),
            DecimalFault::NotANumber => {}
        }
        self.findings.push(finding);
    }

    fn date(&mut self, text: &str, span: &Span, native: bool) -> Option<Value> {
        if let Ok(date) = text.parse::<Date>() {
            return Some(Value::Date(date));
        }
        let mut finding = self.finding(&code::BAD_DATE, span).arg("value", text);
        if native && let Some(date) = text.get(..10).filter(|day| day.parse::<Date>().is_ok()) {
            finding = finding.variant("time").fix(span.clone(), date, false);
        }
        self.findings.push(finding);
        None
    }

    fn text(&mut self, ty: &Type, key: &str, text: &str, node: &Node<'_>) -> Option<Value> {
        let plain = matches!(node.data, Data::Plain(_));
        if text.trim().is_empty() && *ty != Type::Body {
            if !plain {
                let finding = self.finding(&code::EMPTY_TEXT, &node.span).arg("key", key);
                self.findings.push(finding);
            }
            return None;
        }
        let quoted = |text: &str| if plain { text.to_owned() } else { quote(text) };
        match ty {
            Type::Choice(choices) => {
                if choices.iter().any(|choice| **choice == *text) {
                    return Some(Value::Text(text.into()));
                }
                let mut finding = self
                    .finding(&code::NOT_A_CHOICE, &node.span)
                    .arg("key", key)
                    .arg("value", text)
                    .arg("choices", choices.join(", "));
                if let Some(known) = nearest(text, choices.iter().map(|choice| &**choice)) {
                    let same = known.eq_ignore_ascii_case(text);
                    finding = finding.variant("suggestion").arg("suggestion", known).fix(
                        node.span.clone(),
                        quoted(known),
                        same,
                    );
                }
                self.findings.push(finding);
                None
            }
            Type::Currency => {
                if Currency::from_code(text).is_none() {
                    let mut finding = self.finding(&code::BAD_CURRENCY, &node.span).arg("value", text);
                    let upper = text.trim().to_uppercase();
                    if upper == *text && text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase()) {
                        finding = finding.variant("unknown");
                    }
                    if Currency::from_code(&upper).is_some() {
                        finding = finding.fix(node.span.clone(), quoted(&upper), true);
                    }
                    self.findings.push(finding);
                    return None;
                }
                Some(Value::Text(text.into()))
            }
            Type::Terms => {
                if let Err(fault) = Terms::parse(text) {
                    let finding = self.finding(&code::BAD_TERMS, &node.span).arg("value", text);
                    self.findings.push(finding.variant(fault.name()).arg("detail", fault.detail()));
                    return None;
                }
                Some(Value::Text(text.into()))
            }
            Type::Identifier(kind) => {
                if let Err(fault) = kind.check(text) {
                    let mut finding =
                        self.finding(identifier_code(*kind), &node.span).arg("key", key).arg("value", text);
                    finding.args.extend(fault.args());
                    finding = finding.variant(fault.name());
                    if let Some(tidy) = kind.tidy(text).filter(|tidy| tidy != text) {
                        finding = finding.fix(node.span.clone(), quoted(&tidy), true);
                    }
                    self.findings.push(finding);
                }
                // A wrong telephone number loses nothing: the text stands, and figures do not depend on it.
                Some(Value::Text(text.into()))
            }
            _ => Some(Value::Text(text.into())),
        }
    }

    /// A value of another type than the field's; where what was meant is plain, the fix says so.
    fn wrong_type(&mut self, ty: &Type, key: &str, node: &Node<'_>) {
        let mut finding = self
            .finding(&code::WRONG_TYPE, &node.span)
            .arg("key", key)
            .arg("expected", format!("@{}", ty.name_key()))
            .arg("found", format!("@{}", data_key(&node.data)));
        let fix = match (&node.data, ty) {
            (Data::Number(literal) | Data::Date(literal), ty) if ty.is_text() => Some(quote(literal)),
            (Data::Text(text), ty) if (ty.is_decimal() || *ty == Type::Integer) && decimal::parse(text).is_ok() => {
                Some(text.to_string())
            }
            (Data::Text(text), Type::Date) if text.parse::<Date>().is_ok() => Some(text.to_string()),
            (Data::Text(text), Type::Bool) if matches!(&**text, "true" | "false") => Some(text.to_string()),
            (Data::Text(text), Type::List(item)) if item.is_text() => Some(format!("[{}]", quote(text))),
            _ => None,
        };
        if let Some(text) = fix {
            finding = finding.fix(node.span.clone(), text, true);
        }
        self.findings.push(finding);
    }
}

/// The text as a TOML basic string.
pub fn quote(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn identifier_code(kind: IdentifierKind) -> &'static Code {
    match kind {
        IdentifierKind::Email => &code::BAD_EMAIL,
        IdentifierKind::Country => &code::BAD_COUNTRY,
        IdentifierKind::VatId => &code::BAD_VAT_ID,
        IdentifierKind::Siren => &code::BAD_SIREN,
        IdentifierKind::Siret => &code::BAD_SIRET,
        IdentifierKind::Iban => &code::BAD_IBAN,
        _ => &code::BAD_FORMAT,
    }
}

/// The catalogue key of what stands there.
fn data_key(data: &Data<'_>) -> &'static str {
    match data {
        Data::Text(_) | Data::Plain(_) => "type-text",
        Data::Number(literal) if literal.contains('.') => "type-decimal",
        Data::Number(_) => "type-integer",
        Data::Bool(_) => "type-bool",
        Data::Date(_) => "type-date",
        Data::List(_) => "type-list",
        Data::Table(_) => "type-table",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse_toml;
    use super::*;
    use crate::model::Kinds;

    fn read(kind: &str, source: &str) -> (Values, Vec<Finding>, bool) {
        let kinds = Kinds::standard();
        let row = kinds.get(kinds.named(kind).unwrap());
        let shape = Shape::compile(kind, &(row.schema)()).unwrap();
        let mut findings = Vec::new();
        let table = parse_toml("x.toml", source, &mut findings);
        let mut walk = Walk {
            path: "x.toml",
            kind,
            currency: Currency::euro(),
            past: false,
            renames: false,
            findings: &mut findings,
            sound: true,
        };
        let values = walk.record(&shape, &table);
        let sound = walk.sound;
        (values, findings, sound)
    }

    fn codes(kind: &str, source: &str) -> Vec<&'static str> {
        read(kind, source).1.iter().map(|finding| finding.code.name).collect()
    }

    #[test]
    fn a_clean_record_has_no_findings() {
        let (values, findings, sound) =
            read("customer", "name = \"ACME\"\ntags = [\"a\", \"b\"]\n[address]\ncity = \"Lille\"\n");
        assert_eq!(findings, []);
        assert!(sound);
        assert_eq!(values[0], Some(Value::Text("ACME".into())));
    }

    #[test]
    fn all_findings_of_form_come_in_one_walk() {
        let source = "customer = 12\ndate = 2026-02-30\n";
        // 2026-02-30 is no TOML date at all, and still a date to people.
        assert!(codes("invoice", source).contains(&"bad-date"));
        let source = "customer = 12\ndate = \"2026-02-03\"\nlins = 1\n[[lines]]\nquantity = 1e3\nunit_price = 1.123456789\n[[lines]]\nquantity = 2\n";
        assert_eq!(
            codes("invoice", source),
            ["wrong-type", "wrong-type", "unknown-key", "bad-number", "too-many-decimals", "missing-key"]
        );
    }

    #[test]
    fn amounts_have_the_decimals_of_their_currency() {
        let payment = |currency: &str, amount: &str| {
            codes(
                "payment",
                &format!("customer = \"a\"\ndate = 2026-01-01\namount = {amount}\ncurrency = \"{currency}\"\n"),
            )
        };
        assert_eq!(payment("EUR", "12.34"), [""; 0]);
        assert_eq!(payment("EUR", "12.345"), ["too-many-decimals"]);
        assert_eq!(payment("TND", "12.345"), [""; 0]);
        assert_eq!(payment("JPY", "12.5"), ["too-many-decimals"]);
        // The tax of an invoice in yen, in the euros that its exchange names.
        let invoice = |tax: &str, rounding: &str| {
            let exchange = format!("[exchange]\ncurrency = \"EUR\"\npair = \"EUR-JPY\"\nrate = 171.5\ntax = {tax}\n");
            let head = format!("customer = \"a\"\ndate = 2026-01-01\ncurrency = \"JPY\"\nrounding = {rounding}\n");
            codes("invoice", &format!("{head}{exchange}"))
        };
        assert_eq!(invoice("18.42", "0"), [""; 0]);
        assert_eq!(invoice("18.425", "0.5"), ["too-many-decimals", "too-many-decimals"]);
    }

    #[test]
    fn words_fit_what_stands_there() {
        let first = |source: &str| {
            let mut finding = read("customer", source).1.remove(0);
            (finding.code.name, finding.variant.take().unwrap_or(""))
        };
        assert_eq!(first("name = \"a\"\nemployees = -3\n"), ("out-of-range", "min"));
        assert_eq!(first("name = \"a\"\ncurrency = \"XXY\"\n"), ("bad-currency", "unknown"));
        assert_eq!(first("name = \"a\"\ncurrency = \"euro\"\n"), ("bad-currency", ""));
        // `email` is taken: proposing it would make two of it.
        assert_eq!(first("name = \"a\"\nemail = \"a@example.org\"\nemial = \"b\"\n"), ("unknown-key", ""));
        assert_eq!(first("name = \"a\"\nemial = \"b\"\n"), ("unknown-key", "suggestion"));
        assert_eq!(first("name = \"a\"\nlanguage = \"xx\"\n"), ("bad-format", "unknown-name"));
    }

    #[test]
    fn the_limit_is_ten_to_the_fifteenth() {
        assert_eq!(MOST.to_string(), "1000000000000000");
        assert_eq!(MOST, Decimal::from(10u64.pow(WHOLE_DIGITS)));
        assert_eq!(codes("customer", "name = \"a\"\nannual_revenue = 1000000000000000\n"), ["out-of-range"]);
    }

    #[test]
    fn fixes_keep_every_digit() {
        let fix = |source: &str| read("customer", source).1.remove(0).fix.unwrap().edits.remove(0).text;
        assert_eq!(fix("name = \"a\"\n[address]\npostcode = 01000\n".replace("01000", "59000").as_str()), "\"59000\"");
        assert_eq!(fix("name = \"a\"\nannual_revenue = 1e3\n"), "1000");
        assert_eq!(fix("name = \"a\"\nannual_revenue = 1_000.50\n"), "1000.50");
        assert_eq!(fix("name = \"a\"\nannual_revenue = 10.500\n"), "10.50");
        assert_eq!(fix("name = \"a\"\ntags = \"x\"\n"), "[\"x\"]");
    }
}
