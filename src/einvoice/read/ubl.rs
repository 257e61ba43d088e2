//! UBL 2.1 `Invoice` and `CreditNote` → the terms of EN 16931, by the binding of EN 16931-3-2.

use super::Read;
use super::fault::FaultKind;
use super::tree::{Node, Space};
use super::value::{Values, currency, identifier, text};
use crate::einvoice::term::{
    Address, Adjustment, Attachment, Contact, CreditTransfer, Delivery, Despatch, DirectDebit, DocumentReference,
    Identifier, Invoice, Line, Note, Party, Payee, PaymentInstruction, Period, Tax, TaxPointCode, TaxSubtotal, Totals,
    TypeCode,
};
use crate::value::{Currency, Date};

/// Reads the document below its root.
pub(super) fn read(root: Node<'_>) -> Read {
    let (money, unknown) = currency(root.get("DocumentCurrencyCode"), "BR-05", "BT-5");
    let values = Values::new(money);
    let (tax_currency, unknown_too) = match root.get("TaxCurrencyCode") {
        None => (None, None),
        node => {
            let (money, fault) = currency(node, "BR-53", "BT-6");
            (fault.is_none().then_some(money), fault)
        }
    };
    let mut reader = Reader { values, credit_note: root.space() == Space::UblCreditNote, creditor: None };
    let invoice = reader.document(root, money, tax_currency);
    let mut faults: Vec<_> = unknown.into_iter().chain(unknown_too).collect();
    faults.extend(reader.values.into_faults());
    Read { invoice, faults }
}

struct Reader {
    values: Values,
    credit_note: bool,
    /// BT-90 stands among the seller's or the payee's identifiers.
    creditor: Option<String>,
}

impl Reader {
    fn document(&mut self, root: Node<'_>, currency: Currency, tax_currency: Option<Currency>) -> Invoice {
        // Of the syntax, not of the invoice.
        text(root.get("UBLVersionID"));
        let seller = root.at("AccountingSupplierParty/Party").map(|party| self.party(party)).unwrap_or_default();
        let buyer = root.at("AccountingCustomerParty/Party").map(|party| self.party(party)).unwrap_or_default();
        let payee = root.get("PayeeParty").map(|party| self.payee(party));
        let payment = self.payment(root);
        let v = &self.values;
        let period = root.get("InvoicePeriod");
        let date = |name, term| v.date(root.get(name), term);
        let dues: Vec<Node<'_>> = root.all("PaymentMeans").filter_map(|means| means.get("PaymentDueDate")).collect();
        let due_date = date("DueDate", "BT-9").or_else(|| v.date(dues.first().copied(), "BT-9"));
        // A credit note says it again with each account.
        for due in dues.iter().filter(|due| Some(due.peek()) == due_date.map(|date| date.to_string()).as_deref()) {
            due.text();
        }
        let reference = |path| text(root.at(path));
        let issue_date = date("IssueDate", "BT-2").unwrap_or_else(|| {
            if root.get("IssueDate").is_none_or(|node| node.peek().is_empty()) {
                v.missing("BR-03", "BT-2");
            }
            Date::UNIX_EPOCH
        });
        let (mut project, mut object, mut attachments) = (reference("ProjectReference/ID"), None, Vec::new());
        for document in root.all("AdditionalDocumentReference") {
            let code = document.get("DocumentTypeCode");
            match code.map(Node::peek) {
                Some("130") if object.is_none() => {
                    code.map(Node::text);
                    object = document.get("ID").and_then(identifier);
                }
                Some("50") if self.credit_note && project.is_none() => {
                    code.map(Node::text);
                    project = text(document.get("ID"));
                }
                _ => attachments.push(self.attachment(document)),
            }
        }
        let mut invoice = Invoice {
            number: v.required(root.get("ID"), "BR-02", "BT-1"),
            issue_date,
            type_code: self.type_code(root),
            currency,
            tax_currency,
            tax_point_date: date("TaxPointDate", "BT-7"),
            tax_point_code: period.and_then(|period| self.tax_point(period)),
            due_date,
            buyer_reference: reference("BuyerReference"),
            project_reference: project,
            contract_reference: reference("ContractDocumentReference/ID"),
            // UBL wants a purchase order's number where there is a sales order's: `NA` says that there is none.
            purchase_order: reference("OrderReference/ID")
                .filter(|number| number != "NA" || root.at("OrderReference/SalesOrderID").is_none()),
            sales_order: reference("OrderReference/SalesOrderID"),
            receiving_advice: reference("ReceiptDocumentReference/ID"),
            despatch_advice: reference("DespatchDocumentReference/ID"),
            tender: reference("OriginatorDocumentReference/ID"),
            object,
            accounting_reference: reference("AccountingCost"),
            payment_terms: reference("PaymentTerms/Note"),
            notes: root.all("Note").filter_map(note).collect(),
            process: reference("ProfileID"),
            specification: reference("CustomizationID"),
            preceding: root
                .all("BillingReference")
                .filter_map(|billing| billing.get("InvoiceDocumentReference"))
                .map(|document| DocumentReference {
                    number: v.required(document.get("ID"), "BR-55", "BT-25"),
                    date: v.date(document.get("IssueDate"), "BT-26"),
                })
                .collect(),
            seller,
            buyer,
            payee,
            tax_representative: root.get("TaxRepresentativeParty").map(representative),
            delivery: root.get("Delivery").and_then(|delivery| self.delivery(delivery)),
            period: period.and_then(|period| self.period(period, ["BT-73", "BT-74"])),
            payment,
            allowances: Vec::new(),
            charges: Vec::new(),
            totals: self.totals(root, tax_currency),
            breakdown: self.breakdown(root),
            attachments,
            lines: Vec::new(),
        };
        (invoice.allowances, invoice.charges) = self.adjustments(root, ["BT-92", "BT-99"]);
        let line_name = if self.credit_note { "CreditNoteLine" } else { "InvoiceLine" };
        for (index, line) in root.all(line_name).enumerate() {
            v.line(Some(index));
            invoice.lines.push(self.line(line));
        }
        v.line(None);
        invoice
    }

    fn type_code(&self, root: Node<'_>) -> TypeCode {
        let (name, usual) = match self.credit_note {
            true => ("CreditNoteTypeCode", TypeCode::CREDIT_NOTE),
            false => ("InvoiceTypeCode", TypeCode::INVOICE),
        };
        let Some((node, code)) = root.get(name).and_then(|node| Some((node, node.text()?))) else {
            self.values.missing("BR-04", "BT-3");
            return usual;
        };
        match code.parse() {
            Ok(code) => TypeCode(code),
            Err(_) => {
                self.values.fault(node, "BR-CL-01", "BT-3", FaultKind::NotACode { text: code.to_owned() });
                usual
            }
        }
    }

    fn tax_point(&self, period: Node<'_>) -> Option<TaxPointCode> {
        let node = period.get("DescriptionCode")?;
        match node.text()? {
            "3" => Some(TaxPointCode::Invoice),
            "35" => Some(TaxPointCode::Delivery),
            "432" => Some(TaxPointCode::Payment),
            other => {
                self.values.fault(node, "BR-CL-06", "BT-8", FaultKind::NotACode { text: other.to_owned() });
                None
            }
        }
    }

    fn period(&self, node: Node<'_>, terms: [&'static str; 2]) -> Option<Period> {
        let (start, end) = (node.get("StartDate"), node.get("EndDate"));
        let period = Period { start: self.values.date(start, terms[0]), end: self.values.date(end, terms[1]) };
        (period.start.is_some() || period.end.is_some()).then_some(period)
    }

    fn party(&mut self, node: Node<'_>) -> Party {
        let mut party = Party {
            name: text(node.at("PartyLegalEntity/RegistrationName")).unwrap_or_default(),
            trade_name: text(node.at("PartyName/Name")),
            legal_id: node.at("PartyLegalEntity/CompanyID").and_then(identifier),
            legal_information: text(node.at("PartyLegalEntity/CompanyLegalForm")),
            endpoint: node.get("EndpointID").and_then(identifier),
            address: node.get("PostalAddress").map(address).unwrap_or_default(),
            contact: node.get("Contact").and_then(contact),
            ids: self.identifiers(node),
            ..Party::default()
        };
        for scheme in node.all("PartyTaxScheme") {
            let is_vat = scheme.at("TaxScheme/ID").map(Node::peek) == Some("VAT");
            let slot = if is_vat { &mut party.vat_id } else { &mut party.tax_number };
            if slot.is_none() {
                text(scheme.at("TaxScheme/ID"));
                *slot = text(scheme.get("CompanyID"));
            }
        }
        party
    }

    /// The identifiers of a party, without the creditor's (BT-90), which is kept.
    fn identifiers(&mut self, party: Node<'_>) -> Vec<Identifier> {
        let ids = party.all("PartyIdentification").filter_map(|id| id.get("ID")).filter_map(identifier);
        let (creditors, ids): (Vec<_>, Vec<_>) = ids.partition(|id| id.scheme.as_deref() == Some("SEPA"));
        self.creditor = self.creditor.take().or(creditors.into_iter().next().map(|id| id.id));
        ids
    }

    fn payee(&mut self, node: Node<'_>) -> Payee {
        Payee {
            name: self.values.required(node.at("PartyName/Name"), "BR-17", "BT-59"),
            id: self.identifiers(node).into_iter().next(),
            legal_id: node.at("PartyLegalEntity/CompanyID").and_then(identifier),
        }
    }

    fn delivery(&self, node: Node<'_>) -> Option<Delivery> {
        let location = node.get("DeliveryLocation");
        let delivery = Delivery {
            name: text(node.at("DeliveryParty/PartyName/Name")),
            location: location.and_then(|location| location.get("ID")).and_then(identifier),
            date: self.values.date(node.get("ActualDeliveryDate"), "BT-72"),
            address: location.and_then(|location| location.get("Address")).map(address),
        };
        (delivery != Delivery::default()).then_some(delivery)
    }

    /// UBL repeats the means for each account; means that differ from the first are no part of EN 16931.
    fn payment(&mut self, root: Node<'_>) -> Option<PaymentInstruction> {
        let first = root.get("PaymentMeans")?;
        let code = first.get("PaymentMeansCode");
        let means_text = code.and_then(|code| code.attribute("name")).map(str::to_owned);
        let mut payment = PaymentInstruction {
            means: self.values.required(code, "BR-49", "BT-81"),
            means_text,
            remittance: text(first.get("PaymentID")),
            accounts: Vec::new(),
            direct_debit: None,
        };
        for means in root.all("PaymentMeans") {
            let code = means.get("PaymentMeansCode");
            if code.is_none_or(|code| code.peek() != payment.means) {
                continue;
            }
            code.map(Node::text);
            // What is said of the first again is placed with it.
            let same = |node: Option<Node<'_>>, known: &Option<String>| {
                node.filter(|node| Some(node.peek()) == known.as_deref()).map(Node::text);
            };
            same(means.get("PaymentID"), &payment.remittance);
            if let Some(code) = code
                && code.peek_attribute("name") == payment.means_text.as_deref()
            {
                code.attribute("name");
            }
            if let Some(account) = means.get("PayeeFinancialAccount") {
                payment.accounts.push(CreditTransfer {
                    account: self.values.required(account.get("ID"), "BR-50", "BT-84"),
                    name: text(account.get("Name")),
                    bic: text(account.at("FinancialInstitutionBranch/ID")),
                });
            }
            let Some(mandate) = means.get("PaymentMandate") else { continue };
            let (id, account) = (mandate.get("ID"), mandate.at("PayerFinancialAccount/ID"));
            match &payment.direct_debit {
                Some(known) => {
                    same(id, &known.mandate);
                    same(account, &known.debited_account);
                }
                None => {
                    let (mandate, debited_account) = (text(id), text(account));
                    payment.direct_debit = Some(DirectDebit { mandate, creditor: None, debited_account });
                }
            }
        }
        if let Some(creditor) = self.creditor.take() {
            payment.direct_debit.get_or_insert_default().creditor = Some(creditor);
        }
        Some(payment)
    }

    /// Allowances and charges of a document or a line, with their terms.
    fn adjustments(&self, node: Node<'_>, terms: [&'static str; 2]) -> (Vec<Adjustment>, Vec<Adjustment>) {
        let (mut allowances, mut charges) = (Vec::new(), Vec::new());
        for item in node.all("AllowanceCharge") {
            let is_charge = match item.get("ChargeIndicator").and_then(Node::text) {
                Some("true" | "1") => true,
                Some("false" | "0") => false,
                // Nobody can say which of the two it is.
                _ => {
                    self.values.missing("UBL-SR-33", if terms[0] == "BT-92" { "BG-20" } else { "BG-27" });
                    continue;
                }
            };
            let (term, list) = if is_charge { (terms[1], &mut charges) } else { (terms[0], &mut allowances) };
            list.push(Adjustment {
                amount: self.values.required_amount(item.get("Amount"), "BR-31", term),
                base: self.values.amount(item.get("BaseAmount"), "BT-93"),
                percent: self.values.number(item.get("MultiplierFactorNumeric"), "BT-94"),
                reason: text(item.get("AllowanceChargeReason")),
                reason_code: text(item.get("AllowanceChargeReasonCode")),
                tax: item.get("TaxCategory").map(|tax| self.tax(tax, "BR-32", ["BT-95", "BT-96"])),
            });
        }
        (allowances, charges)
    }

    fn tax(&self, node: Node<'_>, rule: &'static str, terms: [&'static str; 2]) -> Tax {
        is_vat(node);
        Tax {
            category: self.values.category(node.get("ID"), rule, terms[0]),
            percent: self.values.number(node.get("Percent"), terms[1]),
        }
    }

    fn totals(&self, root: Node<'_>, tax_currency: Option<Currency>) -> Totals {
        let v = &self.values;
        let total = root.get("LegalMonetaryTotal");
        let part = |name| total.and_then(|total| total.get(name));
        let mut totals = Totals {
            lines: v.required_amount(part("LineExtensionAmount"), "BR-12", "BT-106"),
            allowances: v.amount(part("AllowanceTotalAmount"), "BT-107"),
            charges: v.amount(part("ChargeTotalAmount"), "BT-108"),
            tax_exclusive: v.required_amount(part("TaxExclusiveAmount"), "BR-13", "BT-109"),
            tax: None,
            tax_in_accounting_currency: None,
            tax_inclusive: v.required_amount(part("TaxInclusiveAmount"), "BR-14", "BT-112"),
            prepaid: v.amount(part("PrepaidAmount"), "BT-113"),
            rounding: v.amount(part("PayableRoundingAmount"), "BT-114"),
            due: v.required_amount(part("PayableAmount"), "BR-15", "BT-115"),
        };
        for amount in root.all("TaxTotal").filter_map(|tax| tax.get("TaxAmount")) {
            let code = amount.peek_attribute("currencyID");
            match tax_currency.filter(|currency| code == Some(currency.code())) {
                Some(currency) if totals.tax_in_accounting_currency.is_none() && !self.is_own(code, totals.tax) => {
                    totals.tax_in_accounting_currency = v.amount_in(currency, Some(amount), "BT-111");
                }
                _ if totals.tax.is_none() => totals.tax = v.amount(Some(amount), "BT-110"),
                _ => {}
            }
        }
        totals
    }

    /// Where both currencies are one, the first amount is BT-110.
    fn is_own(&self, code: Option<&str>, read: Option<crate::value::Decimal>) -> bool {
        read.is_none() && code == Some(self.values.currency().code())
    }

    fn breakdown(&self, root: Node<'_>) -> Vec<TaxSubtotal> {
        let v = &self.values;
        let subtotals = root.all("TaxTotal").flat_map(|total| total.all("TaxSubtotal"));
        let subtotal = |node: Node<'_>| {
            let category = node.get("TaxCategory");
            TaxSubtotal {
                taxable: v.required_amount(node.get("TaxableAmount"), "BR-45", "BT-116"),
                tax_amount: v.required_amount(node.get("TaxAmount"), "BR-46", "BT-117"),
                tax: match category {
                    Some(category) => self.tax(category, "BR-47", ["BT-118", "BT-119"]),
                    None => Tax { category: v.category(None, "BR-47", "BT-118"), percent: None },
                },
                exemption_reason: text(category.and_then(|category| category.get("TaxExemptionReason"))),
                exemption_code: text(category.and_then(|category| category.get("TaxExemptionReasonCode"))),
            }
        };
        subtotals.map(subtotal).collect()
    }

    fn attachment(&self, node: Node<'_>) -> Attachment {
        Attachment {
            reference: self.values.required(node.get("ID"), "BR-52", "BT-122"),
            description: text(node.get("DocumentDescription")),
            location: text(node.at("Attachment/ExternalReference/URI")),
            content: self.values.file(node.at("Attachment/EmbeddedDocumentBinaryObject")),
        }
    }

    fn line(&self, node: Node<'_>) -> Line {
        let v = &self.values;
        let quantity = node.get(if self.credit_note { "CreditedQuantity" } else { "InvoicedQuantity" });
        let (item, price) = (node.get("Item"), node.get("Price"));
        let of = |path| text(item.and_then(|item| item.at(path)));
        let id_of = |path| item.and_then(|item| item.at(path)).and_then(identifier);
        let reduction = price.and_then(|price| price.get("AllowanceCharge"));
        let reduction = reduction.filter(|r| r.get("ChargeIndicator").and_then(Node::text) != Some("true"));
        let base = price.and_then(|price| price.get("BaseQuantity"));
        let unit = quantity.and_then(|quantity| quantity.attribute("unitCode"));
        // The unit of the price's quantity (BT-150) says nothing where it is that of the line.
        if let Some(base) = base.filter(|base| base.peek_attribute("unitCode") == unit) {
            base.attribute("unitCode");
        }
        if unit.is_none() {
            v.missing("BR-23", "BT-130");
        }
        let tax = item.and_then(|item| item.get("ClassifiedTaxCategory"));
        let (allowances, charges) = self.adjustments(node, ["BT-136", "BT-141"]);
        let mut object = None;
        if let Some(document) = node.get("DocumentReference")
            && document.get("DocumentTypeCode").map(Node::peek) == Some("130")
        {
            document.get("DocumentTypeCode").map(Node::text);
            object = document.get("ID").and_then(identifier);
        }
        Line {
            id: v.required(node.get("ID"), "BR-21", "BT-126"),
            note: text(node.get("Note")),
            object,
            quantity: v.required_number(quantity, "BR-22", "BT-129"),
            unit: unit.unwrap_or_default().to_owned(),
            net: v.required_amount(node.get("LineExtensionAmount"), "BR-24", "BT-131"),
            order_line: text(node.at("OrderLineReference/LineID")),
            order: text(node.at("OrderLineReference/OrderReference/ID"))
                .filter(|number| number != "NA" || node.at("OrderLineReference/OrderReference/SalesOrderID").is_none()),
            sales_order: text(node.at("OrderLineReference/OrderReference/SalesOrderID")),
            despatch: node.get("DespatchLineReference").and_then(|reference| {
                Some(Despatch {
                    number: text(reference.at("DocumentReference/ID"))?,
                    line: text(reference.get("LineID")),
                    date: v.date(reference.at("DocumentReference/IssueDate"), "BT-16"),
                })
            }),
            accounting_reference: text(node.get("AccountingCost")),
            period: node.get("InvoicePeriod").and_then(|period| self.period(period, ["BT-134", "BT-135"])),
            allowances,
            charges,
            price: {
                let amount = price.and_then(|price| price.get("PriceAmount"));
                v.or_missing(amount, v.price(amount, "BT-146"), "BR-26", "BT-146")
            },
            price_discount: v.price(reduction.and_then(|reduction| reduction.get("Amount")), "BT-147"),
            gross_price: v.price(reduction.and_then(|reduction| reduction.get("BaseAmount")), "BT-148"),
            price_base: v.number(base, "BT-149"),
            tax: match tax {
                Some(tax) => self.tax(tax, "BR-CO-04", ["BT-151", "BT-152"]),
                None => Tax { category: v.category(None, "BR-CO-04", "BT-151"), percent: None },
            },
            name: v.required(item.and_then(|item| item.get("Name")), "BR-25", "BT-153"),
            description: of("Description"),
            seller_item: of("SellersItemIdentification/ID"),
            buyer_item: of("BuyersItemIdentification/ID"),
            standard_item: id_of("StandardItemIdentification/ID"),
            classifications: item
                .into_iter()
                .flat_map(|item| item.all("CommodityClassification"))
                .filter_map(|class| class.get("ItemClassificationCode"))
                .filter_map(|code| {
                    let scheme = code.attribute("listID").map(str::to_owned);
                    Some(Identifier { id: code.text()?.to_owned(), scheme })
                })
                .collect(),
            origin_country: of("OriginCountry/IdentificationCode"),
            attributes: item
                .into_iter()
                .flat_map(|item| item.all("AdditionalItemProperty"))
                .map(|property| {
                    (text(property.get("Name")).unwrap_or_default(), text(property.get("Value")).unwrap_or_default())
                })
                .collect(),
        }
    }
}

/// A note whose text begins with its subject, `#PMT#…`, as UBL writes BT-21.
fn note(node: Node<'_>) -> Option<Note> {
    let text = node.text()?;
    let subject = text.strip_prefix('#').and_then(|rest| rest.split_once('#'));
    Some(match subject.filter(|(code, _)| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())) {
        Some((code, text)) => Note { subject: Some(code.to_owned()), text: text.trim().to_owned() },
        None => Note { subject: None, text: text.to_owned() },
    })
}

/// Marks the scheme `VAT` as read, which is all that EN 16931 knows.
fn is_vat(node: Node<'_>) {
    node.at("TaxScheme/ID").filter(|scheme| scheme.peek() == "VAT").map(Node::text);
}

fn representative(node: Node<'_>) -> Party {
    let scheme = node.get("PartyTaxScheme");
    if let Some(scheme) = scheme {
        is_vat(scheme);
    }
    Party {
        name: text(node.at("PartyName/Name")).unwrap_or_default(),
        vat_id: text(scheme.and_then(|scheme| scheme.get("CompanyID"))),
        address: node.get("PostalAddress").map(address).unwrap_or_default(),
        ..Party::default()
    }
}

fn address(node: Node<'_>) -> Address {
    Address {
        line1: text(node.get("StreetName")),
        line2: text(node.get("AdditionalStreetName")),
        line3: text(node.at("AddressLine/Line")),
        city: text(node.get("CityName")),
        postcode: text(node.get("PostalZone")),
        region: text(node.get("CountrySubentity")),
        country: text(node.at("Country/IdentificationCode")),
    }
}

fn contact(node: Node<'_>) -> Option<Contact> {
    let contact = Contact {
        name: text(node.get("Name")),
        phone: text(node.get("Telephone")),
        email: text(node.get("ElectronicMail")),
    };
    (contact != Contact::default()).then_some(contact)
}
