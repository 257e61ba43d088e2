# Documents: `carnet render` and `carnet template`.

# name
render-unsound = { $name } cannot be shown: its file, or one that it needs, is not sound
# name
render-no-document = { $name } is no document
render-no-document-help = quotes, orders, deliveries and invoices are, and a customer has a statement
# name, sort
render-not-as = { $name } cannot be shown as { $sort }
# sorts
render-not-as-help = it may be shown as: { $sorts }
# name, number
render-issued-pro-forma = { $name } was issued as { $number }: it is an invoice now, and no pro forma
# name
render-too-large = the numbers of this document are too large to be shown
# path, settings
render-no-logo = the logo { $path } is not there
render-no-logo-help = put it there, or change `logo` under [documents] in carnet.toml
# value, languages
render-no-language = no document is written in `{ $value }`; these are: { $languages }
# value, sorts
render-no-sort = `{ $value }` is no document that another may be shown as; these are: { $sorts }
# query
render-none-match = no invoice matches `{ $query }`
# count
render-one-place = { $count } documents do not go into one file: name a folder, with / at its end
# path
render-written = { $path } written
render-same = { $path } is there already, and the same
render-there = { $path } is there already, and says something else
render-there-help = `--force` writes over it; `--output` writes elsewhere
# path, detail
render-not-written = { $path } was not written: { $detail }
# name, characters
render-unshown = { $name }: no font here has { $characters } (in { $fields }); a box stands in their place
render-unshown-help = put a font that has them (.ttf or .otf) into templates/fonts/ of the book
# place, message
render-html-template = templates/{ $place }: { $message }
# name
render-no-xml = there is no e-invoice of { $name }
# path, name
render-original-missing = the original of { $name } is not at { $path }
render-original-changed = { $path } is not the original of { $name } any more: its hash is another
render-original-help = `git log -- { $path }` says what became of it; `--new` writes a duplicate
# name
render-keep-draft = { $name } was not issued: only what went out is kept as an original
render-kept-already = { $name } has an original already
render-kept-already-help = without `--keep`, `carnet render` gives it back
# name, path
render-kept = original of { $name } kept ({ $path })

template-column-name = Name
template-column-from = From
template-column-what = What it makes
template-own = the book
template-built-in = carnet
template-pdf = PDF of documents with lines
template-statement = PDF of statements
template-letter = paper, letterhead and foot of both
template-html = web pages
# name
template-unknown = there is no template `{ $name }`
template-unknown-help = `carnet template list` shows all
# path
template-there = { $path } is there already: change it, or remove it to have the built-in one again
render-no-einvoice = { $name } is no e-invoice for { $target } as it is: nothing is written
