# Words that findings and explanations are put together from.

# Levels, as they stand before a finding.
level-error = error
level-warning = warning
level-note = note
level-off = off
level-help = help

# Families of codes, for the reference.
family-01 = Form
family-02 = References
family-03 = Money and tax
family-04 = Numbering and state
family-05 = Goods
family-06 = E-invoices
family-07 = Configuration
family-08 = History

# Parts of an explanation.
explain-what = What is wrong
explain-why = Why it matters
explain-mend = How to mend it
explain-example = Example

# The last line of a check. errors, warnings, notes, files: counts. Parts are joined with `summary-and`.
summary-none = no findings
summary-errors = { $errors ->
        [one] { $errors } error
       *[other] { $errors } errors
    }
summary-warnings = { $warnings ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }
summary-notes = { $notes ->
        [one] { $notes } note
       *[other] { $notes } notes
    }
summary-files = { $counts } in { $files ->
        [one] { $files } file
       *[other] { $files } files
    }

# A fix that `check --fix` applies, and one that is only proposed.
fix-mechanical = carnet check --fix does this
fix-proposed = proposed

# The head of docs/findings.md.
reference-title = Findings
reference-intro =
    Every fault that `carnet check` can report. A code never changes its meaning and is never given twice.
    `carnet explain CODE` prints the same text. The level of a code is set in the `[check]` table of `carnet.toml`:
    `off = ["E0203"]`, and in the same way `note`, `warning`, `error`.
reference-column-code = Code
reference-column-name = Name
reference-column-level = Level
reference-column-message = Message

# Types, with their article: "must be …", "this is …", and an example each. Pass as @type-….
type-bool = true or false
    .example = true
type-decimal = a number with decimals
    .example = 2.5
type-unit-price = a price
    .example = 12.50
type-query = a query
    .example = "stage:won"
type-identifier = text
    .example = "ACME"
type-code = a code from carnet.toml
    .example = "fr-20"
type-text = text
    .example = "ACME"
type-number = a number
    .example = 4
type-integer = a whole number
    .example = 4
type-float = a number with decimals
    .example = 2.5
type-amount = an amount
    .example = 1234.50
type-price = a price
    .example = 12.50
type-quantity = a quantity
    .example = 2.5
type-percent = a percentage
    .example = 20
type-boolean = true or false
    .example = true
type-date = a date
    .example = 2026-10-03
type-datetime = a date with a time
    .example = 2026-10-03T09:30:00
type-time = a time of day
    .example = 09:30:00
type-period = a period
    .example = "2026Q3"
type-list = a list between square brackets
    .example = [ "a", "b" ]
type-table = a group of keys
    .example = [address]
type-tables = a list of groups, each under [[…]]
    .example = [[lines]]
type-choice = one of the listed words
    .example = "company"
type-reference = the id of another record
    .example = "acme"
type-email = an e-mail address
    .example = "claire@example.com"
type-phone = a telephone number
    .example = "+33 3 20 00 00 00"
type-url = a web address
    .example = "https://example.com"
type-country = a country code
    .example = "FR"
type-currency = a currency code
    .example = "EUR"
type-terms = payment terms
    .example = "30d"
type-iban = an IBAN
    .example = "FR76 3000 6000 0112 3456 7890 189"
type-vat-id = a VAT number
    .example = "FR44732829320"
type-siren = a SIREN
    .example = "732829320"
type-siret = a SIRET
    .example = "73282932000074"
type-bic = a BIC
    .example = "AGRIFRPP"
type-id = an id
    .example = "acme"
type-unit = a unit code
    .example = "HUR"
type-uuid = an identifier
    .example = "0190a8c4"
type-empty = nothing
    .example = ""
type-time-zone = a time zone
    .example = "Europe/Paris"
type-language = a language
    .example = "fr"

# Codes of the firm that stand in carnet.toml. Pass as @table-….
table-tax = tax rate
table-series = series
table-pipeline = pipeline
table-terms = payment terms
table-category = category
table-account = bank account
table-regime = VAT regime
table-stage = stage
table-role = role

# Kinds. Pass as @kind-….
kind-firm = firm
    .plural = firms
kind-member = member
    .plural = members
kind-customer = customer
    .plural = customers
kind-contact = contact
    .plural = contacts
kind-supplier = supplier
    .plural = suppliers
kind-lead = lead
    .plural = leads
kind-activity = activity
    .plural = activities
kind-campaign = campaign
    .plural = campaigns
kind-deal = deal
    .plural = deals
kind-quote = quote
    .plural = quotes
kind-order = order
    .plural = orders
kind-contract = contract
    .plural = contracts
kind-case = case
    .plural = cases
kind-product = product
    .plural = products
kind-pricelist = price list
    .plural = price lists
kind-invoice = invoice
    .plural = invoices
kind-payment = payment
    .plural = payments
kind-reminder = reminder
    .plural = reminders
kind-bill = bill
    .plural = bills
kind-expense = expense
    .plural = expenses
kind-transmission = transmission
    .plural = transmissions
kind-delivery = delivery
    .plural = deliveries
kind-return = return
    .plural = returns
kind-purchase = purchase
    .plural = purchases
kind-receipt = receipt
    .plural = receipts
kind-movement = movement
    .plural = movements
kind-count = stock count
    .plural = stock counts
kind-production = production
    .plural = productions
kind-project = project
    .plural = projects
kind-timesheet = timesheet
    .plural = timesheets
kind-absence = absence
    .plural = absences
kind-territory = territory
    .plural = territories
kind-segment = segment
    .plural = segments
kind-target = target
    .plural = targets
kind-commission = commission
    .plural = commissions
kind-dashboard = dashboard
    .plural = dashboards
kind-rate = exchange rate
    .plural = exchange rates
kind-note = note
    .plural = notes
kind-record = record
    .plural = records

# Labels at a second place. Names in the comment are their arguments.
label-first-here = first used here
label-also-here = also here
label-declared-here = declared here
label-opened-here = opened here
label-archived-here = archived here
label-other-file = the other one
# number, date
label-earlier-document = { $number } is dated { $date }
# amount
label-amount-here = { $amount } here
label-lines-here = these lines
label-table-here = in this group
label-same-number = the same number
