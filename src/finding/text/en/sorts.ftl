# Invoices of every sort: findings, fields, words, commands.

# note, invoice, line, credited, total, percent
E0440 = more is credited of invoice `{ $invoice }` than was invoiced
    .message-line = { $credited } credited of line { $line } of invoice `{ $invoice }`, which is { $total }
    .message-rate = { $credited } credited at { $percent } % of invoice `{ $invoice }`, which has { $total } at that rate
    .message-no-line = invoice `{ $invoice }` has no line { $line }
    .label = with this credit note
    .label-no-line = no such line
    .help = lower the credit note `{ $note }`
    .help-no-line = `carnet show { $invoice }` lists its lines
    .what = Credit notes take back more of a line, or of what is taxed at one rate, than the invoice has.
    .why = Tax that was never charged would be claimed back, or a sale taken back twice.
    .mend = Correct the draft of the credit note, or credit the rest of the invoice at the rates that it has.
    .example =
        type = "credit-note"
        credits = "site-acme"

        {"["}[lines]]
        description = "Two chairs came back"
        quantity = 2
        unit_price = 60.00     # wrong: they were sold at 50.00
        invoice_line = "3"

# order, line, ordered, total
E0441 = this amendment of order { $order } cannot be
    .message-no-amendment = a line that changes another stands in an amendment
    .message-of-amendment = order { $order } is an amendment itself
    .message-customer = order { $order } is one of another customer
    .message-no-line = order { $order } has no line { $line }
    .message-price = line { $line } of order { $order } has another price
    .message-too-much = { $ordered } would be left of line { $line } of order { $order }, of which { $total } are invoiced
    .label = here
    .label-no-line = no such line
    .label-price = another price
    .label-too-much = too much is left out
    .help = name the order in `amends` that it adds to
    .help-no-amendment = write amends = "ORDER" above, or remove order_line
    .help-of-amendment = name the order that was amended first: all amendments are of that one
    .help-customer = check the order and the customer
    .help-no-line = `carnet show { $order }` lists its lines
    .help-price = a line at another price is one of its own: remove order_line
    .help-too-much = credit what was invoiced first
    .what = An amendment is an order that names the one it amends; its lines are added to that one's.
    .why = What is ordered, left and invoiced would be wrong.
    .mend = `amends` names an order of the same customer that is no amendment; `order_line` a line of it, at the same price.
    .example =
        amends = "acme-2026-10-03"

        {"["}[lines]]
        order_line = "1"
        quantity = -2          # two fewer
        unit_price = 12.50     # wrong, were line 1 at 11.00

# target, percent, amount
E0442 = `{ $target }` cannot be taken off like this
    .message-no-deposit = `{ $target }` is no deposit invoice
    .message-draft = deposit `{ $target }` was not issued
    .message-sign = a deposit is taken off with a negative quantity
    .message-too-much = { $amount } more of deposit `{ $target }` is taken off at { $percent } % than it is
    .label = here
    .label-sign = this adds it once more
    .help = take off what is left of the deposit
    .help-no-deposit = name an invoice of type "deposit", or remove `invoice` from the line
    .help-draft = issue the deposit first, or remove it and this line
    .help-sign = write quantity = -1
    .help-too-much = lower the amount, or remove the line that took it off before
    .what = A line of an invoice that names another invoice takes a deposit off.
    .why = Tax would be counted twice, or given back though nobody paid it.
    .mend = `carnet convert ORDER` writes these lines: each deposit once, by rate, with a negative quantity.
    .example =
        {"["}[lines]]
        description = "Less deposit F-2026-0007"
        quantity = 1           # wrong: -1
        unit_price = 300.00
        invoice = "acme-2026-10-03"

# progress, earlier_percent, total
E0443 = this line of a progress invoice does not say how far the work is
    .message-beyond = { $progress } % is not between 0 and 100
    .message-backwards = { $progress } % is less than the { $earlier_percent } % that was invoiced before
    .message-overlap = the progress invoices of this line come to { $total } %
    .message-no-order = progress of which order?
    .label = how far?
    .label-beyond = of the whole line
    .label-backwards = cumulative, from the beginning
    .label-overlap = begins before the last one ended
    .label-no-order = `order` is missing
    .help = write `progress`: the percent of the order line that is done, from the beginning
    .help-beyond = for more than was ordered, write an amendment of the order
    .help-backwards = to take something back, write a credit note
    .help-overlap = `earlier` is where the last progress invoice ended; `carnet convert ORDER --progress` knows it
    .help-no-order = write order and order_line
    .what = A progress invoice says of each order line how much of it is done, in percent from the beginning, and how much was invoiced before.
    .why = Something would be invoiced twice, or never.
    .mend = Write the draft anew with `carnet convert ORDER --progress`, which begins where the last one ended.
    .example =
        {"["}[lines]]
        description = "Masonry"
        quantity = 1
        unit_price = 3000.00
        order = "acme-2026-10-03"
        order_line = "1"
        progress = 60
        earlier = 70           # wrong: it was 30

# target, date, earlier_date
E0444 = this cannot take the place of invoice `{ $target }`
    .message-nothing = a corrected invoice takes the place of one
    .message-not-corrected = only a corrected invoice takes the place of another
    .message-credit-note = `{ $target }` is a credit note
    .message-draft = `{ $target }` is a draft
    .message-customer = invoice `{ $target }` is one of another customer
    .message-currency = invoice `{ $target }` is in another currency
    .message-before = invoice `{ $target }` is of { $earlier_date }, which is after { $date }
    .message-twice = something else took the place of invoice `{ $target }` before
    .label = here
    .label-nothing = of which one?
    .label-twice = and again here
    .help = check which invoice was wrong
    .help-nothing = write replaces = "NUMBER"
    .help-not-corrected = write type = "corrected", or remove `replaces`
    .help-credit-note = credit notes are not corrected: write another one, or an invoice
    .help-draft = a draft is simply changed
    .help-customer = credit the invoice, and write a new one for the right customer
    .help-currency = credit the invoice, and write a new one in the right currency
    .help-before = date it later
    .help-twice = correct the correction: name that one in `replaces`
    .what = A corrected invoice names the one whose place it takes: one that was issued, of the same customer, once.
    .why = Both together count once. Without a clear pair a sale would count twice, or not at all.
    .mend = `carnet correct NUMBER` writes a draft that names the invoice; change what was wrong, and issue it.
    .example =
        type = "corrected"
        replaces = "site-acme" # wrong, were that a draft

# amount, total, date, earlier_date
E0445 = this retention money cannot be
    .message-neither = how much is retained?
    .message-amount = { $amount } of { $total } cannot be retained
    .message-before = { $date } is before the invoice itself is due, on { $earlier_date }
    .label = retained
    .label-before = too early
    .help = write a percent of the invoice, and when it is due
    .help-neither = write percent or amount
    .help-amount = write an amount between 0 and the invoice
    .help-before = write the day on which the retention money is due
    .what = Retention money is a part of an invoice that the customer keeps until later; it is owed, and no discount.
    .why = What is overdue, and when, would be wrong.
    .mend = Write percent (5 at most for works in France) or amount, and due.
    .example =
        {"["}retention]
        percent = 5
        due = 2027-10-03       # wrong, were it before the invoice is due

# order, ordered, total
E0446 = the invoices of order { $order } ask for { $total }, the order is { $ordered }
    .label = nothing is left of the order
    .help = look at its invoices: carnet show { $order }
    .what = An order was invoiced in parts until nothing was left of it, and the parts do not make the whole.
    .why = The customer agreed to one sum and pays another; cents get lost where each part is rounded by itself.
    .mend = `carnet convert` closes an order to the cent: it writes the `rounding` that is missing into the last invoice. Changed by hand, the last invoice may lack it.
    .example =
        type = "final"
        rounding = 0.01        # without this line: 0.01 is missing

# order, amount
E0447 = a payment for order { $order } is not used
    .message-customer = order { $order } is one of another customer
    .message-left = { $amount } was paid for order { $order }, which is invoiced
    .label = paid before any invoice
    .help = allocate it to an invoice
    .help-customer = check the order and the customer
    .help-left = allocate it to an invoice, or give it back: a negative payment
    .what = A payment names an order that nothing is left of, or one of another customer, and a part of it pays no invoice.
    .why = The customer has paid and still gets reminders.
    .mend = Write an allocation to the invoice of the order; a payment is allocated by itself only when the invoice is issued after it.
    .example =
        amount = 500.00
        order = "acme-2026-10-03"

        {"["}[allocations]]      # without this: wrong
        invoice = "F-2026-0042"
        amount = 500.00

field-amended = amended
field-amends = amends
field-amendments = amendments
field-cause = cause
field-deposit = deposit
field-deposited = deposits left
field-earlier = before
field-invoice_line = invoice line
field-market = market
field-preceding = earlier invoices
field-prepaid = prepaid
field-progress = progress
field-replaces = replaces
field-rest = rest
field-retention = retention money
field-rounding = rounding
field-this = this invoice

word-replaced = replaced
word-deposit = deposit
word-final = final
word-progress = progress
word-corrected = corrected


# What people do.
# order, deposit
sorts-deposit-draft = { $deposit } is still a draft: nobody knows yet what to take off order { $order }
sorts-deposit-draft-help = issue it first, or remove it: carnet rm { $deposit }
# order
sorts-no-deposit = no deposit was agreed for order { $order }
sorts-no-deposit-help = say how much: --deposit 30%, or --deposit 500.00
sorts-nothing-to-share = order { $order } is worth nothing that a part could be of
# percent
sorts-percent = { $percent } % is not a part of the whole: between 0 and 100
# order, amount, most
sorts-amount = { $amount } is no part of order { $order }, which is { $most }
# order, line, percent, before
sorts-backwards = line { $line } of order { $order } was invoiced up to { $before } %, which is more than { $percent } %
# order, before
sorts-no-progress = order { $order } is invoiced up to { $before } % already: say how far the work is now, from the beginning
# order, line
sorts-mixed = line { $line } of order { $order } was invoiced by quantity: nobody can say what percent that is
sorts-mixed-help = carnet convert { $order } invoices what is left
sorts-no-line = order { $order } has no line `{ $line }`
# invoice
sorts-no-totals = the totals of invoice { $invoice } cannot be computed: carnet check says why
sorts-draft = invoice { $invoice } was not issued: there is nothing to take back
sorts-draft-help = a draft is simply changed: carnet set, carnet line, carnet rm
sorts-is-credit-note = { $invoice } is a credit note
sorts-credited-before = nothing of invoice { $invoice } is left to credit
# invoice, by
sorts-replaced = invoice { $by } took the place of { $invoice }: that one is meant
# invoice, amount, most
sorts-credit-amount = { $amount } cannot be credited of invoice { $invoice }: { $most } is left
# line, quantity, most
sorts-credit-quantity = { $quantity } of line { $line } cannot be credited: it is { $most }
# word
sorts-line-form = `{ $word }` is no line: say --line 2, or --line 2=3 for three of it
sorts-no-invoices = there is no invoice of which something could be credited
# invoice, other
sorts-not-alike = { $invoice } and { $other } are of different customers, currencies or ways of pricing: one credit note for each
# note
sorts-no-note = { $note } is no issued credit note
# note, invoice, amount, free, open
sorts-allocate = { $amount } of credit note { $note } cannot pay { $invoice }: it has { $free } to give, and { $open } is open there
sorts-one = one invoice is credited at a time
sorts-one-help = a rebate over several: --rebate 5%
sorts-no-period = which of the customer’s invoices?
sorts-no-period-help = say the period: --period 2026Q3
