# The activity stream, and what wants attention.

feed-title = News
feed-empty = Nothing new.
# member: a name
feed-for = for { $member }
# count of all
feed-newest = the newest { $count } of { $all } (-n shows more)
feed-without-tax = invoices without tax

# Who, what: the headings, and the keys of Markdown tables.
feed-column-alert = alert
feed-column-record = record
feed-column-about = about
feed-column-who = who
feed-column-customer = customer
feed-column-title = title
feed-column-since = since
feed-column-days = days
feed-column-amount = amount
feed-column-date = date
feed-column-day = day
feed-column-item = what
feed-column-detail = detail
feed-column-time = time
feed-column-author = author
feed-column-email = email
feed-column-member = member
feed-column-commit = commit
feed-column-count = count
feed-column-before = before
feed-column-after = after
feed-column-reason = reason

feed-day-1 = Monday
feed-day-2 = Tuesday
feed-day-3 = Wednesday
feed-day-4 = Thursday
feed-day-5 = Friday
feed-day-6 = Saturday
feed-day-7 = Sunday

# What happened, in a word; and many of them at once, counted.
feed-won = won
feed-won-many = { $count } deals
feed-lost = lost
feed-lost-many = { $count } deals
feed-reopened = reopened
feed-reopened-many = { $count } deals
feed-opened = new deal
feed-opened-many = { $count } deals came in
feed-moved = stage
feed-moved-many = { $count } deals moved
feed-amount = amount
feed-amount-many = of { $count } deals
feed-close = close date
feed-close-many = of { $count } deals
feed-handed = handed on
feed-handed-many = { $count } deals
feed-issued = invoice
feed-issued-many = { $count } invoices
feed-credited = credit note
feed-credited-many = { $count } credit notes
feed-paid = paid
feed-paid-many = { $count } payments came in
feed-refunded = refund
feed-refunded-many = { $count } payments went back
feed-customer = customer
feed-customer-many = { $count } customers came in
feed-product = product
feed-product-many = { $count } products came in
feed-price = price
feed-price-many = of { $count } products
feed-note = note
feed-note-many = { $count } notes

# before, after: amounts, dates, stages, members
feed-was = was { $before }
feed-to = → { $after }
feed-from-to = { $before } → { $after }

feed-alerts = Wants attention
feed-no-alert = Nothing wants attention.
feed-look = details: carnet show RECORD
# count: alerts
feed-more-alerts = { $count ->
    [one] 1 more: carnet feed --alerts
   *[other] { $count } more: carnet feed --alerts
}
feed-overdue = overdue
feed-promised = close passed
feed-rotting = rotting
feed-next-step = next step
feed-mention = mention
# date
feed-since = since { $date }

# The Atom file. firm, member: names
feed-channel = { $firm }: news
feed-channel-for = { $firm }: news for { $member }
# what: a word of the above; about: whom and what
feed-heading = { $what }: { $about }
# path
feed-written = { $path } written
feed-inside = { $path } lies in the book: only records belong there
feed-outside = a web server's folder, or `-` for standard output
feed-no-folder = { $path } cannot be written: there is no such folder
feed-bad-file = { $path } is no name for a file
# word; all: the words that there are
feed-unknown-sort = `{ $word }` is no sort of news or alerts; there are: { $all }
feed-no-member = nobody in team/ is called `{ $word }`
