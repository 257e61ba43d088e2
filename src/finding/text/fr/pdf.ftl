# Documents en PDF.

pdf-not-built = ce programme a été construit sans PDF
pdf-not-built-help = choisissez --format html ou --format text, ou installez carnet avec ses options par défaut
pdf-template = templates/{ $place } : { $message }
pdf-template-somewhere = les modèles du carnet ne peuvent être imprimés : { $message }
pdf-template-help = comparez-le avec le modèle fourni, que `carnet template eject` écrit
pdf-logo = le logo ne peut être imprimé : { $message }
pdf-logo-help = enregistrez-le en SVG, PNG ou JPEG, en RVB ou en gris et non en CMJN
pdf-internal = le document ne peut être imprimé : { $message }
pdf-internal-help = c’est un défaut de carnet ; signalez-le avec son message
