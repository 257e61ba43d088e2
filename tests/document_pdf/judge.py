"""What other programs say of our PDF files: pikepdf (and by it qpdf) opens them and looks at what ISO 19005-3 and Factur-X
want; the `factur-x` package takes the XML out of the hybrid ones and validates it.

    python3 judge.py FOLDER      every *.pdf of the folder; a line for each fault; `judged N` at the end

The packages are installed in a virtual environment beside, once. Exit code 3: they cannot be had.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from environment import enter

PACKAGES = ["pikepdf==10.17.0", "factur-x==7.8"]


def fonts(pdf):
    """Every font of every page, those inside composite fonts included."""
    for page in pdf.pages:
        for font in (page.get("/Resources", {}).get("/Font", {}) or {}).values():
            yield font
            yield from font.get("/DescendantFonts", [])


def faults(path):
    import pikepdf

    with pikepdf.open(path) as pdf:
        # qpdf's own check: cross references, streams, page tree.
        yield from (f"qpdf: {problem}" for problem in pdf.check_pdf_syntax())
        root = pdf.Root
        if pdf.is_encrypted:
            yield "it is encrypted"
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                if annotation.get("/Subtype") in ("/Movie", "/Sound", "/Screen"):
                    yield "a film or a sound"
        for font in fonts(pdf):
            descriptor = font.get("/FontDescriptor")
            if font.get("/Subtype") in ("/Type0", "/Type3"):
                continue
            if descriptor is None or not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"the font {font.get('/BaseFont')} is not embedded"
        if not path.name.startswith("hybrid-"):
            return
        intents = list(root.get("/OutputIntents", []))
        if not any(intent.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in intent for intent in intents):
            yield "no output intent with a colour profile"
        with pdf.open_metadata() as metadata:
            said = {key: metadata.get(key) for key in ("pdfaid:part", "pdfaid:conformance")}
            if said != {"pdfaid:part": "3", "pdfaid:conformance": "B"}:
                yield f"the metadata say {said}, not PDF/A-3b"
            fx = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
            level = str(metadata.get(fx + "ConformanceLevel"))
            if level.replace(" ", "-").lower() != path.stem.removeprefix("hybrid-"):
                yield f"the metadata say {level}"
            if (metadata.get(fx + "DocumentType"), metadata.get(fx + "DocumentFileName")) != ("INVOICE", "factur-x.xml"):
                yield "the metadata name another file or sort"
        attached = list(root.get("/AF", []))
        if len(attached) != 1 or list(pdf.attachments) != ["factur-x.xml"]:
            yield f"attached: {list(pdf.attachments)}, {len(attached)} associated"
            return
        relation = str(attached[0].get("/AFRelationship"))
        data = path.stem in ("hybrid-minimum", "hybrid-basic-wl")
        if relation != ("/Data" if data else "/Alternative"):
            yield f"the relationship is {relation}"
    yield from facturx_faults(path)


def facturx_faults(path):
    import facturx

    try:
        # Finds the attachment by itself, and validates it by the schema of the level that the XML names.
        name, _ = facturx.get_xml_from_pdf(path.read_bytes(), check_xsd=True, check_schematron=False)
        if name != "factur-x.xml":
            yield f"factur-x finds {name}"
    except Exception as error:  # whatever it says is what the receiver would be told
        yield f"factur-x: {error}"


def main():
    enter(pathlib.Path(__file__).resolve().parents[2] / "target/venv-pdf", PACKAGES)
    paths = sorted(pathlib.Path(sys.argv[1]).glob("*.pdf"))
    bad = 0
    for path in paths:
        for fault in faults(path):
            bad += 1
            print(f"{path.name}: {fault}")
    print(f"judged {len(paths)}")
    sys.exit(1 if bad else 0)


main()
