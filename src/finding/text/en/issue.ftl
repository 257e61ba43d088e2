# carnet issue.

# count: documents
issue-title = { $count ->
    [one] Issued: 1 document
   *[other] Issued: { $count } documents
}
issue-title-dry = { $count ->
    [one] Would be issued: 1 document
   *[other] Would be issued: { $count } documents
}
issue-seal = seal

# commit: its first digits. upstream: origin/main
issue-done = issued in commit { $commit }
issue-done-remote = issued: { $upstream } took commit { $commit }
# name: invoice/site-acme
issue-before = { $name } was issued before, as { $number }
issue-dry-run = nothing is issued: this was a dry run
issue-dry-run-remote = nothing is issued: this was a dry run; the numbers are given when the remote takes them, and may be later ones
issue-reply-lost = the connection broke before the remote answered, but it has taken the documents

# Refusals.
issue-confirm = issue { $count } drafts? This cannot be taken back [y/N]
issue-bulk = { $count } drafts would be issued, which cannot be taken back
# count: drafts
issue-later = { $count ->
    [one] 1 draft is dated later and stays a draft: name it to issue it now
   *[other] { $count } drafts are dated later and stay drafts: name them to issue them now
}
issue-none-match = no draft matches `{ $query }`
issue-not-a-document = { $name } is not an invoice or a credit note
issue-date-future = { $date } is still to come (today is { $today }): a document cannot be dated ahead
issue-date-before = { $date } lies before { $last }, the day of { $number }: the numbers of series { $series } go with the days
issue-date-before-help = issue with `--date { $last }` or later, up to today
issue-number-behind = series { $series } has { $last } already, which comes after { $number }: put the pattern or that number right first
issue-no-series = series { $series } gives no numbers: it is external, or has no pattern
issue-unreadable = { $path } cannot be read, and may hold the next number of series { $series }
issue-no-totals = the totals of { $name } cannot be computed
issue-not-committed = { $name } is not committed
issue-not-committed-help = commit it first: what is issued is what everybody sees
issue-dirty = { $path } has edits that are not committed
issue-not-arbiter = documents are issued on { $main } alone: { $branch } follows { $upstream }
issue-wanting = { $count ->
    [one] nothing is issued: 1 thing is to be put right first
   *[other] nothing is issued: { $count } things are to be put right first
}
issue-refused = nothing is issued: { $upstream } does not take it. It said:
issue-done-alone = issued in commit { $commit }; the remote could not be reached: `carnet sync` sends it later
issue-other-clone = series { $series } is issued by the clone { $clone } alone
issue-other-clone-help = in that clone, and in no other: git config carnet.clone { $clone }
issue-nothing = nothing is issued: the remote gives the numbers
issue-unknown = nobody can say whether it was issued: the remote did not answer, and cannot be reached now
issue-unknown-help = when it is back, `carnet issue` again: a document that has its number keeps it
issue-not-landed = the documents are issued, but this clone does not have them yet: put that right, then `carnet sync`
# name: invoice/site-acme
issue-frozen = { $name } is issued as { $number }: what it says cannot be changed any more
issue-frozen-help = correct it by a credit note (type=credit-note credits=ID) and a new invoice; tags, owner and notes may change

# number, key; variants: missing, draft
E0420 = { $number } is not whole: `{ $key }` is missing
    .message-missing = { $number } is not whole: `{ $key }` is missing
    .message-draft = a draft cannot have `{ $key }`: issuing alone writes it
    .label = issued without it
    .label-draft = written by issuing
    .help = put the document back as it was issued: `carnet log { $number }` shows what was taken away
    .help-draft = remove it: `carnet issue` writes it again
    .what = A document has some of the parts that issuing writes (seller, buyer, totals, rates, line ids), and lacks others.
    .why = An issued document must be readable by itself in ten years: then nobody knows what the customer's address was. Documents that came from elsewhere have none of these parts, which is no fault.
    .mend = Put back what was taken away; `carnet log` shows it. In a draft, remove what was copied from an issued document.
    .example =
        number = "F-2026-0042"
        {"["}seller]
        name = "Atelier Martin"
        # wrong: [buyer] and [totals] are gone

# number, key, stated, computed
E0421 = `{ $key }` of { $number } says { $stated }, but its lines make { $computed }
    .label = issued with { $stated }
    .help = put the document back as it was issued: `carnet log { $number }` shows what was changed
    .what = The totals that were written on issue are not those that the issued lines make.
    .why = Either a line or a total was changed after the document went to the customer.
    .mend = Put the document back as it was issued, and correct what was wrong by a credit note.
    .example =
        {"["}totals]
        net = 600.00              # wrong: the lines make 650.00

# uid, other
E0422 = this document has the uid of { $other }
    .label = copied
    .help = remove `uid` here: issuing writes a new one
    .what = Two documents have the same permanent name.
    .why = By its uid a draft is recognised after it was issued, so that it never gets two numbers. A copied file takes the uid along, and would never be issued.
    .mend = Remove the line from the copy.
    .example =
        uid = "4a1f0c2b9d3e7a55"  # copied along with the file

# name, buyer; variants: one for each row of the table in change/issue/want.rs
E0423 = this document cannot be issued yet
    .message-seller-name = the firm has no name, which every invoice must bear
    .message-seller-address = the firm's address is not whole, which every invoice must bear
    .message-seller-identifier = the firm has no company number, which every invoice must bear
    .message-seller-vat-id = the firm has no VAT number, which an invoice with VAT must bear
    .message-buyer = { $name } has no customer that can be found
    .message-buyer-address = the address of { $buyer } is not whole, which an invoice must bear
    .message-buyer-vat-id = { $buyer } has no VAT number, which an invoice without VAT must bear
    .message-lines = { $name } has no lines
    .message-description = this line of { $name } does not say what is sold
    .message-tax = nobody can say how this is taxed
    .message-exemption = this rate charges no VAT and does not say why
    .message-buyer-vat-id-member = the VAT number of { $buyer } is not one of another member state, which a supply to one must bear
    .message-to-member = these goods do not go to another member state, which a supply to one must
    .message-out-of-union = these goods do not leave the European Union, which an export must
    .message-delivered = { $name } does not say when the goods went to the other member state
    .message-service-as-goods = a service is no supply of goods to another country
    .message-outside-mixed = what is outside the scope of VAT stands on a document of its own
    .message-against-regime = this rate does not go with the firm's VAT regime on that day
    .message-rate-out-of-date = this rate does not hold on that day
    .message-margin = carnet does not compute tax on a margin, which this rate is about
    .message-exchange-rate = no rate of exchange is known for the day of { $name }, whose tax must also be stated in the book's currency
    .message-buyer-siren = { $buyer } has no SIREN, which an invoice between French firms must bear
    .message-nature = nobody says whether this line of { $name } sells goods or a service
    .message-late-interest = nothing says which interest is due for late payment, as an invoice to a business must
    .message-insurance = the firm builds, and does not say how it is insured
    .message-mediator = the firm names no mediator, as documents to consumers must
    .message-capital = the firm is a company and does not say its capital
    .message-register = the firm is a company and does not say where it is registered
    .message-due = { $name } does not say when it is to be paid
    .message-due-before = { $name } is due before the day on which it is issued
    .message-retention = nobody says until when the retention money of { $name } is kept
    .message-credits-before = { $name } would be dated before the document that it credits
    .message-series = no series of carnet.toml numbers { $name }
    .label = wanted to issue { $name }
    .help = write what is missing, commit, and issue again
    .help-seller-name = write `name = ` under [firm]
    .help-seller-address = write at least `city` and `country` under [firm.address]
    .help-seller-identifier = write `siret = ` (or `siren`, `vat_id`) under [firm]
    .help-seller-vat-id = write `vat_id = ` under [firm]; a firm that charges no VAT gives its lines a rate of category E or O
    .help-buyer = write `customer = ` and its id
    .help-buyer-address = write at least `city` and `country` under [address]
    .help-buyer-vat-id = write `vat_id = `
    .help-buyer-vat-id-member = write the number that the customer has in its own country, or give the line another rate
    .help-to-member = write the country of delivery, or give the line another rate
    .help-out-of-union = write the country of delivery, or give the line another rate
    .help-delivered = write the day: `delivered = 2026-10-03`
    .help-service-as-goods = to a firm of another member state give it a rate of category AE, to a customer outside the Union one of category O
    .help-outside-mixed = write a second document for it
    .help-against-regime = remove `tax`, so that the default of the regime holds, or correct [[firm.vat]] in carnet.toml
    .help-rate-out-of-date = name the rate of that day, or correct `from` and `until` of the rate
    .help-margin = write this document with the program of an accountant: margin schemes are not supported
    .help-exchange-rate = write the rate of that day, or of the last day before it, into this file: rates = [{"{"} date = 2026-10-01, rate = 1.0856 {"}"}]
    .help-buyer-siren = write `siret = ` or `siren = `
    .help-nature = write `nature = "goods"` or "services" here or on its product, or `nature` in carnet.toml for all lines
    .help-late-interest = write `late_interest = "ecb+10"` under [conditions] in carnet.toml; `"legal*3"` or `"12%"` would do as well
    .help-insurance = write `insurance = ` under [firm]: insurer, address, and where it holds
    .help-mediator = write `mediator = ` under [firm]: name and address, or web site
    .help-capital = write `capital = ` under [firm]
    .help-register = write `register = ` under [firm]: "RCS Lille 732 829 320"
    .help-lines = `carnet line add` adds what is sold
    .help-description = write `description = `, or name a product
    .help-tax = declare the rate under [[tax]] in carnet.toml, and name it: `tax = `
    .help-exemption = write `reason = ` with the words that the law wants: "Reverse charge", "TVA non applicable, art. 293 B du CGI"
    .help-due = write `terms = "30d"` (here, on the customer, or in carnet.toml), or the day: `due = `
    .help-due-before = remove `due`, so that the terms hold, or write a later day
    .help-retention = write retention.due: a year after the works are accepted, as a rule
    .help-credits-before = issue it with a later `--date`, or today
    .help-series = declare one under [[series]] with `documents` and a `pattern`
    .what = The draft lacks something that the law, or the rules of e-invoices, want on every document of its sort.
    .why = An issued document cannot be changed: what is missing would have to be mended by a credit note.
    .mend = Write what is missing where the finding points, commit, and issue again. This is found by `carnet issue`, not by `carnet check`: a draft may be unfinished.
    .example =
        {"["}address]                 # customers/acme.toml
        street = "12 rue des Lilas"
        # wrong: no city, no country

issue-no-einvoice = nothing is issued: the e-invoice would not be one
issue-no-einvoice-help = write what lacks; or take `einvoice` out of the customer’s record or of [firm] in carnet.toml
