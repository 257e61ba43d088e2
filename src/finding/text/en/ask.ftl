# Names of fields, words of derived fields, and what lists and totals say.

field-id = id
field-name = name
field-number = number
field-customer = customer
field-date = date
field-due = due
field-gross = gross
field-net = net
field-tax = tax
field-paid = paid
field-credited = credited
field-balance = balance
field-status = status
field-owner = owner
field-stage = stage
field-amount = amount
field-close = close
field-days_overdue = days overdue
field-standing = standing
field-role = role
field-manager = manager
field-email = email
field-phone = phone
field-title = title
field-category = category
field-unit = unit
field-price = price
field-method = method
field-unallocated = unallocated
field-allocated = allocated
field-parent = parent
field-query = query
field-author = author
field-about = about
field-count = count
field-lines = lines
field-territory = territory
field-month = month
field-quarter = quarter
field-year = year
field-week = week
field-day = day
field-type = type
field-tags = tags
field-overdue = overdue
field-sales = sales
field-invoices = invoices
field-first_sale = first sale
field-last_sale = last sale
field-probability = probability
field-weighted = weighted
field-outcome = outcome
field-currency = currency
field-archived = archived
field-industry = industry
field-reference = reference
field-subject = subject
field-description = description
field-quantity = quantity
field-unit_price = unit price
field-terms = terms
field-source = source
field-channel = channel
field-website = website
field-cost = cost
field-pipeline = pipeline
field-stage_since = stage since
field-opened = opened
field-closed = closed
field-lost_reason = lost reason
field-next_step = next step
field-next_step_on = next step on
field-product = product
field-deal = deal
field-series = series
field-country = country
field-street = street
field-street2 = second line of the street
field-postcode = postcode
field-region = region
field-trade_name = trade name
field-legal_form = legal form
field-capital = capital
field-register = register
field-office = registered office
field-insurance = insurance
field-mediator = mediator
field-bank = bank
field-time_zone = time zone
field-fiscal_year_start = fiscal year start
field-from = from
field-until = until
field-pattern = pattern
field-gapless = gapless
field-by_month = by month
field-stages = stages
field-rotting_days = days before it rots
field-invoice_type = type
field-freshness = freshness
field-firm = firm
field-regime = regime
field-strategy = strategy
field-external = external ids
field-settings = settings
field-check = check
field-required = required
field-personal = personal
field-vat = VAT
field-city = city
field-text = text
field-contact = contact
field-path = path

word-draft = draft
word-open = open
word-partly-paid = partly paid
word-overdue = overdue
word-paid = paid
word-credited = credited
word-prospect = prospect
word-customer = customer
word-lapsed = lapsed
word-won = won
word-lost = lost
word-total = Total
word-none = (none)

list-shown = the first { $shown } of { $found }
ask-period = { $from } to { $to }
ask-archived = { $count ->
    [one] 1 archived record is not shown (--archived)
   *[other] { $count } archived records are not shown (--archived)
}
ask-unknown-kind = there is no kind `{ $kind }`
ask-did-you-mean = did you mean `{ $suggestion }`?
ask-kinds = the kinds are: { $kinds }
ask-no-date = { $kind } has no date, so it lies in no period
ask-fields = the fields of { $kind } are:
total-sum = sum of { $field }
total-average = average { $field }
total-minimum = least { $field }
total-maximum = greatest { $field }
total-not-a-number = `{ $field }` is not a number: nothing can be added up
total-not-a-date = `{ $field }` is not a date: only dates have steps such as month
total-unknown-step = `{ $step }` is not a step of time: write day, week, month, quarter, year or fy
total-two-lists = `{ $first }` and `{ $second }` go through two lists whose items do not belong together
total-overflow = the sum has more digits than can be kept exactly
report-shows = what it shows
list-none-yet = There is no record of this kind yet.
list-unreadable = { $count ->
    [one] The only record of this kind cannot be read.
   *[other] None of the { $count } records of this kind can be read.
}
list-no-match = { $count ->
    [one] The only record of this kind does not match.
   *[other] None of the { $count } records of this kind matches.
}
total-why-title = The records behind the figures
ask-later = { $count ->
    [one] 1 later record is left out
   *[other] { $count } later records are left out
}
total-by-twice = `{ $field }` is given twice to group by
total-no-column = there is no column `{ $column }` to sort by
total-columns = the columns are: { $columns }
