# Tax beyond arithmetic: check/tax.rs.

tax-customer-here = the customer

# value, category; variants: unknown, unknown-nearest (suggestion), category
E0340 = `{ $value }` does not say why no tax is charged
    .message-unknown = `{ $value }` is no code of the list VATEX
    .message-category = `{ $value }` does not go with a rate of category { $category }
    .label = reason code
    .label-unknown-nearest = did you mean { $suggestion }?
    .help = remove it, or write the code that the rate's `reason` means
    .help-unknown-nearest = write "{ $suggestion }", if that is the reason
    .help-category = AE, K, G and O have codes of their own, which carnet adds by itself; every other code is for category E
    .what = The code for the reason why a rate charges no tax (BT-121) is not in the European list, or is one for another category.
    .why = Receivers of e-invoices refuse a document whose code and category contradict each other.
    .mend = Remove the key where the category is AE, K, G or O. For exempt sales write the code of the article: VATEX-EU-132-1I, VATEX-FR-FRANCHISE.
    .example =
        {"["}[tax]]
        id = "reverse"
        category = "AE"
        reason = "Reverse charge"
        reason_code = "VATEX-EU-G"    # wrong: that means an export

# id; variants: pair, nothing, twice (date), both-ways (other)
E0341 = the rates of exchange `{ $id }` cannot be used
    .message-pair = `{ $id }` is not a pair of currencies
    .help-pair = call the file EUR-USD.toml: what one euro is worth in dollars
    .message-none = `{ $id }` holds no rate
    .help-none = write one a line: rates = [{"{"} date = 2026-10-01, rate = 1.0856 {"}"}]
    .message-nothing = a rate of exchange must be greater than nothing
    .help-nothing = write how many of the second currency one of the first is worth
    .message-twice = the rate of { $date } is given twice
    .label-twice = and again here
    .help-twice = keep the right one
    .message-both-ways = `{ $id }` and { $other } are the same pair, both ways
    .help-both-ways = keep one of the two files
    .label = wrong here
    .help = one file a pair, one rate a day
    .what = A file of rates/ is not named for a pair of currencies, or gives a rate that means nothing or two.
    .why = The tax of an invoice in another currency is stated in the book's own, at the rate of the day.
    .mend = Name the file after the pair (EUR-USD), and write one dated rate a line.
    .example =
        # rates/EUR-USD.toml
        rates = [
            {"{"} date = 2026-10-01, rate = 1.0856 {"}"},
            {"{"} date = 2026-10-01, rate = 1.0871 {"}"},   # wrong: that day has a rate
        ]

# key, value; variants: interest, discount
E0342 = `{ $key }` cannot be read: `{ $value }`
    .label = no such formula
    .help-interest = write "12%", or a published rate and points: "ecb+10", "boe+8", "basic+9", or so many times: "legal*3"
    .help-discount = write percentage and days: "2% 10d"
    .help = see `carnet explain E0342`
    .what = A condition of payment is not written as carnet reads it.
    .why = Documents say it in their reader's language; for that it must be understood.
    .mend = Interest for late payment is a percentage a year (12%), points above a published rate (ecb, boe, basic, legal), or so many times one. A discount is a percentage and days.
    .example =
        {"["}conditions]
        late_interest = "ecb+10"
        early_discount = "2 percent"    # wrong: "2% 10d"

# value, date; variants: normal, franchise, exempt
E0343 = the rate `{ $value }` does not go with the firm's VAT regime of { $date }
    .message-franchise = the firm charges no VAT on { $date } (franchise), and this line has the rate `{ $value }`
    .message-exempt = the firm is exempt on { $date }, and this line has the rate `{ $value }`
    .message-normal = the rate `{ $value }` is for another regime than the firm's on { $date }
    .label = not under this regime
    .help = remove `tax`, so that the default of the regime holds, or correct [[firm.vat]] in carnet.toml
    .what = A line of a draft has a tax rate that the firm's regime of that day does not allow.
    .why = Whoever states VAT on an invoice owes it, small firm or not (art. 203 of directive 2006/112/EC; art. 283, 3 of the CGI).
    .mend = Give the line the rate of the regime. If the regime has changed, add an entry [[firm.vat]] with its first day.
    .example =
        {"["}[firm.vat]]
        from = 2026-01-01
        regime = "franchise"

        {"["}[lines]]               # in a draft of October 2026
        tax = "fr-20"           # wrong: "fr-franchise", or nothing

# value, customer; variants: service-to-member, service-outside, goods-to-member, goods-outside, distance, reverse-to-consumer
E0344 = the rate `{ $value }` is probably not the one for { $customer }
    .message-service-to-member = a service to { $customer }, a firm of another member state, is taxed there, not with `{ $value }`
    .help-service-to-member = give it a rate of category AE: the customer owes the tax (art. 44 and 196 of directive 2006/112/EC)
    .message-service-outside = a service to { $customer }, outside the European Union, is not taxed here
    .help-service-outside = give it a rate of category O, unless the service is one that is taxed where it is done (land, meals, entrance)
    .message-goods-to-member = goods sent to { $customer }, a firm of another member state, are not taxed with `{ $value }`
    .help-goods-to-member = give them a rate of category K; if they are handed over at home, the invoice says so by its `delivery`
    .message-goods-outside = goods that leave the European Union are not taxed with `{ $value }`
    .help-goods-outside = give them a rate of category G; if they are handed over at home, the invoice says so by its `delivery`
    .message-distance = goods sent to { $customer }, a consumer of another member state, are taxed there above 10,000 EUR of such sales a year
    .help-distance = below that, `{ $value }` is right; the one-stop shop (OSS) is not supported
    .message-reverse-to-consumer = { $customer } is a person: no consumer owes the tax in the seller's place
    .help-reverse-to-consumer = give it the rate of the country, or correct the customer's `type`
    .label = rate
    .help = check the rate, and the customer's country and VAT number
    .what = A line of a draft is taxed in a way that does not fit where its customer is, or who it is.
    .why = VAT charged by mistake is owed all the same, and the customer cannot deduct it; VAT left out by mistake is paid by the seller.
    .mend = Give the line the rate that the law has for such a sale. It is a warning: there are exceptions that carnet does not know.
    .example =
        customer = "müller"          # vat_id = "DE136695976"

        {"["}[lines]]
        product = "audit-day"        # a service
        tax = "fr-20"                # doubtful: a rate of category AE

# value; variants: margin, one-stop-shop, flat-rate
E0345 = `{ $value }` stands for a VAT scheme that is not supported
    .message-margin = `{ $value }`: carnet does not compute tax on a margin
    .message-one-stop-shop = `{ $value }`: carnet does not know the one-stop shops (OSS, IOSS)
    .message-flat-rate = `{ $value }`: carnet does not know the flat-rate scheme of farmers
    .label = not supported
    .help = write such sales with another program; the rest of the book is not touched by this
    .what = The settings name a VAT scheme whose rules carnet does not have: margins (second-hand goods, art, travel agents), the one-stop shops for consumers of other member states, the flat rate of farmers.
    .why = An invoice that treats such a sale like any other states a wrong tax. Silence would be worse than a refusal.
    .mend = Remove the regime or the rate. Sales under the scheme are invoiced elsewhere.
    .example =
        {"["}[firm.vat]]
        from = 2026-01-01
        regime = "margin"    # wrong: normal, franchise or exempt
