//! What the metadata of a hybrid invoice say: the Factur-X extension schema (Factur-X 1.0, 6.3), put into the metadata that
//! Typst wrote, in place.
//!
//! A later revision of the file would be easier to append, but then the file would hold two sets of metadata, and readers
//! of archives (ISO 19005-3, 6.6) would find the old one, too. So the stream grows, and what stands behind it moves: the
//! cross-reference table is written anew.

use super::attachment::{Attachment, FILE_NAME, VERSION};

const NAMESPACE: &str = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";

/// The properties of the schema, with the descriptions that the specification gives.
const PROPERTIES: [(&str, &str); 4] = [
    ("DocumentFileName", "The name of the embedded XML document"),
    ("DocumentType", "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER"),
    ("Version", "The actual version of the standard applying to the embedded XML document"),
    ("ConformanceLevel", "The conformance level of the embedded XML document"),
];

/// The PDF with the metadata of a hybrid invoice. `None` if it does not have the form in which Typst writes: one set of
/// metadata, uncompressed, and a cross-reference table.
pub fn hybrid(pdf: &[u8], attachment: &Attachment) -> Option<Vec<u8>> {
    let packet = find(pdf, b"<?xpacket begin")?;
    // `N 0 obj`, its dictionary, `stream`.
    let dictionary = find_last(&pdf[..packet], b" 0 obj")? + b" 0 obj".len();
    let end = packet + find(&pdf[packet..], b"endstream")?;
    let packet = std::str::from_utf8(&pdf[packet..end]).ok()?.trim_end();
    let packet = with_schema(packet, attachment)?;

    let pointer = find_last(pdf, b"startxref")?;
    let table: usize = std::str::from_utf8(&pdf[pointer..]).ok()?.split_ascii_whitespace().nth(1)?.parse().ok()?;
    let trailer = table + find(pdf.get(table..pointer)?, b"trailer")?;

    let mut out = Vec::with_capacity(pdf.len() + 2 * packet.len());
    out.extend_from_slice(&pdf[..dictionary]);
    let stream = format!("\n<</Type/Metadata/Subtype/XML/Length {}>>\nstream\n{packet}\n", packet.len());
    out.extend_from_slice(stream.as_bytes());
    let moved = out.len().checked_sub(end)?;
    out.extend_from_slice(pdf.get(end..table)?);
    let new_table = out.len();
    for line in std::str::from_utf8(&pdf[table..trailer]).ok()?.split_inclusive('\n') {
        match entry(line) {
            Some(offset) if offset >= end => {
                out.extend_from_slice(format!("{:010}{}", offset + moved, &line[10..]).as_bytes())
            }
            _ => out.extend_from_slice(line.as_bytes()),
        }
    }
    out.extend_from_slice(&pdf[trailer..pointer]);
    out.extend_from_slice(format!("startxref\n{new_table}\n%%EOF").as_bytes());
    Some(out)
}

/// The offset of an object in use: a line of twenty bytes, `0000000017 00000 n`.
fn entry(line: &str) -> Option<usize> {
    (line.len() == 20 && line.as_bytes()[17] == b'n').then(|| line[..10].parse().ok()).flatten()
}

/// Puts the schema into the one bag of extension schemas that there may be, and its values beside the others.
fn with_schema(packet: &str, attachment: &Attachment) -> Option<String> {
    const BAG: &str = "</rdf:Bag></pdfaExtension:schemas>";
    const END: &str = "</rdf:RDF>";
    if packet.matches(BAG).count() != 1 || packet.matches(END).count() != 1 {
        return None;
    }
    let values = [FILE_NAME, "INVOICE", VERSION, attachment.level()];
    let mut schema = format!(
        "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>\
         <pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>\
         <pdfaSchema:property><rdf:Seq>"
    );
    let mut description = format!("<rdf:Description rdf:about=\"\" xmlns:fx=\"{NAMESPACE}\">");
    for ((name, meaning), value) in PROPERTIES.iter().zip(values) {
        schema.push_str(&format!(
            "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{name}</pdfaProperty:name>\
             <pdfaProperty:valueType>Text</pdfaProperty:valueType>\
             <pdfaProperty:category>external</pdfaProperty:category>\
             <pdfaProperty:description>{meaning}</pdfaProperty:description></rdf:li>"
        ));
        description.push_str(&format!("<fx:{name}>{value}</fx:{name}>"));
    }
    schema.push_str("</rdf:Seq></pdfaSchema:property></rdf:li>");
    description.push_str("</rdf:Description>");
    let packet = packet.replacen(BAG, &format!("{schema}{BAG}"), 1);
    Some(packet.replacen(END, &format!("{description}{END}"), 1))
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window == needle)
}

fn find_last(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).rposition(|window| window == needle)
}
