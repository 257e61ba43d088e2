# Bills of suppliers: findings of family 06 (E0620 to E0639), `import einvoice` and `file bill`.

# key, stated, computed
E0620 = `{ $key }` says { $stated }, but it comes to { $computed }
    .message-total = `{ $key }` says { $stated }, but it comes to { $computed }
    .label = stated here
    .help = compare it with the original; where the supplier is wrong, ask for a corrected invoice, and keep this one with draft = true until then
    .what = What a supplier states on a bill is not what its lines, taxes or other totals come to.
    .why = You would pay too much, or deduct tax that you do not owe to anybody. The tax of a rate may be off by a cent a line, since some round it line by line.
    .mend = Correct what was typed wrongly. Where the supplier's own document is wrong, ask for a corrected one and mark this bill `draft = true` meanwhile.
    .example =
        {"["}stated]
        net = 100.00
        tax = 20.00
        gross = 125.00         # wrong: 120.00

# key, then by variant: stated, computed; number, other; name, rule, line (0: of no line), text, expected
E0621 = this bill is a draft, though nothing is wrong with it
    .message-no-supplier = this bill is a draft: nobody knows which supplier sent it
    .message-no-number = this bill is a draft: it has no number
    .message-no-date = this bill is a draft: it has no date
    .message-no-total = this bill is a draft: it does not say what is to be paid
    .message-total = this bill is a draft: `{ $key }` says { $stated }, but it comes to { $computed }
    .message-same-number = this bill is a draft: { $other } of the same supplier has the number { $number } too
    .message-same-file = this bill is a draft: { $other } was made from the same file
    .message-missing = this bill is a draft: its file lacks the { $name } ({ $rule }{ $line ->
            [0] {""}
           *[other] {", line "}{ $line }
        })
    .message-sum = this bill is a draft: in its file the { $name } ({ $rule }{ $line ->
            [0] {""}
           *[other] {", line "}{ $line }
        }) says { $text } and comes to { $expected }
    .message-other-buyer = this bill is a draft: it is addressed to { $text }, and the firm is { $expected }
    .message-unread = this bill is a draft: its file writes the { $name } ({ $rule }{ $line ->
            [0] {""}
           *[other] {", line "}{ $line }
        }) as “{ $text }”, which cannot be read
    .label = draft
    .help = once it is right: carnet set ID --unset draft
    .help = add what lacks, or `draft = true` while you do not know
    .help-no-supplier = add `supplier = "…"`
    .help-no-number = add `number = "…"`
    .help-no-date = add `date = …`
    .help-no-total = add `[stated]` with `gross = …`, or the lines
    .help-total = compare it with the original; where the supplier is wrong, ask for a corrected invoice
    .help-same-number = remove one of the two, or correct the number
    .help-same-file = remove one of the two
    .help-missing = ask the supplier for a valid invoice, or complete the bill from the original; then: carnet set ID --unset draft
    .help-sum = ask the supplier for a corrected invoice; or, where the original is clear, correct the bill and remove `draft`
    .help-other-buyer = send it back, unless the firm's own numbers in carnet.toml are wrong
    .help-unread = look at the original under files/ and write what it means; then: carnet set ID --unset draft
    .what = A bill that somebody has to look at: a scan, a file that is not valid, or one that lacks what every bill needs.
    .why = A draft counts in no figure, so nobody pays by mistake what was not checked.
    .mend = Look at the original, complete or correct the bill, then remove `draft`. A bill that should not be paid is removed, or stays a draft.
    .example =
        supplier = "papeterie"
        draft = true           # no number, no total yet

# key, number, other
E0622 = { $other } has the number { $number } of the same supplier
    .message-same-number = { $other } of the same supplier has the number { $number } too
    .message-same-file = { $other } was made from the same file
    .label = again here
    .help = remove one of the two
    .help-same-number = remove one of the two, or correct the number
    .help-same-file = remove one of the two
    .what = A supplier's number stands on two bills, or two bills come from one file.
    .why = It would be paid twice. Suppliers send an invoice as e-invoice, by e-mail and on paper, or once more as a reminder.
    .mend = Keep one of the two. If the supplier did use a number twice, add something to one of them, such as `F-17 (2)`.
    .example =
        supplier = "papeterie"
        number = "F-17"          # so is bills/2026/10/papeterie-f-17.toml

# iban, supplier
E0623 = { $iban } is no known account of { $supplier }
    .label = not known
    .help = call the supplier at a number that you knew before; if the account is theirs, add it to the supplier's [[accounts]]
    .what = A bill asks for payment into an account that is not among those of its supplier.
    .why = Invoices with another account are the most frequent fraud against small firms. What is written on the bill itself, its telephone number too, proves nothing.
    .mend = Ask the supplier by a way that you used before the bill came. If the account is right, add it under [[accounts]] with `confirmed = …`; if not, do not pay.
    .example =
        {"["}[accounts]]
        iban = "FR7630006000011234567890189"
        confirmed = 2026-11-20   # asked Mrs Martin by telephone

# key
E0624 = this bill lacks something that every bill has
    .message-no-supplier = this bill has no supplier
    .message-no-number = this bill has no number
    .message-no-date = this bill has no date
    .message-no-total = this bill does not say what is to be paid
    .label = here
    .help = add what lacks, or `draft = true` while you do not know
    .help-no-supplier = add `supplier = "…"`, or `draft = true` while you do not know
    .help-no-number = add the supplier's `number = "…"`, or `draft = true` while you do not know
    .help-no-date = add `date = …`, or `draft = true` while you do not know
    .help-no-total = add `[stated]` with `gross = …`, or lines with `net` and `tax_category`; or `draft = true` while you do not know
    .what = A bill that is no draft lacks its supplier, its number, its date or its total.
    .why = Without them nobody can say whom to pay, how much, and whether it came twice; and tax may be deducted only with a complete invoice.
    .mend = Add what is missing, or write `draft = true`.
    .example =
        supplier = "papeterie"
        number = "F-17"
        date = 2026-10-30

        {"["}stated]
        gross = 120.00           # without it, nobody knows what is owed

bill-known-accounts = the known ones

# Reading. Hints have the same key and -help.
bill-read-too-large = it is larger than { $limit } MB
bill-read-empty = it is empty
bill-read-encoding = it is written in { $name }, which is not read
bill-read-encoding-help = ask the supplier for UTF-8, which the standards want
bill-read-not-text = it is not the text that it says it is
bill-read-doctype = it has a document type (<!DOCTYPE>), which no invoice has
bill-read-doctype-help = it could pull in other files or grow without end: do not trust it
bill-read-entity = the entity &{ $name }; is none of the five of XML
bill-read-entity-help = it could pull in other files or grow without end: do not trust it
bill-read-character = the character { $code } is forbidden in XML
bill-read-too-deep = more than { $limit } elements within each other
bill-read-too-many = more than { $limit } elements
bill-read-attributes = an element with more than { $limit } attributes
bill-read-malformed = it is no well-formed XML: { $detail }
bill-read-unknown = it is neither UBL nor CII, but “{ $name }” of “{ $namespace }”
bill-read-unknown-help = invoices are UBL 2.1 (Invoice, CreditNote), CII (CrossIndustryInvoice), or PDFs that hold one
bill-read-pdf = it is no PDF that can be read: { $detail }
bill-read-encrypted = it is encrypted
bill-read-encrypted-help = save it without a password first
bill-read-no-xml = { $count ->
        [0] this PDF holds no XML of an invoice
       *[other] this PDF holds no XML of an invoice, only { $files }
    }
bill-read-no-xml-help = file it as a scan: carnet file bill { $file }

# import einvoice
bill-cell = { $cell }
bill-at = { $file }:{ $line }:{ $column }: { $message }
bill-unread = { $file }: { $message }
bill-missing = { $file }: { $detail }
bill-head = { $file }: { $syntax } { $number } of { $seller }
bill-head-embedded = { $file } ({ $embedded }): { $syntax } { $number } of { $seller }
bill-no-number = without a number
bill-nobody = nobody
bill-from = , { $date }
bill-amount = , { $amount } to pay
bill-known-file = { $file }: imported before, as { $record }
bill-faulty = { $file }: not imported: { $message }
bill-supplier-known = supplier: { $record }, by its { $by }
bill-supplier-new = supplier: { $record }, new
bill-supplier-several = supplier: { $records } fit equally well
bill-supplier-none = supplier: the file names nobody
bill-by-vat-id = VAT number
bill-by-siret = SIRET
bill-by-siren = SIREN
bill-by-account = bank account
bill-by-name = name
bill-draft = draft, because:
bill-warning = look at this:
bill-left = { $count ->
        [one] no field holds this:
       *[other] no field holds these { $count }:
    }
bill-left-line = { $what } (line { $line }): { $text }
bill-left-term = { $name } ({ $what }{ $line ->
        [0] {""}
       *[other] {", line "}{ $line }
    }): { $text }
bill-more = … and { $count } more: --all
bill-nothing = nothing to import
bill-binary = new file { $path } ({ $size } bytes)
bill-done = { $bills ->
        [one] { $record } written
       *[other] { $bills } bills written
    }{ $suppliers ->
        [0] {""}
        [one] , and a new supplier
       *[other] , and { $suppliers } new suppliers
    }

# file bill
bill-file-kind = only bills are filed: carnet file bill { $file }
bill-file-known = { $record } was made from this very file
bill-file-has-xml = this PDF holds an e-invoice ({ $name })
bill-file-has-xml-help = read it: carnet import einvoice { $file }
bill-file-large = { $file } is larger than { $limit } MB
bill-file-empty = { $file } is empty
bill-filed = { $record } is filed as a draft

# Terms of EN 16931, as people call them.
bill-term-other = datum
bill-term-bt-1 = number
bill-term-bt-2 = date
bill-term-bt-3 = type of document
bill-term-bt-5 = currency
bill-term-bt-6 = currency of the tax
bill-term-bt-7 = day on which tax falls due
bill-term-bt-8 = what makes tax fall due
bill-term-bt-9 = due date
bill-term-bt-15 = receipt of the goods
bill-term-bt-17 = call for tenders
bill-term-bt-18 = object invoiced
bill-term-bt-19 = account for the bookkeeping
bill-term-bt-25 = number of the earlier invoice
bill-term-bt-26 = date of the earlier invoice
bill-term-bt-27 = name of the supplier
bill-term-bt-29 = SIRET of the supplier
bill-term-bt-30 = company number of the supplier
bill-term-bt-31 = VAT number of the supplier
bill-term-bt-33 = legal form of the supplier
bill-term-bt-40 = country of the supplier
bill-term-bt-42 = telephone of the supplier
bill-term-bt-43 = e-mail of the supplier
bill-term-bt-44 = name of the buyer
bill-term-bt-47 = company number of the buyer
bill-term-bt-48 = VAT number of the buyer
bill-term-bt-55 = country of the buyer
bill-term-bt-59 = name of the payee
bill-term-bt-60 = identifier of the payee
bill-term-bt-61 = company number of the payee
bill-term-bt-62 = tax representative
bill-term-bt-63 = VAT number of the representative
bill-term-bt-70 = delivered to
bill-term-bt-71 = place of delivery
bill-term-bt-72 = day of the delivery
bill-term-bg-15 = delivery address
bill-term-bt-73 = start of the period
bill-term-bt-74 = end of the period
bill-term-bt-81 = means of payment
bill-term-bt-82 = means of payment in words
bill-term-bt-84 = account to pay into
bill-term-bt-86 = bank
bill-term-bt-89 = direct debit mandate
bill-term-bt-90 = creditor of the direct debit
bill-term-bt-91 = account debited
bill-term-bt-92 = allowance
bill-term-bt-93 = base of the allowance or charge
bill-term-bt-94 = percentage of the allowance or charge
bill-term-bt-95 = tax of the allowance
bill-term-bt-96 = tax rate of the allowance
bill-term-bt-99 = charge
bill-term-bt-102 = tax of the charge
bill-term-bt-103 = tax rate of the charge
bill-term-bg-20 = allowance or charge
bill-term-bg-27 = allowance or charge of the line
bill-term-bt-106 = sum of the lines
bill-term-bt-107 = sum of the allowances
bill-term-bt-108 = sum of the charges
bill-term-bt-109 = total without tax
bill-term-bt-110 = total tax
bill-term-bt-111 = total tax in its own currency
bill-term-bt-112 = total with tax
bill-term-bt-113 = paid before
bill-term-bt-114 = rounding
bill-term-bt-115 = amount to pay
bill-term-bg-23 = taxes by rate
bill-term-bt-116 = amount taxed
bill-term-bt-117 = tax of a rate
bill-term-bt-118 = tax category
bill-term-bt-119 = tax rate
bill-term-bg-24 = attachment
bill-term-bt-122 = reference of the attachment
bill-term-bt-125 = attached file
bill-term-bg-25 = lines
bill-term-bt-126 = number of the line
bill-term-bt-128 = object of the line
bill-term-bt-129 = quantity
bill-term-bt-130 = unit
bill-term-bt-131 = amount of the line
bill-term-bt-133 = account for the bookkeeping
bill-term-bt-134 = start of the period
bill-term-bt-135 = end of the period
bill-term-bt-136 = allowance of the line
bill-term-bt-141 = charge of the line
bill-term-bt-146 = unit price
bill-term-bt-147 = discount within the price
bill-term-bt-148 = price before discount
bill-term-bt-149 = units that the price is for
bill-term-bt-151 = tax category
bill-term-bt-152 = tax rate
bill-term-bt-153 = name of the article
bill-term-bt-156 = buyer’s article number
bill-term-bt-157 = article number (GTIN)
bill-term-bt-158 = classification
bill-term-bt-159 = country of origin
bill-term-bt-160 = attribute
