# Messages of the commands that write: new, set, line, edit.

# Hints that several messages share.
change-did-you-mean = did you mean `{ $suggestion }`?
change-run-check = `carnet check` shows what is wrong there
change-edit-first = `carnet edit` opens it and checks it
change-edit-instead = `carnet edit` opens the file itself

# Which record.
change-no-last = `@` is the record written last, and nothing has been written here yet
change-no-record = nothing is called `{ $id }`
change-no-such = there is no { $kind } `{ $id }`
change-create-it = `carnet list { $name }` lists them, `carnet new { $name }` writes one
change-ambiguous = `{ $id }` could be: { $candidates }
change-say-kind = say the kind too, as `kind/id`
change-no-kind = `{ $word }` is not a kind of record
change-kinds = the kinds are: { $kinds }
change-wrong-kind = `{ $name }` is not a { $expected }

# Which key.
change-unknown-key = { $table } has no key `{ $key }`
change-known-keys = the keys are: { $keys }
change-derived = `{ $key }` of { $kind } is computed, not stored. { $doc }.
change-needs-position = `{ $path }` is a list: say which of its items, before `{ $key }`
change-position-example = the first is `{ $path }.1.{ $key }`
change-no-table = `{ $path }` holds a single value; there is no `{ $key }` in it
change-beyond = there is no `{ $path }`: the list has { $count ->
    [0] nothing in it yet
    [one] 1 item
   *[other] { $count } items
}
change-nothing-there = there is no `{ $path }` to remove
change-mismatch = `{ $path }` is written in a way (as { $found }) that cannot be changed from here
change-not-written = `{ $value }` cannot be written: { $detail }
change-no-list = `{ $key }` is not a list, so `{ $word }` has no meaning
change-not-in-list = `{ $value }` is not in `{ $key }`

# Which value.
change-empty = `{ $key }=` gives no value
change-use-unset = to remove the key, use `--unset { $key }`
change-no-choice = `{ $key }` cannot be `{ $value }`
change-choices = it is one of: { $choices }
change-no-bool = `{ $key }` is yes or no, not `{ $value }`
change-no-integer = `{ $key }` is a whole number, not `{ $value }`
change-no-number = `{ $value }` is not a number (`{ $key }`)
change-number-forms = write 1234.50
change-french-number = `{ $value }` is written as in France, and this book is not French (`{ $key }`)
change-ambiguous-number = `{ $value }` could be { $large } or { $small } (`{ $key }`)
change-ambiguous-number-forms = write { $large } for the one, { $small } for the other
change-no-date = `{ $value }` is not a date (`{ $key }`)
change-date-forms = write 2026-10-03, today, tomorrow, +30d or -2w (in a French book also 03/10/2026)
change-no-such-day = the calendar has no { $value } (`{ $key }`)
change-table = `{ $key }` has parts of its own, and `{ $value }` is a single value
change-table-list = `{ $key }` is a list of entries, and `{ $value }` is a single value
change-table-example = write for example `{ $example }=…`
change-table-lines = `{ $key }` is a list of entries, and `{ $value }` is a single value

# Files.
change-broken-file = the file has a syntax error, so it is not changed
change-broken-note = the note's front matter cannot be read, so it is not changed
change-not-utf8 = { $path } is not UTF-8 text
change-file-there = { $path } is there already, though no record can be read from it

# New records.
change-missing = a new { $kind } needs { $count ->
    [one] `{ $keys }`
   *[other] these keys: { $keys }
}
change-missing-example = for example { $words }
change-needs-id = nothing here makes an id for this { $kind }
change-needs-id-example = write one behind the kind: letters, digits, `.`, `_` and `-`
change-bad-id = `{ $id }` cannot be an id: letters without accents, digits, `.`, `_` and `-`, at most 80 of them
change-taken = { $name } exists already ({ $path })
change-use-set = choose another id, or change that one with `carnet set`
change-stray-word = `{ $word }` is neither key=value nor a line
change-stray-word-help = a new record is written: KIND [ID] key=value… [+ LINE…]; put quotes around values with spaces
change-ask = { $key } ({ $doc }):
change-no-answer = `{ $key }` has no value

# Lines.
change-lines-forms = a line is a product or words of your own, then quantity, @price and key=value: + audit-day 4 @650 discount=5%
change-line-empty = there is a `+` with nothing behind it
change-line-word = `{ $word }` has no meaning in a line
change-line-price = `{ $subject }` has no price
change-line-price-example = write one with @, as in @80
change-line-currency = the price of `{ $subject }` is in { $currency }, and the document is in { $wanted }
change-line-tax = the price of `{ $subject }` is not with (or without) tax as the prices of this document are
change-no-lines = { $name } has no lines
change-no-line = there is no line { $number }: the document has { $count ->
    [0] none
    [one] 1 line
   *[other] { $count } lines
}
change-line-set-example = for example: carnet line set site-acme 2 quantity=3

# set
change-set-what = say which record
change-set-how = say what to change
change-set-example = for example: carnet set website stage=won
change-none-match = no record matches `{ $query }`
change-settings-alone = change carnet.toml by itself, without records beside it
change-one-kind = change records of one kind at a time

# What was done.
change-written = { $record } written ({ $path })
change-written-file = { $path } written
change-written-files = { $record } written ({ $count } files)
change-written-several = { $count } records written
change-committed = { $what }, commit { $commit }
change-nothing = nothing to change
change-dry-run = nothing is written (dry run)
change-left = { $path } was edited in the very moment of writing: your edit is still there, not committed
change-would-break = { $count ->
    [one] nothing is written: it would add an error to the book
   *[other] nothing is written: it would add { $count } errors to the book
}
change-bulk = this changes { $count } records
change-confirm = this changes { $count } records. Go on? [y/N]
change-confirm-yes = add --yes, or look first with --dry-run

# edit
change-no-edit = { $record } is as it was
change-reopen = { $count ->
    [one] open it again? [Y/n]
   *[other] { $count } errors. Open it again? [Y/n]
}
change-copy-kept = what you wrote is in { $path }
change-editor = the editor `{ $editor }` failed

change-untouched = nothing was changed
change-is-it = do you mean `{ $name }`? [y/N]
change-in-conflict = { $path } is in the middle of a merge: two versions of it stand in the file
change-in-conflict-help = finish the merge first: choose what stands, `git add` it and commit
change-issued = { $name } is issued as { $number }: an issued document is corrected by a credit note, not by changing it
change-issued-yes = `--yes` changes it all the same
change-issued-ask = change it all the same? [y/N]
