# What happened: log, diff and blame.

log-author = author
log-commit = commit
log-message = message
log-record = record
log-changes = what happened
log-kind = kind
log-empty = Nothing happened that the files tell of.
# query
log-no-match = no record matches { $query }
log-query-needs-kind = a query stands behind its kind: carnet log deal stage:won
# count: commits
log-newest = { $count ->
    [one] the newest commit (-n shows more)
   *[other] the newest { $count } commits (-n shows more)
}
# count: commits
log-clamped = { $count ->
    [one] 1 commit says an earlier time than the one before it, and stands right after that one
   *[other] { $count } commits say an earlier time than the ones before them, and stand right after those
}

# Sentences. field, value, before, after: worded already.
# was, now: kind/id
log-is-called = { $was } was renamed to { $now }
# day: when its file was removed
log-was-removed = { $was } was removed on { $day } by { $author }
# author: as typed
log-no-author = nobody whose name or address contains `{ $author }` made a commit here
log-authors = there are: { $authors }
blame-log = carnet log { $id } tells what happened to it
log-removed = removed
log-created = new
log-created-title = new: { $title }
log-renamed = renamed, was { $old }
log-broken = cannot be read from here on
log-mended = can be read again
log-issued = issued as { $number } to { $customer }, { $net } without tax
# The record's id is the number already.
log-issued-so = issued to { $customer }, { $net } without tax
log-issued-credit-so = credit note to { $customer }, { $net } without tax
log-issued-credit = credit note { $number } to { $customer }, { $net } without tax
log-paid = paid { $amount } by { $customer }
log-paid-for = paid { $amount } by { $customer } for { $invoices }
log-paid-several = paid { $amount } by { $customer } for { $count } invoices
log-is = { $field } { $value }
log-from-to = { $field } { $before } → { $after }
log-set = { $field } set to { $value }
log-unset = { $field } removed (was { $value })
log-changed = { $field } changed
log-added = { $field } added
log-dropped = { $field } removed
log-item-came = { $field } + { $value }
log-item-went = { $field } − { $value }
log-item-0 = one
log-item-1 = { $first }
log-item-2 = { $first } { $second }
log-times = { $quantity } × { $price }
log-nth = { $list } { $number }
log-inside-nth = { $list } { $number }: { $inner }
log-more-fields = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
log-more-records = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
log-count-of = { $count } { $kind }

# A difference between two states.
# range
diff-range = `{ $range }` is no range: write A..B, as in 2026-09-30..2026-10-31 or HEAD~3..HEAD, or A alone
diff-empty = No value of any record differs.
diff-all = --all shows them
diff-records = Records
diff-created = new
diff-changed = changed
diff-removed = removed
diff-total = Total
diff-figures = Figures
# before, after: dates
diff-days = as of { $before } and { $after }
diff-figure = figure
diff-before = before
diff-after = after
diff-difference = difference
diff-pipeline = Open deals
diff-invoiced = Invoiced, without tax
diff-paid = Paid
diff-balance = Owed by customers

# Where a record's values come from.
blame-field = field
blame-value = value
blame-since = since
blame-by = by
blame-nothing = (none)
blame-empty = The record says nothing.
# path
blame-uncommitted = { $path } was never committed: nobody but you knows where its values come from
blame-edited = { $path } has edits that are not committed: they are not in this
