# One invoice over several orders and deliveries: findings, fields, words, commands.

# delivery, line, customer, order, product
E0460 = delivery { $delivery } has no line { $line }
    .message-which = which line of delivery { $delivery } is meant?
    .message-customer = delivery { $delivery } is one of { $customer }
    .message-product = delivery { $delivery } was one of { $product }
    .message-order = what delivery { $delivery } delivered is of order { $order }
    .message-same = two lines of the delivery are called { $line }
    .label = no such line
    .label-which = none or several lines fit
    .label-customer = of another customer
    .label-product = another product
    .label-order = another line of an order
    .label-same = used twice
    .help = `carnet show { $delivery }` lists its lines
    .help-which = write delivery_line
    .help-customer = check the delivery and the customer
    .help-product = check delivery_line
    .help-order = remove `order` and `order_line`: they follow from the delivery
    .help-same = give each line a name of its own
    .what = A line of an invoice names a delivery, but not one line of it that is there, or something that this line did not deliver.
    .why = What is left to invoice would be wrong, and the customer could not compare the invoice with the delivery notes.
    .mend = Write the delivery line's id, else its position, in `delivery_line`. It may be left out where one line alone fits.
    .example =
        {"["}[lines]]
        delivery = "acme-2026-10-05"
        delivery_line = "3"    # wrong: two lines were delivered
        quantity = 4

# delivery, delivered, total
E0461 = { $total } invoiced, { $delivered } delivered with { $delivery }
    .label = with this
    .help = check the quantities; `carnet convert` of the delivery knows what is left
    .what = Invoices of a line of a delivery add up to more than it delivered.
    .why = The customer compares invoices with delivery notes, and pays for what was delivered once.
    .mend = Look at the delivery with `carnet show`. What is invoiced beyond it names its order alone, or another delivery. Drafts of invoices count.
    .example =
        {"["}[lines]]
        delivery = "acme-2026-10-05"
        quantity = 6           # wrong: 5 were delivered

# date, from, to
E0462 = { $date } is not between { $from } and { $to }
    .message-delivery = what was delivered on { $date } is not of the time from { $from } to { $to }
    .label = outside of the document's period
    .label-delivery = delivered outside of the document's period
    .help = change one of the periods
    .help-delivery = remove `period`: issuing writes the days of the deliveries
    .what = The invoice says which days it covers, and one of its lines is of other days.
    .why = Receivers of e-invoices refuse that (PEPPOL-EN16931-R110 and R111), and the day by which tax is due would be unclear.
    .mend = Change `period` of the invoice or of the line. Where lines name deliveries, no period needs to be written.
    .example =
        {"["}period]
        from = 2026-10-01
        to = 2026-10-31

        {"["}[lines]]
        description = "Support"
        period = {"{"} from = 2026-09-15, to = 2026-10-15 {"}"}  # wrong

label-delivered-here = delivered here

field-delivery_line = delivery line
field-period = period
field-order_date = ordered on
field-delivery_date = delivered on
field-place = place
field-to = to

word-planned = planned
word-partly-invoiced = partly invoiced

# a small difference, in the language of the customer
gather-rounding = Rounding

# name, other
gather-what = name orders or deliveries, or --delivered
gather-what-help = all that was delivered in October: carnet convert --delivered --period 2026-10
gather-delivered-kind = --delivered finds the deliveries itself: name a customer with --customer
gather-several-how = deposits and progress are invoiced of one order
gather-customer = { $name } and { $other } are not of the same customer
gather-currency = { $name } and { $other } are not in the same currency
gather-prices = of { $name } and { $other }, one has prices with tax and one without
gather-terms = { $name } and { $other } are to be paid by different terms
gather-retention = of { $name } and { $other }, the customer retains different amounts
gather-scheme = of { $name } and { $other }, one is not subject to tax
gather-together-help = one invoice for each: carnet convert { $other }
gather-alone = order { $name } has deposits, or reductions of the whole order: it is invoiced by itself
gather-alone-help = carnet convert with its deliveries alone
gather-progress = order { $name } is invoiced as the work progresses
gather-progress-help = carnet convert { $name } --progress PERCENT
gather-planned = delivery { $name } is of { $date }: it has not left yet
gather-nothing = nothing is left to invoice of { $name }
gather-price = delivery { $name } has no price for its line { $line }, which names no order and no product
gather-price-help = write `order` in that line, or a product that has a price
gather-none = nothing that was delivered is left to invoice
gather-left-out = left out: { $reason }
gather-negative = what { $name } sent back is worth more than what was delivered
gather-negative-help = a credit note gives it back: carnet credit INVOICE --lines
