# What stands around the book, and merges.

doctor-health = state
doctor-check = what
doctor-result = how it stands
doctor-advice = what to do
doctor-ok = ok
doctor-warn = to look at
doctor-fail = fails
doctor-unknown = not known


doctor-do = → { $advice }

doctor-git = git
doctor-git-good = git { $version }
doctor-git-old = git { $version } is old
doctor-git-old-mend = install git 2.26 or newer
doctor-git-missing = there is no git program
doctor-git-missing-mend = install git; carnet reads and writes without it, but does not merge, sign or run hooks

doctor-book = book
doctor-book-good = { $path }
doctor-book-none = there is no book in { $path } or above it
doctor-book-none-mend = go to the book’s folder, or start one: carnet init

doctor-settings = settings
doctor-settings-good = carnet.toml can be read
doctor-settings-faulty = carnet.toml has faults
doctor-settings-faulty-mend = carnet check shows each of them

doctor-repository = repository
doctor-repository-good = the book is the repository { $path }
doctor-repository-subfolder = the book is { $folder } in the repository { $path }
doctor-repository-none = the book is in no git repository
doctor-repository-none-mend = without one there is no history and no undo: git init, then git add and git commit
doctor-repository-broken = { $path } is no repository that git can read
doctor-repository-broken-mend = put it back from another clone
doctor-repository-refused = { $reason }
doctor-repository-refused-mend = carnet does not write here until this is changed

doctor-identity = your name
doctor-identity-good = { $name } <{ $email }>
doctor-identity-missing = git does not know who you are
doctor-identity-missing-mend = git config --global user.name "Your Name"; git config --global user.email you@example.com
doctor-identity-date = GIT_AUTHOR_DATE or GIT_COMMITTER_DATE is no date
doctor-identity-date-mend = unset it

doctor-branch = branch
doctor-branch-good = { $branch }
doctor-branch-unborn = { $branch } has no commit yet
doctor-branch-unborn-mend = the next carnet command that writes makes one
doctor-branch-detached = HEAD is detached: no branch is checked out
doctor-branch-detached-mend = git switch BRANCH; carnet writes on branches only
doctor-branch-meanwhile = no branch is checked out while the { $operation } lasts
doctor-branch-meanwhile-mend = finish or drop that first
doctor-branch-unreadable = HEAD cannot be read: { $reason }
doctor-branch-unreadable-mend = git fsck tells more

doctor-operation = under way
doctor-operation-good = nothing is half done
doctor-operation-unfinished = git is in the middle of a { $operation }
doctor-operation-unfinished-mend = { $operation ->
    [bisect] git bisect reset
   *[other] git { $operation } --continue, or git { $operation } --abort
}

doctor-write = last write
doctor-write-good = complete
doctor-write-interrupted = a command was interrupted while it wrote
doctor-write-interrupted-mend = nothing: the next carnet command completes or undoes it

doctor-driver = merge driver
doctor-driver-good = records merge field by field in this clone
doctor-driver-missing = this clone merges line by line
doctor-driver-missing-mend = carnet doctor --fix
doctor-driver-other = this clone merges records with { $command }
doctor-driver-other-mend = carnet doctor --fix puts carnet’s driver there

doctor-attributes = attributes
doctor-attributes-good = .gitattributes gives the records to the driver
doctor-attributes-missing = .gitattributes does not give { $folder } to the driver
doctor-attributes-missing-mend = carnet doctor --fix

doctor-lines = line ends
doctor-lines-good = the same in every clone
doctor-lines-converted = core.autocrlf is { $value }: files differ from what is committed
doctor-lines-converted-mend = add this line to .gitattributes: *.toml text eol=lf

doctor-clone = clone
doctor-clone-good = the whole history is here
doctor-clone-shallow = a shallow clone: the older history is not here
doctor-clone-shallow-mend = git fetch --unshallow

doctor-hooks = hooks
doctor-hooks-good = none
doctor-hooks-some = { $hooks }; carnet’s commits run them
doctor-hooks-unreadable = cannot be told: { $reason }
doctor-hooks-unreadable-mend = look at core.hooksPath in git’s configuration

doctor-remote = remote
doctor-remote-good = { $name }: { $url }
doctor-remote-none = none: this clone is the only one that git knows
doctor-remote-none-mend = one copy is no backup: git remote add origin ADDRESS, then git push -u origin HEAD

doctor-upstream = upstream
doctor-upstream-good = { $upstream }
doctor-upstream-none = { $branch } follows no branch of the remote
doctor-upstream-none-mend = git push -u { $name } { $branch }
doctor-upstream-detached = no branch is checked out

doctor-answer = answer
doctor-answer-good = { $name } answers
doctor-answer-unasked = not asked; --online asks the remote
doctor-answer-failed = { $name } does not answer: { $reason }
doctor-answer-failed-mend = look at the address (git remote -v), the network, your key
doctor-answer-slow = { $name } has not answered in { $seconds } seconds
doctor-answer-slow-mend = look at the address (git remote -v) and the network

doctor-rewind = taking back
doctor-rewind-good = the remote refuses that published commits are taken back
doctor-rewind-allowed = anybody may take published commits back from the remote
doctor-rewind-allowed-mend = git -C { $path } config receive.denyNonFastForwards true
doctor-rewind-unknown = whether the remote lets published commits be taken back, only its own settings tell (“force push”)

doctor-clock = clock
doctor-clock-good = { $today } in { $zone }
doctor-clock-behind = it is { $today } here, but the last commit is of { $last }
doctor-clock-behind-mend = set the clock of this machine, or of the one that made the commit

doctor-case = letter case
doctor-case-good = acme.toml and ACME.toml are two files
doctor-case-same = acme.toml and ACME.toml are one file on this disk
doctor-case-same-mend = let no two ids differ in capitals only; carnet check finds those

doctor-fixed-driver = merge.carnet.driver set in this clone’s configuration
doctor-fixed-attributes = { $path } completed and committed

merge-no-text = { $path } is not UTF-8 text: merged as git merges it
merge-nothing = nothing
merge-conflict = { $path }: { $field } is { $ours } on one side and { $theirs } on the other
merge-conflict-plain = { $path }: both sides changed { $field }
merge-conflict-lines = { $path }: both sides changed the same lines
