//! What the law wants of a document, as one table: a draft that lacks something is not issued, and is told what to write.

use crate::book::link::{Target, resolve};
use crate::book::{Book, RecordRef};
use crate::figures::document::tax_key;
use crate::finding::{Finding, KeyPath, Place, code};
use crate::firm::file::Identity;
use crate::firm::series::Pattern;
use crate::firm::{PATH, Series, SeriesDocument, TaxRate};
use crate::model::Type;
use crate::model::address::Address;
use crate::model::customer::{Customer, SitePurpose};
use crate::model::field::TaxCode;
use crate::model::invoice::Invoice;
use crate::model::product::Product;
use crate::value::tax::TaxCategory;
use crate::value::{Date, Terms};

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
        Draft { book, record, invoice, sort, buyer, customer: customer.map(|(_, customer)| customer), products }
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

    pub fn rate(&self, code: Option<&TaxCode>) -> Option<&'b TaxRate> {
        match code {
            Some(code) => self.book.firm.tax(&code.0),
            None => self.book.firm.default_tax(),
        }
    }

    /// The rates that lines, allowances and charges name, and where.
    fn rates(&self) -> Vec<(KeyPath, Option<&'b TaxRate>)> {
        let lines = self.invoice.lines.iter().enumerate();
        let mut all: Vec<_> =
            lines.map(|(i, line)| (KeyPath::key("lines").at(i).and("tax"), self.rate(line.tax.as_ref()))).collect();
        for (name, list) in [("allowances", &self.invoice.allowances), ("charges", &self.invoice.charges)] {
            let taxed = list.iter().enumerate().filter(|(_, adjustment)| adjustment.tax.is_some());
            all.extend(taxed.map(|(i, a)| (KeyPath::key(name).at(i).and("tax"), self.rate(a.tax.as_ref()))));
        }
        all
    }

    fn has_category(&self, categories: &[TaxCategory]) -> bool {
        self.rates().iter().any(|(_, rate)| rate.is_some_and(|rate| categories.contains(&rate.category)))
    }

    /// Where the invoice goes: the buyer's billing site, else its main address.
    pub fn buyer_address(&self) -> Option<&Address> {
        let (_, buyer) = self.buyer.as_ref()?;
        let billing = buyer.sites.iter().find(|site| site.purpose == Some(SitePurpose::Billing));
        billing.and_then(|site| site.address.as_ref()).or(buyer.address.as_ref())
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

    fn here(&self, key: KeyPath) -> Place {
        self.book.place(self.record, key)
    }

    fn of_buyer(&self, key: &str) -> Option<Place> {
        self.buyer.as_ref().map(|(record, _)| self.book.place(*record, KeyPath::key(key)))
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
        places: |draft, _| {
            use TaxCategory::{Export, IntraCommunity, ReverseCharge, Standard};
            let taxed = draft.has_category(&[Standard, ReverseCharge, IntraCommunity, Export]);
            when(taxed && draft.firm().is_some_and(|firm| firm.vat_id.is_none()), || settings(&["firm", "vat_id"]))
        },
    },
    // BR-07
    Wanted { name: "buyer", places: |draft, _| when(draft.buyer.is_none(), || draft.here(KeyPath::key("customer"))) },
    // BR-10, BR-11
    Wanted {
        name: "buyer-address",
        places: |draft, _| match draft.of_buyer("address").filter(|_| !is_whole(draft.buyer_address())) {
            Some(place) => vec![place],
            None => Vec::new(),
        },
    },
    // BR-AE-02, BR-IC-02
    Wanted {
        name: "buyer-vat-id",
        places: |draft, _| {
            let wanted = draft.has_category(&[TaxCategory::ReverseCharge, TaxCategory::IntraCommunity]);
            let lacks = draft.buyer.as_ref().is_some_and(|(_, buyer)| buyer.vat_id.is_none());
            draft.of_buyer("vat_id").filter(|_| wanted && lacks).into_iter().collect()
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
        places: |draft, _| {
            let rates = draft.rates().into_iter();
            let unknown = rates.filter(|(_, rate)| rate.is_none_or(|rate| rate.category == TaxCategory::None));
            // A firm that declares no rate at all says nothing about tax, which no document may do.
            let nothing = draft.book.firm.file.tax.is_empty() && tax_key(draft.book, None).is_some();
            match nothing {
                true => vec![settings(&["tax"])],
                false => unknown.map(|(path, _)| draft.here(path)).collect(),
            }
        },
    },
    // BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10
    Wanted {
        name: "exemption",
        places: |draft, _| {
            use TaxCategory::{Exempt, Export, IntraCommunity, OutOfScope, ReverseCharge};
            let free = [Exempt, ReverseCharge, IntraCommunity, Export, OutOfScope];
            let lacks = |rate: &&TaxRate| free.contains(&rate.category) && rate.reason.is_none();
            let rates = draft.rates().into_iter().filter_map(|(_, rate)| rate).filter(lacks);
            let position = |rate: &TaxRate| draft.book.firm.file.tax.iter().position(|other| other.id == rate.id);
            let place = |i| Place::key(PATH, KeyPath::key("tax").at(i).and("reason"));
            rates.filter_map(position).map(place).collect()
        },
    },
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
