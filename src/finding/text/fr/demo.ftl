# What `carnet demo` says.

demo-not-empty = le dossier { $folder } n’est pas vide
demo-other-folder = nommez-en un autre : `carnet demo DOSSIER`
demo-written = { $folder } : une entreprise de deux ans, { $records } fiches en { $commits } commits
demo-next = À vous : cd { $folder }, puis `git log`, `carnet list deal outcome:open`, `carnet report receivables`
