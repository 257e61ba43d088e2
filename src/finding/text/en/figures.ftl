# Figures that only history can give: velocity, funnel, slippage, freshness; carnet confirm.

report-velocity-doc = How long deals stay in each stage, and until they are decided
report-funnel-doc = How many deals reached each later stage; where and why others were lost
report-slippage-doc = How often and how far expected dates and amounts of open deals move
report-freshness-doc = How old contact data are, and how many are probably wrong

# report
report-error-past = the report `{ $report }` is made of commits, and this book has none here

# count
report-note-old-stages = { $count ->
    [one] 1 stay in a stage that is in no pipeline any more is not counted
   *[other] { $count } stays in stages that are in no pipeline any more are not counted
}
report-days = Days
report-from = From
report-to = To

report-velocity-title = Days in each stage
report-velocity-empty = No deal has been in a stage yet.
report-cycles-title = Days from the beginning of a deal
report-left = Left it
report-median-days = Median
report-p80-days = 80 %
report-p90-days = 90 %
report-still-in = Still in
report-so-far-days = So far
report-cycle-won = to won
report-cycle-lost = to lost
report-cycle-open = open, so far

report-funnel-title = Deals that entered each stage
report-funnel-empty = No deal entered a stage in this period.
report-entered = Entered
report-skipped = Skipped
report-again = Again
report-went-on = Went on
report-went-on-share = %
report-lost-here = Lost
report-lost-share = %
report-open-here = Open
report-note-skipped = Skipped: passed without a stay or before the first commit; counted as entered
report-note-again = Again: came back to a stage it had been in or passed; counted as entered the first time only
report-reached-title = How many of them reached each later stage
# place
report-reached-stage = Stage { $place }
report-won-share = %
report-losses-title = Lost deals by stage and reason
report-losses-empty = No deal was lost in this period.
report-lost-reason = Reason
report-share = Share
report-stage-unknown = (not known)
report-why-entered-title = The deals that entered each stage

report-slippage-title = Moves of the expected date, while open
report-slippage-empty = No deal had an expected date.
report-slippage-none = No expected date or amount moved.
report-moved = Moved
report-moved-share = %
report-moves = Moves
report-later = Later
report-earlier = Earlier
report-median-move = Median days
report-total-days = In all
report-revised-title = Changes of the amount, while open
report-revised-empty = No amount changed.
report-revised = Deals
report-up = Up
report-down = Down
report-first-amount = First
report-last-amount = Last
report-slipped-title = The deals that slipped most
report-first-date = First date
report-last-date = Last date
report-note-percentiles = 80 %: four in five took no longer. So far: the median of those still there
report-note-cohorts = Each line follows the deals that entered that stage in the period
report-note-each-datum = Each datum of one customer: --customer NAME
# count, all
report-note-worst = The worst { $count } of { $all } (--why shows all)

report-freshness-title = Contact data
# customer
report-freshness-of = Contact data: { $customer }
report-freshness-empty = There are no contact data.
report-stale-title = Customers whose data need a look
# decay
report-note-backwards = { $count ->
    [one] 1 deal has days that run backwards (stage_since or closed before opened): what lies between counts as 0 days
   *[other] { $count } deals have days that run backwards (stage_since or closed before opened): what lies between counts as 0 days
}
report-note-decay = Of data that nobody changes or confirms, { $decay } become wrong each year
# wrong, count
report-note-expected = { $wrong } of { $count } are probably wrong; after a look: carnet confirm RECORD DATUM…
report-datum-customer = customer
report-datum-contact = contact
report-datum-kind = Kind
report-datum = Datum
report-known = Data
report-confirmed = Confirmed
report-median-age = Median days
report-over-a-year = Over 1 year
report-expected-wrong = Likely wrong
report-wrong-share = %
report-oldest = Oldest
report-since = Since
report-record = Record
report-value = Value
report-seen = Last
report-seen-changed = changed
report-seen-confirmed = confirmed
report-by = By

field-confirmed = confirmed
field-decay = decay

# kind, allowed
confirm-no-kind = records of kind { $kind } have no contact data; customers and contacts do
# field, kind, allowed
confirm-no-field = `{ $field }` is no contact datum of kind { $kind }; there are: { $allowed }
# name, field
confirm-nothing = { $name } has no { $field } to confirm
# name
confirm-no-data = { $name } has no contact data to confirm
confirm-what = say which data are still right
# allowed
confirm-what-hint = one or several of { $allowed }; or --all
# day
confirm-future = { $day } is not over yet: what will be right then, nobody knows

# name, field; day: of --on; later: the day of the confirmation that stands
confirm-older = { $name }: { $field } was found right later already, on { $later }: { $day } would take that back
confirm-older-hint = to put a mistake right, change the day in the file: carnet edit
# later: the day of the last change
confirm-changed = { $name }: { $field } was changed on { $later }: what was found right on { $day } was another value
confirm-changed-hint = give the day of the change or a later one

# fields
log-confirmed = confirmed { $fields }
