//! From a text to packed values in one pass, for files in which nothing is wrong.
//!
//! Nearly all files are plain TOML (see [`super::quick`]) whose values are what their kind wants. Those need neither a tree nor
//! findings: what they say is packed as it is read, beside that of other files. At the first thing that would be a finding,
//! or is not known here, this reader gives up without a word, and the file is read into a tree and walked ([`super::walk`]).
//! What it does give is what the walk would give, packed; tests hold that.

use super::cache::pack;
use super::quick::Reader;
use super::tree::Data;
use super::walk::{PRICE_DECIMALS, WHOLE_DIGITS};
use crate::model::{Shape, Type};
use crate::value::{Currency, Date, Terms, decimal};

/// Keys of one table; more are for others to read.
const MOST_KEYS: usize = 64;

/// A shape, laid out for finding its fields by their names.
pub(super) struct Plan<'s> {
    keys: Vec<Key<'s>>,
    /// Positions of those that must be there.
    required: Vec<u16>,
    /// Position of the text that names the currency of amounts.
    currency: Option<u16>,
}

struct Key<'s> {
    name: &'s str,
    /// See [`head_of`].
    head: u64,
    wanted: Wanted<'s>,
}

enum Wanted<'s> {
    One(&'s Type),
    List(Box<Wanted<'s>>),
    Table(Plan<'s>),
}

impl<'s> Plan<'s> {
    pub(super) fn new(shape: &'s Shape) -> Plan<'s> {
        let position = |at: usize| u16::try_from(at).ok();
        let key = |name: &'s str, ty| Key { name, head: head_of(name), wanted: Wanted::new(ty) };
        let required = |(at, _): (usize, _)| position(at);
        Plan {
            keys: shape.fields.iter().map(|field| key(&field.name, &field.ty)).collect(),
            required: shape
                .fields
                .iter()
                .enumerate()
                .filter(|(_, field)| field.required)
                .filter_map(required)
                .collect(),
            currency: shape.position("currency").and_then(position),
        }
    }

    /// The field of a name; files in canonical order, nearly all of them, find each right behind the one before.
    fn position(&self, name: &str, next: usize) -> Option<u16> {
        let head = head_of(name);
        let same = |key: &Key<'_>| key.name.len() == name.len() && (name.len() <= 8 || key.name == name);
        let is_it = |key: &Key<'_>| key.head == head && same(key);
        let ahead = self.keys.get(next..).and_then(|keys| keys.iter().position(is_it));
        let position = match ahead {
            Some(ahead) => next + ahead,
            None => self.keys.iter().position(is_it)?,
        };
        u16::try_from(position).ok()
    }
}

impl<'s> Wanted<'s> {
    fn new(ty: &'s Type) -> Wanted<'s> {
        match ty {
            Type::List(item) => Wanted::List(Box::new(Wanted::new(item))),
            Type::Table(shape) => Wanted::Table(Plan::new(shape)),
            one => Wanted::One(one),
        }
    }
}

/// The first eight bytes of a name, in one word: nearly all names differ in them.
fn head_of(name: &str) -> u64 {
    let bytes = name.as_bytes();
    match bytes.first_chunk() {
        Some(first) => u64::from_le_bytes(*first),
        None => bytes.iter().rev().fold(0, |head, byte| head << 8 | u64::from(*byte)),
    }
}

/// What is packed of one file after the other.
#[derive(Default)]
pub(super) struct Direct {
    /// Whatever was packed since it was emptied.
    pub(super) out: Vec<u8>,
    pieces: Vec<Piece>,
    spare: Vec<u8>,
    /// The last terms that were right: most documents have the same.
    terms: String,
}

/// One value of a table that is open.
#[derive(Clone, Copy)]
struct Piece {
    position: u16,
    start: usize,
}

/// A table that is open.
#[derive(Clone, Copy)]
struct Open {
    /// Its first piece.
    pieces: usize,
    /// Where the number of its values stands; they begin behind it.
    count: usize,
}

/// The table to which the lines below a header belong.
struct Section<'p, 's> {
    plan: &'p Plan<'s>,
    open: Open,
    begun: usize,
    /// The list that it is an item of.
    list: Option<ItemsOf>,
}

struct ItemsOf {
    position: u16,
    begun: usize,
    count: u64,
}

impl Direct {
    /// Appends what [`pack::blob`] makes of a file's values. False, and nothing is appended, where another has to read it.
    pub(super) fn read(&mut self, plan: &Plan<'_>, text: &str, currency: Currency) -> bool {
        let start = self.out.len();
        let reader = Reader::new(text);
        let Direct { out, pieces, spare, terms } = self;
        pieces.clear();
        let mut pass = Pass { reader, out, pieces, spare, terms, decimals: currency.decimals(), finest: 0 };
        let whole = pass.record(plan).is_some();
        if !whole {
            self.out.truncate(start);
        }
        whole
    }
}

/// Reads one file.
struct Pass<'p, 's> {
    reader: Reader<'s>,
    out: &'p mut Vec<u8>,
    /// Those of all tables that are open.
    pieces: &'p mut Vec<Piece>,
    spare: &'p mut Vec<u8>,
    terms: &'p mut String,
    /// That an amount may have.
    decimals: u32,
    /// Most decimals of an amount so far.
    finest: u32,
}

impl Pass<'_, '_> {
    fn record(&mut self, plan: &Plan<'_>) -> Option<()> {
        let root = self.begin(plan);
        let mut section: Option<Section<'_, '_>> = None;
        loop {
            self.reader.blanks();
            match self.reader.peek() {
                None => break,
                Some(b'\n' | b'\r' | b'#') => self.reader.line_end()?,
                Some(b'[') => {
                    let header = self.reader.header()?;
                    self.reader.line_end()?;
                    section = Some(self.section(plan, root, section.take(), header.key, header.item)?);
                }
                Some(_) => {
                    match &section {
                        Some(section) => self.entry(section.plan, section.open, None)?,
                        None => self.entry(plan, root, plan.currency)?,
                    }
                    self.reader.line_end()?;
                }
            }
        }
        if let Some(section) = section {
            let list = self.close(section)?;
            self.close_list(list);
        }
        self.finish(plan, root)
    }

    /// Begins what a header begins, and ends what was open.
    fn section<'p, 's>(
        &mut self,
        plan: &'p Plan<'s>,
        root: Open,
        before: Option<Section<'p, 's>>,
        name: &str,
        item: bool,
    ) -> Option<Section<'p, 's>> {
        let mut list = match before {
            Some(before) => self.close(before)?,
            None => None,
        };
        let again =
            |list: &ItemsOf| item && plan.keys.get(usize::from(list.position)).is_some_and(|key| key.name == name);
        let (position, same) = match list.take_if(|list| !again(list)) {
            Some(other) => {
                self.close_list(Some(other));
                (self.place(plan, root, name)?, None)
            }
            None => match list {
                Some(list) => (list.position, Some(list)),
                None => (self.place(plan, root, name)?, None),
            },
        };
        let (inner, list) = match (&plan.keys.get(usize::from(position))?.wanted, item) {
            (Wanted::Table(inner), false) => (inner, None),
            (Wanted::List(items), true) => {
                let Wanted::Table(inner) = &**items else { return None };
                let list = same.unwrap_or_else(|| {
                    let begun = pack::begin_list(self.out);
                    self.out.push(0);
                    ItemsOf { position, begun, count: 0 }
                });
                (inner, Some(ItemsOf { count: list.count + 1, ..list }))
            }
            _ => return None,
        };
        // Its amounts may be in a currency of its own.
        if inner.currency.is_some() {
            return None;
        }
        let begun = pack::begin_table(self.out);
        Some(Section { plan: inner, open: self.begin(inner), begun, list })
    }

    /// Ends the table of a header, and says what list it is an item of.
    fn close(&mut self, section: Section<'_, '_>) -> Option<Option<ItemsOf>> {
        self.finish(section.plan, section.open)?;
        pack::end(section.begun, self.out);
        Some(section.list)
    }

    fn close_list(&mut self, list: Option<ItemsOf>) {
        if let Some(list) = list {
            pack::set_number(list.count, list.begun, self.out);
            pack::end(list.begun, self.out);
        }
    }

    fn begin(&mut self, plan: &Plan<'_>) -> Open {
        pack::number(plan.keys.len() as u64, self.out);
        self.out.push(0);
        Open { pieces: self.pieces.len(), count: self.out.len() - 1 }
    }

    /// Puts the values of a table in the order of its fields, and says how many there are.
    fn finish(&mut self, plan: &Plan<'_>, table: Open) -> Option<()> {
        let pieces = self.pieces.get(table.pieces..)?;
        let is_there = |position: &u16| pieces.iter().any(|piece| piece.position == *position);
        if !plan.required.iter().all(is_there) {
            return None;
        }
        // At most MOST_KEYS: one byte.
        self.out[table.count] = pieces.len() as u8;
        if !pieces.is_sorted_by_key(|piece| piece.position) {
            let first = table.count + 1;
            let ends = pieces.iter().skip(1).map(|piece| piece.start).chain([self.out.len()]);
            let mut ranges: Vec<_> = pieces
                .iter()
                .zip(ends)
                .map(|(piece, end)| (piece.position, piece.start - first..end - first))
                .collect();
            ranges.sort_unstable_by_key(|(position, _)| *position);
            self.spare.clear();
            self.spare.extend_from_slice(self.out.get(first..)?);
            self.out.truncate(first);
            for (_, range) in ranges {
                self.out.extend_from_slice(self.spare.get(range)?);
            }
        }
        self.pieces.truncate(table.pieces);
        Some(())
    }

    /// Writes the position of a value that is to follow; no name stands twice in a table.
    fn place(&mut self, plan: &Plan<'_>, table: Open, name: &str) -> Option<u16> {
        let pieces = self.pieces.get(table.pieces..)?;
        let next = pieces.last().map_or(0, |piece| usize::from(piece.position) + 1);
        let position = plan.position(name, next)?;
        if pieces.len() >= MOST_KEYS || pieces.iter().any(|piece| piece.position == position) {
            return None;
        }
        self.pieces.push(Piece { position, start: self.out.len() });
        pack::number(position.into(), self.out);
        Some(position)
    }

    /// `key = value`; `currency` is the key whose text says what amounts are in, wherever it stands.
    fn entry(&mut self, plan: &Plan<'_>, table: Open, currency: Option<u16>) -> Option<()> {
        let (name, _) = self.reader.key()?;
        let position = self.place(plan, table, name)?;
        self.reader.blanks();
        self.reader.take(b'=')?;
        self.reader.blanks();
        if currency == Some(position) {
            self.currency()?;
        }
        self.value(&plan.keys.get(usize::from(position))?.wanted)
    }

    /// Looks at the text that follows.
    fn currency(&mut self) -> Option<()> {
        let mut ahead = self.reader;
        let quote = ahead.peek()?;
        self.decimals = Currency::from_code(ahead.string(quote)?)?.decimals();
        // An amount above may have more.
        (self.finest <= self.decimals).then_some(())
    }

    fn value(&mut self, wanted: &Wanted<'_>) -> Option<()> {
        match wanted {
            Wanted::One(ty) => self.one(ty),
            Wanted::List(item) => self.list(item),
            Wanted::Table(plan) => self.inline_table(plan),
        }
    }

    fn list(&mut self, item: &Wanted<'_>) -> Option<()> {
        self.reader.take(b'[')?;
        let list = pack::begin_list(self.out);
        self.out.push(0);
        let mut count = 0;
        loop {
            self.reader.between_items()?;
            if self.reader.take(b']').is_some() {
                break;
            }
            self.value(item)?;
            count += 1;
            self.reader.between_items()?;
            if self.reader.take(b',').is_none() {
                self.reader.take(b']')?;
                break;
            }
        }
        pack::set_number(count, list, self.out);
        pack::end(list, self.out);
        Some(())
    }

    /// On one line and without a comma at the end, as TOML 1.0 has it.
    fn inline_table(&mut self, plan: &Plan<'_>) -> Option<()> {
        if plan.currency.is_some() {
            return None;
        }
        self.reader.take(b'{')?;
        let begun = pack::begin_table(self.out);
        let table = self.begin(plan);
        self.reader.blanks();
        if self.reader.take(b'}').is_none() {
            loop {
                self.reader.blanks();
                self.entry(plan, table, None)?;
                self.reader.blanks();
                if self.reader.take(b',').is_none() {
                    self.reader.take(b'}')?;
                    break;
                }
            }
        }
        self.finish(plan, table)?;
        pack::end(begun, self.out);
        Some(())
    }

    fn one(&mut self, ty: &Type) -> Option<()> {
        match self.reader.peek()? {
            quote @ (b'"' | b'\'') => {
                let text = self.reader.string(quote)?;
                let blank = !text.as_bytes().first().is_some_and(u8::is_ascii_graphic) && text.trim().is_empty();
                if !ty.is_text() || blank || !self.is_right(ty, text) {
                    return None;
                }
                pack::put_text(text, self.out);
            }
            b't' if matches!(ty, Type::Bool) => {
                self.reader.word("true")?;
                pack::put_bool(true, self.out);
            }
            b'f' if matches!(ty, Type::Bool) => {
                self.reader.word("false")?;
                pack::put_bool(false, self.out);
            }
            b'0'..=b'9' | b'+' | b'-' => match (self.reader.number_or_day()?, ty) {
                (Data::Number(text), Type::Integer) => self.integer(&text)?,
                (Data::Number(text), ty) if ty.is_decimal() => self.decimal(ty, &text)?,
                (Data::Date(text), Type::Date) => pack::put_date(text.parse::<Date>().ok()?, self.out),
                _ => return None,
            },
            _ => return None,
        }
        Some(())
    }

    /// Most integers must not be below nothing: others may have a finding.
    fn integer(&mut self, text: &str) -> Option<()> {
        let (value, scale) = decimal::parse_short(text)?;
        (value >= 0 && scale == 0).then(|| pack::put_integer(value, self.out))
    }

    fn decimal(&mut self, ty: &Type, text: &str) -> Option<()> {
        let (digits, scale) = decimal::parse_short(text)?;
        // Eighteen digits are never too many where three of them are decimals.
        let limit = 10u64.pow(WHOLE_DIGITS + scale.min(18 - WHOLE_DIGITS));
        let allowed = match ty {
            Type::Amount => {
                self.finest = self.finest.max(scale);
                self.decimals
            }
            _ => PRICE_DECIMALS,
        };
        if digits.unsigned_abs() >= limit || scale > allowed {
            return None;
        }
        pack::put_decimal(digits, scale, self.out);
        Some(())
    }

    /// Whether the walk would have nothing to say about a text.
    fn is_right(&mut self, ty: &Type, text: &str) -> bool {
        match ty {
            Type::Choice(choices) => choices.iter().any(|choice| **choice == *text),
            Type::Currency => Currency::from_code(text).is_some(),
            Type::Terms if *self.terms == *text => true,
            Type::Terms => {
                let right = Terms::parse(text).is_ok();
                if right {
                    text.clone_into(self.terms);
                }
                right
            }
            Type::Identifier(kind) => kind.check(text).is_ok(),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::reading::read_values;
    use super::*;
    use crate::firm::Firm;
    use crate::model::Kinds;

    fn shape(kind: &str) -> Shape {
        let kinds = Kinds::standard();
        Shape::clone(kinds.get(kinds.named(kind).unwrap()).shape())
    }

    /// What this reader takes, the walk finds nothing wrong with, and both pack the same. Says whether it was taken.
    fn agree(shape: &Shape, text: &str) -> bool {
        let firm = Firm::fallback();
        let mut direct = Direct::default();
        if !direct.read(&Plan::new(shape), text, firm.currency()) {
            assert_eq!(direct.out, [0; 0], "{text}");
            return false;
        }
        let mut findings = Vec::new();
        let (values, sound) = read_values(shape, "a.toml", text, &firm, &mut findings);
        assert!(sound && findings.is_empty(), "{text}\n{findings:?}");
        assert_eq!(direct.out, pack::blob(&values, 0), "{text}");
        true
    }

    const INVOICE: &str = "customer = \"c1\"\nnumber = 'F-1' # n\ndate = 2024-02-29\ncurrency = \"EUR\"\nterms = \"30d\"\n\
        tags = [\"a\", 'b', # c\n]\n[delivery]\ncity = \"Orléans\"\n\n[[lines]]\nquantity = 1\nunit_price = 0.10\n\
        [[lines]]\nquantity = -2.50\nunit_price = +3\n";

    #[test]
    fn plain_files_are_taken() {
        let invoice = shape("invoice");
        assert!(agree(&invoice, INVOICE));
        // Keys in any order; lists of tables on one line; more lines than a byte counts.
        let lines = "[[lines]]\nunit_price = 1\nquantity = 1\n".repeat(300);
        assert!(agree(&invoice, &format!("date = 2024-01-01\ncustomer = 'c'\n{lines}")));
        assert!(agree(&invoice, "date = 2024-01-01\ncustomer = 'c'\nlines = [{ unit_price = 1, quantity = 2 }, ]\n"));
        assert!(agree(&shape("customer"), "name = \"ACME\"\r\nemployees = 12\r\n[address]\r\ncountry = 'FR'\r\n"));
    }

    #[test]
    fn what_would_be_a_finding_is_left_to_the_walk() {
        let others = [
            "customer = 'c'\n",                                    // no date
            "date = 2024-01-01\ncustomer = 'c'\ncustomer = 'd'\n", // twice
            "number = 'n'\ncustomer = 'c'\ndate = 2024-01-01\nnumber = 'm'\n",
            "date = 2024-01-01\ncustomer = ' '\n",                // empty
            "date = 2024-01-01\ncustomer = 'c'\ncustmer = 'c'\n", // unknown
            "date = \"2024-01-01\"\ncustomer = 'c'\n",            // a text
            "date = 2024-01-01\ncustomer = 'c'\nterms = 'soon'\n",
            "date = 2024-01-01\ncustomer = 'c'\nrounding = 0.001\n", // too many decimals
            "date = 2024-01-01\ncustomer = 'c'\nrounding = 0.01\ncurrency = 'JPY'\n",
            "date = 2024-01-01\ncustomer = 'c'\nrounding = 1000000000000000\n",
            "date = 2024-01-01\ncustomer = 'c'\n[[lines]]\nquantity = 1\n", // no price
            "date = 2024-01-01\ncustomer = 'c'\n[lines]\nquantity = 1\nunit_price = 1\n",
            "date = 2024-01-01\ncustomer = 'c'\n[[delivery]]\ncity = 'Lille'\n",
            "date = 2024-01-01\ncustomer = 'c'\n[delivery]\n[[lines]]\nquantity = 1\nunit_price = 1\n[delivery]\n",
        ];
        for text in others {
            assert!(!agree(&shape("invoice"), text), "{text}");
        }
        assert!(!agree(&shape("customer"), "name = 'a'\nemployees = -1\n"));
        // What no currency of ours would allow may be right in that of the document.
        assert!(agree(&shape("invoice"), "date = 2024-01-01\ncustomer = 'c'\ncurrency = 'TND'\nrounding = 0.001\n"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        /// Lines of right files, some of them twice, in any order.
        #[test]
        fn both_agree_about_any_order(
            lines in prop::collection::vec(prop::sample::select(INVOICE.split_inclusive('\n').collect::<Vec<_>>()), 0..24)
        ) {
            agree(&shape("invoice"), &lines.concat());
        }

        /// A right file with one piece of it replaced.
        #[test]
        fn both_agree_about_damaged_files(
            at in 0..INVOICE.len(),
            drop in 0..12usize,
            new in prop::sample::select(vec![
                "", "\n", "'", "\"", "0", "-", ".", "9999999999999999", "[", "]]", "{", "}", ",", "=", "#", "true", "é",
                "2026-10-03", "[[lines]]\n", "[delivery]\n", "date", "currency = 'TND'\n", "rounding = 0.001\n", " ",
            ]),
        ) {
            let whole: Vec<char> = INVOICE.chars().collect();
            let at = at.min(whole.len());
            let (before, after) = (&whole[..at], &whole[(at + drop).min(whole.len())..]);
            let text: String = before.iter().copied().chain(new.chars()).chain(after.iter().copied()).collect();
            agree(&shape("invoice"), &text);
        }
    }
}
