# Family 08, history: seals and closed periods.

# number, key; variants: wrong, missing, draft
E0801 = the seal of { $number } does not match the document
    .message-wrong = the seal of { $number } does not match: the document, or the one before it in the series, was changed since it was issued
    .message-missing = { $number } bears no seal, though the document before it does
    .message-draft = { $number } bears a seal and no number
    .label = not what the document makes
    .label-missing = no seal
    .help = `carnet log { $number }` shows what was changed, and by whom; put it back, and correct by a credit note
    .help-missing = put the seal back: `carnet log { $number }` shows who took it away
    .help-draft = a seal is written by issuing alone: remove it
    .what = The seal of an issued document is not what its fiscal fields and the seal before it in the series make.
    .why = A seal is made when a document is issued, over its content and the seal before it. Whoever changes a document later breaks its seal; whoever seals it anew breaks the next one.
    .mend = Put the document back as it was issued: `carnet log` shows the change. What was wrong on it is corrected by a credit note.
    .example =
        number = "F-2026-0042"
        seal = "9f86d081884c…"    # wrong: a price below was changed after issue

# number, period, tag, key; variants: changed, removed, added, draft
E0802 = { $number } is not as it was when { $period } was closed
    .message-changed = { $number } is not as it was when { $period } was closed: `{ $key }` differs
    .message-removed = { $number } is gone, though { $period } is closed
    .message-added = { $number } is dated into { $period }, which is closed
    .message-draft = the draft { $number } is dated into { $period }, which is closed
    .label = closed by { $tag }
    .label-removed = it stood here
    .label-added = { $period } is closed
    .label-draft = { $period } is closed
    .help = put it back as it was, and correct it by a credit note dated after the period
    .help-added = date it after the period
    .help-draft = date it after the period
    .what = A document of a closed period was changed, removed or added.
    .why = A closed period was declared, booked and handed on with its totals. What stands on its documents is settled; payments, owners, tags and notes may still change.
    .mend = Put the document back (`git checkout TAG -- FILE` takes it from the closing) and correct it by a credit note of a later date. What came too late is dated on the day on which it is issued.
    .example =
        # carnet/closed/sales/2026-10 holds 650.00
        unit_price = 600.00       # wrong: October is closed

# tag; variants: unreadable, elsewhere
E0803 = the closing { $tag } cannot be compared with this book
    .message-unreadable = the tag { $tag } should be a closing, and states nothing that can be read
    .message-elsewhere = the closing { $tag } names a commit that is not in this history
    .label = not to be compared
    .help = `carnet audit` says what is wrong with it
    .help-elsewhere = it is not merged here yet, or this history was rewritten: `carnet audit` says which
    .what = A tag of a closed period cannot be used: it is damaged, or names a commit that this branch does not descend from.
    .why = Then nobody watches over the documents of that period.
    .mend = `carnet audit` tells the cases apart. Fetch and merge what colleagues closed; a tag that was replaced is fetched again from the remote with `git fetch origin tag NAME --force`.
    .example =
        git tag -f carnet/closed/sales/2026-10    # wrong: replaced by hand
