# Roles and signing keys, the baseline of the check, and what the guard says.

# variants: form, damaged, private, short, twice
E0129 = this is no key that commits are signed with
    .message-damaged = this ssh key is not whole
    .message-private = this is the secret half of a key
    .message-short = this names an OpenPGP key by too few digits
    .message-twice = two members have the same key
    .label = not a signing key
    .label-damaged = cut off, or of another type than it says
    .label-private = never write this down
    .label-short = give the whole fingerprint
    .label-twice = also here
    .help = write the line of a `.pub` file, such as "ssh-ed25519 AAAA…", or the 40 digits of an OpenPGP fingerprint
    .help-damaged = copy the whole line of the `.pub` file again
    .help-private = remove it, make a new key, and write the line of its `.pub` file
    .help-short = `gpg --fingerprint` shows the 40 digits
    .help-twice = each member signs with a key of their own
    .what = An entry of `keys` in a member's file is no public ssh key and no OpenPGP fingerprint, or somebody else has it, too.
    .why = The guard knows people by the key that signed their commits. A key that it cannot read lets nobody in; one that two members share would let each act for the other.
    .mend = Copy the line of the `.pub` file that `ssh-keygen` wrote, or the fingerprint that `gpg --fingerprint` shows.
    .example =
        keys = ["SHA256:w7Nf…"]         # wrong: a fingerprint of ssh
        keys = ["ssh-ed25519 AAAA…"]    # right: the line of the .pub file

# role, value; variants: kind (choices), kind-suggestion (choices, suggestion), field (kind, key)
E0705 = the role `{ $role }` names what does not exist: `{ $value }`
    .message-field = the role `{ $role }` names a field that does not exist: { $kind } has no `{ $key }`
    .label = no such kind
    .label-field = no such field
    .help = write a kind ({ $choices }), a field of one (`deal.stage`), a folder (`files/`) or `*`
    .help-kind-suggestion = write `{ $suggestion }`
    .help-field = `carnet schema` shows the fields of each kind
    .what = A role in carnet.toml allows a kind or a field that the book does not have.
    .why = Roles allow exactly what they name. A mistyped name allows nothing, and nobody notices before a push is refused.
    .mend = Write the name of the kind as in `kind/id`, and the field as in its file.
    .example =
        write = ["deals", "deal.stagge"]    # wrong
        write = ["deal", "deal.stage"]      # right

baseline-head =
    Findings that were there when this book adopted the check: they are counted and not shown.
    Written by `carnet check --write-baseline`; a line may be removed when its finding is mended.
baseline-written = { $count ->
    [one] 1 finding written to { $path }
   *[other] { $count } findings written to { $path }
}
baseline-known = { $count ->
    [one] 1 finding of the baseline is not shown
   *[other] { $count } findings of the baseline are not shown
}
baseline-mended = { $count ->
    [one] 1 of the baseline is mended: write it anew with `carnet check --write-baseline { $path }`
   *[other] { $count } of the baseline are mended: write it anew with `carnet check --write-baseline { $path }`
}
baseline-bad-line = { $path }: line { $line } is no line of a baseline
baseline-bad-line-hint = `carnet check --write-baseline { $path }` writes it anew
baseline-missing = the baseline { $path } is not there
baseline-missing-hint = `carnet check --write-baseline { $path }` writes it
baseline-not-text = the baseline { $path } is no text
baseline-record = { $path } belongs to the book: a baseline would overwrite it
baseline-other = { $path } is there and is no baseline: nothing was written
baseline-other-hint = name a file that is not there yet, such as `known-findings.txt` beside carnet.toml

guard-no-repository = { $path } lies in no git repository, so there are no commits to judge
guard-range = `{ $range }` is no range: write OLD..NEW, as in main..HEAD
guard-not-here = where it was there once, the branch was rewound, or this clone is shallow: clone with all commits
guard-line = `{ $line }` is not what git gives to a pre-receive hook: OLD NEW REF
guard-no-branch = HEAD of this repository names no branch: say with --branch which one holds
guard-head = HEAD of this repository names the branch { $branch }, which does not exist, so nothing would be guarded
guard-head-hint = on the server: `git symbolic-ref HEAD refs/heads/{ $name }`, or `--branch { $name }` in the hook
guard-several-books = this repository holds several books: { $folders }
guard-several-books-hint = say with --folder which one is guarded; run the guard once for each

# count: of commits
guard-passes = { $count ->
    [one] { $name }: 1 commit, nothing against it
   *[other] { $name }: { $count } commits, nothing against them
}
guard-passes-first = { $count ->
    [one] { $name }: 1 commit, the first state: what comes is judged by it
   *[other] { $name }: { $count } commits, the first state: what comes is judged by it
}
guard-passes-open = { $count ->
    [one] { $name }: 1 commit, nothing against it (carnet.toml declares no role, so nobody was asked who they are)
   *[other] { $name }: { $count } commits, nothing against them (carnet.toml declares no role, so nobody was asked who they are)
}
guard-refused = { $count ->
    [one] { $name } is refused, for 1 reason:
   *[other] { $name } is refused, for { $count } reasons:
}
guard-borrowed = { $count ->
    [one] note: { $commit } names { $author } as its author, but { $member } signed it: it is { $member }’s
   *[other] note: { $commit } and others ({ $count } in all) name { $author } as their author, but { $member } signed them: they are { $member }’s
}
guard-passes-word = passes
guard-refused-word = refused
guard-column-update = Update
guard-column-result = Result
guard-column-commits = Commits
guard-column-commit = Commit
guard-column-reason = Reason
guard-column-author = Author
guard-column-place = Place
guard-column-text = In words
guard-says = { $text }; it says that { $author } made it, which proves nothing
guard-hint = roles, members and keys are those of carnet.toml and team/ as they were before these commits

guard-rewound = it does not contain what holds now ({ $old }): what was published is never taken back
guard-deleted = it is the branch that holds: it cannot be deleted
guard-tag = a tag is what the past is compared with: it can be neither moved nor deleted
guard-closing = it closes a period, which takes the signature of a member with a role that has `issue = true` ({ $tag })
guard-replace = references that make git show other objects than there are cannot come in
guard-no-settings = carnet.toml cannot be read in the state that holds, so nobody knows who may do what: mend it on the server
guard-no-book = carnet.toml is gone: there would be no book any more
guard-nowhere = there is no carnet.toml where the guard looks for one: --folder says where the book lies
guard-unsigned = is not signed
guard-unknown-key = is signed by a key that is no member’s: { $name }
guard-bad-signature = bears a signature that does not hold ({ $said })
guard-settings = { $member } may not change { $path }: that takes a role with `settings = true`
guard-create = { $member } may not add { $record }: no role of theirs writes `{ $kind }`
guard-remove = { $member } may not remove { $record }: no role of theirs removes `{ $kind }`
guard-rename = { $member } may not rename { $record }: no role of theirs writes `{ $kind }` whole
guard-broken = { $member } may not make { $record } unreadable
guard-issue = { $member } may not number { $record }, nor add, remove or renumber it: that takes a role with `issue = true`
guard-issued = { $member } may not change { $fields } of { $record }, which is issued: that takes a role with `issue = true`
guard-write = { $member } may not change { $fields } of { $record }
guard-file = { $member } may not change { $path }, which is no record: that takes a role with `settings = true`, or one that writes its folder
guard-link = { $member } may not change { $path }, a link or a repository within: that takes a role with `settings = true`
