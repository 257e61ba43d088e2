# Messages of the commands.

cli-hint = help
cli-no-settings = carnet.toml cannot be read, so no figure could be trusted
cli-run-check = `carnet check` shows what is wrong with it
cli-bad-date = `{ $value }` is not a date: write 2026-10-03, today, yesterday or -30d
cli-unreadable = { $count ->
    [one] 1 record is not in these figures, since it cannot be read or computed: `carnet check` says why
   *[other] { $count } records are not in these figures, since they cannot be read or computed: `carnet check` says why
}
cli-period-forms = periods are written 2026, 2026-07, 2026Q3, 2026-W12, FY2026, this-month, last-quarter, ytd or 2026-01-15..2026-03-31

period-unknown = `{ $value }` is not a period
period-empty = a period is wanted, and none is given
period-relative-alone = `{ $value }` alone is no period: write `{ $value }..` for since then, `..{ $value }` for until then
period-no-such = the calendar has no `{ $value }`
period-backwards = `{ $value }` ends before it begins
period-ambiguous = `{ $value }` could be two days, the month first or the day first
period-too-far = `{ $value }` is too far away: years have four digits
cli-no-ids = these rows are not records and have no ids: choose another format
cli-no-language = carnet speaks `en` and `fr`, not `{ $value }`
sheet-no-room = { $count ->
    [one] no room for the column { $columns }
   *[other] no room for the columns { $columns }
}
