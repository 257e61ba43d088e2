//! YAML: the structure of the JSON contract (see `json.rs`), for people's eyes and for tools that want YAML.

use std::io::{self, Write};

use super::Page;
use super::json::Envelope;
use super::terminal::neutralise;

/// `terminal`: the bytes go to a terminal. Control characters are escaped in any case; the bidirectional marks, which the
/// YAML writer leaves raw, are then replaced.
pub fn write(page: &Page<'_>, terminal: bool, out: &mut dyn Write) -> io::Result<()> {
    if terminal {
        let text = serde_yaml::to_string(&Envelope(page)).map_err(io::Error::other)?;
        return out.write_all(neutralise(&text).as_bytes());
    }
    // Its errors hide their kind, and a closed pipe must stay one: the sink keeps the error of the writer.
    let mut sink = Sink { out, error: None };
    let written = serde_yaml::to_writer(&mut sink, &Envelope(page));
    sink.error.map_or(written.map_err(io::Error::other), Err)
}

struct Sink<'a> {
    out: &'a mut dyn Write,
    error: Option<io::Error>,
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes).map(|()| bytes.len()).map_err(|error| {
            let kind = error.kind();
            self.error = Some(error);
            kind.into()
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, sample};

    #[test]
    fn is_the_json_structure() {
        for answer in [sample::receivables(), sample::invoices()] {
            let yaml: serde_json::Value = serde_yaml::from_str(&sample::english(&answer, Format::Yaml, None)).unwrap();
            let json: serde_json::Value = serde_json::from_str(&sample::english(&answer, Format::Json, None)).unwrap();
            assert_eq!(yaml, json);
        }
    }
}
