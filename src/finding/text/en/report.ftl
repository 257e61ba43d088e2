# Reports: what each shows, titles, notes, columns and words.

report-pipeline-doc = Open deals by stage, owner or month, plain and weighted; over a period, what was won and lost
report-sales-doc = Sales without tax by any one or two dimensions, beside the previous period and the year before
report-receivables-doc = Who owes what, by how late it is
report-statement-doc = A customer's account: invoices, credit notes, payments and the running balance

report-pipeline-title = Open deals
report-decided-title = Decided deals
report-sales-title = Sales, without tax
report-receivables-title = Receivables
# customer
report-statement-title = Statement of account: { $customer }
report-why-title = The documents behind the figures
report-why-deals-title = The deals behind the figures
report-why-opening-title = What the opening balance is made of
report-why-opening-empty = Nothing: the account is new in this period.

report-pipeline-empty = No deal is open.
report-decided-empty = No deal was won or lost in this period.
report-sales-empty = Nothing was sold in this period.
report-receivables-empty = Nobody owes anything.
report-statement-empty = Nothing moved in this period, and nothing is owed.

# from, to: dates
report-period = { $from } to { $to }
report-period-from = From { $from } on
report-period-to = Up to { $to }
report-period-all = All dates
# date
report-as-of = As of { $date }
# customer
report-of = { $customer } only
report-note-previous = Previous: { $from } to { $to }
report-note-previous-day = Previous: the day before
report-note-previous-week = Previous: the week before, to the same day
report-note-previous-month = Previous: the month before, to the same day
report-note-previous-quarter = Previous: the quarter before, to the same day
report-note-previous-year = Previous: the year before, to the same day
report-note-previous-fy = Previous: the fiscal year before, to the same day
report-note-year-before = Year before: { $from } to { $to }
report-note-tags = What has several tags counts under each, and once in the total
# count
report-note-without-stage = { $count ->
    [one] 1 deal is not counted: its stage stands in no pipeline
   *[other] { $count } deals are not counted: their stages stand in no pipeline
}
# count
report-note-later = { $count ->
    [one] 1 deal that was decided later is left out: the files no longer say in which stage it was
   *[other] { $count } deals that were decided later are left out: the files no longer say in which stage they were
}
# count
report-note-undated = { $count ->
    [one] 1 decided deal has no date and is not counted
   *[other] { $count } decided deals have no date and are not counted
}

report-by-customer = Customer
report-by-parent = Group
report-by-owner = Owner
report-by-territory = Territory
report-by-industry = Industry
report-by-country = Country
report-by-tag = Tag
report-by-customer-tag = Customer tag
report-by-series = Series
report-by-product = Product
report-by-category = Category
report-by-tax = Tax rate
report-by-pipeline = Pipeline
report-by-stage = Stage
report-by-source = Source
report-by-day = Day
report-by-week = Week
report-by-month = Month
report-by-quarter = Quarter
report-by-year = Year
report-by-fy = Fiscal year

report-none = (none)
report-adjustments = (whole document)
report-total = Total

report-deals = Deals
report-without-amount = No amount
report-amount = Amount
report-weighted = Weighted
report-average-age = Age, days
report-deal = Deal
report-outcome = Outcome
report-outcome-open = open
report-outcome-won = won
report-outcome-lost = lost
report-won = Won
report-won-amount = Won amount
report-lost = Lost
report-lost-amount = Lost amount
report-win-rate = Win rate

report-sales = Sales
report-previous = Previous
report-change = Change
report-year-before = Year before
report-year-change = Change

report-customer = Customer
report-not-due = Not due
report-days-1-30 = 1–30 days
report-days-31-60 = 31–60 days
report-days-61-90 = 61–90 days
report-over-90 = Over 90
report-credit = Credit
report-age = Age
report-days-late = Days late

report-date = Date
report-document = Document
report-entry = Entry
report-due = Due
report-balance = Balance
report-entry-opening = Opening balance
report-entry-closing = Closing balance
report-entry-invoice = Invoice
report-entry-credit-note = Credit note
report-entry-payment = Payment
report-entry-refund = Refund

# word, allowed
report-error-report = there is no report `{ $word }`; there are: { $allowed }
# report, parameter
report-error-parameter = the report `{ $report }` takes no { $parameter }; it takes: { $allowed }
# word, allowed
report-error-by = cannot group by `{ $word }`; this report groups by: { $allowed }
# word, allowed
report-error-step = there is no step of time `{ $word }`; there are: { $allowed }
# word, allowed
report-error-compare = cannot compare with `{ $word }`; write one of: { $allowed }
# word
report-error-twice = { $word } is named twice
report-error-many = at most two things to group by
report-error-times = only one unit of time at once, in --by or --step
report-error-open = a period to compare needs a first and a last day
report-error-customer = this report is about one customer: name it with --customer
# step, count
report-error-columns = a column for each { $step } would make { $count } columns; choose a longer step or a shorter period
