//! Whatever bytes a file holds, and whatever a person asks: findings, never a panic, a hang or a blow-up. The same entry
//! functions as the fuzz targets of `fuzz/`, over inputs that are the same in every run.

#[path = "support/dice.rs"]
mod dice;
#[path = "fuzz_smoke/entry.rs"]
mod entry;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use carnet::book::Source;
use carnet::figures::Figures;
use carnet::finding::Finding;
use carnet::render::finding::FindingFormat;
use dice::Dice;

/// Far above what any input takes (about a second in a debug build), far below what a quadratic one would.
const HANG: Duration = Duration::from_secs(60);

/// The stack of the main thread on Windows, the smallest of those that we meet.
const STACK: usize = 1024 * 1024;

/// What may stand where something else was expected.
const ODD: &[&str] = &[
    "",
    "\u{feff}",
    "\0",
    "\r\n",
    "\n",
    "\t",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "\\",
    "\\u0000",
    "\\uD800",
    "\\e",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{0301}",
    "é",
    "👩‍👩‍👧",
    "[",
    "[[",
    "]",
    "{",
    "}",
    "{ a = 1,\n}",
    "=",
    " = ",
    ".",
    "..",
    ",",
    "#",
    "---\n",
    "- ",
    ": ",
    "&a ",
    "*a",
    "!!int ",
    "<<: ",
    "| ",
    "? ",
    "<<<<<<< HEAD\n",
    "=======\n",
    ">>>>>>> x\n",
    "--8<-- customers/acme.toml\n",
    "--8<-- customers/ACME.toml\n",
    "--8<-- carnet.toml\n",
    "--8<-- notes/x.md\n",
    "--8<-- invoices/../../x.toml\n",
    "--8<-- invoices/con.toml\n",
    "[lines]\n",
    "[[lines]]\n",
    "[[lines]]\nquantity = 79228162514264337593543950335\nunit_price = 0.00000001\n",
    "lines = [1, 2]\n",
    "lines.x = 1\n",
    "a.b.c.d = 1\n",
    "nan",
    "inf",
    "-inf",
    "0",
    "-0",
    "+0",
    "-1",
    "1e308",
    "1e-400",
    "1e400",
    "0x7fffffffffffffff",
    "0o17",
    "0b1",
    "1_000",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "999999999999999.99",
    "-999999999999999.99",
    "79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "0.00000000",
    "0001-01-01",
    "9999-12-31",
    "1600-02-29",
    "2026-02-29",
    "2026-10-03T25:61:61Z",
    "07:32:00",
    "true",
    "99999d",
    "999999999999d-eom",
    "100%@order 100%@delivery",
    "currency = \"JPY\"\n",
    "currency = \"TND\"\n",
    "bill_to = \"acme\"\nparent = \"acme\"\n",
    "credits = \"f2\"\n",
    "query = \"segment:big\"\n",
    "customer/acme",
    "invoice/",
    "/",
    "member/claire/x",
];

/// Things that people and programs ask.
const ASKED: &[&str] = &[
    "stage:won,lost",
    "amount:1000..2000",
    "amount:..1000EUR",
    "date:2026Q3..this-month",
    "due:-30d..today",
    "not:tag:test",
    "no:email or has:phone",
    "customer.territory:nord",
    "customer.owner.name:claire",
    "name:=acme",
    "amount > 1000 and (stage = won or not stage = lost)",
    "lines.quantity:0.5",
    "balance:100..",
    "status:overdue",
    "territory:nord segment:big",
    "name:\"ACME Conseil\"",
    "((((((((((((((((acme))))))))))))))))",
    "not not not not not acme",
    "date:9999-12-31..",
    "date:+99999999999d",
    "date:0000-01-01",
    "amount:79228162514264337593543950335",
    "amount:-79228162514264337593543950335..79228162514264337593543950336",
];

/// Changes a few places: bytes, pieces, lines.
fn mutate(dice: &mut Dice, seed: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(bytes.len() + 1);
        let end = (at + dice.roll(12)).min(bytes.len());
        match dice.roll(8) {
            0 => drop(bytes.splice(at..end, [])),
            1 => drop(bytes.splice(at..at, [dice.roll(256) as u8])),
            2 => drop(bytes.splice(at..end, dice.pick(ODD).bytes())),
            3 => drop(bytes.splice(at..at, dice.pick(ODD).bytes())),
            4 => bytes.truncate(at),
            5 => {
                // A value becomes another one: what stands between `=` or `:` and the end of a line.
                let starts: Vec<usize> = bytes
                    .windows(2)
                    .enumerate()
                    .filter(|(_, w)| w[1] == b' ' && b"=:".contains(&w[0]))
                    .map(|(i, _)| i + 2)
                    .collect();
                if !starts.is_empty() {
                    let start = *dice.pick(&starts);
                    let length = bytes[start..].iter().position(|b| *b == b'\n').unwrap_or(bytes.len() - start);
                    bytes.splice(start..start + length, dice.pick(ODD).bytes());
                }
            }
            6 => {
                // A line twice, or somewhere else.
                let line = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| at + n + 1);
                let copy = bytes[at..line].to_vec();
                let to = dice.roll(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.roll(8);
                }
            }
        }
    }
    bytes
}

/// Runs on a small stack and with a limit of time, so that an overflow or a hang names its input.
fn run(name: &str, work: impl FnOnce() + Send + 'static) {
    let started = Instant::now();
    let (done, wait) = mpsc::channel();
    let thread = thread::Builder::new().stack_size(STACK).spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(work));
        let _ = done.send(result.is_ok());
    });
    assert!(thread.is_ok(), "no thread for {name}");
    match wait.recv_timeout(HANG) {
        Ok(fine) => {
            if std::env::var_os("CARNET_FUZZ_TIMES").is_some() {
                eprintln!("{:>8.3} s  {name}", started.elapsed().as_secs_f64());
            }
            assert!(fine, "panic: {name}");
        }
        Err(_) => panic!("still not done after {HANG:?}: {name}"),
    }
}

#[test]
fn mutated_books_give_findings() {
    let seed = entry::SMALL.as_bytes();
    // The parts on their own, too: most mutations then hit the one file.
    let parts: Vec<Vec<u8>> = entry::files(seed)
        .iter()
        .map(|(path, text)| [entry::FILE.as_bytes(), path.as_bytes(), b"\n", text].concat())
        .collect();
    let rounds = std::env::var("CARNET_FUZZ_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000);
    run("mutated books", move || {
        let mut dice = Dice::new(1);
        let catalogues = entry::catalogues();
        for round in 0..rounds {
            let from = if round % 4 == 0 { seed } else { dice.pick(&parts).as_slice() };
            let input = mutate(&mut dice, from);
            let shown = String::from_utf8_lossy(&input).into_owned();
            let result = catch_unwind(AssertUnwindSafe(|| entry::load(&input, &catalogues[round % 2..][..1])));
            assert!(result.is_ok(), "round {round}:\n{shown}");
        }
    });
}

#[test]
fn mutated_queries_are_answered_or_refused() {
    let rounds = std::env::var("CARNET_FUZZ_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(3_000);
    run("mutated queries", move || {
        let book = entry::small_book();
        let figures = Figures::new(&book, entry::today());
        let mut dice = Dice::new(2);
        for round in 0..rounds {
            let mut text = dice.pick(ASKED).to_string();
            if dice.roll(3) == 0 {
                text = format!("{text} {}", dice.pick(ASKED));
            }
            let input = mutate(&mut dice, text.as_bytes());
            let shown = String::from_utf8_lossy(&input).into_owned();
            let result = catch_unwind(AssertUnwindSafe(|| entry::query(&input, &figures)));
            assert!(result.is_ok(), "round {round}: {shown:?}");
        }
    });
}

#[test]
fn mutated_invoices_are_read_or_refused() {
    let seeds: Vec<Vec<u8>> = ["ubl.xml", "cii.xml"]
        .iter()
        .map(|name| {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bills").join(name);
            std::fs::read(path).expect("a sample")
        })
        .collect();
    let pdf = entry::hybrid(&seeds[1]);
    let rounds = std::env::var("CARNET_FUZZ_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    run("mutated invoices", move || {
        let mut dice = Dice::new(3);
        for round in 0..rounds {
            let from = if round % 3 == 0 { &pdf } else { dice.pick(&seeds) };
            let mut input = mutate(&mut dice, from);
            if round % 5 == 0 {
                // An element in the place of another.
                let (at, to) = (dice.roll(input.len() + 1), dice.roll(input.len() + 1));
                let piece = input[at..(at + dice.roll(400)).min(input.len())].to_vec();
                input.splice(to..to, piece);
            }
            let result = catch_unwind(AssertUnwindSafe(|| entry::einvoice(&input)));
            assert!(result.is_ok(), "round {round}:\n{}", String::from_utf8_lossy(&input));
        }
    });
}

#[test]
fn floods_of_elements() {
    let read = |name: &str, text: String| run(name, move || entry::einvoice(text.as_bytes()));
    let root = "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\" xmlns:c=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\">";
    read("open elements", "<a>".repeat(MB / 3));
    read("one element again", format!("{root}{}</Invoice>", "<c:ID>1</c:ID>".repeat(20_000)));
    read("lines", format!("{root}{}</Invoice>", "<c:InvoiceLine><c:ID>1</c:ID></c:InvoiceLine>".repeat(10_000)));
    read("attributes", format!("<a {}/>", (0..50_000).map(|n| format!("a{n}='1' ")).collect::<String>()));
    read("namespaces", format!("<a {}/>", (0..50_000).map(|n| format!("xmlns:a{n}='u' ")).collect::<String>()));
    read("one attribute", format!("<a b='{}'/>", "x".repeat(MB)));
    read("references", format!("<a>{}</a>", "&#65;".repeat(MB / 5)));
    read("comments", format!("<a>{}</a>", "<!---->".repeat(MB / 7)));
    read("a number", format!("{root}<c:ID>{}</c:ID></Invoice>", "9".repeat(MB)));
    read(
        "brackets of a PDF",
        format!("%PDF-1.7\n1 0 obj\n{}\nendobj\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF", "[".repeat(MB / 4)),
    );
    read(
        "dictionaries of a PDF",
        format!("%PDF-1.7\n1 0 obj\n{}\nendobj\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF", "<</A".repeat(MB / 8)),
    );
}

/// The small book that mutations start from has nothing to find, else they would all take the same way.
#[test]
fn the_seed_is_sound() {
    let sources =
        entry::files(entry::SMALL.as_bytes()).into_iter().map(|(path, text)| Source::new(&path, text)).collect();
    let findings = entry::read(sources, &[FindingFormat::Short], &entry::catalogues()[..1]);
    let found: Vec<String> = findings.iter().map(|f| format!("{} {} {:?}", f.place.path, f.code, f.args)).collect();
    assert_eq!(found, [""; 0]);
}

/// One file with a great deal of one thing. `least` findings, and all formats but the one that is for people at a terminal.
fn flood(name: &'static str, path: &'static str, text: impl Into<Vec<u8>>, least: usize) {
    let bytes: Vec<u8> = text.into();
    run(name, move || {
        let sources = vec![Source::new("carnet.toml", "format = 2\n".as_bytes()), Source::new(path, bytes)];
        let findings: Vec<Finding> =
            entry::read(sources, &[FindingFormat::Full, FindingFormat::Json], &entry::catalogues()[..1]);
        assert!(findings.len() >= least, "{name}: {} findings", findings.len());
    });
}

const MB: usize = 1 << 20;
const INVOICE: &str = "invoices/f.toml";
const HEAD: &str = "customer = \"a\"\ndate = 2026-10-03\n";

#[test]
fn floods_of_brackets() {
    for (name, piece) in
        [("[", "["), ("[[", "[["), ("{", "a = {"), ("{a=", "{a="), ("[{a=", "[{a="), ("]", "]"), ("x=[", "x=[")]
    {
        flood(name, INVOICE, piece.repeat(MB / piece.len()), 1);
        let value = format!("{HEAD}lines = {}", piece.repeat(MB / 4 / piece.len()));
        flood(name, INVOICE, value, 1);
    }
}

#[test]
fn floods_of_keys() {
    flood("dotted key", INVOICE, format!("{} = 1\n", vec!["a"; 100_000].join(".")), 1);
    flood("dotted table", INVOICE, format!("[{}]\nx = 1\n", vec!["a"; 100_000].join(".")), 1);
    flood("dotted keys", INVOICE, (0..50_000).map(|i| format!("a.b.c{i} = 1\n")).collect::<String>(), 1);
    flood("unknown keys", INVOICE, (0..4_000).map(|i| format!("key{i} = 1\n")).collect::<String>(), 4_000);
    flood("one key again", INVOICE, "customer = \"a\"\n".repeat(4_000), 1);
    flood("one long key", INVOICE, format!("{} = 1\n", "k".repeat(MB)), 1);
    flood("empty tables", INVOICE, (0..4_000).map(|i| format!("[t{i}]\n")).collect::<String>(), 4_000);
    flood("deep tables", INVOICE, (0..3_000).map(|i| format!("[a{}]\n", ".b".repeat(i % 70))).collect::<String>(), 1);
    // Unknown keys beside a syntax error: the two are told apart line by line.
    let mixed: String = (0..4_000).map(|i| format!("key{i} = 1\n")).collect();
    flood("unknown keys and a syntax error", INVOICE, format!("= 1\n{mixed}"), 1);
}

#[test]
fn floods_of_values() {
    let lines = |line: &str| format!("{HEAD}{}", format!("[[lines]]\n{line}").repeat(4_000));
    flood("sound lines", INVOICE, lines("quantity = 1\nunit_price = 999999999.99\n"), 0);
    flood("faulty lines", INVOICE, lines("quantity = 1e3\nunit_price = \"x\"\n"), 8_000);
    flood("dangling lines", INVOICE, lines("quantity = 1\nunit_price = 1\nproduct = \"none\"\n"), 0);
    flood("one long line", INVOICE, format!("{HEAD}tags = [{}]\n", "1, ".repeat(4_000)), 1);
    flood(
        "long text",
        "customers/a.toml",
        format!("name = \"{}\"\nemail = \"{}\"\n", "é".repeat(MB), "x@".repeat(MB)),
        1,
    );
    flood("escapes", "customers/a.toml", format!("name = \"{}\"\n", "\\e".repeat(4_000)), 1);
    flood("long number", INVOICE, format!("{HEAD}[[lines]]\nquantity = {}\nunit_price = 1\n", "9".repeat(MB)), 1);
    flood("long fraction", INVOICE, format!("{HEAD}[[lines]]\nquantity = 0.{}\nunit_price = 1\n", "1".repeat(MB)), 1);
    flood("exponent", INVOICE, format!("{HEAD}[[lines]]\nquantity = 1e{}\nunit_price = 1\n", "9".repeat(1000)), 1);
    flood("tags", "customers/a.toml", format!("name = \"a\"\ntags = [{}]\n", "\"\", ".repeat(4_000)), 1);
    flood("terms", "customers/a.toml", format!("name = \"a\"\nterms = \"{}\"\n", "30%@order ".repeat(4_000)), 1);
    flood(
        "identifier",
        "customers/a.toml",
        format!("name = \"a\"\nsiren = \"{0}\"\nvat_id = \"FR{0}\"\n", "1".repeat(MB)),
        2,
    );
    flood("choice", "customers/a.toml", format!("name = \"a\"\ntype = \"{}\"\n", "compan".repeat(MB / 6)), 1);
}

#[test]
fn floods_of_bytes() {
    flood("NUL", INVOICE, vec![0; MB], 1);
    flood("not UTF-8", INVOICE, vec![0xff; MB], 1);
    flood("newlines", INVOICE, "\n".repeat(MB), 1);
    flood("carriage returns", INVOICE, "\r".repeat(MB), 1);
    flood("quotes", INVOICE, "\"".repeat(MB), 1);
    flood("three quotes", INVOICE, "\"\"\"\n".repeat(MB / 4), 1);
    flood("errors", INVOICE, "= = =\n".repeat(MB / 6), 1);
    flood("conflicts", INVOICE, "<<<<<<< a\n=======\n>>>>>>> b\n".repeat(1_000), 1_000);
    flood("comment", INVOICE, format!("#{}", "x".repeat(MB)), 1);
    flood("escape sequences", INVOICE, "\u{1b}[31m".repeat(MB / 5), 1);
    flood("right to left", INVOICE, "\u{202e}".repeat(MB / 3), 1);
}

#[test]
fn floods_of_front_matter() {
    let note = |front: String| format!("---\ndate: 2026-10-03\n{front}\n---\nText\n");
    for piece in ["[", "{", "[{a: ", "- ", "? ", "a: ", "&a ", "!", "\"", "'", "|\n", "*a ", "{a: [", ",", "%", "- - "]
    {
        // A tag on nothing is nothing.
        let least = usize::from(piece != "!");
        flood(piece, "notes/n.md", note(piece.repeat(MB / 4 / piece.len())), least);
        flood(piece, "notes/n.md", note(format!("about: {}", piece.repeat(MB / 4 / piece.len()))), least);
    }
    let bomb: String = (1..30).map(|i| format!("l{i}: &l{i} [*l{0}, *l{0}, *l{0}, *l{0}]\n", i - 1)).collect();
    flood("yaml bomb", "notes/n.md", note(format!("l0: &l0 [x, x]\n{bomb}")), 1);
    flood("yaml keys", "notes/n.md", note((0..4_000).map(|i| format!("k{i}: 1\n")).collect()), 4_000);
    flood("yaml items", "notes/n.md", note(format!("tags:\n{}", "- a\n".repeat(50_000))), 0);
    flood("yaml flow items", "notes/n.md", note(format!("about: [{}]", "none, ".repeat(10_000))), 0);
    flood("fences", "notes/n.md", "---\n".repeat(MB / 4), 1);
    flood("body", "notes/n.md", format!("{}{}", note(String::new()), "x".repeat(4 * MB)), 0);
}

#[test]
fn floods_of_settings() {
    let settings = |text: String| {
        run("settings", move || {
            let sources = vec![Source::new("carnet.toml", format!("format = 2\n{text}").into_bytes())];
            drop(entry::read(sources, &[FindingFormat::Short], &entry::catalogues()[..1]));
        });
    };
    settings(
        (0..2_000).map(|i| format!("[[field]]\nkind = \"customer\"\nname = \"f{i}\"\ntype = \"text\"\n")).collect(),
    );
    settings("[[field]]\nkind = \"customer\"\nname = \"f\"\ntype = \"text\"\n".repeat(2_000));
    settings("[[field]]\nkind = \"invoice\"\nname = \"lines.lines.lines\"\ntype = \"text\"\n".repeat(2_000));
    settings(
        (0..2_000)
            .map(|i| format!("[[series]]\nid = \"s{i}\"\ndocuments = [\"invoice\"]\npattern = \"{{seq:9}}\"\n"))
            .collect(),
    );
    settings("[[series]]\nid = \"s\"\npattern = \"{seq:99999999999}{year}{year}\"\n".repeat(2_000));
    settings(
        (0..2_000)
            .map(|i| format!("[[tax]]\nid = \"t{i}\"\ncategory = \"S\"\npercent = 20\ndefault = true\n"))
            .collect(),
    );
    settings("[[pipeline]]\nid = \"p\"\n".repeat(2_000));
}

#[test]
fn floods_of_records() {
    // Every file has the same id, number and fault; each finding may point to another file.
    run("same ids", || {
        let mut sources = vec![Source::new("carnet.toml", "format = 2\n".as_bytes())];
        for i in 0..2_000 {
            let text = format!("{HEAD}number = \"F-1\"\n[[lines]]\nquantity = 1\nunit_price = 1\n");
            sources.push(Source::new(&format!("invoices/{i:05}/same.toml"), text.into_bytes()));
        }
        assert!(entry::read(sources, &[FindingFormat::Short], &entry::catalogues()[..1]).len() >= 1_999);
    });
    // One payment with very many allocations to as many invoices, and to one invoice very often.
    run("allocations", || {
        let mut sources = vec![
            Source::new("carnet.toml", "format = 2\n".as_bytes()),
            Source::new("customers/a.toml", "name = \"A\"\n".as_bytes()),
        ];
        let mut payment = format!("{HEAD}amount = 1.00\n");
        for i in 0..2_000 {
            let text = format!("{HEAD}number = \"F-{i}\"\n[[lines]]\nquantity = 1\nunit_price = 1\n");
            sources.push(Source::new(&format!("invoices/f{i}.toml"), text.into_bytes()));
            payment.push_str(&format!("[[allocations]]\ninvoice = \"f{i}\"\namount = 2.00\n"));
            payment.push_str("[[allocations]]\ninvoice = \"F-1\"\namount = 2.00\n");
        }
        sources.push(Source::new("payments/p.toml", payment.into_bytes()));
        drop(entry::read(sources, &[FindingFormat::Short], &entry::catalogues()[..1]));
    });
    // A chain of parents, each the child of the next, closed to a ring.
    run("a ring of customers", || {
        let mut sources = vec![Source::new("carnet.toml", "format = 2\n".as_bytes())];
        for i in 0..4_000 {
            let text = format!("name = \"C\"\nparent = \"c{}\"\nbill_to = \"c{}\"\n", (i + 1) % 4_000, (i + 1) % 4_000);
            sources.push(Source::new(&format!("customers/c{i}.toml"), text.into_bytes()));
        }
        drop(entry::read(sources, &[FindingFormat::Short], &entry::catalogues()[..1]));
    });
    // Segments that ask for segments.
    run("a tree of segments", || {
        let mut sources = vec![
            Source::new("carnet.toml", "format = 2\n".as_bytes()),
            Source::new("customers/a.toml", "name = \"A\"\n".as_bytes()),
        ];
        for i in 0..30 {
            let text = format!("name = \"S\"\nquery = \"segment:s{0},s{0} or segment:s{0},s{0}\"\n", i + 1);
            sources.push(Source::new(&format!("segments/s{i}.toml"), text.into_bytes()));
        }
        drop(entry::read(sources, &[FindingFormat::Short], &entry::catalogues()[..1]));
    });
}

#[test]
fn floods_of_queries() {
    let book = entry::small_book();
    let repeat = |piece: &str| piece.repeat(20_000 / piece.len());
    let mut texts: Vec<String> = [
        "(",
        ")",
        "not ",
        "not:",
        "a or ",
        "a ",
        "\"",
        "'",
        "a:",
        "name:a,",
        "..",
        "name:",
        "a.",
        "customer.",
        "= ",
        "> ",
        "-",
        "9",
    ]
    .iter()
    .map(|piece| repeat(piece))
    .collect();
    texts.push(format!("name:{}", repeat("a,")));
    texts.push(format!("amount:{}..{}", repeat("9"), repeat("9")));
    texts.push(format!("date:{}", repeat("1")));
    texts.push(format!("date:+{}d", repeat("9")));
    texts.push(format!("{}name:a", "customer.parent.parent.".repeat(2_000)));
    texts.push(format!("{}name:a", "parent.".repeat(10_000)));
    let book = Arc::new(book);
    for text in texts {
        let book = book.clone();
        run(&format!("{} …", text.chars().take(40).collect::<String>()), move || {
            entry::query(text.as_bytes(), &Figures::new(&book, entry::today()));
        });
    }
}
