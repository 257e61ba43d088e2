# What the TOML reader says, in plain words. A key is `syntax-` and the reader's description up to ", expected",
# in lower-case words joined by hyphens. A description without a key here is shown as it is.
syntax-string-values-must-be-quoted = this text needs quotes
syntax-missing-opening-quote = the opening quote is missing
syntax-invalid-basic-string = the closing quote is missing
syntax-invalid-literal-string = the closing quote is missing
syntax-invalid-multi-line-basic-string = the closing quotes are missing
syntax-invalid-multi-line-literal-string = the closing quotes are missing
syntax-missing-assignment-between-key-value-pairs = an equals sign is missing after the key
syntax-extra-assignment-between-key-value-pairs = an equals sign too many
syntax-extra = an equals sign too many
syntax-unexpected-in-array = an equals sign inside a list
syntax-key-with-no-value = this key has no value
syntax-missing-value = the value is missing
syntax-missing-value-for-key = the value is missing
syntax-invalid-value = this is no value
syntax-invalid-key-value-pair = this is no line `key = value`
syntax-invalid-unquoted-key = a key may contain letters without accents, digits, hyphens and underscores only
syntax-unquoted-keys-cannot-be-empty = the key is missing
syntax-keys-cannot-be-multi-line-basic-strings = a key must stand on one line
syntax-keys-cannot-be-multi-line-literal-strings = a key must stand on one line
syntax-duplicate-key = this key stands here for the second time
syntax-unexpected-key-or-value = more follows where the line should end
syntax-unexpected-content = more follows where the line should end
syntax-unexpected-content-between-comment-and-newline = this character is not allowed in a comment
syntax-invalid-comment-character = this character is not allowed in a comment
syntax-missing-comma-between-array-elements = a comma is missing in the list
syntax-missing-comma-between-key-value-pairs = a comma is missing between the braces
syntax-extra-comma-in-array = a comma too many in the list
syntax-extra-comma-in-inline-table = a comma too many between the braces
syntax-unclosed-array = the list is not closed: `]` is missing
syntax-unclosed-inline-table = the brace is not closed: {"`}`"} is missing
syntax-unclosed-table = the group's name is not closed: `]` is missing
syntax-unclosed-array-table = the group's name is not closed: `]]` is missing
syntax-missing-key-for-inline-table-element = a key is missing between the braces
syntax-invalid-inline-table-element = this is no `key = value`
syntax-carriage-return-must-be-followed-by-newline = a stray end of line
syntax-unexpected-leading-zero = a number must not begin with 0; an identifier such as a postcode needs quotes
syntax-unexpected-sign = this sign is not allowed here
syntax-redundant-numeric-sign = two signs before the number
syntax-may-only-go-between-digits = an underscore in a number must stand between digits
syntax-missing-escaped-value = the character after the backslash is missing
syntax-too-few-unicode-value-digits = \u needs four digits
syntax-cannot-recurse-further-max-recursion-depth-met = too many brackets inside each other
syntax-recursion-limit = too many brackets inside each other
