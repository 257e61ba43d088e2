# Family 01, form: one file or one value is not written as it must be.
#
# Each code: the message; .label (at the caret); .help (what to write instead); -VARIANT beside each where a code has
# several wordings; then .what, .why, .mend and .example for `carnet explain`. The comment above a code lists its
# arguments and variants: they are the contract with the rules. An argument that starts with @ is a key of this
# catalogue (`@kind-customer`, `@type-amount`).

# detail; variants: comma (of 12,50), more (detail: how many); bracket, escape, quote, number, twice, separator and
# line choose the help only
E0101 = this is not valid TOML: { $detail }
    .message-comma = a decimal comma is not valid TOML
    .message-more = and { $detail } more places that are not valid TOML
    .label = the reader stumbles here
    .label-comma = decimal point wanted
    .help = put text between double quotes, one `key = value` on each line
    .help-comma = write a point instead of the comma, such as 12.50
    .help-bracket = close every bracket and brace that was opened
    .help-escape = write \\ for a backslash, or put the text between single quotes
    .help-quote = put a double quote at both ends of the text, on one line
    .help-number = write digits with a point for the decimals; a number that is a name, such as a postcode, needs quotes
    .help-twice = keep one of the two lines
    .help-separator = put one comma between two items
    .help-line = write one `key = value` on each line
    .help-more = mend those above first
    .what = The file breaks a rule of TOML, the notation in which records are written, so it cannot be read reliably.
    .why = A misplaced quote or comma can hide the rest of a file. Rather than guess, carnet leaves the whole record out of every figure until it is mended, and says so.
    .mend = Go to the line shown. Most often a quote is missing around a text, an equals sign is missing, or an amount is written with a comma.
    .example =
        name = ACME Conseil      # wrong: text without quotes
        name = "ACME Conseil"    # right

# (no argument); variants: newline-in-inline-table, trailing-comma, escape, seconds
E0102 = this notation exists in TOML 1.1 only
    .message-newline-in-inline-table = a table between braces must stand on one line
    .message-trailing-comma = a table between braces must not end with a comma
    .message-escape = this escape sequence exists in TOML 1.1 only
    .message-seconds = a time needs its seconds
    .label = not in TOML 1.0
    .label-newline-in-inline-table = line break here
    .label-trailing-comma = comma too many
    .label-escape = unknown escape
    .label-seconds = seconds missing
    .help = write it in TOML 1.0, which every program reads
    .help-newline-in-inline-table = put everything between the braces on one line, or use a [section] of its own
    .help-trailing-comma = remove the last comma
    .help-escape = write the character as \u and four digits, such as \u001B
    .help-seconds = add the seconds, such as 07:32:00
    .what = The file uses a notation that only the recent version 1.1 of TOML knows.
    .why = Your records should still open in any editor and program in many years. Most programs read TOML 1.0 only and would refuse this file.
    .mend = Write it the older way, as proposed. `carnet check --fix` does it for you.
    .example =
        address = {"{"} city = "Lille", {"}"}    # wrong: comma before the brace
        address = {"{"} city = "Lille" {"}"}     # right

# key, expected, found (both keys of types: @type-amount, @type-text …; expected_example follows from expected)
E0103 = `{ $key }` must be { $expected }, not { $found }
    .label = this is { $found }
    .help = write { $expected }, such as { $expected_example }
    .what = The key exists, but its value is of another type: text where a number is wanted, one value where a list is wanted, and so on.
    .why = A number between quotes is text and cannot be added up. Reading it leniently would make totals depend on guesses.
    .mend = Remove or add the quotes, or the square brackets of a list, as the help line says.
    .example =
        quantity = "4"    # wrong: text
        quantity = 4      # right: a number

# key, kind, suggestion; variants: suggestion, settings (in carnet.toml), level (suggestion), stated, figure
E0104 = unknown key `{ $key }`
    .message-stated = `{ $key }` is computed, not written
    .message-figure = `{ $key }` is computed, not written
    .label = { $kind } has no such key
    .label-stated = carnet computes it from the lines
    .label-figure = carnet computes it
    .help = remove it, or declare it as a custom field in carnet.toml
    .help-suggestion = write `{ $suggestion }`
    .help-settings = remove it, or correct its spelling
    .help-level = write `{ $suggestion }`
    .help-stated = remove it; to have it compared with what a document says, write it under [stated]
    .help-figure = remove it
    .what = The record holds a key that its kind does not have.
    .why = Most unknown keys are spelling mistakes. If they were passed over, a due date or a discount would be lost without anyone noticing.
    .mend = Correct the spelling. If the key is meant, declare it under [[field]] in carnet.toml: it then works like a built-in one.
    .example =
        adress = "12 rue des Lilas"     # wrong
        address = "12 rue des Lilas"    # right

# key, kind
E0105 = `{ $key }` is missing
    .label = { $kind } without `{ $key }`
    .help = add a line `{ $key } = …`
    .what = A key that every record of this kind must have is not there.
    .why = Without it the record cannot be used: an invoice without a customer belongs to nobody.
    .mend = Add the key with its value, or remove the file if the record is not wanted.
    .example =
        date = 2026-10-03    # wrong: an invoice without a customer

        customer = "acme"    # right
        date = 2026-10-03

# (no argument)
E0106 = this file is not in UTF-8
    .label = this character cannot be read
    .help = open the file in your editor and save it with the encoding UTF-8
    .what = The file is stored in another character encoding than UTF-8, such as Windows-1252 or UTF-16.
    .why = Accented letters would come out wrong on documents, and no program can tell which encoding was meant.
    .mend = In the editor, choose “Save with encoding” and UTF-8. On the command line: `iconv -f windows-1252 -t utf-8 old.toml > new.toml`.
    .example =
        name = "Caf� du Nord"    # wrong: saved as Windows-1252
        name = "Café du Nord"    # right: saved as UTF-8

# (no argument)
E0107 = a merge conflict was left unresolved here
    .label = conflict marker
    .help = keep one of the two versions, then remove the lines with <<<<<<<, ======= and >>>>>>>
    .what = Two people changed the same lines and git could not choose. It left both versions in the file, between markers.
    .why = Until someone chooses, nobody knows which value holds.
    .mend = Decide which version is right, delete the other one and the three marker lines, then commit.
    .example =
        <<<<<<< yours            # wrong
        stage = "won"
        =======
        stage = "lost"
        >>>>>>> theirs

        stage = "won"            # right

# value, key; variants: exponent, notation, not-finite, comma
E0108 = `{ $value }` is not a number that carnet accepts
    .message-exponent = `{ $value }` is written with an exponent
    .message-notation = `{ $value }` is not plain decimal notation
    .message-not-finite = `{ $value }` is not an amount
    .message-comma = `{ $value }` has a decimal comma
    .label = write plain digits
    .label-comma = decimal point wanted
    .help = write digits with a point for the decimals, such as 1234.50
    .help-exponent = write all digits, such as 1200 instead of 1.2e3
    .help-notation = write it without 0x, 0o, 0b, _ or +, such as 1000
    .help-not-finite = write the amount, or remove the key when it is not known
    .help-comma = write a point instead of the comma, such as 12.50
    .what = A number is not written in plain decimal notation.
    .why = Amounts are counted to the cent, exactly as they are written. Exponents, hexadecimal notation and decimal commas invite misreading.
    .mend = Write the digits and, where needed, a point and the decimals.
    .example =
        unit_price = 6.5e2     # wrong
        unit_price = 650.00    # right

# value, decimals, currency; variant: price (any other number than an amount)
E0109 = `{ $value }` has too many decimals for an amount in { $currency }
    .message-price = `{ $value }` has too many decimals
    .label = at most { $decimals } decimals
    .help = round it to { $decimals } decimals
    .what = The amount has more decimals than its currency knows (2 for the euro, 0 for the yen, 3 for the Tunisian dinar), or a unit price has more than 8.
    .why = Nobody can pay a fraction of a cent. Rounding is a decision of yours, so carnet does not make it silently.
    .mend = Round the amount. Unit prices may have up to 8 decimals; the line's total is then rounded.
    .example =
        amount = 12.345    # wrong, in euros
        amount = 12.35     # right

# value; variant: time
E0110 = `{ $value }` is not a date
    .message-time = `{ $value }` has a time, but a day alone is wanted
    .label = not a day of the calendar
    .label-time = a day without a time
    .help = write year-month-day without quotes, such as 2026-10-03
    .help-time = leave the time out, such as 2026-10-03
    .what = A date is not written as year-month-day, or that day does not exist.
    .why = 03/10/2026 is the third of October in Paris and the tenth of March in New York. Year-month-day is read the same everywhere.
    .mend = Write four digits for the year, two for the month, two for the day, joined by hyphens, without quotes and without a time.
    .example =
        date = "03/10/2026"    # wrong
        date = 2026-10-03      # right

# key, value, choices, suggestion; variant: suggestion
E0111 = `{ $value }` is not a choice for `{ $key }`
    .label = not in the list
    .help = write one of: { $choices }
    .help-suggestion = write `{ $suggestion }`; the choices are: { $choices }
    .what = The key takes one value of a fixed list, and this is not one of them.
    .why = Reports group by these values. A variant spelling would make a group of its own and a total too low.
    .mend = Choose one of the values in the help line.
    .example =
        type = "entreprise"    # wrong
        type = "company"       # right

# value; variants: character (character), no-at-sign, at-signs (found), empty-local-part, misplaced-dot, incomplete-domain,
# domain (part), length (expected, found)
E0112 = `{ $value }` is not an e-mail address
    .message-character = the e-mail address `{ $value }` contains `{ $character }`
    .label = name@domain wanted
    .label-no-at-sign = no @
    .label-at-signs = { $found } times @
    .label-empty-local-part = nothing before the @
    .label-misplaced-dot = a misplaced dot
    .label-incomplete-domain = the ending of the domain is missing
    .label-domain = `{ $part }` is no part of a domain
    .label-length = too long
    .help = write one address such as claire@example.com
    .what = The text has not the form of an e-mail address.
    .why = Quotes and reminders sent there would come back, or never arrive.
    .mend = Write a single address, without a name, spaces or angle brackets.
    .example =
        email = "Claire <claire@example>"    # wrong
        email = "claire@example.com"         # right

# value, suggestion; variants: suggestion, unknown-country, length, character
E0113 = `{ $value }` is not a country code
    .label = two capital letters wanted
    .label-unknown-country = no country has this code
    .help = write the two letters of ISO 3166, such as FR, BE or DE
    .help-suggestion = write `{ $suggestion }`
    .what = Countries are written as the two capital letters of ISO 3166.
    .why = The country decides on tax and is printed in e-invoices, which accept these codes only.
    .mend = Write the code, not the name. The United Kingdom is GB, Greece is GR.
    .example =
        country = "France"    # wrong
        country = "FR"        # right

# value, suggestion; variant: suggestion
E0114 = `{ $value }` is not a currency code
    .label = three capital letters wanted
    .label-unknown = no such currency
    .help = write the three letters of ISO 4217, such as EUR, USD or CHF
    .help-suggestion = write `{ $suggestion }`
    .what = Currencies are written as the three capital letters of ISO 4217.
    .why = The code fixes the number of decimals, and amounts in two currencies are never added up.
    .mend = Write the code, not the sign: EUR instead of €.
    .example =
        currency = "€"      # wrong
        currency = "EUR"    # right

# value; variants: empty, shape (pattern), checksum, length (expected, found), character (character),
# unknown-country (country), not-a-siren
E0115 = `{ $value }` is not a VAT number
    .message-checksum = the VAT number `{ $value }` has a wrong check digit
    .message-length = the VAT number `{ $value }` has { $found } characters instead of { $expected }
    .message-character = the VAT number `{ $value }` contains `{ $character }`
    .label = check this number
    .label-checksum = a digit is mistyped
    .label-length = { $expected } characters wanted
    .label-character = letters and digits only
    .label-shape = the form is { $pattern } (9: a digit, A: a letter, X: either)
    .label-unknown-country = `{ $country }` is no country that has such numbers
    .label-not-a-siren = the last nine digits are not a SIREN
    .help = copy it from the customer's papers: country code, then the number, such as FR44732829320
    .help-checksum = compare it digit by digit with the customer's papers: two digits may be swapped
    .what = The VAT number has not the form of its country, or its check digits do not agree with the rest.
    .why = A wrong number on an invoice can cost the exemption from VAT on a sale to another member state.
    .mend = Copy the number again from the customer's papers. The site VIES of the European Commission tells whether it is in use.
    .example =
        vat_id = "FR00732829320"    # wrong: check digits
        vat_id = "FR44732829320"    # right

# value; variants: empty, shape (pattern), checksum, length (expected, found), character (character)
E0116 = `{ $value }` is not a SIREN
    .message-checksum = the SIREN `{ $value }` has a wrong check digit
    .message-length = the SIREN `{ $value }` has { $found } characters instead of { $expected }
    .message-character = the SIREN `{ $value }` contains `{ $character }`
    .label = nine digits wanted
    .label-checksum = a digit is mistyped
    .label-character = digits only
    .label-shape = the form is { $pattern } (9: a digit, A: a letter, X: either)
    .help = write the nine digits that identify the company in France, such as 732829320
    .help-checksum = compare it digit by digit with the company's papers: two digits may be swapped
    .what = A SIREN is nine digits, the last of which is computed from the others; this one does not agree.
    .why = Electronic invoices find their way by this number: a wrong one goes to somebody else, or nowhere.
    .mend = Copy the number again from the company's papers or from the public register.
    .example =
        siren = "732829321"    # wrong: check digit
        siren = "732829320"    # right

# value; variants: empty, shape (pattern), checksum, length (expected, found), character (character)
E0117 = `{ $value }` is not a SIRET
    .message-checksum = the SIRET `{ $value }` has a wrong check digit
    .message-length = the SIRET `{ $value }` has { $found } characters instead of { $expected }
    .message-character = the SIRET `{ $value }` contains `{ $character }`
    .label = fourteen digits wanted
    .label-checksum = a digit is mistyped
    .label-character = digits only
    .label-shape = the form is { $pattern } (9: a digit, A: a letter, X: either)
    .help = write the fourteen digits of the establishment: the company's SIREN and five more
    .help-checksum = compare it digit by digit with the company's papers: two digits may be swapped
    .what = A SIRET is fourteen digits: the nine of the company's SIREN, four for the establishment, and one computed from the others. La Poste's establishments follow a rule of their own, which carnet knows.
    .why = Electronic invoices find their way by this number: a wrong one goes to somebody else, or nowhere.
    .mend = Copy the number again from the company's papers or from the public register.
    .example =
        siret = "73282932000075"    # wrong: check digit
        siret = "73282932000074"    # right

# value; variants: empty, shape (pattern), checksum, length (expected, found), character (character), unknown-country (country)
E0118 = `{ $value }` is not an IBAN
    .message-checksum = the IBAN `{ $value }` has wrong check digits
    .message-length = the IBAN `{ $value }` has { $found } characters instead of { $expected }
    .message-character = the IBAN `{ $value }` contains `{ $character }`
    .label = check this number
    .label-checksum = a digit is mistyped
    .label-length = { $expected } characters wanted
    .label-character = letters and digits only
    .label-shape = the form is { $pattern } (9: a digit, A: a letter, X: either)
    .label-unknown-country = `{ $country }` is no country that has such numbers
    .help = copy it from the bank's papers; spaces are allowed
    .help-checksum = compare it digit by digit with the bank's papers: two digits may be swapped
    .what = The bank account number has not the length of its country, or its two check digits do not agree with the rest.
    .why = Money sent to a wrong account number is refused, or hard to get back.
    .mend = Copy the number again from the bank's papers.
    .example =
        iban = "FR76 3000 6000 0112 3456 7890 188"    # wrong: check digits
        iban = "FR76 3000 6000 0112 3456 7890 189"    # right

# value, detail (the part at fault, or the sum); variants: empty, unknown, too-many-days, day-of-month, percent,
# without-percent, sum
E0119 = `{ $value }` are not payment terms
    .message-sum = the shares of `{ $value }` add up to { $detail } %, not to 100 %
    .label = terms not understood
    .label-unknown = `{ $detail }` is not understood
    .label-too-many-days = `{ $detail }` is too many days
    .label-day-of-month = `{ $detail }`: no such day of the month
    .label-percent = `{ $detail }` is no percentage
    .label-without-percent = `{ $detail }` lacks its percentage
    .label-sum = { $detail } % in all
    .help = write 30d, 30d-eom, eom-30d, on-receipt, or shares such as 30%@order 70%@delivery
    .help-sum = correct the shares so that they add up to 100 %
    .what = Payment terms are a short formula, and this one cannot be read.
    .why = The due date, the reminders and the ageing of receivables are computed from it.
    .mend = `30d` is thirty days; `30d-eom` thirty days, then the end of that month; `eom-30d` the end of the month, then thirty days; `on-receipt` at once. Shares must add up to 100 %.
    .example =
        terms = "30 days end of month"    # wrong
        terms = "30d-eom"                 # right

# id, character; variants: empty, too-long, character (character), trailing-dot, windows
E0120 = `{ $id }` cannot be the id of a record
    .message-empty = an id must not be empty
    .message-too-long = the id `{ $id }` is too long
    .message-character = the id `{ $id }` contains `{ $character }`
    .message-trailing-dot = the id `{ $id }` ends with a dot
    .message-windows = `{ $id }` cannot be the name of a file on Windows
    .message-space = the id `{ $id }` contains a space
    .message-begins = the id `{ $id }` begins with `{ $character }`
    .label = rename this
    .help = use letters without accents, digits, dots, hyphens and underscores; begin with a letter or digit
    .help-too-long = use at most 80 characters
    .help-trailing-dot = remove the dot
    .help-windows = choose another id: Windows keeps names such as con, nul and com1 for itself
    .help-begins = begin with a letter or a digit
    .what = The name of a record's file, without its ending, is the record's id. This one contains something that an id cannot have.
    .why = Ids are typed on the command line and are names of files on every system; accents and spaces differ between systems.
    .mend = Rename it with `carnet mv OLD NEW`, which also rewrites every reference to it.
    .example =
        customers/café du nord.toml    # wrong
        customers/cafe-du-nord.toml    # right

# id, other (the other file); variants: case, twice
E0121 = the id `{ $id }` is also that of { $other }
    .message-case = the id `{ $id }` differs from that of { $other } by capital letters only
    .message-twice = the id `{ $id }` stands in two folders: see also { $other }
    .label = same id
    .help = rename one of the two with `carnet mv`
    .what = Two records of one kind have the same id, in two subfolders or up to capital letters.
    .why = A reference to that id could mean either. On Windows and macOS, files that differ by capitals only overwrite each other.
    .mend = If it is the same thing twice, remove one of them; otherwise rename one with `carnet mv`.
    .example =
        customers/acme.toml            # wrong: both present
        customers/ACME.toml

        customers/acme.toml            # right
        customers/acme-belgium.toml

# path, kind; variants: extension (extension, without its dot), top, nested, repository
E0122 = this file is not a record and is not read
    .message-extension = this file is not read: { $kind } records end in .{ $extension }
    .message-top = this file belongs to no kind and is not read
    .message-nested = this file is too deep to be a record and is not read
    .message-folder = { $path } is the folder of no kind, so nothing in it is read
    .message-repository = another git repository lies here and is not read
    .label = not read
    .help = move it to files/ when it is an attachment, or out of the book
    .help-extension = rename it so that it ends in .{ $extension }, or move it to files/
    .help-top = move it into the folder of its kind, such as customers/, or out of the book
    .help-folder = rename it to { $suggestion }
    .help-repository = move it out of the book
    .what = A file lies where records are kept, but it is not one: its ending or its folder does not fit.
    .why = It may be a record with a mistyped ending, which no list or total would ever show.
    .mend = Give it the right ending, move it to files/ if it is an attachment, or remove it.
    .example =
        customers/acme.tml     # wrong
        customers/acme.toml    # right

# target; variants: outside, broken, cycle, inside
E0123 = this is a symbolic link
    .message-outside = this link leads out of the book, to { $target }
    .message-broken = this link leads to { $target }, which does not exist
    .message-cycle = this link leads back to itself
    .message-inside = this link leads to { $target }: the same record would be read twice
    .label = symbolic link
    .help = replace the link by the file itself
    .help-broken = remove the link, or bring the file back
    .what = A file or folder of the book is a symbolic link. carnet does not follow it.
    .why = A link could show files from outside the book to whoever reads it, and works on one machine only.
    .mend = Replace the link by a copy of the file, or remove it.
    .example =
        customers/acme.toml -> /home/claire/acme.toml    # wrong
        customers/acme.toml                              # right: the file itself

# detail; variants: syntax, missing, unclosed, nested
E0124 = the head of this note cannot be read: { $detail }
    .message-missing = this note has no head
    .message-unclosed = the head of this note is not closed
    .message-nested = the head of this note is nested too deeply
    .label = in the head of the note
    .label-missing = a line --- is wanted here
    .label-unclosed = opened here
    .label-nested = only texts, numbers, dates and flat lists
    .help = write `key: value` lines between two lines ---
    .help-missing = begin the note with a line ---, then `key: value` lines, then another line ---
    .help-unclosed = end the head with a line ---
    .help-nested = write one value, or a flat list such as [a, b]
    .what = A note begins with a head: `key: value` lines in YAML between two lines of three hyphens. This one is missing or not well formed.
    .why = The head says whom the note is about and when it was written. Without it nobody finds the note again.
    .mend = Write the head as in the example. Texts that contain a colon go between quotes.
    .example =
        ---
        date: 2026-10-03
        about: {"["}customer/acme]
        ---
        Called about the audit.

# key, value; variants: empty, shape (pattern), checksum, length (expected, found), character (character), scheme,
# incomplete-domain, domain (part), unknown-name, unknown-country
E0125 = `{ $value }` is not accepted for `{ $key }`
    .message-shape = `{ $value }` has not the form that `{ $key }` needs
    .message-checksum = `{ $value }` has a wrong check digit
    .message-length = `{ $value }` has { $found } characters instead of { $expected }
    .message-character = `{ $value }` contains `{ $character }`, which `{ $key }` does not allow
    .label = not the right form
    .label-checksum = a digit is mistyped
    .label-shape = the form is { $pattern } (9: a digit, A: a letter, X: either)
    .label-scheme = https:// is missing
    .label-incomplete-domain = the ending of the domain is missing
    .label-domain = `{ $part }` is no part of a domain
    .label-unknown-name = no such name
    .label-unknown-country = no such country
    .help = see `carnet schema` for the form of `{ $key }`
    .help-scheme = write the whole address, such as https://example.com
    .what = The text has not the form that its key asks for, such as a telephone number, a web address or a period.
    .why = Other programs and people rely on that form.
    .mend = Write it as the message says; the reference of kinds shows an example for each key.
    .example =
        phone = "call Claire"       # wrong
        phone = "+33 3 20 00 00 00" # right

# reason; variants: too-large (limit: in megabytes), permission, special (neither file nor folder)
E0126 = this file cannot be read: { $reason }
    .message-too-large = this file is too large to be a record: more than { $limit } MB
    .message-permission = you have no permission to read this file
    .message-special = this is neither a file nor a folder
    .label = not read
    .help = look whether the file is whole
    .help-too-large = move it to files/ and name it in the record that it belongs to
    .help-permission = give yourself the right to read it: chmod u+r
    .help-special = remove it from the book
    .what = The operating system did not let carnet read the file, or it is far larger than any record.
    .why = What is not read is in no figure.
    .mend = Look at the file's permissions and size. Attachments belong in files/.
    .example =
        chmod u+r customers/acme.toml

# key, value, min, max; variants: min, max, both
E0127 = the number `{ $value }` is too large
    .message-min = `{ $key }` must be at least { $min }, not `{ $value }`
    .message-max = `{ $key }` must be at most { $max }, not `{ $value }`
    .message-both = `{ $key }` must be between { $min } and { $max }, not `{ $value }`
    .label = out of range
    .label-min = at least { $min }
    .label-max = at most { $max }
    .help = check the figure
    .what = A number is smaller or larger than makes sense for its key.
    .why = A probability of 200 % or a discount above the price is a slip of the finger that would spoil every total.
    .mend = Correct the number. Percentages are written as 20, not as 0.20.
    .example =
        probability = 200    # wrong
        probability = 20     # right

# key
E0128 = `{ $key }` is empty
    .label = nothing between the quotes
    .help = write a value, or remove the line
    .what = A key has a text without any character other than spaces.
    .why = An empty name and a missing name are not the same to a program. A key without a value is simply left out.
    .mend = Write the value, or remove the whole line.
    .example =
        phone = ""    # wrong: remove the line
