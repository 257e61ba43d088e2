# What rules find beyond the first table: families 02 to 04, continued.

# key, value, target, suggestion; variant: suggestion
E0208 = customer `{ $target }` has no site `{ $value }`
    .label = no such site
    .help = correct the id of the site, or add it to the customer
    .help-suggestion = write `{ $suggestion }`
    .what = A contact works at a site that its customer does not have.
    .why = Letters and deliveries for this person would have no address.
    .mend = Use the id of one of the customer's sites, or add the site to the customer's file.
    .example =
        # contacts/anne.toml
        {"["}[roles]]
        customer = "acme"
        site = "depo"     # wrong: customers/acme.toml has the site "depot"

# id
E0209 = site `{ $id }` stands twice in this customer
    .label = same id
    .help = give one of the two another id
    .what = Two sites of a customer have the same id.
    .why = Whoever names the site could mean either.
    .mend = Rename one of them, and correct the contacts that belong to it.
    .example =
        {"["}[sites]]
        id = "depot"

        {"["}[sites]]
        id = "depot"      # wrong

# key; variants: overflow, nothing-to-spread-over, zero-base-quantity
E0309 = the totals of this document cannot be computed
    .message-overflow = the totals of this document are too large to be computed
    .message-nothing-to-spread-over = nobody can say how this amount is taxed: the lines add up to nothing
    .label = here
    .help = correct the lines
    .help-overflow = check the quantities and prices
    .help-nothing-to-spread-over = name its rate: add `tax = "…"` to it
    .what = The lines, allowances and charges of a document give no total.
    .why = A document without a total is in no figure: it would be missing from sales and from what is owed.
    .mend = Look for a mistyped quantity or price. An allowance or charge on a document whose lines add up to zero needs a tax rate of its own.
    .example =
        {"["}[charges]]
        amount = 10.00
        tax = "fr-20"     # this line was missing

# key, value, date, limit; variants: before, after
E0310 = tax rate `{ $value }` is not in force on { $date }
    .message-before = tax rate `{ $value }` is in force from { $limit }, after this document ({ $date })
    .message-after = tax rate `{ $value }` was in force until { $limit }, before this document ({ $date })
    .label = not in force on { $date }
    .help = name the rate of that day, or correct the date
    .what = A line names a tax rate that carnet.toml declares for another time.
    .why = Rates change by law on a given day. A document with yesterday's rate is wrong.
    .mend = Use the rate of the document's day. If the dates of the rate are wrong, correct them in carnet.toml.
    .example =
        date = 2014-01-15
        {"["}[lines]]
        tax = "fr-19.6"     # wrong: until 2013-12-31

# key; variants: both, neither
E0311 = `{ $key }` must have either an amount or a percentage
    .message-both = `{ $key }` has an amount and a percentage
    .message-neither = `{ $key }` has neither an amount nor a percentage
    .label = which of the two?
    .help = keep one of `amount` and `percent`
    .help-neither = add `amount` or `percent`
    .what = An allowance or a charge does not say how large it is, or says it twice.
    .why = carnet never guesses which of the two was agreed.
    .mend = Write the amount or the percentage, not both.
    .example =
        {"["}[lines.allowances]]
        percent = 10
        amount = 5.00       # wrong: remove one of the two

# key, target; variants: not-a-credit-note, credits-credit-note, credits-draft
E0312 = `{ $target }` cannot be credited
    .message-not-a-credit-note = only a credit note can reduce another document
    .message-credits-credit-note = `{ $target }` is a credit note itself
    .message-credits-draft = `{ $target }` is a draft: it was never issued
    .label = cannot be credited
    .help = name the invoice that is to be reduced
    .help-not-a-credit-note = add `type = "credit-note"`, or remove `credits`
    .help-credits-draft = change or delete the draft instead of crediting it
    .what = A document reduces another one that cannot be reduced, or is not a credit note.
    .why = The credit would be in no balance.
    .mend = Name an issued invoice under `credits`, and give the credit note its type.
    .example =
        type = "credit-note"
        credits = "F-2026-0041"    # an issued invoice

# key, invoice
E0313 = invoice `{ $invoice }` is paid, but it is still a draft
    .label = has no number
    .help = issue the invoice, or leave the money unallocated until then
    .what = A payment settles an invoice that was not issued.
    .why = A draft is owed by nobody. Its payment does not lower what the customer owes.
    .mend = Issue the invoice. Money that came in before its invoice stays unallocated: it is the customer's credit.
    .example =
        {"["}[allocations]]
        invoice = "site-acme"      # wrong while site-acme has no number
        amount = 120.00

# key, date, today; variant: payment
E0407 = this document is dated { $date }, which is still to come
    .message-payment = this payment is dated { $date }, which is still to come
    .message-confirmation = this was confirmed on { $date }, which is still to come
    .label = in the future
    .help = correct the date
    .what = An issued document, a payment or a confirmation of contact data bears a date after today.
    .why = It is in no figure until then, and nobody can have confirmed anything. The law wants an invoice to bear the day of its issue.
    .mend = Correct the date. What is not yet issued has no number.
    .example =
        number = "F-2026-0041"
        date = 2062-10-03          # wrong

# key, date, other, earlier_date; variant: credit-note
E0408 = `{ $key }` ({ $date }) lies before `{ $other }`
    .message-credit-note = this credit note ({ $date }) is older than the invoice that it reduces
    .label = { $date } is before { $earlier_date }
    .help = check both dates
    .what = Two days of which one must follow the other stand the wrong way round.
    .why = One of them is mistyped, and reminders, ageing and reports go by it.
    .mend = Correct the one that is wrong.
    .example =
        date = 2026-10-03
        due = 2026-09-03           # wrong: due before it was written

# key, date
E0409 = this open deal should have been decided by { $date }
    .label = this day has passed
    .help = give it a new day, or move it to won or lost
    .what = A deal is still open although the day on which it was expected to close has passed.
    .why = The forecast counts it in a month that is over.
    .mend = Talk to the customer, then write the new day, or the stage that it has reached.
    .example =
        stage = "negotiation"
        close = 2025-01-31         # long ago

# key, number
E0410 = { $number } has been issued without a line
    .label = has a number, but no lines
    .help = bring the lines back
    .what = A document with a number sells nothing: it has neither lines nor charges.
    .why = A number that was given stands for a document that the customer has. Its lines were probably lost.
    .mend = Look at the file's history for its lines. A draft needs no number.
    .example =
        number = "F-2026-0041"     # and no {"["}[lines]] below

# Labels at a second place.
check-a-credit-note = a credit note
check-number-before = the number before the gap
check-customer-here = addressed to this customer
# amount
check-document-of = a document of { $amount }
