# What `carnet demo` says.

demo-not-empty = le dossier { $folder } n’est pas vide
demo-other-folder = nommez-en un autre : `carnet demo DOSSIER`
demo-written = { $folder } : une entreprise de deux ans, { $records } fiches en { $commits } commits
demo-next = Pour faire le tour :
