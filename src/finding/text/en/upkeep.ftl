# The words of mv, rm, fmt, check, explain, init, schema.

upkeep-did-you-mean = did you mean `{ $word }`?
upkeep-no-kind = there is no kind called `{ $word }`
upkeep-kinds = the kinds are { $kinds }
upkeep-no-code = there is no finding called `{ $word }`
upkeep-explain-all = `carnet explain` lists all of them
upkeep-not-text = { $path } is not UTF-8 text and cannot be changed here: `carnet check` says where

upkeep-changed = { $count ->
    [one] 1 file changed
   *[other] { $count } files changed
}

upkeep-removed = { $path } removed

upkeep-mv-same = the record is already called { $id }
upkeep-mv-bad-id = `{ $id }` cannot be an id
upkeep-mv-bad-id-suggestion = write { $id }
upkeep-mv-bad-id-rule = ids have letters without accents, digits, and . _ - between them, up to 80 characters
upkeep-mv-taken = { $id } is taken: { $path }
upkeep-mv-number = { $id } is the number of another document: { $path }
upkeep-mv-occupied = a file is in the way: { $path }
upkeep-mv-references = { $count ->
    [one] 1 reference now has the new id
   *[other] { $count } references now have the new id
}
upkeep-mv-doubtful = { $path } cannot be read whole and contains the old id: look at it yourself

upkeep-rm-numbered = { $name } is issued as { $number } and stays
upkeep-rm-credit = cancel it with a credit note: a document that has a number is never removed
upkeep-rm-mentioned = { $name } is referred to by { $by }
upkeep-rm-more = { $count } more
upkeep-rm-archive = `carnet set { $name } archived=today` hides it from lists and keeps what refers to it

upkeep-fmt-skipped = { $path } cannot be read whole and stays as it is: `carnet check` says why
upkeep-fmt-check = { $count ->
    [one] 1 file is not in canonical form: `carnet fmt` mends it
   *[other] { $count } files are not in canonical form: `carnet fmt` mends them
}
upkeep-fmt-clean = { $count ->
    [one] 1 file, in canonical form
   *[other] { $count } files, all in canonical form
}

layout-unreadable = { $path } stays where it is, since its date cannot be read: `carnet check` says why
layout-taken = { $path } stays where it is: { $by } has the same id, and both cannot stand in one place
layout-no-folder = { $path } stays where it is: { $file } is a file, and a folder of that name is wanted
layout-clean = { $count ->
    [one] 1 record, in its place
   *[other] { $count } records, all in their places
}
layout-check = { $count ->
    [one] 1 file is not in its place: `carnet fmt --layout` moves it
   *[other] { $count } files are not in their places: `carnet fmt --layout` moves them
}
layout-dry-run = { $count ->
    [one] 1 file would be moved; nothing is written (dry run)
   *[other] { $count } files would be moved; nothing is written (dry run)
}
layout-bulk = this moves { $count } files
layout-confirm = this moves { $count } files, in one commit, and changes nothing in them. Go on? [y/N]
layout-done = { $count ->
    [one] 1 file moved
   *[other] { $count } files moved
}

upkeep-check-clean = { $count ->
    [one] no faults in 1 record
   *[other] no faults in { $count } records
}
upkeep-check-clean-there = no faults there
upkeep-check-no-repository = the book is in no git repository, so nothing has changed since anything
upkeep-check-nothing-to-fix = nothing that could be mended without guessing
upkeep-check-fixable = { $count ->
    [one] 1 of them is mended by `carnet check --fix`
   *[other] { $count } of them are mended by `carnet check --fix`
}

upkeep-init-book = there is a book already: { $path }
upkeep-init-inside = this is inside the book { $path }
upkeep-init-inside-hint = `--force` starts a book of its own in it
upkeep-init-not-empty = { $path } is not empty
upkeep-init-not-empty-hint = name a new folder, or use `--force` to start the book among these files; none of them is changed
upkeep-init-missing = these answers are missing: { $flags }
upkeep-init-stopped = nothing was written
upkeep-init-intro = A few questions; Enter takes the answer in brackets. Everything can be changed later in carnet.toml.
upkeep-init-usual = Proposed: { $answers }. Is that right? (Enter for yes, n to answer each)
upkeep-init-done = The book of { $name } is in { $path }.
upkeep-init-next = Next:
upkeep-init-try-customer = new customer name='First Customer'
upkeep-init-try-quote = new quote customer=first-customer + 'Consulting' 1 @500
upkeep-init-try-render = render @
upkeep-mv-done = { $count ->
    [one] { $old } renamed to { $new } (1 file)
   *[other] { $old } renamed to { $new } ({ $count } files)
}

upkeep-migrate-current = the book is of format { $format } already, the newest that this carnet knows
upkeep-migrate-broken = { $count ->
    [one] 1 file cannot be read whole: mend it first, then migrate
   *[other] { $count } files cannot be read whole: mend them first, then migrate
}
upkeep-migrate-first = this book has format { $format }, and this carnet writes format { $current }
upkeep-migrate-first-help = `carnet migrate` brings it there in one commit; until then it can only be read
