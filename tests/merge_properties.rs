//! What holds for every merge of records: each side's changes are in it, disjoint ones never conflict, clean sides give a
//! clean text, nothing depends on which side is which, and no bytes make it panic.

use std::collections::{BTreeMap, BTreeSet};

use carnet::book::{Book, Source};
use carnet::change::{Conflict, ConflictKind, Merged, Side, merge};
use carnet::history::record_diff::diff;
use carnet::history::version::Version;
use carnet::model::{Kinds, Shape};
use carnet::value::Currency;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

/// An invoice in few words, and how it is written.
#[derive(Debug, Clone, PartialEq)]
struct Doc {
    /// Plain keys and their literals.
    head: BTreeMap<&'static str, String>,
    tags: BTreeSet<u8>,
    delivery: BTreeMap<&'static str, u8>,
    /// Product, quantity, price.
    lines: Vec<(u8, u8, u8)>,
    comments: BTreeMap<&'static str, u8>,
}

const REQUIRED: [&str; 2] = ["customer", "date"];
const OPTIONAL: [&str; 6] = ["subject", "reference", "terms", "owner", "due", "deal"];

fn literal(key: &str, value: u8) -> String {
    match key {
        "date" | "due" => format!("2026-10-{:02}", value % 28 + 1),
        "terms" => format!("\"{}d\"", value % 90),
        "subject" | "reference" => format!("\"text {value}\""),
        _ => format!("\"id{value}\""),
    }
}

impl Doc {
    fn text(&self) -> String {
        let mut text = String::from("# An invoice\n\n");
        for (key, value) in &self.head {
            if let Some(comment) = self.comments.get(key) {
                text += &format!("# about {key}: {comment}\n");
            }
            text += &format!("{key} = {value}\n");
        }
        if !self.tags.is_empty() {
            let tags: String = self.tags.iter().map(|tag| format!("  \"t{tag}\",\n")).collect();
            text += &format!("\ntags = [\n{tags}]\n");
        }
        if !self.delivery.is_empty() {
            text += "\n[delivery]\ncountry = \"FR\"\n";
            self.delivery.iter().for_each(|(key, value)| text += &format!("{key} = \"{key} {value}\"\n"));
        }
        for (product, quantity, price) in &self.lines {
            text += &format!("\n[[lines]]\nproduct = \"p{product}\"\nquantity = {quantity}\nunit_price = {price}.50\n");
        }
        text
    }
}

#[derive(Debug, Clone)]
enum Edit {
    Set(&'static str, u8),
    Unset(&'static str),
    Comment(&'static str, u8),
    Tag(u8),
    Untag(u8),
    Deliver(&'static str, u8),
    NoDelivery,
    AddLine(u8, u8, u8),
    Line(u8, u8),
    NoLine(u8),
    Swap(u8),
}

impl Edit {
    /// What it touches: two edits that touch different things are made by both sides without a conflict.
    fn touches(&self, doc: &Doc) -> String {
        let line = |i: u8| format!("line {}", i as usize % doc.lines.len().max(1));
        match self {
            Edit::Set(key, _) | Edit::Unset(key) => (*key).to_string(),
            Edit::Comment(key, _) => format!("# {key}"),
            Edit::Tag(tag) | Edit::Untag(tag) => format!("tag {tag}"),
            Edit::Deliver(..) | Edit::NoDelivery => "delivery".into(),
            Edit::AddLine(product, ..) => format!("new line {product}"),
            Edit::Line(i, _) | Edit::NoLine(i) => line(*i),
            Edit::Swap(_) => "order".into(),
        }
    }

    fn make(&self, doc: &mut Doc) {
        let count = doc.lines.len().max(1);
        let at = |i: u8| i as usize % count;
        match self {
            Edit::Set(key, value) => drop(doc.head.insert(key, literal(key, *value))),
            Edit::Unset(key) => drop(doc.head.remove(key)),
            Edit::Comment(key, value) => drop(doc.comments.insert(key, *value)),
            Edit::Tag(tag) => drop(doc.tags.insert(*tag)),
            Edit::Untag(tag) => drop(doc.tags.remove(tag)),
            Edit::Deliver(key, value) => drop(doc.delivery.insert(key, *value)),
            Edit::NoDelivery => doc.delivery.clear(),
            Edit::AddLine(product, quantity, price) => doc.lines.push((*product, *quantity, *price)),
            Edit::Line(i, quantity) => {
                if let Some(line) = doc.lines.get_mut(at(*i)) {
                    line.1 = *quantity;
                }
            }
            Edit::NoLine(i) => {
                if at(*i) < doc.lines.len() {
                    doc.lines.remove(at(*i));
                }
            }
            Edit::Swap(i) => {
                if doc.lines.len() > 1 {
                    let last = doc.lines.len() - 1;
                    doc.lines.swap(at(*i) % last, at(*i) % last + 1);
                }
            }
        }
    }
}

fn doc() -> impl Strategy<Value = Doc> {
    let head = proptest::collection::btree_map(select(&OPTIONAL[..]), 0u8..9, 0..5);
    let lines = proptest::collection::btree_map(0u8..20, (1u8..9, 1u8..9), 0..4);
    let tags = proptest::collection::btree_set(0u8..6, 0..4);
    let delivery = proptest::collection::btree_map(select(&["street", "city", "postcode"][..]), 0u8..9, 0..3);
    let comments = proptest::collection::btree_map(select(&OPTIONAL[..]), 0u8..9, 0..3);
    (head, lines, tags, delivery, comments).prop_map(|(head, lines, tags, delivery, comments)| {
        let mut head: BTreeMap<&'static str, String> =
            head.into_iter().map(|(key, value)| (key, literal(key, value))).collect();
        REQUIRED.iter().for_each(|key| drop(head.insert(key, literal(key, 0))));
        let lines = lines.into_iter().map(|(product, (quantity, price))| (product, quantity, price)).collect();
        Doc { head, tags, delivery, lines, comments }
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    let key = || select([&REQUIRED[..], &OPTIONAL[..]].concat());
    prop_oneof![
        4 => (key(), 10u8..19).prop_map(|(key, value)| Edit::Set(key, value)),
        2 => select(&OPTIONAL[..]).prop_map(Edit::Unset),
        1 => (key(), 10u8..19).prop_map(|(key, value)| Edit::Comment(key, value)),
        1 => (0u8..9).prop_map(Edit::Tag),
        1 => (0u8..9).prop_map(Edit::Untag),
        1 => (select(&["street", "city", "region"][..]), 10u8..19).prop_map(|(key, value)| Edit::Deliver(key, value)),
        1 => Just(Edit::NoDelivery),
        // Products that the first lines do not have: what is sold twice may be taken for one another.
        2 => (30u8..50, 1u8..9, 1u8..9).prop_map(|(product, quantity, price)| Edit::AddLine(product, quantity, price)),
        2 => (0u8..9, 10u8..19).prop_map(|(line, quantity)| Edit::Line(line, quantity)),
        1 => (0u8..9).prop_map(Edit::NoLine),
        1 => (0u8..9).prop_map(Edit::Swap),
    ]
}

fn edited(doc: &Doc, edits: &[Edit]) -> Doc {
    let mut doc = doc.clone();
    edits.iter().for_each(|edit| edit.make(&mut doc));
    doc
}

const PATH: &str = "invoices/a.toml";

fn shape() -> Shape {
    let kinds = Kinds::standard();
    let kind = kinds.get(kinds.named("invoice").unwrap());
    Shape::compile(kind.name, &(kind.schema)()).unwrap()
}

fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
    let sides = Side { base: Some(base), ours: Some(ours), theirs: Some(theirs) };
    merge(&shape(), PATH, sides, Currency::euro())
}

fn version(text: &str) -> Version {
    let version = Version::read(&shape(), PATH, text.as_bytes(), Currency::euro());
    assert!(version.readable, "{text}");
    version
}

/// Whether two texts say the same; the order of lines and tags does not count.
fn same(a: &str, b: &str) -> bool {
    diff(&shape(), &version(a), &version(b)).is_empty()
}

fn clean(text: &str) -> bool {
    faults(PATH, text).is_empty()
}

/// The codes of the findings of form.
fn faults(path: &str, text: &str) -> BTreeSet<&'static str> {
    let book = Book::read(Kinds::standard(), vec![Source::new(path, text.as_bytes().to_vec())]);
    book.findings.iter().map(|finding| finding.code.id).filter(|code| code.starts_with("E01")).collect()
}

/// The two ways to end it.
fn ends(merged: &Merged) -> (String, String) {
    match merged {
        Merged::Text(text) => (text.clone(), text.clone()),
        Merged::Conflict(Conflict { ours_kept, theirs_kept, kind_of: ConflictKind::Fields, fields }) => {
            assert!(!fields.is_empty());
            (ours_kept.clone(), theirs_kept.clone())
        }
        other => panic!("{other:?}"),
    }
}

/// The same inputs in every run.
fn settings() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(256);
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_261_003),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn one_side_alone_is_taken_to_the_letter(doc in doc(), edits in proptest::collection::vec(edit(), 0..6)) {
        let (base, side) = (doc.text(), edited(&doc, &edits).text());
        let expected = Merged::Text(side.clone());
        prop_assert_eq!(&merged(&base, &side, &base), &expected);
        prop_assert_eq!(&merged(&base, &base, &side), &expected);
        prop_assert_eq!(&merged(&base, &side, &side), &expected);
    }

    #[test]
    fn disjoint_changes_are_all_made(
        doc in doc(),
        ours in proptest::collection::vec(edit(), 0..5),
        theirs in proptest::collection::vec(edit(), 0..5),
    ) {
        let known: BTreeSet<String> = ours.iter().map(|edit| edit.touches(&doc)).collect();
        let theirs: Vec<Edit> = theirs.into_iter().filter(|edit| !known.contains(&edit.touches(&doc))).collect();
        // A removed line changes what a later edit means by its number: one removal a side, at its end.
        let settled = |edits: Vec<Edit>| {
            let (mut last, mut others): (Vec<Edit>, Vec<Edit>) =
                edits.into_iter().partition(|edit| matches!(edit, Edit::NoLine(_)));
            let taken: BTreeSet<String> = others.iter().map(|edit| edit.touches(&doc)).collect();
            others.retain(|edit| !matches!(edit, Edit::Swap(_)));
            last.truncate(1);
            last.retain(|edit| !taken.contains(&edit.touches(&doc)));
            // Numbers count only the lines that were there at the beginning.
            others.sort_by_key(|edit| matches!(edit, Edit::AddLine(..)));
            others.splice(0..0, last);
            others
        };
        let (mine, other) = (settled(ours), settled(theirs));
        let removal = |edits: &[Edit]| edits.iter().any(|edit| matches!(edit, Edit::NoLine(_)));
        prop_assume!(!(removal(&mine) && mine.iter().any(|edit| matches!(edit, Edit::Line(..)))));
        prop_assume!(!(removal(&other) && other.iter().any(|edit| matches!(edit, Edit::Line(..)))));
        let (base, a, b) = (doc.text(), edited(&doc, &mine), edited(&doc, &other));
        let Merged::Text(text) = merged(&base, &a.text(), &b.text()) else {
            return Err(TestCaseError::fail(format!("{:#?}", merged(&base, &a.text(), &b.text()))));
        };
        let mut expected = doc.clone();
        for key in REQUIRED.iter().chain(&OPTIONAL) {
            let side = if a.head.get(key) == doc.head.get(key) { &b } else { &a };
            match side.head.get(key) {
                Some(value) => drop(expected.head.insert(key, value.clone())),
                None => drop(expected.head.remove(key)),
            }
        }
        expected.tags = (0..9)
            .filter(|tag| {
                let side = if a.tags.contains(tag) == doc.tags.contains(tag) { &b } else { &a };
                side.tags.contains(tag)
            })
            .collect();
        expected.delivery = if a.delivery == doc.delivery { b.delivery.clone() } else { a.delivery.clone() };
        expected.lines = Vec::new();
        for line in &doc.lines {
            let of = |doc: &Doc| doc.lines.iter().find(|other| other.0 == line.0).copied();
            let side = if of(&a) == Some(*line) { of(&b) } else { of(&a) };
            expected.lines.extend(side);
        }
        // Nobody adds what the other side adds too.
        expected.lines.extend(a.lines.iter().chain(&b.lines).filter(|line| line.0 >= 30));
        prop_assert!(same(&text, &expected.text()), "{}\nexpected\n{}", text, expected.text());
        for (key, comment) in a.comments.iter().chain(&b.comments) {
            let kept = a.comments.get(key) == Some(comment) && b.comments.get(key) == Some(comment);
            if kept && expected.head.contains_key(key) && a.head.contains_key(key) && b.head.contains_key(key) {
                prop_assert!(text.contains(&format!("# about {key}: {comment}\n")), "{key}: {text}");
            }
        }
    }

    #[test]
    fn whatever_both_did_the_result_is_clean_and_the_same_from_both_sides(
        doc in doc(),
        ours in proptest::collection::vec(edit(), 0..6),
        theirs in proptest::collection::vec(edit(), 0..6),
    ) {
        let (base, a, b) = (doc.text(), edited(&doc, &ours).text(), edited(&doc, &theirs).text());
        let (there, back) = (merged(&base, &a, &b), merged(&base, &b, &a));
        let ((mine, other), (back_mine, back_other)) = (ends(&there), ends(&back));
        prop_assert!([&base, &a, &b].into_iter().all(|text| clean(text)), "{}\n{}\n{}", base, a, b);
        for text in [&mine, &other, &back_mine, &back_other] {
            prop_assert!(clean(text), "{}", text);
        }
        prop_assert!(same(&mine, &back_other), "{}\n{}", mine, back_other);
        prop_assert!(same(&other, &back_mine), "{}\n{}", other, back_mine);
        if let (Merged::Conflict(there), Merged::Conflict(back)) = (&there, &back) {
            prop_assert_eq!(there.fields.len(), back.fields.len());
            for (field, back) in there.fields.iter().zip(&back.fields).filter(|_| there.fields.len() == 1) {
                prop_assert_eq!((&field.base, &field.ours, &field.theirs), (&back.base, &back.theirs, &back.ours));
            }
            let marked = there.marked("ours", "theirs");
            prop_assert!(marked.contains("<<<<<<< ours\n") && marked.contains(">>>>>>> theirs\n"));
        }
    }

    #[test]
    fn however_it_is_written_it_can_be_read(texts in proptest::collection::vec(customer(), 3)) {
        let kinds = Kinds::standard();
        let kind = kinds.get(kinds.named("customer").unwrap());
        let shape = Shape::compile(kind.name, &(kind.schema)()).unwrap();
        let version = |text: &str| Version::read(&shape, "customers/a.toml", text.as_bytes(), Currency::euro());
        let go = |base: &str, ours: &str, theirs: &str| {
            let sides = Side { base: Some(base), ours: Some(ours), theirs: Some(theirs) };
            merge(&shape, "customers/a.toml", sides, Currency::euro())
        };
        texts.iter().for_each(|text| assert!(version(text).readable, "{text}"));
        let (there, back) = (go(&texts[0], &texts[1], &texts[2]), go(&texts[0], &texts[2], &texts[1]));
        let ((mine, other), (back_mine, back_other)) = (ends(&there), ends(&back));
        for (a, b) in [(&mine, &back_other), (&other, &back_mine)] {
            let (first, second) = (version(a), version(b));
            prop_assert!(first.readable && second.readable, "{}\n{}", a, b);
            let known: BTreeSet<_> = texts.iter().flat_map(|text| faults("customers/a.toml", text)).collect();
            prop_assert!(faults("customers/a.toml", a).is_subset(&known), "{}", a);
            prop_assert!(diff(&shape, &first, &second).is_empty(), "{}\nfrom the other side\n{}", a, b);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(texts in proptest::collection::vec(pieces(), 3), note in any::<bool>()) {
        let kinds = Kinds::standard();
        let kind = kinds.get(kinds.named(if note { "note" } else { "customer" }).unwrap());
        let shape = Shape::compile(kind.name, &(kind.schema)()).unwrap();
        let sides = Side { base: Some(&texts[0]), ours: Some(&texts[1]), theirs: Some(&texts[2]) };
        let path = if note { "notes/a.md" } else { "customers/a.toml" };
        let readable = |text: &str| Version::read(&shape, path, text.as_bytes(), Currency::euro()).readable;
        let all = texts.iter().all(|text| readable(text));
        match merge(&shape, path, sides, Currency::euro()) {
            Merged::Text(text) => prop_assert!(!all || readable(&text), "{:?}", text),
            Merged::Conflict(conflict) => {
                let _ = conflict.marked("a", "b");
                if conflict.kind_of == ConflictKind::Fields {
                    prop_assert!(!all || (readable(&conflict.ours_kept) && readable(&conflict.theirs_kept)), "{:?}", conflict);
                }
            }
            Merged::Removed => {}
        }
    }
}

/// What TOML and front matter are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "name = \"A\"\n",
        "name = 'B' # b\n",
        "a.b = 1\n",
        "a.c = 2\n",
        "a = { b = 1, c = [1, 2] }\n",
        "[a]\n",
        "[a.b]\n",
        "[[a]]\n",
        "[[a.b]]\n",
        "[[lines]]\n",
        "id = \"x\"\n",
        "id = \"y\"\n",
        "tags = []\n",
        "tags = [\"a\", # c\n \"b\"]\n",
        "tags = [\n  \"b\",\n]\n",
        "sites = [{ id = \"x\" }, { id = \"y\", name = \"n\" }]\n",
        "sites = [{ id = \"x\", name = 1 }, 3]\n",
        "[[sites]]\n",
        "name = 1e999\n",
        "x = \"\"\"\nlong\ntext\"\"\"\n",
        "d = 2026-01-01\n",
        "# c\n",
        "\n",
        "\r\n",
        "---\n",
        "title: x\n",
        "tags:\n  - a\n  - b\n",
        "tags: [a, c]\n",
        "\u{feff}",
        "text: no\n",
        "Body.\n",
        "é",
        "<<<<<<< ours\n",
        "=======\n",
        "=",
        "[",
        "\"",
        "\0",
    ]);
    proptest::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

/// A customer with tables, lists and keys in each way that TOML has for them.
fn customer() -> impl Strategy<Value = String> {
    let choice = |words: &'static [&'static str]| select(words);
    (
        choice(&["name = \"A\"\n", "# c\nname = 'B' # b\n", "\n# top\n\nname = \"A\"\n"]),
        choice(&[
            "",
            "tags = []\n",
            "tags = [\"a\", \"b\"]\n",
            "tags = [\n  \"b\", # why\n  \"c\",\n]\n",
            "tags = [ 'c' ]\n",
        ]),
        choice(&[
            "",
            "address.city = \"Lille\"\naddress.country = \"FR\"\n",
            "address = { city = \"Lyon\", country = \"FR\" }\n",
            "address = {}\n",
        ]),
        choice(&[
            "",
            "sites = [{ id = \"x\" }, { id = \"y\", name = \"n\" }]\n",
            "sites = [\n  { id = \"y\", name = \"m\" },\n  { id = \"z\", address = { city = \"Metz\" } },\n]\n",
            "sites = []\n",
        ]),
        choice(&["", "[address]\ncity = \"Lille\"\n", "\n# where\n[address] # here\ncountry = \"FR\"\n\n"]),
        choice(&[
            "",
            "[[sites]]\nid = \"x\"\n",
            "\n# z\n[[sites]]\nid = \"z\"\n[sites.address]\ncity = \"Metz\"\n\n[[sites]]\nid = \"x\"\nname = \"n\"\n",
            "\n[[sites]]\nid = \"y\"\naddress.city = \"Brest\"\n# the end\n",
        ]),
        choice(&["", "[odd.below]\nx = 1\n", "[odd]\nx = 1\n[odd.below]\nx = 2\n"]),
    )
        .prop_map(|(name, tags, inline_address, inline_sites, address, sites, odd)| {
            // One way each.
            let address = if inline_address.is_empty() { address } else { "" };
            let sites = if inline_sites.is_empty() { sites } else { "" };
            [name, tags, inline_address, inline_sites, address, sites, odd].concat()
        })
}
