//! Searching by words: anywhere in ids, titles and texts, ignoring case and accents, and telephone numbers whatever their
//! separators.
//!
//! One pass over all records in which what is kept does not tell that a word is not there. Plain ASCII is compared where it stands; only
//! other texts are folded.

use rayon::prelude::*;

use super::compare::Needle;
use crate::book::record::{Trail, visit};
use crate::book::view::View;
use crate::book::{Book, RecordRef};
use crate::model::shape::nearest;
use crate::model::{KindId, Type};
use crate::value::identifier::IdentifierKind;
use crate::value::{Date, fold};

/// How well a record fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// What was typed is its id, its number or its title.
    Exact,
    /// Its title or id begins with what was typed.
    Start,
    /// All words stand in its title or id.
    Title,
    /// A word stands in another field only.
    Field,
    /// A word stands only in what it refers to: the invoices of `acme`.
    Reference,
}

/// One record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub record: RecordRef,
    pub rank: Rank,
    pub archived: bool,
    /// The field where it was found, as queries name it (`lines.description`); `id` for the id.
    pub field: String,
    /// The text of that field around the words.
    pub snippet: String,
}

/// Words to look for. All must stand in the record, each in any field.
#[derive(Debug, Clone)]
pub struct Search {
    /// What was typed, as one text.
    phrase: String,
    folded: String,
    words: Vec<Needle>,
    /// What was typed is a number with separators: its digits.
    digits: Option<String>,
}

/// Characters of context on each side of a hit.
const CONTEXT: usize = 30;
/// Fewer digits are looked for as a word only.
const FEWEST_DIGITS: usize = 4;
/// From so many digits on, digits with separators between them are one number and not several words.
const FEWEST_DIGITS_OF_A_NUMBER: usize = 6;
/// So many last digits tell telephone numbers apart, with or without a country's prefix.
const TELLING_DIGITS: usize = 9;

impl Search {
    /// From the words of a command line, each of which may hold several. `None` when there is no letter or digit in them.
    pub fn new<S: AsRef<str>>(words: &[S]) -> Option<Search> {
        let phrase = words.iter().flat_map(|word| word.as_ref().split_whitespace()).collect::<Vec<_>>().join(" ");
        if !phrase.chars().any(char::is_alphanumeric) {
            return None;
        }
        let numeric = phrase.chars().all(|c| c.is_ascii_digit() || " +.-/()".contains(c));
        let digits = digits_of(&phrase);
        let digits = (numeric && digits.len() >= FEWEST_DIGITS)
            .then(|| digits.trim_start_matches('0').to_owned())
            .filter(|digits| digits.len() + 1 >= FEWEST_DIGITS);
        let needles = match &digits {
            // A telephone number is one number: its pairs of digits would stand in every other postcode.
            Some(digits) if digits.len() >= FEWEST_DIGITS_OF_A_NUMBER => vec![Needle::new(&phrase)],
            _ => phrase.split(' ').map(Needle::new).collect(),
        };
        Some(Search { folded: fold(&phrase).into_owned(), phrase, words: needles, digits })
    }

    /// What is looked for, as it was typed.
    pub fn phrase(&self) -> &str {
        &self.phrase
    }

    /// The records of these kinds (of all when there are none) that hold all words, the best first, archived ones last.
    pub fn run(&self, book: &Book, kinds: &[KindId], as_of: Date) -> Vec<Hit> {
        let wanted: Vec<RecordRef> =
            book.refs().filter(|record| kinds.is_empty() || kinds.contains(&record.kind)).collect();
        let mut hits: Vec<Hit> =
            wanted.par_iter().with_min_len(256).filter_map(|record| self.judge(book, *record, as_of)).collect();
        hits.sort_by_key(|hit| (hit.archived, hit.rank, hit.record));
        hits
    }

    fn judge(&self, book: &Book, record: RecordRef, as_of: Date) -> Option<Hit> {
        // Digits may stand there with separators.
        if self.digits.is_none() && !self.words.iter().all(|word| word.may_be_in(book, record)) {
            // So that every test of the project is one of what is kept.
            debug_assert!(self.examine(book, record, as_of).is_none());
            return None;
        }
        self.examine(book, record, as_of)
    }

    fn examine(&self, book: &Book, record: RecordRef, as_of: Date) -> Option<Hit> {
        let shape = book.shape(record.kind);
        let title_field = book.kind(record.kind).title;
        // For each word the best place so far. Most records end here with none found and nothing allocated but this.
        let mut places: Vec<Option<Place<'_>>> = vec![None; self.words.len()];
        let mut number = None;
        self.mark(&mut places, Rank::Title, book.id(record), || "id".to_owned());
        visit(shape, book.values(record), |trail: &Trail<'_>, ty, value| {
            let View::Text(text) = value else { return };
            let rank = match ty {
                Type::Choice(_) | Type::Currency | Type::FirmCode(_) => return,
                Type::Ref(_) | Type::AnyRef => Rank::Reference,
                _ if trail.top() == title_field => Rank::Title,
                _ => Rank::Field,
            };
            self.mark(&mut places, rank, text, || field_name(trail));
            if number.is_none() && self.has_digits(ty, text) {
                number = Some(Place { rank: Rank::Field, field: field_name(trail), text });
            }
        });
        let whole = places.iter().flatten().count() == places.len();
        // The word that was found in the least obvious place is the one that the reader wants explained.
        let worst = if whole { places.into_iter().flatten().max_by_key(|place| place.rank) } else { None };
        let place = match (worst, number) {
            (Some(worst), Some(number)) if number.rank < worst.rank => number,
            (Some(worst), _) => worst,
            (None, number) => number?,
        };
        let mut rank = place.rank;
        if rank == Rank::Title {
            let title = book.title(record);
            let names = [book.id(record), title];
            if names.iter().any(|name| fold(name) == self.folded.as_str()) {
                rank = Rank::Exact;
            } else if names.iter().any(|name| fold(name).starts_with(&self.folded)) {
                rank = Rank::Start;
            }
        }
        let archived = book.date(record, "archived").is_some_and(|date| date <= as_of);
        let snippet = self.snippet(place.text);
        Some(Hit { record, rank, archived, field: place.field, snippet })
    }

    /// Notes a better place for each word that the text holds.
    fn mark<'b>(&self, places: &mut [Option<Place<'b>>], rank: Rank, text: &'b str, field: impl Fn() -> String) {
        for (word, place) in self.words.iter().zip(places) {
            if place.as_ref().is_none_or(|best| rank < best.rank) && word.is_in(text) {
                *place = Some(Place { rank, field: field(), text });
            }
        }
    }

    fn has_digits(&self, ty: &Type, text: &str) -> bool {
        let (Some(wanted), Type::Identifier(kind)) = (&self.digits, ty) else { return false };
        let held = digits_of(text);
        match kind {
            IdentifierKind::Phone => {
                let telling = wanted.len().saturating_sub(TELLING_DIGITS);
                held.contains(&wanted[telling..])
            }
            IdentifierKind::Siren | IdentifierKind::Siret | IdentifierKind::Iban | IdentifierKind::VatId => {
                held.contains(wanted.as_str())
            }
            _ => false,
        }
    }

    /// The text around the first word that it holds, on one line.
    fn snippet(&self, text: &str) -> String {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let characters: Vec<char> = line.chars().collect();
        // Folding changes lengths, so each folded byte remembers its character.
        let mut folded = String::new();
        let mut origin = Vec::new();
        for (i, c) in characters.iter().enumerate() {
            let mut buffer = [0; 4];
            folded.push_str(&fold(c.encode_utf8(&mut buffer)));
            origin.resize(folded.len(), i);
        }
        let at = self.folded.split(' ').filter_map(|word| Some((folded.find(word)?, word.len()))).min();
        let (start, end) = match at {
            Some((at, length)) => (origin[at], origin[at + length - 1] + 1),
            // A number that stands there with other separators.
            None => (0, 0),
        };
        let (from, to) = (start.saturating_sub(CONTEXT), (end + CONTEXT).min(characters.len()));
        let mut snippet: String = characters[from..to].iter().collect();
        if from > 0 {
            snippet.insert(0, '…');
        }
        if to < characters.len() {
            snippet.push('…');
        }
        snippet
    }

    /// What was typed with words replaced by the nearest ones of ids and titles; `None` when nothing is near.
    pub fn suggestion(&self, book: &Book, kinds: &[KindId]) -> Option<String> {
        let records = || book.refs().filter(|record| kinds.is_empty() || kinds.contains(&record.kind));
        let mut known: Vec<String> = records()
            .flat_map(|record| [book.id(record), book.title(record)])
            .flat_map(|name| {
                let name = fold(name);
                name.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
            })
            .filter(|word| word.chars().count() > 2)
            .collect();
        known.sort_unstable();
        known.dedup();
        let words = self.folded.split(' ').map(|word| {
            let stands = known.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
            if stands { Some(word) } else { nearest(word, known.iter().map(String::as_str)) }
        });
        let words: Vec<&str> = words.collect::<Option<_>>()?;
        Some(words.join(" ")).filter(|suggestion| *suggestion != self.folded)
    }
}

/// Where a word was found.
#[derive(Debug, Clone)]
struct Place<'b> {
    rank: Rank,
    field: String,
    text: &'b str,
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A path without positions: `lines.description`.
fn field_name(trail: &Trail<'_>) -> String {
    let (top, last) = (trail.top(), trail.last_key());
    if top == last { top.to_owned() } else { format!("{top}.{last}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;

    fn book() -> Book {
        let file = |path: &str, text: &str| Source::new(path, text.as_bytes().to_vec());
        Book::read(
            Kinds::standard(),
            vec![
                file(
                    "customers/lefevre.toml",
                    "name = \"Boulangerie Lefèvre\"\nphone = \"03 20 12 34 56\"\ntype = \"company\"\n",
                ),
                file("customers/old.toml", "name = \"Lefèvre & Fils\"\narchived = 2020-01-01\n"),
                file(
                    "customers/zen.toml",
                    "name = \"Zen\"\nphone = \"+33 (0)3.20.12.34.56\"\nsiret = \"73282932000074\"\n",
                ),
                file("contacts/marc.toml", "name = \"Marc\"\n[[roles]]\ncustomer = \"lefevre\"\n"),
                file(
                    "invoices/jan.toml",
                    "customer = \"zen\"\nnumber = \"F-2026-0042\"\ndate = 2026-01-02\n[[lines]]\ndescription = \"Four à pain, livraison pour la boulangerie de la rue des Lilas\"\nquantity = 1\nunit_price = 1\n",
                ),
                file(
                    "notes/call.md",
                    "---\ndate: 2026-01-02\nabout: [customer/zen]\n---\n\nThe oven\nis **broken** again.\n",
                ),
            ],
        )
    }

    fn found(words: &str) -> Vec<(String, Rank)> {
        let book = book();
        let hits = Search::new(&[words]).unwrap().run(&book, &[], Date::new(2026, 11, 20).unwrap());
        hits.into_iter().map(|hit| (book.name(hit.record), hit.rank)).collect()
    }

    fn names(words: &str) -> Vec<String> {
        found(words).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn accents_and_case_do_not_count_and_the_archived_come_last() {
        let all = found("LEFEVRE");
        assert_eq!(
            all.iter().map(|(name, rank)| (name.as_str(), *rank)).collect::<Vec<_>>(),
            [("customer/lefevre", Rank::Exact), ("contact/marc", Rank::Reference), ("customer/old", Rank::Start),]
        );
        assert_eq!(found("f-2026-0042"), [("invoice/jan".to_owned(), Rank::Exact)]);
        assert_eq!(found("2026-0042"), [("invoice/jan".to_owned(), Rank::Title)]);
    }

    #[test]
    fn all_words_must_stand_in_the_record_in_whatever_field() {
        assert_eq!(names("pain lilas"), ["invoice/jan"]);
        assert_eq!(names("pain zen"), ["invoice/jan"]);
        assert_eq!(names("broken oven"), ["note/call"]);
        assert_eq!(names("pain broken"), [""; 0]);
        assert_eq!(names("company"), [""; 0], "words of a fixed set are for queries");
    }

    #[test]
    fn telephone_numbers_have_any_separators() {
        let both = ["customer/lefevre", "customer/zen"];
        for typed in ["0320123456", "03 20 12 34 56", "+33 3 20 12 34 56", "0033320123456", "20.12.34"] {
            assert_eq!(names(typed), both, "{typed}");
        }
        assert_eq!(names("732 829 320 00074"), ["customer/zen"]);
        assert_eq!(names("99 99 99"), [""; 0]);
        // Its pairs of digits all stand in the siret of zen, but not as this number.
        assert_eq!(names("+33 3 28 29 32 00 74"), [""; 0]);
        assert_eq!(names("73 28 29 32"), ["customer/zen"]);
    }

    #[test]
    fn a_snippet_shows_the_words_in_their_line() {
        let book = book();
        let hit =
            |words: &str| Search::new(&[words]).unwrap().run(&book, &[], Date::new(2026, 11, 20).unwrap()).remove(0);
        assert_eq!(hit("livraison").field, "lines.description");
        assert_eq!(hit("livraison").snippet, "Four à pain, livraison pour la boulangerie de la rue…");
        assert_eq!(hit("des lilas").snippet, "…pour la boulangerie de la rue des Lilas");
        assert_eq!(hit("BROKEN").snippet, "The oven is **broken** again.");
    }

    #[test]
    fn nothing_but_signs_is_no_search() {
        assert!(Search::new(&["--", " . "]).is_none());
        assert!(Search::new::<&str>(&[]).is_none());
    }

    #[test]
    fn a_slip_of_the_finger_gets_the_nearest_word() {
        let book = book();
        let suggestion = |words: &str| Search::new(&[words]).unwrap().suggestion(&book, &[]);
        assert_eq!(suggestion("lefebre").as_deref(), Some("lefevre"));
        assert_eq!(suggestion("boulangrie lefevre").as_deref(), Some("boulangerie lefevre"));
        assert_eq!(suggestion("lefevre").as_deref(), None);
        assert_eq!(suggestion("xylophone"), None);
    }
}
