# Sending, and what comes back: findings, fields, words, commands, configuration of mail.

# path
E0640 = nothing says what the file { $path } was when it was sent
    .message-place = { $path } is not below files/
    .message-hash = this is no SHA-256: 64 hexadecimal digits
    .label = its hash is missing
    .label-place = not below files/
    .label-hash = not 64 hexadecimal digits
    .help = write hash = "…", as sha256sum prints it
    .help-place = keep what was sent below files/ and name it here
    .help-hash = copy what sha256sum prints
    .what = A transmission names a file that was sent, and its SHA-256. The file lies below files/, the hash has 64 hexadecimal digits.
    .why = Years later the hash alone proves that this file is the one that went.
    .mend = Write both, or neither.
    .example =
        document = "invoice/site-acme"
        channel = "post"
        date = 2026-11-20

        {"["}[files]]
        file = "files/F-2026-0001.pdf"     # without hash: wrong

# value
E0641 = `{ $value }` is no time of day
    .label = written otherwise
    .help = write two digits, a colon, two digits: "09:42"
    .what = The time of a transmission or of an answer stands in the book's time zone, as hours and minutes.
    .why = Two answers of one day are put in order by it.
    .mend = Write 00:00 to 23:59, or leave the time out.
    .example =
        date = 2026-11-20
        time = "9h42"      # wrong: "09:42"

# target
E0642 = { $target } is not a document that is sent
    .message-draft = { $target } is a draft, and drafts are not sent
    .label = no document
    .label-draft = it has no number
    .help = name an invoice, a quote, an order or a delivery
    .help-draft = issue it first: carnet issue
    .what = A transmission says how a document went: an invoice or credit note that was issued, a quote, an order, a delivery.
    .why = What the customer holds must be what the book holds. A draft may still change.
    .mend = Name the right document, or issue the draft.
    .example =
        document = "customer/acme"     # wrong: invoice/site-acme
        channel = "email"
        date = 2026-11-20

# number, date
E0643 = { $number } was refused on { $date }, and nothing was done about it
    .message-rejected = { $number } was rejected on { $date }, and nothing was done about it
    .label = the last that came back
    .help = carnet credit { $number } --cause '…' cancels it by a credit note; then issue a right one
    .help-rejected = where only the way was wrong, carnet send { $number } --again; else carnet credit { $number }
    .what = The last answer to an invoice says no, and it is neither credited, nor paid, nor sent again.
    .why = An issued invoice is never changed or deleted. Until a credit note cancels it, it stands in the sales, in the tax and in what the customer owes.
    .mend = Cancel it by a credit note with its cause, and issue a new invoice. If the answer was a mistake, write down the next one.
    .example =
        # statuses/2026/11/2026-11-24-site-acme-refused-3fa2c1.toml
        transmission = "2026-11-20-site-acme-7c1e88"
        date = 2026-11-24
        status = "refused"
        reason = "Purchase order number is missing"

# detail
E0644 = nobody says why it is { $detail }
    .label = this wants a reason
    .help = write reason = "…", or the platform's reason_code
    .what = Refused, rejected, disputed, suspended and partly approved come with a reason.
    .why = Without it nobody knows what to put right. In the French life cycle the reason is part of the status (XP Z12-012).
    .mend = Write what the customer or the platform said.
    .example =
        transmission = "2026-11-20-site-acme-7c1e88"
        date = 2026-11-24
        status = "refused"     # without reason

# number, from, source
E0645 = the law wants { $number } to go through a platform
    .message-fr-public = { $number } is for a public body: it goes through Chorus Pro, not by mail
    .message-fr-business = { $number } is for a firm in France: it goes through an approved platform, not by mail
    .label = since { $from }
    .help = { $source }
    .what = An invoice went by e-mail or post alone, and the law of both parties' country wants it to go through a platform.
    .why = The buyer may refuse it, the time to pay may not begin, and there is a fine. A copy by e-mail beside the platform is allowed.
    .mend = Deposit it there and write that down: carnet transmission record ID --channel portal (Chorus Pro) or platform. If the firm is larger or smaller than carnet believes, set size under [firm] in carnet.toml.
    .example =
        # the customer is type = "public"
        document = "invoice/mairie-audit"
        channel = "email"      # wrong: portal
        date = 2026-11-20

E0646 = a book holds no server for outgoing mail
    .label = this belongs to your own configuration
    .help = move it to ~/.config/carnet/config.toml, and take care that no password stays in the commits
    .what = carnet.toml has a section [smtp].
    .why = Whoever clones the book would send through that server, and a password in a commit is there for ever. A book never decides what a program does on your machine.
    .mend = Remove the section here and write it into your own configuration: docs/sending.md. If a password stood in it, change that password.
    .example =
        format = 1

        {"["}smtp]             # wrong: not in the book
        host = "smtp.example.org"

# number, date
E0647 = nobody knows whether { $number } went on { $date }
    .label = the answer was lost
    .help = ask whoever should have it; then write down received, or send it --again
    .what = The connection broke after the message was handed over and before the server answered.
    .why = It went or it did not. Sent again without asking, it may arrive twice; not sent again, perhaps never.
    .mend = Look into the mailbox of sent messages, or ask. Then carnet transmission status ID received, or carnet send ID --again.
    .example =
        document = "invoice/site-acme"
        channel = "email"
        date = 2026-11-20
        result = "unknown"

kind-status = status
    .plural = statuses

field-delivery_status = delivery
field-document = document
field-files = files
field-message_id = message id
field-reason_code = reason code
field-receipt = receipt
field-recipients = recipients
field-result = result
field-size = size
field-time = time
field-transmission = transmission

word-unknown = unknown
word-deposited = deposited
word-emitted = emitted
word-received = received
word-available = available
word-taken-up = taken up
word-approved = approved
word-partly-approved = partly approved
word-disputed = disputed
word-suspended = suspended
word-completed = completed
word-refused = refused
word-payment-sent = payment sent
word-rejected = rejected

# name
send-draft = { $name } is a draft: it has no number yet
# id
send-draft-help = issue it first: carnet issue { $id }
send-not-a-document = { $name } is not a document that is sent: invoices, quotes, orders and deliveries are
# name, date, dated
send-too-early = { $name } is dated { $dated }: it did not go on { $date }
send-known = this is written down already: { $name }
send-never = { $name } has not gone to anybody yet
send-never-help = carnet send { $id }, or write down how it went: carnet transmission record { $id } --channel post
# name, date, sent
send-answer-early = { $name } is of { $sent }: nothing came back on { $date }
send-no-reason = `{ $status }` wants a reason
send-no-reason-help = say why: --reason 'what they said'
# value, words
send-bad-status = `{ $value }` is no status; there are: { $words }
send-bad-channel = `{ $value }` is no channel; there are: { $words }
# value
send-bad-time = `{ $value }` is no time of day: write it as 09:42
send-bad-address = `{ $value }` is no e-mail address
# date
send-future = { $date } is still to come
# number, id
send-act-refused = { $number } still counts in the sales and the tax: cancel it with `carnet credit { $id } --cause '…'`, then issue a right one
send-act-rejected = { $number } was not taken: where only the way was wrong, `carnet send { $id } --again`; else cancel it with `carnet credit { $id } --cause '…'`
# name, role
send-no-contact = nobody at { $name } has an e-mail address
send-no-contact-help = give { $name } an email, or a contact with the role { $role } one; or say --to ADDRESS
send-no-sender = there is no address to send from
send-no-sender-help = write email under {"["}firm] in carnet.toml, or from under {"["}smtp] in your own configuration
# document, to, path
send-written = { $document } is ready for { $to }: { $path }
send-written-help = once it is on its way: carnet transmission record { $id } --channel email
send-one-file = { $count } documents are { $count } messages: name a folder, not one file
send-exists = { $path } is there already
send-exists-help = remove it, or choose another name with --output
# document, to, host
send-sent = { $document } went to { $to } through { $host }
# document, date, status
send-before = { $document } went on { $date } ({ $status })
send-before-help = --again sends it once more
send-interrupted = an earlier carnet send of { $document } was cut off while it handed the message over: nobody knows whether it went
send-interrupted-help = ask whoever should have it; --again sends it once more
# host
send-not-taken = { $host } did not take the message, nothing is sent:
send-unreachable = { $host } cannot be reached, nothing is sent:
send-unknown = the connection to { $host } broke before it answered: nobody knows whether { $document } went
send-unknown-help = that is written down; look into the sent messages or ask, then `carnet transmission status { $id } received` or `carnet send { $id } --again`
send-unrecorded = { $document } went, but that could not be written down here
send-unrecorded-help = mend that first; then carnet transmission record { $id } --channel email
send-dry-run = nothing is sent (dry run)
send-bulk = { $count } messages would be sent
send-confirm = Send { $count } messages? [y/N]
# path
send-no-attachment = the file { $path } cannot be read
send-nothing-attached = nothing is attached: --attach FILE adds the document
# key, path
send-template = the text of the letter cannot be used: { $path }
send-template-key = in { $path }, `{ $key }` is no name that a letter knows; there are: { $words }
# number, from, source
send-duty-fr-public = { $number } is for a public body: since { $from } the law wants it in Chorus Pro, not in a mailbox ({ $source })
send-duty-fr-business = { $number } is for a firm in France: since { $from } the law wants it through an approved platform, not by mail ({ $source })

# path, detail
send-config-unreadable = your configuration { $path } cannot be read: { $detail }
# path, key, words
send-config-unknown = { $path } has an unknown key `{ $key }`; there are: { $words }
send-config-type = in { $path }, `{ $key }` is not written right: { $words }
send-config-missing = in { $path }, { $key } is missing
send-config-password = { $path } holds a password: carnet does not read it from there
send-config-password-help = write password_command = ["program", "argument"], whose first line of output is the password; or set CARNET_SMTP_PASSWORD
send-config-plain = security = "none" is for a server on this machine alone, not for { $host }
send-config-plain-help = write security = "starttls" or "tls"
send-config-command = the password_command of { $path } failed: { $detail }
send-config-no-password = there is a user but no password for { $host }
send-config-ca = the certificate { $path } cannot be used: { $detail }
