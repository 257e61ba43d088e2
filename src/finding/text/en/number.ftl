# Family 04, numbering and state.

# series, missing, before, after, count; variants: one, many (missing: first – last)
E0401 = numbers are missing in series { $series }: { $missing }
    .message-start = series { $series } begins at { $after }: { $missing } missing
    .label-start = the first of its series
    .help-start = bring the missing documents back, or set `first = { $first }` in carnet.toml if the series began there
    .message-one = number { $missing } is missing in series { $series }
    .message-many = numbers { $missing } are missing in series { $series }
    .label = follows { $before }
    .help = bring the missing document back, or declare the series `external` if it is numbered elsewhere
    .what = The numbers of a series must follow one another without a gap, and between these two one or more are missing.
    .why = The law wants invoices numbered without gaps (in France: CGI, annexe II, article 242 nonies A). A gap looks like a hidden sale.
    .mend = Look for the missing file in the history: `carnet log` shows who removed it. A series that another program numbers is declared with `external = true`.
    .example =
        F-2026-0041
        F-2026-0043    # wrong: where is F-2026-0042?

# number, other (the other file)
E0402 = number { $number } is also that of { $other }
    .label = given twice
    .help = correct the number of the one that was issued later
    .what = Two documents of a series bear the same number.
    .why = A payment or a reminder could mean either, and the law wants each number to be given once.
    .mend = If it is the same document twice, remove the copy. Otherwise credit the later one and issue it anew.
    .example =
        # invoices/a.toml
        number = "F-2026-0041"

        # invoices/b.toml
        number = "F-2026-0041"    # wrong

# number, date, earlier_number, earlier_date
E0403 = { $number } is dated { $date }, before { $earlier_number }, which has a lower number
    .message-ahead = { $number } is dated { $date }, after { $earlier_number }, which has a higher number
    .label = { $earlier_number } is dated { $earlier_date }
    .help = check both dates
    .what = In a series, a higher number bears an earlier date.
    .why = Numbers are given in order of time. A date that runs backwards suggests that an invoice was antedated.
    .mend = Correct the date that was mistyped. A document that is already with the customer is credited and issued anew.
    .example =
        number = "F-2026-0042"
        date = 2026-09-30         # wrong: F-2026-0041 is dated 2026-10-03

# stage, pipeline, stages, suggestion; variant: suggestion
E0404 = `{ $stage }` is not a stage of pipeline { $pipeline }
    .message-no-pipeline = stage `{ $stage }` belongs to no pipeline: carnet.toml declares none
    .help-no-pipeline = declare a pipeline with its stages in carnet.toml
    .label = unknown stage
    .help = write one of: { $stages }
    .help-suggestion = write `{ $suggestion }`; the stages are: { $stages }
    .what = The deal stands in a stage that its pipeline does not have.
    .why = It would be missing from the pipeline report and from the forecast.
    .mend = Use one of the stages, or add the new one to the pipeline in carnet.toml.
    .example =
        stage = "negociation"    # wrong
        stage = "negotiation"    # right

# number, series, pattern
E0405 = number { $number } does not fit series { $series }
    .message-date = number { $number } does not go with the date { $date }
    .label-date = of another period
    .help-date = check the number and the date: series { $series } is numbered { $pattern }
    .label = { $pattern } wanted
    .help = write it as { $pattern }
    .what = The number has not the form that carnet.toml declares for its series.
    .why = Gaps and duplicates can only be found among numbers of one form.
    .mend = Correct the number, or the pattern of the series in carnet.toml.
    .example =
        number = "2026/41"        # wrong
        number = "F-2026-0041"    # right, with pattern F-{"{"}year{"}"}-{"{"}n:4{"}"}

# key, stage; variants: no-date, no-reason
E0406 = this closed deal is incomplete
    .message-still-open = this deal has a closing day, but stands in an open stage
    .help-still-open = move it to the stage won or lost, or remove `closed`
    .message-no-date = this deal is closed, but does not say when
    .message-no-reason = this deal is lost, but does not say why
    .label = closed here
    .help = complete the deal
    .help-no-date = add `closed = ` and the day
    .help-no-reason = add `lost_reason = ` and a few words
    .what = A deal that is won or lost lacks the day or the reason.
    .why = The day puts it into the right month; the reasons tell what to do better.
    .mend = Add what is missing.
    .example =
        stage = "lost"
        closed = 2026-10-03
        lost_reason = "price"
