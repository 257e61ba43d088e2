//! What the fuzz targets and the smoke test feed with bytes. Nothing here may panic, hang or loop, whatever comes in.

use carnet::book::{Book, Source};
use carnet::figures::{Figures, derived};
use carnet::finding::{At, Catalogue, Finding, Language};
use carnet::model::Kinds;
use carnet::query::{Filter, parse_text, parse_words};
use carnet::render::finding::{FindingFormat, Options, render};
use carnet::value::Date;
use carnet::value::period::PeriodContext;

/// A line that begins with this names the file that the lines below it are: one input holds a whole book.
pub const FILE: &str = "--8<-- ";

/// The files in an input. Bytes before the first marker, or without any, are an invoice.
pub fn files(bytes: &[u8]) -> Vec<(String, &[u8])> {
    let mut files = Vec::new();
    let mut name = "invoices/2026/10/first.toml".to_owned();
    let mut start = 0;
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if let Some(path) = line.strip_prefix(FILE.as_bytes()) {
            files.push((std::mem::take(&mut name), &bytes[start..at]));
            name = String::from_utf8_lossy(path).trim().to_owned();
            start = at + line.len();
        }
        at += line.len();
    }
    files.push((name, &bytes[start..]));
    files.retain(|(path, content)| !path.is_empty() && (!content.is_empty() || !path.ends_with("first.toml")));
    files
}

/// The words of both languages: costly to read, so once for many inputs.
pub fn catalogues() -> [Catalogue; 2] {
    [Catalogue::new(Language::English), Catalogue::new(Language::French)]
}

/// Files → book → findings and figures → every format.
pub fn load(bytes: &[u8], catalogues: &[Catalogue]) {
    let sources: Vec<Source> = files(bytes).into_iter().map(|(path, content)| Source::new(&path, content)).collect();
    read(sources, &FindingFormat::ALL, catalogues);
}

/// The same for sources, with the formats to write. Gives the findings.
pub fn read(sources: Vec<Source>, formats: &[FindingFormat], catalogues: &[Catalogue]) -> Vec<Finding> {
    let book = Book::read(Kinds::standard(), sources);
    let figures = Figures::new(&book, today());
    for record in book.refs() {
        let kind = book.kind(record.kind).name;
        let sound = book.get(record).sound;
        for field in derived::of_kind(kind).filter(|_| sound) {
            let _ = (field.compute)(&figures, record);
        }
        let _ = (book.referrers(record), book.title(record));
    }
    let findings = carnet::check::check(&figures);
    for finding in &findings {
        let places = finding.labels.iter().map(|label| &label.place).chain([&finding.place]);
        for place in places {
            if let (At::Range(range), Some(source)) = (&place.at, book.source_at(&place.path)) {
                let inside = range.start <= range.end && range.end <= source.bytes.len();
                assert!(inside, "{} points to {range:?} of {} bytes", finding.code, source.bytes.len());
            }
        }
    }
    for catalogue in catalogues {
        let bytes = |place: &carnet::finding::Place| book.source_at(&place.path).map(|source| source.bytes.to_vec());
        for format in formats {
            let options = Options { colour: false, width: 80, prefix: "" };
            let text = render(&findings, &bytes, catalogue, *format, &options);
            let raw = text.chars().find(|c| c.is_control() && *c != '\n' && *c != '\t');
            assert!(raw.is_none(), "{} wrote {raw:?} to the terminal", format.name());
        }
    }
    findings
}

/// Text → query → filter over the small book → the records that it holds for.
pub fn query(bytes: &[u8], figures: &Figures<'_>) {
    let text = String::from_utf8_lossy(bytes);
    let book = figures.book;
    let words: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for parsed in [parse_text(&text), parse_words(&words)] {
        let query = match parsed {
            Ok(query) => query,
            Err(fault) => {
                let _ = (fault.kind.key(), fault.kind.args(), fault.kind.suggestion());
                continue;
            }
        };
        // What prints must read back as the same thing.
        if query.root.is_some() {
            let printed = query.to_string();
            let again = parse_text(&printed).map(|again| again.to_string());
            assert!(again.as_ref().is_ok_and(|again| *again == printed), "{text:?} → {printed:?} → {again:?}");
        }
        for (kind, _) in book.kinds.iter() {
            match Filter::new(figures, kind, &query, PeriodContext::new(today())) {
                Ok(filter) => drop(filter.select(figures, kind)),
                Err(fault) => drop((fault.kind.key(), fault.kind.args(), fault.kind.suggestion())),
            }
        }
    }
}

/// The book of [`SMALL`], for queries.
pub fn small_book() -> Book {
    let sources = files(SMALL.as_bytes()).into_iter().map(|(path, text)| Source::new(&path, text)).collect();
    Book::read(Kinds::standard(), sources)
}

pub fn today() -> Date {
    "2026-11-20".parse().expect("a day of the calendar")
}

/// A record of each kind, sound: what mutations start from.
pub const SMALL: &str = include_str!("small.txt");

/// Bytes that came from a supplier → a bill or a reason why not.
pub fn einvoice(bytes: &[u8]) {
    let book = small_book();
    let file = carnet::import::einvoice::Incoming { name: "f.xml".to_owned(), bytes: bytes.to_vec() };
    let arrivals = carnet::import::einvoice::receive(&book, today(), &[file]);
    drop(arrivals.plan.applied(&book));
}

/// A PDF with this XML inside, written by hand: plain enough that a changed byte reaches the parser's every part.
#[allow(dead_code)]
pub fn hybrid(xml: &[u8]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    let objects: [Vec<u8>; 4] = [
        b"<< /Type /Catalog /Pages 2 0 R /AF [3 0 R] /Names << /EmbeddedFiles << /Names [(factur-x.xml) 3 0 R] >> >> >>".to_vec(),
        b"<< /Type /Pages /Kids [] /Count 0 >>".to_vec(),
        b"<< /Type /Filespec /F (factur-x.xml) /UF (factur-x.xml) /EF << /F 4 0 R /UF 4 0 R >> >>".to_vec(),
        [format!("<< /Type /EmbeddedFile /Length {} >>\nstream\n", xml.len()).as_bytes(), xml, b"\nendstream"].concat(),
    ];
    for (index, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(b"xref\n0 5\n0000000000 65535 f \n");
    offsets.iter().for_each(|offset| bytes.extend(format!("{offset:010} 00000 n \n").bytes()));
    bytes.extend(format!("trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}
