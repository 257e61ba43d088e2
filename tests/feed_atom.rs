//! `carnet feed --atom` on a real repository: the file that `tests/golden/feed.atom` shows, byte for byte, in every clone
//! and every run; read back, it is what RFC 4287 asks for. `CARNET_UPDATE=1 cargo test --test feed_atom` writes the
//! golden file; ids that change there come as news a second time to whoever subscribed.
#![cfg(unix)]

mod support;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;
use support::{isolated, on, succeed, write};
use tempfile::TempDir;

struct Place {
    folder: TempDir,
}

const SETTINGS: &str = "format = 2\ncurrency = \"EUR\"\ntime_zone = \"Europe/Paris\"\n\n[firm]\nname = \"Martin & Filles\"\n\n\
    [[pipeline]]\nid = \"sales\"\n\n[[pipeline.stages]]\nid = \"lead\"\nrotting_days = 10\n\n\
    [[pipeline.stages]]\nid = \"won\"\noutcome = \"won\"\n";

impl Place {
    /// A book of three days: a start, a deal that is won and an invoice, an import.
    fn new() -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(place.book()).unwrap();
        place.git(1, &["init", "-q", "-b", "main"]);
        place.write("carnet.toml", SETTINGS);
        place.write("team/claire.toml", "name = \"Claire Martin\"\nemail = \"claire@example.org\"\n");
        place.write("customers/acme.toml", "name = \"<ACME> & fils\"\nowner = \"claire\"\n");
        place.write("deals/site.toml", "name = \"Site\"\ncustomer = \"acme\"\nstage = \"lead\"\namount = 1000\n");
        place.write("deals/shop.toml", "name = \"Shop\"\ncustomer = \"acme\"\nstage = \"lead\"\namount = 70\n");
        place.commit(1, "start");
        place.write("deals/site.toml", "name = \"Site\"\ncustomer = \"acme\"\nstage = \"won\"\namount = 1200\n");
        let invoice = "customer = \"acme\"\nnumber = \"F-1\"\ndate = 2026-10-02\ndue = 2026-10-09\n\n\
            [[lines]]\nquantity = 2\nunit_price = 600\n";
        place.write("invoices/site.toml", invoice);
        place.write(
            "notes/call.md",
            "---\ndate: 2026-10-02\nabout: [customer/acme]\n---\n\n@claire \u{1b}[2J call back\n",
        );
        place.commit(2, "whatever");
        for i in 1..=12 {
            place.write(&format!("customers/new-{i}.toml"), "name = \"New\"\n");
        }
        place.commit(3, "import");
        place
    }

    fn book(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    fn command(&self, program: &str, day: u32) -> Command {
        let mut command = isolated(program, &self.book());
        command.env("CARNET_TODAY", "2026-10-12");
        on(&mut command, &format!("2026-10-{day:02}T10:00:00+02:00"));
        command
    }

    fn git(&self, day: u32, args: &[&str]) {
        succeed(self.command("git", day).args(args));
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.book(), path, text);
    }

    fn commit(&self, day: u32, message: &str) {
        self.git(day, &["add", "-A"]);
        self.git(day, &["commit", "-q", "-m", message]);
    }

    /// stdout, stderr, status
    fn run(&self, args: &[&str]) -> (String, String, i32) {
        let output = self.command(env!("CARGO_BIN_EXE_carnet"), 4).args(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr), output.status.code().unwrap())
    }

    fn atom(&self, more: &[&str]) -> String {
        let (out, error, status) = self.run(&[&["feed", "--atom", "-"], more].concat());
        assert_eq!((status, &*error), (0, ""), "{out}");
        out
    }
}

/// An element with its text and children.
#[derive(Debug, Default)]
struct Element {
    name: String,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn all(&self, name: &'static str) -> impl Iterator<Item = &Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the one child of this name.
    fn one(&self, name: &'static str) -> &str {
        let found: Vec<&Element> = self.all(name).collect();
        assert_eq!(found.len(), 1, "{name} in {}", self.name);
        &found[0].text
    }
}

/// Reads a document; panics where it is not well formed.
fn parse(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().unwrap();
        match event {
            Event::Start(start) => {
                let name = std::str::from_utf8(start.name().as_ref().as_ref()).unwrap().to_owned();
                open.push(Element { name, ..Element::default() });
            }
            Event::Empty(start) => {
                let name = std::str::from_utf8(start.name().as_ref().as_ref()).unwrap().to_owned();
                open.last_mut().unwrap().children.push(Element { name, ..Element::default() });
            }
            Event::End(_) => {
                let element = open.pop().unwrap();
                open.last_mut().unwrap().children.push(element);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let character = quick_xml::escape::unescape(&format!("&{};", &*name)).unwrap().into_owned();
                open.last_mut().unwrap().text.push_str(&character);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1);
    open.pop().unwrap().children.pop().unwrap()
}

/// What RFC 4287 demands of a feed and its entries (its sections 4.1.1 and 4.1.2) that XML alone does not.
fn assert_valid(feed: &Element) {
    assert_eq!(feed.name, "feed");
    let instant = |text: &str| {
        let digits: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        assert_eq!(digits, "0000-00-00T00:00:00Z", "{text}");
    };
    let author =
        |element: &Element| element.all("author").map(|author| author.one("name").len()).min().unwrap_or(0) > 0;
    assert!(author(feed) && !feed.one("title").is_empty());
    instant(feed.one("updated"));
    let mut ids = HashSet::from([feed.one("id")]);
    for entry in feed.all("entry") {
        assert!(!entry.one("title").is_empty() && !entry.one("content").is_empty());
        instant(entry.one("updated"));
        assert!(entry.one("updated") <= feed.one("updated"));
        assert!(entry.one("id").starts_with("urn:uuid:"));
        assert!(ids.insert(entry.one("id")), "two entries are called {}", entry.one("id"));
    }
}

fn titles(feed: &Element) -> Vec<&str> {
    feed.all("entry").map(|entry| entry.one("title")).collect()
}

#[test]
fn the_file_is_the_same_in_every_run_and_every_clone() {
    let place = Place::new();
    let found = place.atom(&[]);
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/feed.atom");
    if std::env::var_os("CARNET_UPDATE").is_some() {
        std::fs::write(&golden, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(&golden).unwrap_or_default());
    place.git(4, &["clone", "-q", ".", "../clone"]);
    let (clone, _, _) = place.run(&["--book", "../clone", "feed", "--atom", "-"]);
    assert_eq!(clone, found);
}

#[test]
fn it_is_valid_and_says_what_the_stream_says() {
    let place = Place::new();
    let feed = parse(&place.atom(&[]));
    assert_valid(&feed);
    assert_eq!(feed.one("title"), "Martin & Filles: news");
    assert_eq!(
        titles(&feed),
        [
            "Overdue: <ACME> & fils",
            "Rotting: <ACME> & fils · Shop",
            "Mention: <ACME> & fils · @claire ␛[2J call back",
            "Customer: 12 customers came in",
            "Won: <ACME> & fils · Site",
            "Invoice: <ACME> & fils · F-1",
            "Note: <ACME> & fils · @claire ␛[2J call back",
            "New deal: <ACME> & fils · Shop",
            "New deal: <ACME> & fils · Site",
            "Customer: <ACME> & fils",
        ]
    );
    // Another question is another feed; a later day is the same one, and its news keep their ids.
    let id = feed.one("id");
    for (others, same) in
        [(&["--for", "claire"][..], false), (&["--only", "won"], false), (&["-p", "2026-10-01.."], true)]
    {
        let other = parse(&place.atom(others));
        assert_valid(&other);
        assert_eq!(other.one("id") == id, same, "{others:?}");
    }
    let entries = |feed: &Element| feed.all("entry").map(|entry| entry.one("id").to_owned()).collect::<HashSet<_>>();
    let all = entries(&feed);
    assert!(entries(&parse(&place.atom(&["--only", "won,note"]))).is_subset(&all));
    assert_eq!(entries(&parse(&place.atom(&["--today", "2026-10-13"]))), all);
    // Nothing new is a feed, too.
    let empty = parse(&place.atom(&["-p", "2020", "--only", "won"]));
    assert_valid(&empty);
    assert_eq!(titles(&empty), [""; 0]);
    assert_eq!(empty.one("updated"), "2026-10-03T08:00:00Z");
}

#[test]
fn it_is_written_outside_of_the_book_whole_or_not_at_all() {
    let place = Place::new();
    std::fs::write(place.folder.path().join("news.atom"), "old").unwrap();
    let (out, error, status) = place.run(&["feed", "--atom", "../news.atom"]);
    assert_eq!((&*out, &*error, status), ("", "../news.atom written\n", 0));
    assert_eq!(std::fs::read_to_string(place.folder.path().join("news.atom")).unwrap(), place.atom(&[]));
    // No other file is left beside it.
    assert_eq!(std::fs::read_dir(place.folder.path()).unwrap().count(), 2);
    for inside in ["news.atom", "customers/acme.toml", "../book/news.atom", "../nowhere/news.atom", ".."] {
        let (_, error, status) = place.run(&["feed", "--atom", inside]);
        assert_eq!(status, 2, "{inside}: {error}");
    }
    let status = place.command("git", 4).args(["status", "--porcelain"]).output().unwrap();
    assert_eq!(String::from_utf8(status.stdout).unwrap(), "");
}

#[test]
fn a_machine_can_wait_for_an_alert() {
    let place = Place::new();
    assert_eq!(place.run(&["feed", "--alerts", "--fail-on-alert"]).2, 1);
    assert_eq!(place.run(&["feed", "--alerts", "--fail-on-alert", "--only", "promised"]).2, 0);
    assert_eq!(place.run(&["feed", "--atom", "../a", "--fail-on-alert"]).2, 1);
    assert_eq!(place.run(&["feed"]).2, 0);
    // Alerts are there without a single commit, as far as the files know.
    std::fs::remove_dir_all(place.book().join(".git")).unwrap();
    let (out, error, status) = place.run(&["feed", "--alerts", "--format", "ids"]);
    assert_eq!((&*out, &*error, status), ("invoice/site\nnote/call\n", "", 0));
    let (_, error, status) = place.run(&["feed"]);
    assert_eq!(status, 2, "{error}");
}
