# The book in the past: --at and --compare.

# day: a date; commit: the first digits of an id; committed: the day of the commit
history-at-day = The book as it stood on { $day }: commit { $commit } of { $committed }
history-at-commit = The book at commit { $commit } of { $committed }
# day: a date
history-day = { $day }
history-no-repository = this book lies in no git repository, so it has no past: `git init` and a first commit give it one
history-no-commit = this book's repository has no commit yet, so there is no past to look at
# day: a date; first: the day of the first commit
history-before = this book had no commit yet on { $day }: its history begins on { $first }
history-not-yet = { $day } has not come yet: give a day up to today
# revision: as typed
history-no-book = `{ $revision }` holds no carnet.toml in this folder: the book was not there
# revision: the first digits of an id, as typed
history-ambiguous = the ids of several commits begin with `{ $revision }`: give more digits
history-shallow = this clone is shallow: older commits are not here, and nothing is said about what cannot be seen; `git fetch --unshallow` brings them
history-not-here = --at looks at the past, which nothing can change: it goes with list, show, find, total, report and check
history-not-with = --at does not go with { $option }
history-forms = a day (`2026-09-30`, `yesterday`, `-30d` as `--at=-30d`), or what git calls a commit: `HEAD~3`, a branch, a tag, the first digits of an id
history-unknown-keys = Keys that this version of carnet does not know, kept as they stand:

history-pipeline-title = Open deals, then and now
# day: a date; commit: the first digits of an id
history-then = Then: { $day }, commit { $commit }
# day: a date
history-now = Now: { $day }
history-deals-then = deals then
history-deals-now = now
history-deals-change = change
history-amount-then = amount then
history-amount-now = now
history-amount-change = change
history-compare-alone = --compare with a past state does not go with { $option }
# commit: the first digits of an id
history-no-settings = carnet.toml of commit { $commit } cannot be read, so no figure of that time can be trusted
