# The chain from quote to order to invoice: findings, fields, words, commands.

# product
E0330 = the price of { $product } is given twice for the same quantity
    .label = and again here
    .help = remove one of the two rows, or give one a from_quantity
    .what = A price list has two rows for one product and one quantity.
    .why = Nobody can say which of the two prices holds.
    .mend = Keep the right row. A price that holds only for larger quantities says so in from_quantity.
    .example =
        {"["}[prices]]
        product = "widget"
        price = 12.50

        {"["}[prices]]
        product = "widget"
        from_quantity = 10     # without this line: wrong
        price = 11.00

E0331 = words between the lines have no quantity and no price
    .message-no-price = this line has no price
    .label = this line is no item
    .label-no-price = unit_price is missing
    .help = remove this key, or the type of the line
    .help-no-price = write unit_price; a line of words alone has type = "title" or "text"
    .what = A line of a quote or an order is an item and has a price, or it is a title, a text or a subtotal and has none.
    .why = A title with a price would be read by the customer, and be in no total.
    .mend = Give items their unit_price; write type = "title", "text" or "subtotal" for lines that only say something.
    .example =
        {"["}[lines]]
        type = "title"
        description = "Installation"
        quantity = 1           # wrong: a title has no quantity

# number, date
E0430 = { $number } has been without an answer since it expired on { $date }
    .label = this day has passed
    .help = ask the customer; then write a revision, or declined = DATE
    .what = A quote was sent, its last day has passed, and nobody has said yes or no.
    .why = A deal is waiting, and what was offered holds no more.
    .mend = Call the customer. `carnet accept` records a yes, `declined` a no; `carnet quote NUMBER --revise` offers it anew.
    .example =
        sent = 2026-09-01
        valid_until = 2026-10-01      # passed

# group
E0431 = of the options `{ $group }` only one may be chosen
    .message-no-option = only an option can be chosen
    .message-no-lines = no line belongs to the options `{ $group }`
    .label = chosen too
    .label-no-option = this line is always in the total
    .label-no-lines = of which lines?
    .help = keep one of them, or take the group out of `exclusive`
    .help-no-option = remove `chosen`, or name the line's group of options in `option`
    .help-no-lines = write option = "{ $group }" in the lines, or remove it here
    .what = Options are lines with `option`; they count in the total once they are `chosen`. Of a group in `exclusive`, one at most.
    .why = Two answers to one question make a total that the customer did not agree to.
    .mend = Look at what the customer signed, and leave `chosen = true` where it belongs.
    .example =
        exclusive = ["care"]

        {"["}[lines]]
        description = "Care, basic"
        option = "care"
        chosen = true

        {"["}[lines]]
        description = "Care, plus"
        option = "care"
        chosen = true          # wrong: one of the two

# target, wanted
E0432 = the quote contradicts itself
    .message-both = the quote was both accepted and declined
    .message-no-hash = the signed document lacks its { $wanted }
    .message-of-draft = this revises { $target }, which was never sent
    .message-both-accepted = { $target } was accepted, and so was its revision
    .label = says so
    .label-both = and declined
    .label-no-hash = alone, this proves nothing
    .label-of-draft = a draft is simply changed
    .label-both-accepted = accepted before
    .help = write only what happened
    .help-both = remove `declined` or the acceptance
    .help-no-hash = write `{ $wanted }` beside it
    .help-of-draft = write when it was sent, or remove revision_of
    .help-both-accepted = keep the acceptance that holds
    .what = What the quote says of being sent, accepted, declined or revised cannot all be true.
    .why = The status of the quote, and the pipeline with it, would be wrong.
    .mend = Write only what happened. A later quote that replaces this one names it in `revision_of`.
    .example =
        declined = 2026-10-09  # wrong beside an acceptance

        {"["}acceptance]
        date = 2026-10-12

# order, line, customer
E0433 = order { $order } has no line { $line }
    .message-which = which line of order { $order } is meant?
    .message-customer = order { $order } is one of { $customer }
    .message-same = two lines of the order are called { $line }
    .label = no such line
    .label-which = none or several lines fit
    .label-customer = of another customer
    .label-same = used twice
    .help = `carnet show { $order }` lists its lines
    .help-which = write order_line
    .help-customer = check the order and the customer
    .help-same = give each line a name of its own
    .what = A line of a delivery or an invoice names an order, but not one line of it that is there, or the order of somebody else.
    .why = What is left to deliver and to invoice would be wrong.
    .mend = Write the order line's id in `order_line`. It may be left out where one line alone has the product.
    .example =
        {"["}[lines]]
        order = "acme-2026-10-03"
        order_line = "7"       # wrong: the order has lines 1 to 3
        quantity = 4

# order, ordered, total
E0434 = more than order { $order } asks for: { $total } instead of { $ordered }
    .message-delivered = { $total } delivered, { $ordered } ordered in { $order }
    .message-invoiced = { $total } invoiced, { $ordered } ordered in { $order }
    .label = with this
    .help = check the quantities, or change the order if the customer agreed
    .what = Deliveries or invoices of an order line add up to more than was ordered.
    .why = The customer did not order it and need not pay it. Often something was delivered or invoiced twice.
    .mend = Look at the order with `carnet show`. If the customer wants more, change the order's line first. Drafts of invoices count.
    .example =
        {"["}[lines]]
        order = "acme-2026-10-03"
        order_line = "1"
        quantity = 6           # wrong: 5 were ordered

label-ordered-here = ordered here

field-price_from = price from
field-option = option
field-chosen = chosen
field-valid_until = valid until
field-job = job
field-revision_of = revises
field-exclusive = one of
field-sent = sent
field-declined = declined
field-declined_reason = why declined
field-acceptance = acceptance
field-signatory = signatory
field-means = means
field-file = file
field-hash = hash
field-order = order
field-order_line = order line
field-promised = promised
field-quote = quote
field-carrier = carrier
field-prices = prices
field-from_quantity = from quantity
field-segment = segment
field-delivered = delivered
field-invoiced = invoiced
field-left = left
field-left_to_deliver = left to deliver

word-sent = sent
word-accepted = accepted
word-declined = declined
word-expired = expired
word-revised = revised
word-delivered = delivered
word-invoiced = invoiced

chain-option = option
chain-to-deliver = to deliver
chain-to-invoice = to invoice
chain-option-note = an option is in the total once it is chosen

# quote, date
chain-frozen = quote { $quote } was sent on { $date }: it is not changed any more
chain-frozen-help = carnet quote { $quote } --revise writes a draft that replaces it; --yes changes it all the same
# deal
chain-no-customer = deal { $deal } has no customer to write a quote for
chain-no-customer-help = say which: customer=ID
# quote, date
chain-sent-before = quote { $quote } was sent on { $date }
chain-revise-help = a change is a revision: carnet quote { $quote } --revise
# quote
chain-accepted-before = quote { $quote } was accepted before
chain-draft = quote { $quote } was never sent, so there is nothing to revise
chain-draft-help = change it: carnet set, carnet line
chain-declined = quote { $quote } was declined
chain-declined-help = if the customer came back: carnet quote { $quote } --revise
chain-revised = quote { $quote } was replaced by a revision: that one is accepted
chain-no-totals = the totals of quote { $quote } cannot be computed: carnet check says why
chain-no-order = no order was written for quote { $quote }
chain-no-order-help = accept it first: carnet accept { $quote }
# quote, orders
chain-several-orders = quote { $quote } has several orders: { $orders }
# order
chain-order-totals = the totals of order { $order } cannot be computed: carnet check says why
chain-nothing-left = nothing is left to invoice of order { $order }
# option, options
chain-no-option = there is no option `{ $option }`; there are: { $options }
chain-which-option = several options are called `{ $option }`; say the number: { $options }
# group
chain-exclusive = of the options `{ $group }` only one may be chosen
# name, kind
chain-no-chain = { $name } is no order, no delivery and no quote
# name
chain-not-a-deal = { $name } is no deal
chain-not-a-deal-help = a quote without a deal: carnet new quote customer=ID + LINE
# date
chain-future = { $date } is not over yet: nobody has said yes on it
# path
chain-file = { $path } is no file below files/ of the book
chain-file-help = copy the signed document there first
# quote, date, earliest
chain-too-early = quote { $quote } is of { $earliest }: nobody accepted it on { $date }
