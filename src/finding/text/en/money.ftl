# Family 03, money and tax.

# key, stated, computed, literal
E0301 = `{ $key }` says { $stated }, but the lines give { $computed }
    .message-sent = `{ $key }` was { $stated } when it was sent, and the lines now give { $computed }
    .label-sent = as it was sent
    .help-sent = bring the lines back; what was sent is changed by a revision: carnet quote NUMBER --revise
    .label = stated here
    .help = correct the lines, or write { $literal } here
    .what = A total that is written in the document differs from what its lines add up to.
    .why = One of the two is wrong, and the customer would be the first to notice.
    .mend = Look for a wrong quantity, price, discount or tax rate. If the lines are right, write the computed total, or remove the key: carnet computes it anyway.
    .example =
        {"["}stated]
        gross = 120.00         # wrong: 5 × 25.00 and 20 % tax make 150.00

        {"["}[lines]]
        quantity = 5
        unit_price = 25.00

# allocated, paid
E0302 = more is allocated ({ $allocated }) than was paid ({ $paid })
    .message-opposite = the allocations ({ $allocated }) go against the payment ({ $paid })
    .message-credit-note = more is allocated ({ $allocated }) than the credit note is ({ $paid })
    .label = { $allocated } in all
    .help = lower the allocations so that they add up to at most { $paid }
    .what = The shares of a payment add up to more than the payment itself.
    .why = Invoices would count as paid with money that never came in.
    .mend = Correct the share of one of the invoices, or the amount of the payment.
    .example =
        amount = 100.00

        {"["}[allocations]]
        invoice = "site-acme"
        amount = 120.00          # wrong: at most 100.00

# invoice, allocated, owed
E0303 = invoice `{ $invoice }` is paid beyond what is owed
    .message-below-zero = more was given back on invoice `{ $invoice }` than was paid
    .message-credit-note = credit note `{ $invoice }` cannot settle this amount
    .help-below-zero = check the refund: it is larger than the payments
    .help-credit-note = a refund is negative, and at most what the credit note still gives; one that names its invoice reduces that invoice: allocate the refund there
    .label = { $allocated } allocated, { $owed } owed
    .help = allocate at most { $owed }, and leave the rest unallocated
    .what = The payments and credit notes of an invoice add up to more than the invoice.
    .why = Its balance would be negative. Money that is owed back to the customer must be seen as such.
    .mend = Leave the surplus unallocated: it stays on the customer's account as a credit.
    .example =
        {"["}[allocations]]
        invoice = "site-acme"    # 120.00 owed
        amount = 130.00          # wrong: write 120.00

# document, payment (two currency codes)
E0304 = two currencies meet here: { $document } and { $payment }
    .label = { $payment } instead of { $document }
    .help = write both in { $document }, or state what the bank credited in { $document }
    .what = A document and what refers to it are in different currencies.
    .why = carnet never adds amounts in two currencies, and does not guess the rate of the day.
    .mend = Correct the currency, or convert the amount at the rate that your bank applied.
    .example =
        currency = "USD"    # wrong: the invoice is in EUR

# line (its position)
E0305 = line { $line } has no tax rate
    .label = tax rate missing
    .help = add `tax = "…"` to the line or to its product
    .what = Neither the line nor its product says which tax rate applies, and the firm has no default.
    .why = An invoice without its tax is wrong by law. “No tax” is a choice to be stated, with its reason.
    .mend = Name a rate that is declared in carnet.toml. For exempt sales, declare a rate of category exempt or none.
    .example =
        {"["}[lines]]
        description = "Audit"
        unit_price = 650.00
        tax = "fr-20"           # this line was missing

# key
E0306 = `{ $key }` must not be negative
    .message-price = the price `{ $key }` is negative
    .help-price = write the quantity negative instead, or use an allowance
    .message-adjustment = `{ $key }` must not be negative
    .help-adjustment = a negative allowance is a charge, and the other way round
    .message-total = the lines add up to less than zero ({ $value })
    .help-total = to give money back, write a credit note with positive quantities
    .label = negative
    .help = write it without the minus sign; for money given back, use a credit note
    .what = A quantity or an amount has a minus sign where the kind of document already says the direction.
    .why = A credit note stores positive figures and every total counts them negative. A second minus would turn it into a sale.
    .mend = Remove the minus sign. To give money back, write a credit note.
    .example =
        quantity = -2    # wrong
        quantity = 2     # right, in a credit note

# payer, customer, invoice
E0307 = { $payer } pays invoice `{ $invoice }`, which is addressed to { $customer }
    .message-credit = a credit note to { $payer } reduces invoice `{ $invoice }`, which is addressed to { $customer }
    .help-credit = check both documents: they should have the same customer
    .label = an invoice to { $customer }
    .help = check the invoice; if it is right, set `bill_to` in the record of { $customer }
    .what = A payment by one customer settles an invoice of another.
    .why = Often a mistyped invoice number: then two accounts are wrong at once.
    .mend = Correct the invoice. If a parent company really pays, name it as `bill_to` or `parent` of the customer.
    .example =
        customer = "acme"

        {"["}[allocations]]
        invoice = "site-durand"    # wrong: an invoice to durand

# note, invoice, credited, total
E0308 = more is credited ({ $credited }) than invoice `{ $invoice }` amounts to ({ $total })
    .label = { $credited } credited in all
    .help = lower credit note `{ $note }` so that no more than { $total } is credited
    .what = The credit notes of an invoice add up to more than the invoice.
    .why = The firm would give back more than it ever asked for, tax included.
    .mend = Look for a credit note that was entered twice, or correct its lines.
    .example =
        type = "credit-note"
        credits = "site-acme"     # an invoice of 120.00

        {"["}[lines]]
        unit_price = 200.00       # wrong: more than was invoiced
