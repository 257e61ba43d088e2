//! Views of documents that no firm would write on one day, built by hand: what a page must bear.

use carnet::document::view::{DocumentView, Instalment, ItemRow, Progress, Row, RowAdjustment, Sort, Style};
use carnet::document::view::{Statement, StatementEntry};
use carnet::einvoice::term::{
    Address, Contact, CreditTransfer, Delivery, DocumentReference, Identifier, Invoice, Line, Party,
    PaymentInstruction, Period, Tax, TaxSubtotal, Totals, TypeCode,
};
use carnet::value::tax::TaxCategory;
use carnet::value::{Currency, Date, Decimal, decimal};

pub fn number(text: &str) -> Decimal {
    decimal::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

pub fn day(year: i32, month: u32, day: u32) -> Date {
    Date::new(year, month, day).unwrap()
}

fn owned(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub fn seller() -> Party {
    Party {
        name: "Claire Morel EI".into(),
        trade_name: owned("Atelier Morel"),
        ids: vec![Identifier::new("73282932000074", "0009")],
        legal_id: Some(Identifier::new("732829320", "0002")),
        vat_id: owned("FR44732829320"),
        address: address(&["8 rue des Filles-Dieu"], "59000", "Lille", "FR"),
        contact: Some(Contact {
            name: None,
            phone: owned("+33 3 20 11 22 33"),
            email: owned("claire@atelier-morel.example"),
        }),
        ..Party::default()
    }
}

pub fn buyer() -> Party {
    Party {
        name: "ACME Conseil SAS".into(),
        legal_id: Some(Identifier::new("552100554", "0002")),
        vat_id: owned("FR83404833048"),
        address: address(&["12 rue des Lilas", "Bâtiment C"], "59000", "Lille", "FR"),
        contact: Some(Contact { name: owned("Comptabilité fournisseurs"), ..Contact::default() }),
        ..Party::default()
    }
}

pub fn address(lines: &[&str], postcode: &str, city: &str, country: &str) -> Address {
    let line = |at: usize| lines.get(at).map(|line| (*line).to_owned());
    Address {
        line1: line(0),
        line2: line(1),
        line3: line(2),
        city: owned(city),
        postcode: owned(postcode),
        region: None,
        country: owned(country),
    }
}

/// A line: description, quantity, unit, price, percent of tax.
pub type Sold<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

/// A document of a sort with these lines, in euro, with the sums that they have.
pub fn document(sort: Sort, language: &str, sold: &[Sold]) -> DocumentView {
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    let mut taxes: Vec<(Decimal, Decimal)> = Vec::new();
    for (at, (description, quantity, unit, price, percent)) in sold.iter().enumerate() {
        let (quantity, price, percent) = (number(quantity), number(price), number(percent));
        let net = decimal::fixed(quantity * price, 2);
        let tax = Tax { category: TaxCategory::Standard, percent: Some(percent) };
        match taxes.iter_mut().find(|(rate, _)| *rate == percent) {
            Some((_, base)) => *base += net,
            None => taxes.push((percent, net)),
        }
        lines.push(line(at, description, quantity, unit, price, net, tax));
        rows.push(Row::Item(ItemRow {
            line: Some(at),
            description: (*description).to_owned(),
            quantity,
            unit: (*unit).to_owned(),
            unit_price: price,
            adjustments: vec![],
            tax_percent: Some(percent),
            amount: net,
            option: None,
            reference: None,
            progress: None,
        }));
    }
    let breakdown: Vec<TaxSubtotal> = taxes
        .into_iter()
        .map(|(percent, taxable)| TaxSubtotal {
            taxable,
            tax_amount: decimal::fixed(taxable * percent / Decimal::ONE_HUNDRED, 2),
            tax: Tax { category: TaxCategory::Standard, percent: Some(percent) },
            exemption_reason: None,
            exemption_code: None,
        })
        .collect();
    let net: Decimal = lines.iter().map(|line| line.net).sum();
    let tax: Decimal = breakdown.iter().map(|subtotal| subtotal.tax_amount).sum();
    let totals = Totals {
        lines: net,
        tax_exclusive: net,
        tax: Some(tax),
        tax_inclusive: net + tax,
        due: net + tax,
        ..Totals::default()
    };
    let fiscal = sort.is_fiscal();
    let invoice = Invoice {
        due_date: fiscal.then(|| day(2026, 11, 30)),
        purchase_order: owned("BC-77812"),
        payment_terms: owned("30 jours fin de mois"),
        seller: seller(),
        buyer: buyer(),
        payment: fiscal.then(|| PaymentInstruction {
            means: "58".into(),
            remittance: owned("F-2026-0042"),
            accounts: vec![CreditTransfer {
                account: "FR7630006000011234567890189".into(),
                name: None,
                bic: owned("AGRIFRPP"),
            }],
            ..PaymentInstruction::default()
        }),
        totals,
        breakdown,
        lines,
        ..Invoice::new(
            "F-2026-0042".into(),
            day(2026, 10, 3),
            if sort == Sort::CreditNote { TypeCode::CREDIT_NOTE } else { TypeCode::INVOICE },
            Currency::euro(),
        )
    };
    let code =
        "BCD\n002\n1\nSCT\nAGRIFRPP\nClaire Morel EI\nFR7630006000011234567890189\nEUR8329.69\n\n\nF-2026-0042\n";
    DocumentView {
        sort,
        record: format!("{}/sample", sort.name()),
        language: language.into(),
        draft: false,
        duplicate: false,
        invoice,
        subject: owned("Refonte du site et audit de sécurité"),
        job: None,
        valid_until: (sort == Sort::Quote).then(|| day(2026, 11, 3)),
        promised: (sort == Sort::OrderConfirmation).then(|| day(2026, 12, 1)),
        order_date: None,
        despatch_date: None,
        prices_include_tax: false,
        rows,
        rows_total: net,
        adjustments: vec![],
        instalments: vec![],
        progress: None,
        statement: None,
        exchange_rate: None,
        payment_code: fiscal.then(|| code.to_owned()),
        creditor_reference: None,
        mentions: if fiscal {
            vec![
                "En cas de retard de paiement : pénalités au taux de 12,15 % l’an et indemnité forfaitaire pour frais de \
                 recouvrement de 40 €."
                    .into(),
                "Pas d’escompte pour paiement anticipé.".into(),
                "Assurance professionnelle : AXA France, contrat 123456, valable en France et dans l’Union européenne.".into(),
            ]
        } else {
            vec![]
        },
        signature: matches!(sort, Sort::Quote | Sort::DeliveryNote),
        style: Style::default(),
        seal: fiscal.then(|| "4f2a91c077de0b5511aa".into()),
    }
}

fn line(at: usize, name: &str, quantity: Decimal, unit: &str, price: Decimal, net: Decimal, tax: Tax) -> Line {
    Line { net, ..Line::new((at + 1).to_string(), name.to_owned(), quantity, unit.to_owned(), price, tax) }
}

/// Four lines, two rates: the invoice that a freelancer writes.
pub fn short(sort: Sort, language: &str) -> DocumentView {
    let sold = [
        (
            "Audit de sécurité sur site\nAnalyse du code et des accès, rapport écrit, restitution d’une demi-journée à l’équipe.",
            "4",
            "DAY",
            "650.00",
            "20",
        ),
        ("Refonte du site", "1", "LS", "4200.00", "20"),
        ("Hébergement", "3", "MON", "40.00", "20"),
        ("Livre « Écrire pour le web »", "2", "C62", "19.00", "5.5"),
    ];
    let mut view = document(sort, language, &sold);
    if let Some(line) = view.invoice.lines.get_mut(2) {
        line.period = Some(Period { start: Some(day(2026, 10, 1)), end: Some(day(2026, 12, 31)) });
    }
    view
}

/// So many lines of 10.00, every third with a second line of text.
pub fn many(sort: Sort, language: &str, count: usize) -> DocumentView {
    let texts: Vec<String> = (1..=count)
        .map(|at| if at % 3 == 0 { format!("Poste {at}\nsuivant le descriptif") } else { format!("Poste {at}") })
        .collect();
    let sold: Vec<Sold> = texts.iter().map(|text| (text.as_str(), "1", "HUR", "10.00", "20")).collect();
    document(sort, language, &sold)
}

/// Sections, texts, subtotals, options chosen and not, a reduction on a line.
pub fn quote(language: &str) -> DocumentView {
    let mut view = short(Sort::Quote, language);
    view.invoice.number = "D-2026-CL-017".into();
    let option = |description: &str, price: &str, chosen: bool| {
        Row::Item(ItemRow {
            line: None,
            description: description.into(),
            quantity: number("12"),
            unit: "MON".into(),
            unit_price: number(price),
            adjustments: vec![],
            tax_percent: Some(number("20")),
            amount: number(price) * number("12"),
            option: Some(("Support".into(), chosen)),
            reference: None,
            progress: None,
        })
    };
    if let Some(Row::Item(item)) = view.rows.get_mut(1) {
        item.adjustments.push(RowAdjustment {
            percent: Some(number("5")),
            amount: number("-221.05"),
            reason: Some("Remise de fidélité".into()),
        });
    }
    let mut rows = vec![Row::Title("Étude et réalisation".into())];
    let mut items = view.rows.drain(..);
    rows.extend(items.by_ref().take(2));
    rows.push(Row::Subtotal { label: None, amount: number("6800.00") });
    rows.push(Row::Title("Exploitation".into()));
    rows.push(Row::Text("Le premier trimestre est compris dans ce devis ; la suite se renouvelle par année.".into()));
    rows.extend(items);
    rows.push(option("Support étendu\nRéponse en quatre heures, du lundi au samedi", "80.00", false));
    rows.push(option("Support simple\nRéponse le lendemain", "35.00", false));
    view.rows = rows;
    view
}

/// A progress invoice with retention money.
pub fn progress() -> DocumentView {
    let mut view = document(
        Sort::Progress,
        "fr",
        &[
            ("Terrassement et fondations", "0.40", "LS", "52000.00", "20"),
            ("Élévation des murs", "0.15", "LS", "96000.00", "20"),
        ],
    );
    for (row, percent) in view.rows.iter_mut().zip(["80", "15"]) {
        if let Row::Item(item) = row {
            item.progress = Some(number(percent));
        }
    }
    view.progress = Some(Progress {
        market: number("210000.00"),
        amendments: number("4500.00"),
        earlier: number("20800.00"),
        this: number("35200.00"),
        rest: number("158500.00"),
        number: 3,
    });
    view.instalments = vec![
        Instalment { due: day(2026, 11, 30), amount: number("40128.00"), label: None },
        Instalment { due: day(2027, 10, 3), amount: number("2112.00"), label: Some("Retenue de garantie 5 %".into()) },
    ];
    view.subject = owned("Construction d’un atelier, lot gros œuvre");
    view
}

pub fn statement(entries: usize) -> DocumentView {
    let mut view = document(Sort::Statement, "fr", &[]);
    view.subject = None;
    let (mut balance, mut rows) = (number("1200.00"), Vec::new());
    for at in 0..entries {
        let amount = if at % 2 == 0 { number("1440.00") } else { number("-1200.00") };
        balance += amount;
        rows.push(StatementEntry {
            date: day(2026, 7 + (at as u32 * 3 / entries.max(1) as u32), 1 + at as u32 % 28),
            label: if at % 2 == 0 { format!("Facture F-2026-{:04}", 30 + at) } else { "Paiement, virement".into() },
            due: (at % 2 == 0).then(|| day(2026, 11, 30)),
            amount,
            balance,
        });
    }
    view.statement = Some(Statement {
        from: Some(day(2026, 7, 1)),
        until: day(2026, 9, 30),
        opening: number("1200.00"),
        entries: rows,
        closing: balance,
    });
    view
}

pub fn credit() -> DocumentView {
    let mut view = document(Sort::CreditNote, "fr", &[("Hébergement, mois non fournis", "2", "MON", "40.00", "20")]);
    view.invoice.number = "A-2026-0007".into();
    view.invoice.preceding = vec![DocumentReference { number: "F-2026-0042".into(), date: Some(day(2026, 10, 3)) }];
    view.subject = None;
    view
}

pub fn delivery() -> DocumentView {
    let mut view = document(
        Sort::DeliveryNote,
        "fr",
        &[
            ("Chaise Louis", "12", "H87", "80.00", "20"),
            ("Table en chêne\nPlateau 220 × 100 cm", "1.5", "MTR", "900.00", "20"),
        ],
    );
    view.invoice.number = "BL-2026-0031".into();
    view.invoice.delivery = Some(Delivery {
        name: owned("ACME Conseil, site de Roubaix"),
        location: None,
        date: Some(day(2026, 10, 5)),
        address: Some(address(&["3 quai du Sartel"], "59100", "Roubaix", "FR")),
    });
    view
}

const WIDE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 60"><rect width="600" height="60" fill="#c8452d"/><circle cx="30" cy="30" r="20" fill="#fff"/></svg>"##;
const TALL: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 300"><rect width="60" height="300" fill="#2d7a4b"/><circle cx="30" cy="30" r="20" fill="#fff"/></svg>"##;

fn logo(svg: &str) -> Option<(Vec<u8>, String)> {
    Some((svg.as_bytes().to_vec(), "svg".into()))
}

/// Long names, prices of eight decimals, huge and negative amounts, a tall logo, a foot of many words.
pub fn awkward() -> DocumentView {
    let mut view = document(
        Sort::Invoice,
        "de",
        &[
            (
                "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft: Jahresbeitrag für das Geschäftsjahr",
                "12345.678",
                "KWH",
                "0.12345678",
                "19",
            ),
            ("Generalsanierung", "1", "LS", "1234567890.12", "19"),
            (
                "Gutschrift aus Rahmenvertrag, siehe Schreiben vom 3. September 2026\nArtikel: 4711-0815-XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
                "-3",
                "H87",
                "99999.99",
                "7",
            ),
            ("Versandkosten", "1", "C62", "0.00", "7"),
        ],
    );
    view.invoice.seller = Party {
        name: "Ingenieurgesellschaft für Umweltverfahrenstechnik und Anlagenbau Schmidt-Rottluff & Söhne GmbH & Co. KG"
            .into(),
        trade_name: None,
        legal_information: owned(
            "Amtsgericht Charlottenburg HRA 12345 B, persönlich haftende Gesellschafterin: Schmidt-Rottluff Verwaltungs-GmbH, Geschäftsführer: Dr.-Ing. Maximilian Schmidt-Rottluff",
        ),
        vat_id: owned("DE136695976"),
        tax_number: owned("29/123/45678"),
        address: address(&["Straße der Pariser Kommune 123", "Aufgang C, 4. Obergeschoss"], "10243", "Berlin", "DE"),
        contact: Some(Contact {
            name: owned("Dr. Friederike Wöhlert-Größmann"),
            phone: owned("+49 30 1234567-89"),
            email: owned("buchhaltung@ingenieurgesellschaft-schmidt-rottluff.example"),
        }),
        ..Party::default()
    };
    view.invoice.buyer = Party {
        name: "Bundesanstalt für den Digitalfunk der Behörden und Organisationen mit Sicherheitsaufgaben".into(),
        trade_name: owned("Referat Z 12: Haushalt, Beschaffung und Vertragswesen"),
        address: address(&["Fehrbelliner Platz 3", "Postfach 12 34 56", "Haus 7"], "10707", "Berlin", "DE"),
        ..Party::default()
    };
    view.subject = owned(
        "Generalsanierung der Lüftungsanlage im Gebäudeteil C nebst Ergänzungsleistungen gemäß Nachtragsangebot vom 14. August 2026",
    );
    view.style.logo = logo(TALL);
    view.style.colour = "#2d7a4b".into();
    view.style.introduction =
        Some("Sehr geehrte Damen und Herren,\nfür unsere Leistungen erlauben wir uns zu berechnen:".into());
    view.style.closing = Some("Wir danken für Ihren Auftrag.".into());
    view.style.footer = Some(
        "Bankverbindung: siehe oben. Gerichtsstand ist Berlin.\nEs gelten unsere Allgemeinen Geschäftsbedingungen."
            .into(),
    );
    view.invoice.purchase_order = owned("BEST-2026-0000000000000000000000000000000000000047");
    view.invoice.buyer_reference = owned("991-03730-19");
    view.invoice.sales_order = owned("AB-2026-0815");
    view.invoice.contract_reference = owned("RV-2024-77");
    view.job = owned("P-1234");
    view.draft = true;
    view.mentions = vec![];
    view
}

/// Nothing that may be left out is there.
pub fn bare() -> DocumentView {
    let mut view = document(Sort::Invoice, "en", &[("Work", "1", "C62", "100.00", "0")]);
    view.invoice.number = String::new();
    view.draft = true;
    view.invoice.seller = Party { name: "Jo".into(), ..Party::default() };
    view.invoice.buyer = Party { name: "Al".into(), ..Party::default() };
    view.invoice.payment = None;
    view.invoice.due_date = None;
    view.invoice.payment_terms = None;
    view.invoice.purchase_order = None;
    view.payment_code = None;
    view.subject = None;
    view.mentions = vec![];
    view.seal = None;
    view.invoice.breakdown.clear();
    if let Some(Row::Item(item)) = view.rows.first_mut() {
        item.tax_percent = None;
    }
    view
}

/// What Inter does not have.
pub fn foreign() -> DocumentView {
    let mut view = short(Sort::Invoice, "en");
    view.invoice.buyer.name = "株式会社メルカリ (Mercari) مرحبا".into();
    view.subject = owned("Launch party 🎉 for Ελλάδα and Україна");
    view.invoice.seller.address.country = owned("GB");
    view.style.logo = logo(WIDE);
    view.style.paper = carnet::document::view::Paper::Letter;
    view
}

/// A description of several pages.
pub fn wordy() -> DocumentView {
    let paragraph = "Fourniture et pose, compris toutes sujétions, d’un ensemble menuisé en chêne massif, assemblé à tenons et \
                     mortaises, fini à l’huile, posé sur ossature, avec protections et nettoyage en fin de chantier. ";
    let long = format!("Bibliothèque\n{}", paragraph.repeat(40));
    document(
        Sort::Quote,
        "fr",
        &[
            ("Relevé de cotes", "1", "LS", "250.00", "10"),
            (&long, "1", "LS", "18500.00", "10"),
            ("Transport", "1", "LS", "180.00", "20"),
        ],
    )
}

/// To a consumer: prices with tax, an earlier payment.
pub fn consumer() -> DocumentView {
    let mut view = short(Sort::Invoice, "fr");
    view.prices_include_tax = true;
    view.invoice.totals.prepaid = Some(number("500.00"));
    view.invoice.totals.due = view.invoice.totals.tax_inclusive - number("500.00");
    view.invoice.buyer = Party {
        name: "Mme Odile Durand".into(),
        address: address(&["4 place du Marché"], "62000", "Arras", "FR"),
        ..Party::default()
    };
    view
}
