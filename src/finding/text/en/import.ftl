# Messages of `carnet import`.

import-read = { $file }: { $count ->
    [one] 1 row
   *[other] { $count } rows
} → { $records }
import-note = { $count ->
    [one] 1 note:
   *[other] { $count } notes:
}
import-faulty = { $count ->
    [one] 1 fault:
   *[other] { $count } faults:
}
import-differing = { $count ->
    [one] 1 record in the book says something else than the file:
   *[other] { $count } records in the book say something else than the file:
}
import-differs = { $record } ({ $lines }): { $fields }
import-more = … and { $count } more (--all lists them)
import-line = line { $lines }
import-lines = lines { $lines }
import-overwrite-hint = --overwrite gives the records that differ the file's values; other fields and comments stay
import-new = new
import-dry-run = nothing was written: this is a preview
import-refused = nothing was imported, because of { $count ->
    [one] 1 faulty row
   *[other] { $count } faulty rows
}
import-update-refused = nothing was changed, because of { $count ->
    [one] 1 fault
   *[other] { $count } faults
}
import-skip-hint = correct the file or the mapping, or import the rest with --skip-faulty
import-confirm = { $count } records will be written: go on? [y/N]
import-confirm-yes = add --yes, or look first with --dry-run
import-written = { $count ->
    [one] 1 record written
   *[other] { $count } records written
}
import-committed = { $count ->
    [one] 1 record written
   *[other] { $count } records written
}, commit { $commit }
import-left = { $path } was edited meanwhile: that edit is still there, not committed
import-guessed = { $path } written: read it, correct it, then import with --map { $path }
import-map-there = { $path } is there already: name another file, or import with it, without --guess
import-no-map = how is { $file } to be read? It takes --guess, --map or --update
import-no-map-hint = --guess writes a first mapping; --map MAP.toml imports with one; --update KIND takes back an edited `list KIND --format csv`
import-not-text = { $path } is no text, so it can be no CSV file
import-not-text-hint = a workbook has to be saved as CSV (UTF-8) first
import-unreadable = { $path }: { $detail }
import-no-kind = there is no kind of record called `{ $word }`
import-no-field = the mapping fills `{ $field }`, which a { $kind } does not have
import-no-notes = notes are Markdown and cannot be imported from a table
import-did-you-mean = did you mean { $suggestion }?
import-no-id = the file has no column `id`, so nobody can tell which record a row is
import-no-id-hint = list with it: carnet list KIND --format csv --columns id,…
import-no-column = `{ $column }` is no field
import-no-column-hint = remove the column, or give it the field's name
import-table-column = `{ $column }` is a whole table: a column holds one of its fields
import-cell-derived = this is computed and cannot be set ({ $before } → { $after }). { $doc }
import-cell-elsewhere = this stands in another record or in the lines, and cannot be set here ({ $before } → { $after })
import-cell-currency = the currency cannot be changed here ({ $before } → { $after })
import-cell-number = `{ $value }` is not a number
import-cell-date = `{ $value }` is not a date, or could be two: write 2026-10-03
import-cell-bool = `{ $value }` is neither yes nor no
import-cell-mangled = `{ $value }` is what the spreadsheet made of a long number: format the column as text and enter it again
import-cell-emptied = the cell is empty where the book has `{ $before }`: add --unset-empty to remove it
import-cell-unknown = no record has this id: add --create to make new ones
import-cell-unknown-near = no record has this id; is `{ $suggestion }` meant? (--create makes new ones)
import-cell-bad-id = this cannot be a new id: letters, digits, `.`, `_` and `-`, and not taken in other letters' case
import-cell-twice = line { $line } is about the same record
import-cell-unwritable = the file cannot be changed: { $detail }
import-new-count = { $count } new
import-changed-count = { $count } changed
import-overwritten-count = { $count } to overwrite
import-same-count = { $count } unchanged
import-differing-count = { $count } left as in the book
import-nothing-new = nothing to write: the book says all this already
import-nothing = nothing was written
import-many = { $count } records would be written
import-update-skip-hint = correct the file, or take over the rest with --skip-faulty
import-cell-too-many = the row has { $found } fields where the header has { $expected }; put the text that holds a separator in quotes
import-same-column = two columns are called `{ $column }`: remove one
