//! UN/CEFACT Cross Industry Invoice (D16B, D22B: Factur-X, ZUGFeRD, XRechnung CII) → the terms of EN 16931, by the binding of
//! EN 16931-3-3, with what the profile EXTENDED adds where a term can hold it.

use super::Read;
use super::fault::FaultKind;
use super::tree::Node;
use super::value::{Values, currency, identifier, text};
use crate::einvoice::term::{
    Address, Adjustment, Attachment, Contact, CreditTransfer, Delivery, Despatch, DirectDebit, DocumentReference,
    Identifier, Invoice, Line, Note, Party, Payee, PaymentInstruction, Period, Tax, TaxPointCode, TaxSubtotal, Totals,
    TypeCode,
};
use crate::value::{Currency, Date};

/// Reads the document below its root.
pub(super) fn read(root: Node<'_>) -> Read {
    let settlement = root.at("SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement");
    let of = |name| settlement.and_then(|settlement| settlement.get(name));
    let (money, unknown) = currency(of("InvoiceCurrencyCode"), "BR-05", "BT-5");
    let (tax_currency, unknown_too) = match of("TaxCurrencyCode") {
        None => (None, None),
        node => {
            let (money, fault) = currency(node, "BR-53", "BT-6");
            (fault.is_none().then_some(money), fault)
        }
    };
    let reader = Reader { values: Values::new(money) };
    let invoice = reader.document(root, money, tax_currency);
    let mut faults: Vec<_> = unknown.into_iter().chain(unknown_too).collect();
    faults.extend(reader.values.into_faults());
    Read { invoice, faults }
}

struct Reader {
    values: Values,
}

impl Reader {
    fn document(&self, root: Node<'_>, currency: Currency, tax_currency: Option<Currency>) -> Invoice {
        let v = &self.values;
        let head = root.get("ExchangedDocument");
        let trade = root.get("SupplyChainTradeTransaction");
        let part = |name| trade.and_then(|trade| trade.get(name));
        let (agreement, settlement) = (part("ApplicableHeaderTradeAgreement"), part("ApplicableHeaderTradeSettlement"));
        let delivered = part("ApplicableHeaderTradeDelivery");
        let agreed = |path| text(agreement.and_then(|agreement| agreement.at(path)));
        let settled = |path| settlement.and_then(|settlement| settlement.at(path));
        let issued = head.and_then(|head| head.get("IssueDateTime"));
        let terms = settlement.and_then(|settlement| settlement.get("SpecifiedTradePaymentTerms"));
        let (mut tender, mut object, mut attachments) = (None, None, Vec::new());
        for document in agreement.into_iter().flat_map(|agreement| agreement.all("AdditionalReferencedDocument")) {
            let code = document.get("TypeCode");
            match code.map(Node::peek) {
                Some("50") if tender.is_none() => {
                    code.map(Node::text);
                    tender = text(document.get("IssuerAssignedID"));
                }
                Some("130") if object.is_none() => {
                    code.map(Node::text);
                    object = referenced_object(document);
                }
                _ => attachments.push(self.attachment(document)),
            }
        }
        let taxes: Vec<Node<'_>> =
            settlement.into_iter().flat_map(|settlement| settlement.all("ApplicableTradeTax")).collect();
        let mut invoice = Invoice {
            number: v.required(head.and_then(|head| head.get("ID")), "BR-02", "BT-1"),
            issue_date: v.date_102(issued, "BT-2").unwrap_or_else(|| {
                if issued.is_none_or(|node| node.peek().is_empty() && node.get("DateTimeString").is_none()) {
                    v.missing("BR-03", "BT-2");
                }
                Date::UNIX_EPOCH
            }),
            type_code: self.type_code(head.and_then(|head| head.get("TypeCode"))),
            currency,
            tax_currency,
            tax_point_date: taxes
                .iter()
                .filter_map(|tax| v.date_102(tax.get("TaxPointDate"), "BT-7"))
                .collect::<Vec<Date>>()
                .first()
                .copied(),
            tax_point_code: self.tax_point(&taxes),
            due_date: v.date_102(terms.and_then(|terms| terms.get("DueDateDateTime")), "BT-9"),
            buyer_reference: agreed("BuyerReference"),
            project_reference: agreed("SpecifiedProcuringProject/ID"),
            contract_reference: agreed("ContractReferencedDocument/IssuerAssignedID"),
            purchase_order: agreed("BuyerOrderReferencedDocument/IssuerAssignedID"),
            sales_order: agreed("SellerOrderReferencedDocument/IssuerAssignedID"),
            receiving_advice: text(delivered.and_then(|d| d.at("ReceivingAdviceReferencedDocument/IssuerAssignedID"))),
            despatch_advice: text(delivered.and_then(|d| d.at("DespatchAdviceReferencedDocument/IssuerAssignedID"))),
            tender,
            object,
            accounting_reference: text(settled("ReceivableSpecifiedTradeAccountingAccount/ID")),
            payment_terms: text(terms.and_then(|terms| terms.get("Description"))),
            notes: head.into_iter().flat_map(|head| head.all("IncludedNote")).filter_map(note).collect(),
            process: text(root.at("ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID")),
            specification: text(root.at("ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID")),
            preceding: settlement
                .into_iter()
                .flat_map(|settlement| settlement.all("InvoiceReferencedDocument"))
                .map(|document| DocumentReference {
                    number: v.required(document.get("IssuerAssignedID"), "BR-55", "BT-25"),
                    date: v.date_102(document.get("FormattedIssueDateTime"), "BT-26"),
                })
                .collect(),
            seller: agreement.and_then(|a| a.get("SellerTradeParty")).map(party).unwrap_or_default(),
            buyer: agreement.and_then(|a| a.get("BuyerTradeParty")).map(party).unwrap_or_default(),
            payee: settled("PayeeTradeParty").map(|payee| self.payee(payee)),
            tax_representative: agreement.and_then(|a| a.get("SellerTaxRepresentativeTradeParty")).map(party),
            delivery: delivered.and_then(|delivered| self.delivery(delivered)),
            period: settled("BillingSpecifiedPeriod").and_then(|period| self.period(period, ["BT-73", "BT-74"])),
            payment: settlement.and_then(|settlement| self.payment(settlement, terms)),
            allowances: Vec::new(),
            charges: Vec::new(),
            totals: self.totals(settled("SpecifiedTradeSettlementHeaderMonetarySummation"), tax_currency),
            breakdown: taxes.iter().map(|tax| self.subtotal(*tax)).collect(),
            attachments,
            lines: Vec::new(),
        };
        // The project's name is mandatory in CII and says nothing where it is the identifier's, or "Project reference".
        if let Some(name) = agreement.and_then(|a| a.at("SpecifiedProcuringProject/Name"))
            && (name.peek() == "Project reference" || Some(name.peek()) == invoice.project_reference.as_deref())
        {
            name.text();
        }
        if let Some(settlement) = settlement {
            (invoice.allowances, invoice.charges) = self.adjustments(settlement, ["BT-92", "BT-99"]);
            invoice
                .charges
                .extend(settlement.all("SpecifiedLogisticsServiceCharge").map(|charge| self.freight(charge)));
        }
        for (index, line) in
            trade.into_iter().flat_map(|trade| trade.all("IncludedSupplyChainTradeLineItem")).enumerate()
        {
            v.line(Some(index));
            invoice.lines.push(self.line(line));
        }
        v.line(None);
        invoice
    }

    fn type_code(&self, node: Option<Node<'_>>) -> TypeCode {
        let Some((node, code)) = node.and_then(|node| Some((node, node.text()?))) else {
            self.values.missing("BR-04", "BT-3");
            return TypeCode::INVOICE;
        };
        code.parse().map(TypeCode).unwrap_or_else(|_| {
            self.values.fault(node, "BR-CL-01", "BT-3", FaultKind::NotACode { text: code.to_owned() });
            TypeCode::INVOICE
        })
    }

    /// It stands with each rate, and is one for the document.
    fn tax_point(&self, taxes: &[Node<'_>]) -> Option<TaxPointCode> {
        let codes: Vec<Node<'_>> = taxes.iter().filter_map(|tax| tax.get("DueDateTypeCode")).collect();
        let first = codes.first()?.peek();
        let code = match first {
            "5" => TaxPointCode::Invoice,
            "29" => TaxPointCode::Delivery,
            "72" => TaxPointCode::Payment,
            other => {
                self.values.fault(codes[0], "BR-CL-06", "BT-8", FaultKind::NotACode { text: other.to_owned() });
                codes[0].text();
                return None;
            }
        };
        for node in codes.iter().filter(|node| node.peek() == first) {
            node.text();
        }
        Some(code)
    }

    fn period(&self, node: Node<'_>, terms: [&'static str; 2]) -> Option<Period> {
        let start = self.values.date_102(node.get("StartDateTime"), terms[0]);
        let end = self.values.date_102(node.get("EndDateTime"), terms[1]);
        (start.is_some() || end.is_some()).then_some(Period { start, end })
    }

    fn payee(&self, node: Node<'_>) -> Payee {
        Payee {
            name: self.values.required(node.get("Name"), "BR-17", "BT-59"),
            id: ids(node).into_iter().next(),
            legal_id: node.at("SpecifiedLegalOrganization/ID").and_then(identifier),
        }
    }

    fn delivery(&self, node: Node<'_>) -> Option<Delivery> {
        let to = node.get("ShipToTradeParty");
        let delivery = Delivery {
            name: text(to.and_then(|to| to.get("Name"))),
            location: to.and_then(|to| ids(to).into_iter().next()),
            date: self.values.date_102(node.at("ActualDeliverySupplyChainEvent/OccurrenceDateTime"), "BT-72"),
            address: to.and_then(|to| to.get("PostalTradeAddress")).map(address),
        };
        (delivery != Delivery::default()).then_some(delivery)
    }

    /// CII repeats the means for each account; means that differ from the first are no part of EN 16931.
    fn payment(&self, settlement: Node<'_>, terms: Option<Node<'_>>) -> Option<PaymentInstruction> {
        let first = settlement.get("SpecifiedTradeSettlementPaymentMeans");
        let remittance = text(settlement.get("PaymentReference"));
        let mut debit = DirectDebit {
            mandate: text(terms.and_then(|terms| terms.get("DirectDebitMandateID"))),
            creditor: text(settlement.get("CreditorReferenceID")),
            debited_account: None,
        };
        if first.is_none() && remittance.is_none() && debit == DirectDebit::default() {
            return None;
        }
        let means = first.and_then(|first| first.get("TypeCode"));
        let mut payment = PaymentInstruction {
            means: match first {
                Some(_) => self.values.required(means, "BR-49", "BT-81"),
                None => String::new(),
            },
            means_text: text(first.and_then(|first| first.get("Information"))),
            remittance,
            accounts: Vec::new(),
            direct_debit: None,
        };
        for means in settlement.all("SpecifiedTradeSettlementPaymentMeans") {
            let code = means.get("TypeCode");
            if code.map(Node::peek).unwrap_or_default() != payment.means {
                continue;
            }
            code.map(Node::text);
            means.get("Information").filter(|i| Some(i.peek()) == payment.means_text.as_deref()).map(Node::text);
            if let Some(account) = means.get("PayeePartyCreditorFinancialAccount") {
                let number = account.get("IBANID").or_else(|| account.get("ProprietaryID"));
                payment.accounts.push(CreditTransfer {
                    account: self.values.required(number, "BR-50", "BT-84"),
                    name: text(account.get("AccountName")),
                    bic: text(means.at("PayeeSpecifiedCreditorFinancialInstitution/BICID")),
                });
            }
            let debited = means.at("PayerPartyDebtorFinancialAccount/IBANID");
            if debit.debited_account.as_deref().is_none_or(|known| debited.map(Node::peek) == Some(known)) {
                debit.debited_account = text(debited).or(debit.debited_account);
            }
        }
        payment.direct_debit = (debit != DirectDebit::default()).then_some(debit);
        Some(payment)
    }

    fn adjustments(&self, node: Node<'_>, terms: [&'static str; 2]) -> (Vec<Adjustment>, Vec<Adjustment>) {
        let (mut allowances, mut charges) = (Vec::new(), Vec::new());
        for item in node.all("SpecifiedTradeAllowanceCharge") {
            let is_charge = match item.at("ChargeIndicator/Indicator").and_then(Node::text) {
                Some("true" | "1") => true,
                Some("false" | "0") => false,
                // Nobody can say which of the two it is.
                _ => {
                    self.values.missing("CII-SR-441", if terms[0] == "BT-92" { "BG-20" } else { "BG-27" });
                    continue;
                }
            };
            let (term, list) = if is_charge { (terms[1], &mut charges) } else { (terms[0], &mut allowances) };
            list.push(Adjustment {
                amount: self.values.required_amount(item.get("ActualAmount"), "BR-31", term),
                base: self.values.amount(item.get("BasisAmount"), "BT-93"),
                percent: self.values.number(item.get("CalculationPercent"), "BT-94"),
                reason: text(item.get("Reason")),
                reason_code: text(item.get("ReasonCode")),
                tax: item.get("CategoryTradeTax").map(|tax| self.tax(tax, "BR-32", ["BT-95", "BT-96"])),
            });
        }
        (allowances, charges)
    }

    /// The freight of the profile EXTENDED is a charge of the document.
    fn freight(&self, node: Node<'_>) -> Adjustment {
        Adjustment {
            amount: self.values.required_amount(node.get("AppliedAmount"), "BR-36", "BT-99"),
            base: None,
            percent: None,
            reason: text(node.get("Description")),
            reason_code: None,
            tax: node.get("AppliedTradeTax").map(|tax| self.tax(tax, "BR-37", ["BT-102", "BT-103"])),
        }
    }

    fn tax(&self, node: Node<'_>, rule: &'static str, terms: [&'static str; 2]) -> Tax {
        node.get("TypeCode").filter(|code| code.peek() == "VAT").map(Node::text);
        Tax {
            category: self.values.category(node.get("CategoryCode"), rule, terms[0]),
            percent: self.values.number(node.get("RateApplicablePercent"), terms[1]),
        }
    }

    fn totals(&self, node: Option<Node<'_>>, tax_currency: Option<Currency>) -> Totals {
        let v = &self.values;
        let part = |name| node.and_then(|node| node.get(name));
        let mut totals = Totals {
            lines: v.required_amount(part("LineTotalAmount"), "BR-12", "BT-106"),
            allowances: v.amount(part("AllowanceTotalAmount"), "BT-107"),
            charges: v.amount(part("ChargeTotalAmount"), "BT-108"),
            tax_exclusive: v.required_amount(part("TaxBasisTotalAmount"), "BR-13", "BT-109"),
            tax: None,
            tax_in_accounting_currency: None,
            tax_inclusive: v.required_amount(part("GrandTotalAmount"), "BR-14", "BT-112"),
            prepaid: v.amount(part("TotalPrepaidAmount"), "BT-113"),
            rounding: v.amount(part("RoundingAmount"), "BT-114"),
            due: v.required_amount(part("DuePayableAmount"), "BR-15", "BT-115"),
        };
        for amount in node.into_iter().flat_map(|node| node.all("TaxTotalAmount")) {
            let code = amount.peek_attribute("currencyID");
            let own = code.is_none_or(|code| code == v.currency().code());
            match tax_currency.filter(|currency| code == Some(currency.code())) {
                Some(currency) if totals.tax_in_accounting_currency.is_none() && !(own && totals.tax.is_none()) => {
                    totals.tax_in_accounting_currency = v.amount_in(currency, Some(amount), "BT-111");
                }
                _ if totals.tax.is_none() => totals.tax = v.amount(Some(amount), "BT-110"),
                _ => {}
            }
        }
        totals
    }

    fn subtotal(&self, node: Node<'_>) -> TaxSubtotal {
        let v = &self.values;
        TaxSubtotal {
            taxable: v.required_amount(node.get("BasisAmount"), "BR-45", "BT-116"),
            tax_amount: v.required_amount(node.get("CalculatedAmount"), "BR-46", "BT-117"),
            tax: self.tax(node, "BR-47", ["BT-118", "BT-119"]),
            exemption_reason: text(node.get("ExemptionReason")),
            exemption_code: text(node.get("ExemptionReasonCode")),
        }
    }

    fn attachment(&self, node: Node<'_>) -> Attachment {
        node.get("TypeCode").filter(|code| code.peek() == "916").map(Node::text);
        Attachment {
            reference: self.values.required(node.get("IssuerAssignedID"), "BR-52", "BT-122"),
            description: text(node.get("Name")),
            location: text(node.get("URIID")),
            content: self.values.file(node.get("AttachmentBinaryObject")),
        }
    }

    fn line(&self, node: Node<'_>) -> Line {
        let v = &self.values;
        let document = node.get("AssociatedDocumentLineDocument");
        let product = node.get("SpecifiedTradeProduct");
        let agreement = node.get("SpecifiedLineTradeAgreement");
        let settlement = node.get("SpecifiedLineTradeSettlement");
        let quantity = node.at("SpecifiedLineTradeDelivery/BilledQuantity");
        let of = |path| text(product.and_then(|product| product.at(path)));
        let agreed = |path| agreement.and_then(|agreement| agreement.at(path));
        let settled = |path| settlement.and_then(|settlement| settlement.at(path));
        let unit = quantity.and_then(|quantity| quantity.attribute("unitCode"));
        if unit.is_none() {
            v.missing("BR-23", "BT-130");
        }
        let base = agreed("NetPriceProductTradePrice/BasisQuantity");
        let gross_base = agreed("GrossPriceProductTradePrice/BasisQuantity");
        let (net_base, gross) = (v.number(base, "BT-149"), agreed("GrossPriceProductTradePrice/ChargeAmount"));
        let gross_base_value = match gross_base {
            // What the net price says as well needs no second term.
            Some(node) if base.is_none_or(|base| base.peek() == node.peek()) => v.number(Some(node), "BT-149"),
            _ => None,
        };
        for node in base.into_iter().chain(gross_base).filter(|base| base.peek_attribute("unitCode") == unit) {
            node.attribute("unitCode");
        }
        let reduction = agreed("GrossPriceProductTradePrice/AppliedTradeAllowanceCharge");
        let reduction = reduction.filter(|r| r.at("ChargeIndicator/Indicator").and_then(Node::text) != Some("true"));
        let price = agreed("NetPriceProductTradePrice/ChargeAmount");
        let (allowances, charges) =
            settlement.map(|settlement| self.adjustments(settlement, ["BT-136", "BT-141"])).unwrap_or_default();
        let mut object = None;
        if let Some(document) = settled("AdditionalReferencedDocument")
            && document.get("TypeCode").map(Node::peek) == Some("130")
        {
            document.get("TypeCode").map(Node::text);
            object = referenced_object(document);
        }
        Line {
            id: v.required(document.and_then(|document| document.get("LineID")), "BR-21", "BT-126"),
            note: text(document.and_then(|document| document.at("IncludedNote/Content"))),
            object,
            quantity: v.required_number(quantity, "BR-22", "BT-129"),
            unit: unit.unwrap_or_default().to_owned(),
            net: v.required_amount(
                settled("SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"),
                "BR-24",
                "BT-131",
            ),
            order_line: text(agreed("BuyerOrderReferencedDocument/LineID")),
            order: text(agreed("BuyerOrderReferencedDocument/IssuerAssignedID")),
            sales_order: text(agreed("SellerOrderReferencedDocument/IssuerAssignedID")),
            despatch: node.at("SpecifiedLineTradeDelivery/DespatchAdviceReferencedDocument").and_then(|document| {
                Some(Despatch {
                    number: text(document.get("IssuerAssignedID"))?,
                    line: text(document.get("LineID")),
                    date: v.date_102(document.get("FormattedIssueDateTime"), "BT-16"),
                })
            }),
            accounting_reference: text(settled("ReceivableSpecifiedTradeAccountingAccount/ID")),
            period: settled("BillingSpecifiedPeriod").and_then(|period| self.period(period, ["BT-134", "BT-135"])),
            allowances,
            charges,
            price: v.or_missing(price, v.price(price, "BT-146"), "BR-26", "BT-146"),
            price_discount: v.price(reduction.and_then(|reduction| reduction.get("ActualAmount")), "BT-147"),
            gross_price: v.price(gross, "BT-148"),
            price_base: net_base.or(gross_base_value),
            tax: match settled("ApplicableTradeTax") {
                Some(tax) => self.tax(tax, "BR-CO-04", ["BT-151", "BT-152"]),
                None => Tax { category: v.category(None, "BR-CO-04", "BT-151"), percent: None },
            },
            name: v.required(product.and_then(|product| product.get("Name")), "BR-25", "BT-153"),
            description: of("Description"),
            seller_item: of("SellerAssignedID"),
            buyer_item: of("BuyerAssignedID"),
            standard_item: product.and_then(|product| product.get("GlobalID")).and_then(identifier),
            classifications: product
                .into_iter()
                .flat_map(|product| product.all("DesignatedProductClassification"))
                .filter_map(|class| class.get("ClassCode"))
                .filter_map(|code| {
                    let scheme = code.attribute("listID").map(str::to_owned);
                    Some(Identifier { id: code.text()?.to_owned(), scheme })
                })
                .collect(),
            origin_country: of("OriginTradeCountry/ID"),
            attributes: product
                .into_iter()
                .flat_map(|product| product.all("ApplicableProductCharacteristic"))
                .map(|property| {
                    let part = |name| text(property.get(name)).unwrap_or_default();
                    (part("Description"), part("Value"))
                })
                .collect(),
        }
    }
}

/// BT-18 and BT-128: an identifier whose scheme is an element of its own.
fn referenced_object(document: Node<'_>) -> Option<Identifier> {
    let scheme = text(document.get("ReferenceTypeCode"));
    Some(Identifier { id: document.get("IssuerAssignedID")?.text()?.to_owned(), scheme })
}

fn note(node: Node<'_>) -> Option<Note> {
    Some(Note { text: text(node.get("Content"))?, subject: text(node.get("SubjectCode")) })
}

/// The identifiers of a party: those of a list, and those of the parties' own making.
fn ids(node: Node<'_>) -> Vec<Identifier> {
    node.all("ID").chain(node.all("GlobalID")).filter_map(identifier).collect()
}

fn party(node: Node<'_>) -> Party {
    let mut party = Party {
        name: text(node.get("Name")).unwrap_or_default(),
        trade_name: text(node.at("SpecifiedLegalOrganization/TradingBusinessName")),
        ids: ids(node),
        legal_id: node.at("SpecifiedLegalOrganization/ID").and_then(identifier),
        legal_information: text(node.get("Description")),
        endpoint: node.at("URIUniversalCommunication/URIID").and_then(identifier),
        address: node.get("PostalTradeAddress").map(address).unwrap_or_default(),
        contact: node.get("DefinedTradeContact").and_then(contact),
        ..Party::default()
    };
    for id in node.all("SpecifiedTaxRegistration").filter_map(|registration| registration.get("ID")) {
        let slot = match id.peek_attribute("schemeID") {
            Some("VA") => &mut party.vat_id,
            Some("FC") => &mut party.tax_number,
            _ => continue,
        };
        if slot.is_none() {
            id.attribute("schemeID");
            *slot = id.text().map(str::to_owned);
        }
    }
    party
}

fn address(node: Node<'_>) -> Address {
    Address {
        line1: text(node.get("LineOne")),
        line2: text(node.get("LineTwo")),
        line3: text(node.get("LineThree")),
        city: text(node.get("CityName")),
        postcode: text(node.get("PostcodeCode")),
        region: text(node.get("CountrySubDivisionName")),
        country: text(node.get("CountryID")),
    }
}

fn contact(node: Node<'_>) -> Option<Contact> {
    let contact = Contact {
        name: text(node.get("PersonName")).or_else(|| text(node.get("DepartmentName"))),
        phone: text(node.at("TelephoneUniversalCommunication/CompleteNumber")),
        email: text(node.at("EmailURIUniversalCommunication/URIID")),
    };
    (contact != Contact::default()).then_some(contact)
}
