# Documents as PDF.

pdf-not-built = this program was built without PDF
pdf-not-built-help = choose --format html or --format text, or install carnet with its default features
pdf-template = templates/{ $place }: { $message }
pdf-template-somewhere = the templates of the book cannot be printed: { $message }
pdf-template-help = compare it with the one that is built in, which `carnet template eject` writes
pdf-logo = the logo cannot be printed: { $message }
pdf-logo-help = save it as SVG, PNG or JPEG, in RGB or grey and not in CMYK
pdf-internal = the document cannot be printed: { $message }
pdf-internal-help = this is a fault of carnet; please report it with its message
