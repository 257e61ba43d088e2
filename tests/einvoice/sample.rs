//! Invoices to try: every kind of document and every tax case, each with the arithmetic of the standard's own text
//! (BR-CO-10 to BR-CO-17), written here once more so that nothing is tested against itself.

use carnet::einvoice::term::*;
use carnet::value::tax::TaxCategory::{
    self, Exempt, Export, IntraCommunity, OutOfScope, ReverseCharge, Standard, Zero,
};
use carnet::value::{Currency, Date, Decimal, decimal};

pub fn d(text: &str) -> Decimal {
    decimal::parse(text).expect("a number")
}

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

pub fn currency(code: &str) -> Currency {
    Currency::from_code(code).expect("a currency")
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub fn tax(category: TaxCategory, percent: &str) -> Tax {
    Tax { category, percent: (category != OutOfScope).then(|| d(percent)) }
}

/// A line of so many at a price.
pub fn line(id: usize, name: &str, quantity: &str, price: &str, tax: Tax) -> Line {
    Line {
        net: Decimal::ZERO,
        ..Line::new(id.to_string(), name.to_owned(), d(quantity), "DAY".to_owned(), d(price), tax)
    }
}

pub fn adjustment(amount: &str, reason: &str, tax: Option<Tax>) -> Adjustment {
    Adjustment { amount: d(amount), base: None, percent: None, reason: some(reason), reason_code: None, tax }
}

fn address(street: &str, postcode: &str, city: &str, country: &str) -> Address {
    Address {
        line1: some(street),
        city: some(city),
        postcode: some(postcode),
        country: some(country),
        ..Address::default()
    }
}

pub fn seller() -> Party {
    Party {
        name: "Atelier Martin & Filles SARL".to_owned(),
        trade_name: some("Atelier Martin"),
        ids: vec![Identifier::new("81234567600012", "0009")],
        legal_id: Some(Identifier::new("812345676", "0002")),
        vat_id: some("FR35812345676"),
        tax_number: None,
        legal_information: some("SARL au capital de 8 000 EUR, RCS Lille 812 345 676"),
        endpoint: Some(Identifier::new("812345676", "0225")),
        address: address("12 rue des Lilas", "59000", "Lille", "FR"),
        contact: Some(Contact {
            name: some("Claire Martin"),
            phone: some("+33 3 20 00 00 00"),
            email: some("claire@atelier-martin.example"),
        }),
    }
}

pub fn french_buyer() -> Party {
    Party {
        name: "ACME Conseil <SAS>".to_owned(),
        ids: vec![Identifier::new("73282932000074", "0009")],
        legal_id: Some(Identifier::new("732829320", "0002")),
        vat_id: some("FR44732829320"),
        endpoint: Some(Identifier::new("732829320", "0225")),
        address: address("1 place de l'Étoile", "75008", "Paris", "FR"),
        contact: Some(Contact { name: some("Paul Durand"), phone: None, email: some("paul@acme.example") }),
        ..Party::default()
    }
}

pub fn german_buyer() -> Party {
    Party {
        name: "Müller Maschinenbau GmbH".to_owned(),
        vat_id: some("DE136695976"),
        endpoint: Some(Identifier::new("rechnung@mueller.example", "EM")),
        address: address("Hafenstraße 4", "20457", "Hamburg", "DE"),
        ..Party::default()
    }
}

pub fn american_buyer() -> Party {
    Party {
        name: "Acme Rockets Inc.".to_owned(),
        endpoint: Some(Identifier::new("ap@rockets.example", "EM")),
        address: address("1 Desert Road", "86001", "Flagstaff", "US"),
        ..Party::default()
    }
}

/// An invoice of these lines, from a French firm to a French one.
pub fn invoice(lines: Vec<Line>) -> Invoice {
    let note = |subject: &str, text: &str| Note { subject: some(subject), text: text.to_owned() };
    let mut invoice = Invoice {
        due_date: Some(day("2026-11-30")),
        buyer_reference: some("SERVICE-7"),
        purchase_order: some("PO-4711"),
        payment_terms: some("30 jours fin de mois"),
        notes: vec![
            note("PMT", "Indemnité forfaitaire pour frais de recouvrement : 40 EUR"),
            note("PMD", "Pénalités de retard : trois fois le taux d'intérêt légal"),
            note("AAB", "Pas d'escompte pour paiement anticipé"),
        ],
        seller: seller(),
        buyer: french_buyer(),
        delivery: Some(Delivery { date: Some(day("2026-10-02")), ..Delivery::default() }),
        payment: Some(PaymentInstruction {
            means: "58".to_owned(),
            means_text: None,
            remittance: some("F-2026-0042"),
            accounts: vec![CreditTransfer {
                account: "FR1420041010050500013M02606".to_owned(),
                name: some("Atelier Martin"),
                bic: some("PSSTFRPPLIL"),
            }],
            direct_debit: None,
        }),
        totals: Totals::default(),
        lines,
        ..Invoice::new("F-2026-0042".to_owned(), day("2026-10-03"), TypeCode::INVOICE, Currency::euro())
    };
    settle(&mut invoice);
    invoice
}

/// Puts in all that is computed: nets, breakdown, totals. Lines keep a net that somebody gave.
pub fn settle(invoice: &mut Invoice) {
    let decimals = invoice.currency.decimals();
    let round = |value: Decimal| decimal::fixed(value, decimals);
    let sum = |list: &[Adjustment]| list.iter().map(|found| found.amount).sum::<Decimal>();
    for line in invoice.lines.iter_mut().filter(|line| line.net.is_zero()) {
        let gross = round(line.quantity * line.price / line.price_base.unwrap_or(Decimal::ONE));
        line.net = gross - sum(&line.allowances) + sum(&line.charges);
    }
    let lines: Decimal = invoice.lines.iter().map(|line| line.net).sum();
    let (less, more) = (sum(&invoice.allowances), sum(&invoice.charges));
    let mut parts: Vec<TaxSubtotal> = Vec::new();
    let amounts = invoice.lines.iter().map(|line| (line.tax, line.net));
    let less_by_tax = invoice.allowances.iter().filter_map(|found| Some((found.tax?, -found.amount)));
    let more_by_tax = invoice.charges.iter().filter_map(|found| Some((found.tax?, found.amount)));
    for (tax, amount) in amounts.chain(less_by_tax).chain(more_by_tax) {
        match parts.iter_mut().find(|part| part.tax == tax) {
            Some(part) => part.taxable += amount,
            None => parts.push(TaxSubtotal {
                taxable: amount,
                tax_amount: Decimal::ZERO,
                tax,
                exemption_reason: reason(tax.category).map(|(text, _)| text.to_owned()),
                exemption_code: reason(tax.category).map(|(_, code)| code.to_owned()),
            }),
        }
    }
    for part in &mut parts {
        part.tax_amount = round(part.taxable * part.tax.percent.unwrap_or_default() / d("100"));
    }
    let tax: Decimal = parts.iter().map(|part| part.tax_amount).sum();
    let net = lines - less + more;
    let earlier = (invoice.totals.prepaid, invoice.totals.rounding, invoice.totals.tax_in_accounting_currency);
    invoice.breakdown = parts;
    invoice.totals = Totals {
        lines,
        allowances: (!invoice.allowances.is_empty()).then_some(less),
        charges: (!invoice.charges.is_empty()).then_some(more),
        tax_exclusive: net,
        tax: Some(tax),
        tax_in_accounting_currency: earlier.2,
        tax_inclusive: net + tax,
        prepaid: earlier.0,
        rounding: earlier.1,
        due: net + tax - earlier.0.unwrap_or_default() + earlier.1.unwrap_or_default(),
    };
}

fn reason(category: TaxCategory) -> Option<(&'static str, &'static str)> {
    Some(match category {
        Exempt => ("TVA non applicable, art. 293 B du CGI", "VATEX-FR-FRANCHISE"),
        ReverseCharge => ("Autoliquidation", "VATEX-EU-AE"),
        IntraCommunity => ("Livraison intracommunautaire, art. 262 ter I du CGI", "VATEX-EU-IC"),
        Export => ("Exportation, art. 262 I du CGI", "VATEX-EU-G"),
        OutOfScope => ("Hors du champ de la TVA", "VATEX-EU-O"),
        _ => return None,
    })
}

pub struct Case {
    pub name: &'static str,
    pub invoice: Invoice,
}

fn delivered_to(invoice: &mut Invoice, party: &Party) {
    let delivery = invoice.delivery.get_or_insert_default();
    delivery.address = Some(party.address.clone());
}

/// Every kind of document and tax case.
pub fn cases() -> Vec<Case> {
    let standard = || vec![line(1, "Audit", "4", "650", tax(Standard, "20"))];
    let mut cases = Vec::new();
    let mut add = |name: &'static str, invoice: Invoice| cases.push(Case { name, invoice });
    let made = |lines: Vec<Line>, change: &dyn Fn(&mut Invoice)| {
        let mut made = invoice(lines);
        change(&mut made);
        settle(&mut made);
        made
    };

    add("standard", invoice(standard()));
    add("zero", invoice(vec![line(1, "Book", "3", "10.50", tax(Zero, "0"))]));
    add(
        "exempt",
        made(vec![line(1, "Course", "1", "300", tax(Exempt, "0"))], &|invoice| {
            // A franchise: no VAT number, but a SIREN.
            invoice.seller.vat_id = None;
            invoice.seller.tax_number = some("812345676");
        }),
    );
    add("reverse-charge", invoice(vec![line(1, "Roof, subcontracted", "1", "9000", tax(ReverseCharge, "0"))]));
    add(
        "reverse-charge-abroad",
        made(vec![line(1, "Consulting", "2.5", "800", tax(ReverseCharge, "0"))], &|invoice| {
            invoice.buyer = german_buyer();
        }),
    );
    add(
        "intra-community",
        made(vec![line(1, "Machine", "1", "12000", tax(IntraCommunity, "0"))], &|invoice| {
            invoice.buyer = german_buyer();
            delivered_to(invoice, &german_buyer());
        }),
    );
    add(
        "export",
        made(vec![line(1, "Anvil", "7", "99.99", tax(Export, "0"))], &|invoice| {
            invoice.buyer = american_buyer();
            delivered_to(invoice, &american_buyer());
        }),
    );
    add(
        "out-of-scope",
        made(vec![line(1, "Compensation", "1", "500", tax(OutOfScope, "0"))], &|invoice| {
            invoice.seller.vat_id = None;
            invoice.buyer.vat_id = None;
        }),
    );
    let mixed = || {
        vec![
            line(1, "Audit", "3", "650.123456", tax(Standard, "20")),
            line(2, "Book", "7", "9.99", tax(Standard, "5.5")),
            line(3, "Meal", "2", "31.40", tax(Standard, "10")),
            line(4, "Course", "1", "120", tax(Exempt, "0")),
            line(5, "Press", "3", "2.10", tax(Standard, "2.1")),
        ]
    };
    add("mixed", invoice(mixed()));
    add(
        "allowances-and-charges",
        made(mixed(), &|invoice| {
            invoice.lines[0].allowances.push(Adjustment {
                base: Some(d("1950.37")),
                percent: Some(d("10")),
                ..adjustment("195.04", "Loyalty", None)
            });
            invoice.lines[1].charges.push(adjustment("4.20", "Gift wrap", None));
            invoice.lines[0].net = Decimal::ZERO;
            invoice.lines[1].net = Decimal::ZERO;
            invoice.allowances.push(adjustment("50.00", "Rebate", Some(tax(Standard, "20"))));
            invoice.allowances.push(adjustment("1.00", "Rebate", Some(tax(Standard, "5.5"))));
            let mut freight = adjustment("35.50", "Freight", Some(tax(Standard, "20")));
            freight.reason_code = some("FC");
            invoice.charges.push(freight);
        }),
    );
    add(
        "negative-lines",
        invoice(vec![
            line(1, "Audit", "4", "650", tax(Standard, "20")),
            line(2, "Returned", "-2", "99.90", tax(Standard, "20")),
        ]),
    );
    add(
        "deposit",
        made(vec![line(1, "Deposit of 30 % on order C-2026-0007", "1", "780", tax(Standard, "20"))], &|invoice| {
            invoice.type_code = TypeCode::PREPAYMENT;
        }),
    );
    add(
        "final",
        made(
            vec![
                line(1, "Audit", "4", "650", tax(Standard, "20")),
                line(2, "Deposit invoice F-2026-0031", "-1", "780", tax(Standard, "20")),
            ],
            &|invoice| {
                invoice.preceding =
                    vec![DocumentReference { number: "F-2026-0031".to_owned(), date: Some(day("2026-09-01")) }];
            },
        ),
    );
    add("prepaid", made(standard(), &|invoice| invoice.totals.prepaid = Some(d("1000.00"))));
    add(
        "paid",
        made(standard(), &|invoice| {
            invoice.totals.prepaid = Some(d("3120.00"));
            invoice.due_date = Some(day("2026-10-03"));
        }),
    );
    add(
        "credit-note",
        made(standard(), &|invoice| {
            invoice.number = "A-2026-0003".to_owned();
            invoice.type_code = TypeCode::CREDIT_NOTE;
            invoice.preceding =
                vec![DocumentReference { number: "F-2026-0031".to_owned(), date: Some(day("2026-09-01")) }];
        }),
    );
    add(
        "corrected",
        made(standard(), &|invoice| {
            invoice.type_code = TypeCode::CORRECTED;
            invoice.preceding =
                vec![DocumentReference { number: "F-2026-0031".to_owned(), date: Some(day("2026-09-01")) }];
        }),
    );
    add(
        "progress",
        made(vec![line(1, "Roof, 60 % of 20,000", "1", "4000", tax(Standard, "10"))], &|invoice| {
            invoice.type_code = TypeCode::PARTIAL_CONSTRUCTION;
            invoice.contract_reference = some("M-2026-01");
            invoice.period = Some(Period { start: Some(day("2026-09-01")), end: Some(day("2026-09-30")) });
        }),
    );
    add(
        "tax-currency",
        made(standard(), &|invoice| {
            invoice.currency = currency("USD");
            invoice.tax_currency = Some(Currency::euro());
            invoice.totals.tax_in_accounting_currency = Some(d("478.51"));
        }),
    );
    add("rounding", made(standard(), &|invoice| invoice.totals.rounding = Some(d("-0.01"))));
    add("with-tax", {
        // Ten times 19.99 with tax, agreed as 199.90: 166.58 without, and 33.32 of tax.
        let mut made = invoice(vec![line(1, "Lamp", "10", "16.65833333", tax(Standard, "20"))]);
        settle(&mut made);
        made
    });
    add(
        "yen",
        made(vec![line(1, "Course", "3", "15000", tax(ReverseCharge, "0"))], &|invoice| {
            invoice.currency = currency("JPY");
            invoice.buyer = german_buyer();
            invoice.tax_currency = Some(Currency::euro());
            invoice.totals.tax_in_accounting_currency = Some(d("0.00"));
        }),
    );
    add("gathered", gathered());
    add(
        "of-one-delivery",
        made(standard(), &|invoice| {
            invoice.sales_order = some("C-2026-0007");
            invoice.despatch_advice = some("BL-2026-0009");
            invoice.lines.iter_mut().for_each(|line| line.order_line = Some(line.id.clone()));
        }),
    );
    add("everything", everything());
    cases
}

/// What was delivered of two orders in a month, on three delivery notes.
fn gathered() -> Invoice {
    let mut invoice = invoice(vec![
        line(1, "Screws", "250", "0.12", tax(Standard, "20")),
        line(2, "Screws", "750", "0.12", tax(Standard, "20")),
        line(3, "Plates", "40", "6.5", tax(Standard, "5.5")),
        line(4, "Support", "1", "80", tax(Standard, "20")),
    ]);
    invoice.purchase_order = None;
    invoice.delivery = None;
    invoice.period = Some(Period { start: Some(day("2026-09-03")), end: Some(day("2026-09-28")) });
    let sources = [
        ("C-2026-0007", Some("PO-4711"), "BL-2026-0009", Some("1"), "2026-09-03"),
        ("C-2026-0007", Some("PO-4711"), "BL-2026-0011", Some("2"), "2026-09-17"),
        // Nobody says which line of the note that was.
        ("C-2026-0008", None, "BL-2026-0012", None, "2026-09-28"),
    ];
    for (line, (order, theirs, delivery, at, date)) in invoice.lines.iter_mut().zip(sources) {
        line.note = Some(format!("Commande {order} · Bon de livraison {delivery}"));
        line.order_line = Some(line.id.clone());
        line.order = theirs.and_then(some);
        line.sales_order = some(order);
        line.despatch = Some(Despatch { number: delivery.to_owned(), line: at.and_then(some), date: Some(day(date)) });
    }
    invoice.lines[3].period = Some(Period { start: Some(day("2026-09-05")), end: Some(day("2026-09-20")) });
    settle(&mut invoice);
    invoice
}

/// An invoice that uses every term there is.
pub fn everything() -> Invoice {
    let mut full = invoice(vec![
        line(1, "Audit", "4", "650", tax(Standard, "20")),
        line(2, "Screws, by the hundred", "250", "12.5", tax(Standard, "20")),
    ]);
    full.tax_point_code = Some(TaxPointCode::Payment);
    full.project_reference = some("P-12");
    full.contract_reference = some("CT-2026-8");
    full.sales_order = some("C-2026-0007");
    full.receiving_advice = some("RA-5");
    full.despatch_advice = some("BL-2026-0009");
    full.tender = some("LOT-3");
    full.object = Some(Identifier { id: "METER-77".to_owned(), scheme: some("ABT") });
    full.accounting_reference = some("6226");
    full.notes.push(Note { subject: None, text: "Merci \"beaucoup\" & à bientôt\nL'équipe".to_owned() });
    full.preceding = vec![DocumentReference { number: "F-2026-0031".to_owned(), date: Some(day("2026-09-01")) }];
    full.payee =
        Some(Payee { name: "Factor SA".to_owned(), id: None, legal_id: Some(Identifier::new("552032534", "0002")) });
    full.tax_representative = Some(Party {
        name: "Fiscal Rep SARL".to_owned(),
        vat_id: some("FR40303265045"),
        address: address("3 rue du Port", "13002", "Marseille", "FR"),
        ..Party::default()
    });
    full.buyer.trade_name = some("ACME");
    full.buyer.address.line2 = some("Bâtiment B");
    full.buyer.address.line3 = some("2e étage");
    full.buyer.address.region = some("Île-de-France");
    full.delivery = Some(Delivery {
        name: some("ACME Dépôt"),
        location: Some(Identifier::new("73282932000082", "0009")),
        date: Some(day("2026-10-02")),
        address: Some(address("Quai 3", "93200", "Saint-Denis", "FR")),
    });
    full.period = Some(Period { start: Some(day("2026-09-01")), end: Some(day("2026-09-30")) });
    if let Some(payment) = &mut full.payment {
        payment.means = "30".to_owned();
        payment.means_text = some("Virement");
        payment.accounts.push(CreditTransfer {
            account: "FR7630006000011234567890189".to_owned(),
            name: None,
            bic: None,
        });
    }
    full.allowances.push(Adjustment {
        base: Some(d("2631.25")),
        percent: Some(d("2")),
        reason_code: some("95"),
        ..adjustment("52.63", "Remise", Some(tax(Standard, "20")))
    });
    full.charges.push(adjustment("12.00", "Port", Some(tax(Standard, "20"))));
    full.totals.prepaid = Some(d("100.00"));
    full.totals.rounding = Some(d("0.02"));
    full.attachments.push(Attachment {
        reference: "timesheet".to_owned(),
        description: some("DOCUMENT_ANNEXE"),
        location: None,
        content: Some(AttachedFile {
            bytes: b"day;hours\n".to_vec(),
            mime: "text/csv".to_owned(),
            name: "timesheet.csv".to_owned(),
        }),
    });
    let first = &mut full.lines[0];
    first.note = some("On site");
    first.object = Some(Identifier { id: "SITE-9".to_owned(), scheme: some("AVV") });
    first.order_line = some("10");
    first.order = some("PO-4711");
    first.accounting_reference = some("706");
    first.period = Some(Period { start: Some(day("2026-09-07")), end: Some(day("2026-09-11")) });
    first.description = some("Security audit,\nwith report");
    first.seller_item = some("audit-day");
    first.buyer_item = some("A-77");
    first.standard_item = Some(Identifier::new("4012345000009", "0160"));
    first.classifications = vec![Identifier { id: "80101500".to_owned(), scheme: some("TST") }];
    first.origin_country = some("FR");
    first.attributes = vec![("Level".to_owned(), "Expert".to_owned())];
    let second = &mut full.lines[1];
    second.unit = "C62".to_owned();
    second.price_base = Some(d("100"));
    second.gross_price = Some(d("14"));
    second.price_discount = Some(d("1.5"));
    second.net = Decimal::ZERO;
    settle(&mut full);
    full
}

/// One of [`cases`].
pub fn case(name: &str) -> Invoice {
    cases().into_iter().find(|case| case.name == name).expect("a case of this name").invoice
}
