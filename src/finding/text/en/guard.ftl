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
        keys = ["SHA256:w7Nf…"]                      # wrong: a fingerprint of ssh
        keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1…"]     # right: the line of the .pub file

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
