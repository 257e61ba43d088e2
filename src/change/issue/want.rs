//! What the law wants of a document, as one table: a draft that lacks something is not issued, and is told what to write.

use super::tax;
use crate::book::link::{Target, resolve};
use crate::book::{Book, RecordRef};
use crate::figures::document::tax_key;
use crate::figures::mention::{self, Case, Occasion};
use crate::figures::nature;
use crate::figures::source;
use crate::finding::{Finding, KeyPath, Place, code};
use crate::firm::file::Identity;
use crate::firm::series::Pattern;
use crate::firm::{PATH, Series, SeriesDocument, TaxRate};
use crate::model::Type;
use crate::model::address::Address;
use crate::model::customer::{Customer, SitePurpose};
use crate::model::field::TaxCode;
use crate::model::frozen::{DocumentNature, Span};
use crate::model::invoice::{Invoice, tax_date};
use crate::model::product::{Nature, Product};
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Date, Terms, europe, identifier};

/// A draft with all that is copied into it.
pub(super) struct Draft<'b> {
    pub book: &'b Book,
    pub record: RecordRef,
    pub invoice: Invoice,
    pub sort: SeriesDocument,
    /// Who is invoiced: the customer, or whom it names for that.
    pub buyer: Option<(RecordRef, Customer)>,
    /// Of the customer itself: terms and currency.
    pub customer: Option<Customer>,
    /// The products of the lines, by position.
    pub products: Vec<Option<(RecordRef, Product)>>,
    /// What each line sells, by position.
    pub natures: Vec<Option<Nature>>,
    /// The days of the deliveries that its lines name, where it does not say any itself.
    pub covered: Option<Span>,
    /// Where those deliveries went, if all to one place of the customer.
    pub delivered_to: Option<Address>,
}

impl<'b> Draft<'b> {
    pub fn new(book: &'b Book, record: RecordRef, invoice: Invoice, sort: SeriesDocument) -> Draft<'b> {
        let party =
            |id: &str| find(book, "customer", id).and_then(|found| Some((found, book.typed::<Customer>(found)?)));
        let customer = party(invoice.customer.as_str());
        let bill_to = customer.as_ref().and_then(|(_, customer)| customer.bill_to.as_ref());
        let buyer = match bill_to {
            Some(other) => party(other.as_str()),
            None => customer.clone(),
        };
        let product =
            |id: &str| find(book, "product", id).and_then(|found| Some((found, book.typed::<Product>(found)?)));
        let products = invoice.lines.iter().map(|line| product(line.product.as_ref()?.as_str())).collect();
        let natures = invoice.lines.iter().map(|line| nature::of_line(book, line)).collect();
        let customer = customer.map(|(_, customer)| customer);
        let covered = source::covered(book, &invoice);
        let delivered_to = source::delivered_to(book, &invoice);
        Draft { book, record, invoice, sort, buyer, customer, products, natures, covered, delivered_to }
    }

    /// The series that numbers it: none where none is declared, or its numbers come from elsewhere.
    pub fn series(&self) -> Option<&'b Series> {
        let own = self.invoice.series.as_ref().map(|series| series.0.as_str());
        let series = self.book.firm.series_for(own, self.sort)?;
        let pattern = series.pattern.as_deref().and_then(Pattern::parse);
        (series.external != Some(true) && pattern.is_some()).then_some(series)
    }

    pub fn firm(&self) -> Option<&'b Identity> {
        self.book.firm.file.firm.as_ref()
    }

    /// The day by which rates and regimes hold, issued on a day.
    pub fn tax_date(&self, date: Date) -> Date {
        let covers = self.invoice.period.or(self.covered);
        tax_date(self.invoice.delivered, covers.map(|covers| covers.to), date)
    }

    /// The rate that a code means, or no code, issued on a day.
    pub fn rate(&self, code: Option<&TaxCode>, date: Date) -> Option<&'b TaxRate> {
        match code {
            Some(code) => self.book.firm.tax(&code.0),
            None => self.book.firm.default_tax(self.tax_date(date)),
        }
    }

    /// The document's currency.
    pub fn currency(&self) -> Currency {
        let customers = self.customer.as_ref().and_then(|customer| customer.currency.as_ref());
        let own = self.invoice.currency.as_ref().or(customers).and_then(|code| Currency::from_code(&code.0));
        own.unwrap_or(self.book.firm.currency())
    }

    /// The language of the document: its own, its reader's, the book's.
    pub fn language(&self) -> &str {
        let reader = self.buyer.as_ref().and_then(|(_, buyer)| buyer.language.as_ref());
        let customers = self.customer.as_ref().and_then(|customer| customer.language.as_ref());
        let tag = self.invoice.language.as_ref().or(reader).or(customers);
        tag.map_or(self.book.firm.document_language(), |tag| tag.0.as_str())
    }

    /// Goods, services or both.
    pub fn nature(&self) -> Option<DocumentNature> {
        nature::of_lines(self.natures.iter().copied())
    }

    /// What decides which mentions the document bears, issued on a day.
    pub fn case(&self, date: Date) -> Case<'_> {
        let occasion = match self.sort {
            SeriesDocument::CreditNote => Occasion::CreditNote,
            _ => Occasion::Invoice,
        };
        let buyer = self.buyer.as_ref().map(|(_, buyer)| buyer);
        Case {
            language: self.language(),
            buyer_country: self.buyer_country(),
            nature: self.nature(),
            ..Case::new(&self.book.firm, buyer, occasion, date)
        }
        .taxed(self.rates(date).into_iter().filter_map(|(_, rate)| rate))
    }

    /// The rates that lines, allowances and charges name, and where.
    pub fn rates(&self, date: Date) -> Vec<(KeyPath, Option<&'b TaxRate>)> {
        let lines = self.invoice.lines.iter().enumerate();
        let mut all: Vec<_> = lines
            .map(|(i, line)| (KeyPath::key("lines").at(i).and("tax"), self.rate(line.tax.as_ref(), date)))
            .collect();
        for (name, list) in [("allowances", &self.invoice.allowances), ("charges", &self.invoice.charges)] {
            let taxed = list.iter().enumerate().filter(|(_, adjustment)| adjustment.tax.is_some());
            all.extend(taxed.map(|(i, a)| (KeyPath::key(name).at(i).and("tax"), self.rate(a.tax.as_ref(), date))));
        }
        all
    }

    pub fn has_category(&self, date: Date, categories: &[TaxCategory]) -> bool {
        self.rates(date).iter().any(|(_, rate)| rate.is_some_and(|rate| categories.contains(&rate.category)))
    }

    /// Where the invoice goes: the buyer's billing site, else its main address.
    pub fn buyer_address(&self) -> Option<&Address> {
        let (_, buyer) = self.buyer.as_ref()?;
        let billing = buyer.sites.iter().find(|site| site.purpose == Some(SitePurpose::Billing));
        billing.and_then(|site| site.address.as_ref()).or(buyer.address.as_ref())
    }

    pub fn buyer_country(&self) -> Option<&str> {
        self.buyer_address()?.country.as_ref().map(|country| country.0.as_str())
    }

    /// Where goods go, if elsewhere than to the buyer's address: what the document says, else the place of the deliveries that
    /// its lines name, else the customer's only site for deliveries, else the customer where another is invoiced for it.
    pub fn delivery_address(&self) -> Option<&Address> {
        if let Some(own) = &self.invoice.delivery {
            return Some(own);
        }
        if self.nature() == Some(DocumentNature::Services) {
            return None;
        }
        let customer = self.customer.as_ref()?;
        let mut sites = customer.sites.iter().filter(|site| site.purpose == Some(SitePurpose::Delivery));
        let only = sites.next().filter(|_| sites.next().is_none()).and_then(|site| site.address.as_ref());
        let address =
            self.delivered_to.as_ref().or(only).or(customer.address.as_ref().filter(|_| customer.bill_to.is_some()));
        address.filter(|address| Some(*address) != self.buyer_address())
    }

    /// The country that goods go to.
    pub fn destination(&self) -> Option<&str> {
        let there = self.delivery_address().and_then(|address| address.country.as_ref());
        there.map(|country| country.0.as_str()).or_else(|| self.buyer_country())
    }

    /// The day on which it is to be paid, issued on a day.
    pub fn due(&self, date: Date) -> Option<Date> {
        let from_terms = || Terms::parse(self.terms()?).ok()?.last_due(date);
        self.invoice.due.or_else(from_terms)
    }

    pub fn terms(&self) -> Option<&str> {
        let customer = self.customer.as_ref().and_then(|customer| customer.terms.as_ref());
        let terms = self.invoice.terms.as_ref().or(customer).or(self.book.firm.file.terms.as_ref());
        terms.map(|terms| terms.0.as_str())
    }

    pub fn here(&self, key: KeyPath) -> Place {
        self.book.place(self.record, key)
    }

    pub fn of_buyer(&self, key: KeyPath) -> Option<Place> {
        self.buyer.as_ref().map(|(record, _)| self.book.place(*record, key))
    }
}

fn find(book: &Book, kind: &str, id: &str) -> Option<RecordRef> {
    match resolve(book, &Type::Ref(kind.into()), id) {
        Target::Record(found) => Some(found),
        _ => None,
    }
}

/// One thing that a document must have.
pub(super) struct Wanted {
    /// The wording of the finding.
    name: &'static str,
    /// Where to write what lacks: none when all is there. The day is that of the issue.
    pub places: fn(&Draft<'_>, Date) -> Vec<Place>,
}

impl Wanted {
    pub fn finding(&self, draft: &Draft<'_>, place: Place) -> Finding {
        let buyer = draft.buyer.as_ref().map_or_else(String::new, |(record, _)| draft.book.title(*record).to_owned());
        let finding = Finding::new(&code::NOT_ISSUABLE, place).variant(self.name);
        finding.arg("name", draft.book.name(draft.record)).arg("buyer", buyer)
    }
}

/// The table. Sources: art. 242 nonies A of annex II to the French tax code; art. 226 of directive 2006/112/EC; the rules
/// of EN 16931 (BR-…).
pub(super) const WANTED: &[Wanted] = &[
    // BR-06
    Wanted { name: "seller-name", places: |draft, _| when(draft.firm().is_none(), || settings(&["firm", "name"])) },
    // BR-08, BR-09
    Wanted {
        name: "seller-address",
        places: |draft, _| {
            let address = draft.firm().and_then(|firm| firm.address.as_ref());
            when(draft.firm().is_some() && !is_whole(address), || settings(&["firm", "address"]))
        },
    },
    // BR-CO-26
    Wanted {
        name: "seller-identifier",
        places: |draft, _| {
            let none = |firm: &Identity| firm.siren.is_none() && firm.siret.is_none() && firm.vat_id.is_none();
            when(draft.firm().is_some_and(none), || settings(&["firm", "siret"]))
        },
    },
    // BR-S-02, BR-AE-02, BR-IC-02, BR-G-02
    Wanted {
        name: "seller-vat-id",
        places: |draft, date| {
            use TaxCategory::{Export, IntraCommunity, ReverseCharge, Standard};
            let taxed = draft.has_category(date, &[Standard, ReverseCharge, IntraCommunity, Export]);
            when(taxed && draft.firm().is_some_and(|firm| firm.vat_id.is_none()), || settings(&["firm", "vat_id"]))
        },
    },
    // BR-07
    Wanted { name: "buyer", places: |draft, _| when(draft.buyer.is_none(), || draft.here(KeyPath::key("customer"))) },
    // BR-10, BR-11
    Wanted {
        name: "buyer-address",
        places: |draft, _| match draft.of_buyer(KeyPath::key("address")).filter(|_| !is_whole(draft.buyer_address())) {
            Some(place) => vec![place],
            None => Vec::new(),
        },
    },
    // BR-AE-02, BR-IC-02
    Wanted { name: "buyer-vat-id", places: tax::buyer_vat_id },
    Wanted { name: "buyer-vat-id-member", places: tax::buyer_vat_id_of_member },
    Wanted { name: "to-member", places: tax::to_member },
    Wanted { name: "out-of-union", places: tax::out_of_union },
    Wanted { name: "delivered", places: tax::without_delivery_date },
    Wanted { name: "service-as-goods", places: tax::service_as_goods },
    Wanted { name: "outside-mixed", places: tax::outside_with_others },
    Wanted { name: "against-regime", places: tax::against_regime },
    Wanted { name: "rate-out-of-date", places: tax::out_of_date },
    Wanted { name: "margin", places: tax::margin },
    Wanted { name: "exchange-rate", places: tax::without_exchange_rate },
    Wanted { name: "buyer-siren", places: tax::without_siren },
    Wanted { name: "nature", places: tax::without_nature },
    // Code de commerce, art. L441-9 and L441-10
    Wanted { name: "late-interest", places: |draft, date| lacking(draft, date, "late-interest") },
    // Code des assurances, art. L243-2
    Wanted { name: "insurance", places: |draft, date| lacking(draft, date, "insurance") },
    // Code de la consommation, art. L616-1
    Wanted { name: "mediator", places: |draft, date| lacking(draft, date, "mediator") },
    // Code de commerce, art. R123-238
    Wanted {
        name: "capital",
        places: |draft, _| {
            let lacks = company(draft).is_some_and(|firm| firm.capital.is_none());
            when(lacks, || settings(&["firm", "capital"]))
        },
    },
    // Code de commerce, art. R123-237
    Wanted {
        name: "register",
        places: |draft, _| {
            let lacks = company(draft).is_some_and(|firm| firm.register.is_none());
            when(lacks, || settings(&["firm", "register"]))
        },
    },
    // BR-16
    Wanted {
        name: "lines",
        places: |draft, _| {
            let none = draft.invoice.lines.is_empty() && draft.invoice.charges.is_empty();
            when(none, || draft.here(KeyPath::key("lines")))
        },
    },
    // BR-25
    Wanted {
        name: "description",
        places: |draft, _| {
            let lines = draft.invoice.lines.iter().zip(&draft.products).enumerate();
            let bare = lines.filter(|(_, (line, product))| line.description.is_none() && product.is_none());
            bare.map(|(i, _)| draft.here(KeyPath::key("lines").at(i).and("description"))).collect()
        },
    },
    // BR-CO-04
    Wanted {
        name: "tax",
        places: |draft, date| {
            let rates = draft.rates(date).into_iter();
            let unknown = rates.filter(|(_, rate)| rate.is_none_or(|rate| rate.category == TaxCategory::None));
            // A firm that declares no rate at all says nothing about tax, which no document may do.
            let nothing = draft.book.firm.file.tax.is_empty() && tax_key(draft.book, None, date).is_some();
            match nothing {
                true => vec![settings(&["tax"])],
                false => unknown.map(|(path, _)| draft.here(path)).collect(),
            }
        },
    },
    // BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10
    Wanted { name: "exemption", places: tax::without_reason },
    // BR-CO-25; art. L441-9 of the French commercial code
    Wanted {
        name: "due",
        places: |draft, date| {
            let due = draft.due(date);
            when(due.is_none() && draft.sort != SeriesDocument::CreditNote, || draft.here(KeyPath::key("due")))
        },
    },
    Wanted {
        name: "due-before",
        places: |draft, date| {
            let before = draft.due(date).is_some_and(|due| due < date);
            when(before, || draft.here(KeyPath::key("due")))
        },
    },
    // Retention money is a part of what is owed, with a day of its own.
    Wanted {
        name: "retention",
        places: |draft, _| {
            let lacks = draft.invoice.retention.as_ref().is_some_and(|retention| retention.due.is_none());
            when(lacks, || draft.here(KeyPath::key("retention").and("due")))
        },
    },
    // What is corrected was there before.
    Wanted {
        name: "credits-before",
        places: |draft, date| {
            let credited = draft.invoice.credits.as_ref().and_then(|id| find(draft.book, "invoice", id.as_str()));
            let later = credited.is_some_and(|record| {
                let (found, shape) = (draft.book.get(record), draft.book.shape(record.kind));
                let issued = found.text(shape, "number").is_some();
                issued && found.date(shape, "date").is_some_and(|earlier| date < earlier)
            });
            when(later, || draft.here(KeyPath::key("credits")))
        },
    },
    // Art. 242 nonies A, 7°: a number of an unbroken series
    Wanted { name: "series", places: |draft, _| when(draft.series().is_none(), || settings(&["series"])) },
];

/// Where `carnet.toml` lacks what a mention of the document needs.
fn lacking(draft: &Draft<'_>, date: Date, name: &str) -> Vec<Place> {
    let notes = &draft.invoice.notes;
    let said = |subject: Option<&str>| subject.is_some() && notes.iter().any(|note| note.subject.as_deref() == subject);
    let lacks = mention::lacking(&draft.case(date)).into_iter().filter(|lack| lack.name == name && !said(lack.subject));
    lacks.map(|lack| settings(lack.keys)).collect()
}

/// The firm, where it is a French company with a capital.
fn company<'d>(draft: &'d Draft<'_>) -> Option<&'d Identity> {
    let french = draft.book.firm.country().map(europe::vat_country) == Some("FR");
    draft.firm().filter(|firm| {
        let form = firm.legal_form.as_deref().unwrap_or_default();
        french && identifier::has_capital(form)
    })
}

fn when(lacks: bool, place: impl FnOnce() -> Place) -> Vec<Place> {
    if lacks { vec![place()] } else { Vec::new() }
}

fn settings(keys: &[&str]) -> Place {
    Place::key(PATH, keys.iter().fold(KeyPath::default(), |path, key| path.and(key)))
}

/// A town and a country: what a letter needs and BT-40, BT-55 want.
fn is_whole(address: Option<&Address>) -> bool {
    address.is_some_and(|address| address.city.is_some() && address.country.is_some())
}
