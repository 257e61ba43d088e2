//! PDF documents: what stands on which page, that their bytes never differ, and that they are archives by the book.
//! `CARNET_PDF_OUT=FOLDER` keeps the pages (and the data of their templates) to look at.
#![cfg(feature = "pdf")]

mod paper;
mod sample;

use std::process::Command;
use std::time::Instant;

use carnet::document::Tongue;
use carnet::document::view::{DocumentView, Paper as Sheet, Row, Sort};
use carnet::einvoice::profile::Profile;
use carnet::einvoice::read;
use carnet::einvoice::target::{Facts, Target};
use carnet::render::document::pdf::{self, Attachment, PdfFault, Printed, Templates};
use paper::Paper;

fn print(name: &str, view: &DocumentView) -> Printed {
    print_with(name, view, None)
}

fn print_with(name: &str, view: &DocumentView, attachment: Option<&Attachment>) -> Printed {
    let printed = pdf::pdf(view, &Templates::new(), attachment).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    if let Some(folder) = std::env::var_os("CARNET_PDF_OUT") {
        let folder = std::path::Path::new(&folder);
        std::fs::write(folder.join(format!("{name}.pdf")), &printed.bytes).unwrap();
        std::fs::write(folder.join(format!("{name}.json")), pdf::worded(view).to_string()).unwrap();
    }
    assert_eq!(printed.remarks, [], "{name}: Typst has nothing to remark");
    printed
}

/// Templates of a book.
fn book(files: &[(&str, &str)]) -> Templates {
    files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_short_invoice_is_one_page_in_every_language_and_on_both_papers() {
    for tongue in Tongue::ALL {
        for sheet in [Sheet::A4, Sheet::Letter] {
            let mut view = sample::short(Sort::Invoice, tongue.code());
            view.style.paper = sheet;
            let printed = print(&format!("invoice-{}-{sheet:?}", tongue.code()), &view);
            assert_eq!(printed.pages, 1, "{} {sheet:?}", tongue.code());
            assert!(printed.unshown.is_empty());
            let text = Paper::read(&printed.bytes).text();
            let total = plain(&tongue.money(view.invoice.totals.due, view.invoice.currency));
            for words in
                ["F-2026-0042", "FR76 3000 6000 0112 3456 7890 189", "4f2a 91c0 77de", "ACME Conseil SAS", &total]
            {
                assert!(text.contains(words), "{} lacks {words}: {text}", tongue.code());
            }
        }
    }
}

#[test]
fn every_sort_prints_in_every_language_without_a_remark() {
    for sort in Sort::ALL {
        for tongue in Tongue::ALL {
            let view = if sort == Sort::Statement { sample::statement(9) } else { sample::short(sort, tongue.code()) };
            let view = DocumentView { language: tongue.code().into(), ..view };
            let text = Paper::read(&print(&format!("{}-{}", sort.name(), tongue.code()), &view).bytes).text();
            assert!(!text.contains("title-") && text.contains("ACME Conseil SAS"), "{text}");
        }
    }
}

#[test]
fn a_document_has_the_same_bytes_whatever_was_printed_before() {
    let view = sample::short(Sort::Invoice, "fr");
    let first = print("same", &view);
    print("between", &sample::many(Sort::Quote, "de", 30));
    assert!(first == print("same", &view));
    let mut other = view;
    other.invoice.number = "F-2026-0043".into();
    assert!(first.bytes != print("other", &other).bytes);
}

/// The numbers of the lines on each page: "Poste 17".
fn lines_of(page: &str) -> Vec<usize> {
    let words: Vec<&str> = page.split(' ').collect();
    words.windows(2).filter(|pair| pair[0] == "Poste").filter_map(|pair| pair[1].parse().ok()).collect()
}

fn after<'a>(page: &'a str, words: &str) -> Option<&'a str> {
    page.split_once(words).map(|(_, rest)| rest.trim_start().split(' ').next().unwrap_or_default())
}

/// However many lines there are: each stands once, pages carry what stands before them, and no page bears totals alone.
#[test]
fn sums_are_carried_from_page_to_page() {
    for count in (1..=24).chain([41, 44, 47, 75, 200]) {
        let view = sample::many(Sort::Invoice, "fr", count);
        let printed = print(&format!("lines-{count}"), &view);
        let pages = Paper::read(&printed.bytes).pages();
        let with_lines: Vec<&String> = pages.iter().filter(|page| !lines_of(page).is_empty()).collect();
        let mut before = 0;
        for (at, page) in with_lines.iter().enumerate() {
            let lines = lines_of(page);
            assert_eq!(lines, (before + 1..=before + lines.len()).collect::<Vec<_>>(), "{count}: page {}", at + 1);
            let sum = |lines: usize| {
                plain(&Tongue::French.amount(sample::number(&format!("{}.00", lines * 10)), view.invoice.currency))
                    .replace(' ', "")
            };
            let figure = |words: &str| {
                let rest = page.split_once(words)?.1.trim_start();
                // "1 200,00": a narrow space within a figure reads as a space.
                let end = rest.find(",00")? + 3;
                Some(rest[..end].replace(' ', ""))
            };
            assert_eq!(figure("EUR Report "), (at > 0).then(|| sum(before)), "{count}: page {}", at + 1);
            before += lines.len();
            let last = at + 1 == with_lines.len();
            assert_eq!(figure("À reporter "), (!last).then(|| sum(before)), "{count}: page {}", at + 1);
            assert_eq!(page.contains("Total TTC"), last, "{count}: totals stand with the last line");
        }
        assert_eq!(before, count);
        assert!(pages.iter().all(|page| page.contains("Désignation") || page.contains("Règlement")), "{count}");
        assert!(after(&pages[0], "Facture").is_some());
        assert!(pages.len() - with_lines.len() <= 1, "{count}: at most the box of the payment stands apart");
    }
}

#[test]
fn a_title_never_ends_a_page() {
    for lead in 8..22 {
        let mut view = sample::many(Sort::Quote, "fr", lead + 8);
        view.rows.insert(lead, Row::Title("Chapitre nouveau".into()));
        view.rows.insert(lead + 1, Row::Text("Un mot sur ce chapitre.".into()));
        let pages = Paper::read(&print(&format!("title-{lead}"), &view).bytes).pages();
        let page = pages.iter().find(|page| page.contains("Chapitre nouveau")).expect("a title");
        let rest = page.split_once("Chapitre nouveau").expect("a title").1;
        assert!(rest.contains("Un mot sur ce chapitre."), "{lead}: {page}");
    }
    // And before the last line, which moves with the totals.
    for count in 14..24 {
        let mut view = sample::many(Sort::Quote, "fr", count);
        view.rows.insert(count - 1, Row::Title("Chapitre nouveau".into()));
        let pages = Paper::read(&print(&format!("last-title-{count}"), &view).bytes).pages();
        let page = pages.iter().find(|page| page.contains("Chapitre nouveau")).expect("a title");
        assert!(lines_of(page).contains(&count), "{count}: {page}");
    }
}

#[test]
fn awkward_documents_print_without_a_remark() {
    let documents = [
        ("quote", sample::quote("fr"), 2),
        ("progress", sample::progress(), 1),
        ("credit", sample::credit(), 1),
        ("delivery", sample::delivery(), 1),
        ("statement", sample::statement(60), 3),
        ("statement-empty", sample::statement(0), 1),
        ("awkward", sample::awkward(), 2),
        ("bare", sample::bare(), 1),
        ("consumer", sample::consumer(), 1),
        ("wordy", sample::wordy(), 3),
    ];
    for (name, view, pages) in documents {
        let printed = print(name, &view);
        assert!(printed.pages <= pages, "{name}: {} pages", printed.pages);
        Paper::read(&printed.bytes).is_archive();
    }
}

#[test]
fn options_amendments_and_retention_are_told() {
    let text = |name: &str, view: &DocumentView| Paper::read(&print(name, view).bytes).text();
    let quote = text("quote", &sample::quote("fr"));
    assert!(quote.contains("Remise de fidélité 5 %, −221,05"), "{quote}");
    assert!(quote.contains("Les options ne sont pas comprises"), "{quote}");
    assert!(quote.contains("Bon pour accord"), "{quote}");
    assert!(
        quote.contains("À reporter 6 958,00") && quote.contains("Report 6 958,00"),
        "carried before an option, too: {quote}"
    );
    let progress = text("progress", &sample::progress());
    for words in ["210 000,00", "158 500,00", "30 novembre 2026", "3 octobre 2027", "Retenue de garantie 5 %"] {
        assert!(progress.contains(words), "{words}: {progress}");
    }
    let delivery = text("delivery", &sample::delivery());
    assert!(
        !delivery.contains("80,00") && delivery.contains("3 quai du Sartel") && delivery.contains("pièces"),
        "{delivery}"
    );
}

#[test]
fn an_address_abroad_names_its_country_in_the_readers_language() {
    let mut view = sample::short(Sort::Invoice, "fr");
    view.invoice.buyer.address = sample::address(&["Hauptstraße 5"], "10115", "Berlin", "DE");
    let text = Paper::read(&print("abroad", &view).bytes).text();
    assert!(text.contains("Hauptstraße 5 10115 Berlin ALLEMAGNE"), "{text}");
}

#[test]
fn what_no_font_has_is_a_box_and_is_named() {
    let printed = print("foreign", &sample::foreign());
    assert_eq!(printed.unshown.iter().map(|unshown| unshown.character).collect::<String>(), "🎉株式会社メルカリمرحبا");
    let text = Paper::read(&printed.bytes).text();
    assert!(text.contains("(Mercari)") && text.contains("Ελλάδα") && text.contains("Україна"), "{text}");
}

/// A font with Arabic and Hebrew that most Linux machines have (Debian: fonts-dejavu-core).
const DEJAVU: [&str; 2] = ["/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/TTF/DejaVuSans.ttf"];

#[test]
fn a_font_of_the_book_stands_in_for_the_embedded_one() {
    let Some(font) = DEJAVU.iter().find_map(|path| std::fs::read(path).ok()) else {
        println!("SKIPPED: no DejaVu Sans here, so fonts of a book are not tried");
        return;
    };
    let mut templates = Templates::new();
    templates.insert("fonts/DejaVuSans.ttf".into(), font);
    templates.insert("fonts/broken.otf".into(), b"no font".to_vec());
    let mut view = sample::short(Sort::Invoice, "en");
    view.invoice.buyer.name = "شركة المثال (Example) חברה".into();
    let printed = pdf::pdf(&view, &templates, None).unwrap();
    if let Some(folder) = std::env::var_os("CARNET_PDF_OUT") {
        std::fs::write(std::path::Path::new(&folder).join("own-font.pdf"), &printed.bytes).unwrap();
    }
    assert_eq!((printed.unshown, printed.remarks, printed.pages), (vec![], vec![], 1));
    let paper = Paper::read(&printed.bytes);
    paper.is_archive();
    assert!(paper.text().contains("Example") && paper.text().contains('ח'), "{}", paper.text());
    // The same bytes again, and without the font the boxes again.
    assert_eq!(pdf::pdf(&view, &templates, None).unwrap().bytes, printed.bytes);
    let without = pdf::pdf(&view, &Templates::new(), None).unwrap();
    assert_eq!(without.unshown[0].field, "buyer.name");
}

#[test]
fn a_draft_and_a_duplicate_say_so() {
    let mut view = sample::short(Sort::Invoice, "de");
    view.duplicate = true;
    assert!(Paper::read(&print("duplicate", &view).bytes).text().to_uppercase().contains("ZWEITSCHRIFT"));
    view.draft = true;
    assert!(Paper::read(&print("draft", &view).bytes).text().contains("ENTWURF"));
}

// Hybrid invoices ---------------------------------------------------------------------------------------------------------

#[test]
fn a_hybrid_invoice_holds_its_xml_and_is_an_archive() {
    // As long as a real one: it is compressed.
    let xml = format!("<?xml version=\"1.0\"?><x>{}</x>", "é<y/>".repeat(500)).into_bytes();
    for profile in Profile::ALL {
        let attachment = Attachment { bytes: xml.clone(), profile };
        let level = profile.conformance_level();
        let name = format!("hybrid-{}", level.replace(' ', "-").to_lowercase());
        let printed = print_with(&name, &sample::short(Sort::Invoice, "fr"), Some(&attachment));
        let paper = Paper::read(&printed.bytes);
        paper.is_archive();
        let relationship = match profile {
            Profile::Minimum | Profile::BasicWl => "Data",
            _ => "Alternative",
        };
        assert_eq!(paper.attached(), ("factur-x.xml".to_owned(), relationship.to_owned(), xml.clone()));
        let metadata = paper.metadata();
        for said in [
            "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>",
            "<fx:DocumentType>INVOICE</fx:DocumentType>",
            "<fx:Version>1.0</fx:Version>",
            &format!("<fx:ConformanceLevel>{level}</fx:ConformanceLevel>"),
            "<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#<",
        ] {
            assert_eq!(metadata.matches(said).count(), 1, "{said}");
        }
    }
}

/// Other programs judge the files: qpdf and pikepdf all of them, the `factur-x` package what the hybrid ones hold.
#[test]
fn other_programs_find_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, printed: Printed| std::fs::write(folder.path().join(format!("{name}.pdf")), printed.bytes);
    let view = sample::short(Sort::Invoice, "fr");
    for target in
        [Target::Facturx, Target::FacturxMinimum, Target::FacturxBasicWl, Target::FacturxBasic, Target::FacturxExtended]
    {
        let invoice = target.prepare(&view.invoice, &Facts::default());
        let (bytes, profile) = (target.written(&invoice).unwrap(), target.spec().profile);
        let level = profile.conformance_level().replace(' ', "-").to_lowercase();
        let name = format!("hybrid-{level}");
        put(&name, print_with(&name, &view, Some(&Attachment { bytes, profile }))).unwrap();
    }
    for sort in Sort::ALL {
        let view = if sort == Sort::Statement { sample::statement(9) } else { sample::short(sort, "en") };
        put(sort.name(), print(sort.name(), &view)).unwrap();
    }
    put("long", print("long", &sample::many(Sort::Invoice, "fr", 200))).unwrap();
    let count = std::fs::read_dir(folder.path()).unwrap().count();

    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        match Command::new("qpdf").arg("--check").arg(&path).output() {
            Ok(said) => assert!(said.status.success(), "{}: {}", path.display(), String::from_utf8_lossy(&said.stdout)),
            Err(_) => {
                eprintln!("SKIPPED: qpdf is not installed");
                break;
            }
        }
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/document_pdf/judge.py");
    let Ok(said) = Command::new("python3").arg(script).arg(folder.path()).output() else {
        return eprintln!("SKIPPED: no python3 to judge the PDF files");
    };
    if said.status.code() == Some(3) {
        return eprintln!("SKIPPED: {}", String::from_utf8_lossy(&said.stderr));
    }
    let (out, err) = (String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    assert_eq!((&*out, said.status.code()), (&*format!("judged {count}\n"), Some(0)), "{err}");
}

/// What the project's own reader of e-invoices finds in it is what was printed.
#[test]
fn a_hybrid_invoice_is_read_back() {
    let view = sample::short(Sort::Invoice, "fr");
    for target in
        [Target::Facturx, Target::FacturxMinimum, Target::FacturxBasicWl, Target::FacturxBasic, Target::FacturxExtended]
    {
        let invoice = target.prepare(&view.invoice, &Facts::default());
        let (bytes, profile) = (target.written(&invoice).unwrap(), target.spec().profile);
        let attachment = Attachment { bytes: bytes.clone(), profile };
        let printed = print_with(&format!("real-{}", target.spec().name), &view, Some(&attachment));
        assert_eq!(Paper::read(&printed.bytes).attached().2, bytes);
        let inside = read::pdf::invoice(&printed.bytes).unwrap();
        assert_eq!((inside.name.as_str(), &inside.bytes), ("factur-x.xml", &bytes));
        let received = read::read(&inside.bytes).unwrap_or_else(|fault| panic!("{}: {fault:?}", target.spec().name));
        assert_eq!(received.invoice.number, view.invoice.number);
        assert_eq!(received.invoice.totals.due, view.invoice.totals.due);
    }
}

#[test]
fn metadata_are_escaped_as_xml_is() {
    let mut view = sample::short(Sort::Invoice, "fr");
    view.invoice.seller.name = "Dupont & Fils <SARL>".into();
    let attachment = Attachment { bytes: b"<x/>".to_vec(), profile: Profile::En16931 };
    let paper = Paper::read(&print_with("escaped", &view, Some(&attachment)).bytes);
    paper.is_archive();
    assert!(paper.text().contains("Dupont & Fils <SARL>"));
}

// Templates of a book -----------------------------------------------------------------------------------------------------

#[test]
fn a_template_of_the_book_goes_before_the_built_in_one() {
    let own = r#"#import "letter.typ": *
#let doc = json("/document.json")
#show: letter.with(doc)
#read("words.txt") #doc.totals.last().value
"#;
    let templates = book(&[("document.typ", own), ("words.txt", "Our own words")]);
    let printed = pdf::pdf(&sample::short(Sort::Invoice, "en"), &templates, None).unwrap();
    let text = Paper::read(&printed.bytes).text();
    assert!(text.contains("Our own words €8,344.09") && !text.contains("Security"), "{text}");
    Paper::read(&printed.bytes).is_archive();
}

fn fault(text: &str) -> PdfFault {
    pdf::pdf(&sample::short(Sort::Invoice, "en"), &book(&[("document.typ", text)]), None).unwrap_err()
}

#[test]
fn the_fault_of_a_template_has_its_place() {
    let said = |text: &str| fault(text).to_string();
    assert_eq!(said("Hello\n  #doc.total"), "templates/document.typ:2:4: unknown variable: doc");
    assert_eq!(said("#let x = (1\n"), "templates/document.typ:1:10: unclosed delimiter");
    assert!(
        said("#json(\"/document.json\").nope")
            .starts_with("templates/document.typ:1:25: dictionary does not contain key \"nope\"")
    );
    // A fault in a built-in part is placed where the book's template asked for it.
    let place = said("#import \"letter.typ\": *\n#letter((:), [])");
    assert!(place.starts_with("templates/document.typ:2:2: "), "{place}");
}

#[test]
fn a_template_sees_nothing_of_the_machine() {
    for (text, reason) in [
        ("#read(\"/etc/passwd\")", "file not found"),
        ("#read(\"../carnet.toml\")", ""),
        ("#import \"@preview/cetz:0.3.0\"", ""),
        ("#plugin(\"x.wasm\")", ""),
        ("#std.plugin(\"x.wasm\")", ""),
        ("#datetime.today()", ""),
        ("#let f(x) = f(x)\n#f(1)", "maximum function call depth"),
        ("#let x = 1\n#while x < 2 { x = 1 }", "infinite"),
    ] {
        let said = fault(text).to_string();
        assert!(said.starts_with("templates/document.typ:") && said.contains(reason), "{text}: {said}");
    }
}

#[test]
fn a_font_that_is_not_embedded_is_a_remark() {
    let templates = book(&[("document.typ", "#set text(font: \"Comic Sans MS\")\nHello")]);
    let printed = pdf::pdf(&sample::short(Sort::Invoice, "en"), &templates, None).unwrap();
    let remarks: Vec<String> = printed.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    assert!(remarks[0].starts_with("templates/document.typ:1:"), "{remarks:?}");
}

#[test]
fn a_logo_that_cannot_be_read_is_named() {
    for (bytes, ending) in [(&b"<svg"[..], "svg"), (b"\x89PNG\r\n\x1a\nxx", "png"), (b"nothing", "jpg")] {
        let mut view = sample::short(Sort::Invoice, "fr");
        view.style.logo = Some((bytes.to_vec(), ending.to_owned()));
        let fault = pdf::pdf(&view, &Templates::new(), None).unwrap_err();
        assert!(matches!(fault, PdfFault::Logo { .. }), "{ending}: {fault}");
    }
}

// How it lasts ------------------------------------------------------------------------------------------------------------

/// Kilobytes that the process holds.
#[cfg(target_os = "linux")]
fn held() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// A thousand invoices in one process: `cargo test --release --test document_pdf -- --ignored --nocapture thousand`.
#[test]
#[ignore = "half a minute; run it in release"]
#[cfg(target_os = "linux")]
fn a_thousand_invoices_do_not_grow_the_process() {
    let mut view = sample::short(Sort::Invoice, "fr");
    let mut times = Vec::new();
    let mut early = 0;
    for at in 0..1000 {
        view.invoice.number = format!("F-2026-{at:04}");
        view.invoice.buyer.name = format!("Client {at}");
        view.rows.truncate(4);
        view.rows.push(Row::Text(format!("Dossier {at}")));
        let start = Instant::now();
        let printed = pdf::pdf(&view, &Templates::new(), None).unwrap();
        times.push(start.elapsed());
        assert_eq!(printed.pages, 1);
        if at == 99 {
            early = held();
        }
    }
    let late = held();
    let mean = times[1..=100].iter().sum::<std::time::Duration>() / 100;
    println!("first {:?}, each of the next hundred {mean:?}; {early} kB after 100, {late} kB after 1000", times[0]);
    assert!(late < early + early / 5, "{early} kB after 100 documents, {late} kB after 1000");
}
