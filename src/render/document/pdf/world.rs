//! What Typst may see: the embedded fonts, the templates, and the few files of one document. Nothing of the machine.

use std::collections::HashMap;
use std::sync::OnceLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Binding, Bytes, Datetime, Duration, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::{TEMPLATES, Templates};

/// Inter (SIL Open Font License; assets/fonts/OFL.txt). `Font::iter` takes them without copying.
static INTER: [&[u8]; 5] = [
    include_bytes!("../../../../assets/fonts/Inter-Regular.otf"),
    include_bytes!("../../../../assets/fonts/Inter-Italic.otf"),
    include_bytes!("../../../../assets/fonts/Inter-Medium.otf"),
    include_bytes!("../../../../assets/fonts/Inter-SemiBold.otf"),
    include_bytes!("../../../../assets/fonts/Inter-Bold.otf"),
];

/// Where everything starts: what the PDF says about itself and what is attached, whatever the template is.
const MAIN: &str = "/carnet/main.typ";
const MAIN_TEXT: &str = r#"#let about = json("/about.json")
#set document(title: about.title, author: about.author, date: datetime(..about.date))
#if about.attachment != none {
  pdf.attach("/" + about.attachment.name, read("/carnet/attached", encoding: none), ..about.attachment.options)
}
#include about.template
"#;

/// What all documents share; made once.
pub struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    templates: HashMap<FileId, Source>,
}

impl Press {
    pub fn shared() -> &'static Press {
        static PRESS: OnceLock<Press> = OnceLock::new();
        PRESS.get_or_init(|| {
            let fonts: Vec<Font> = INTER.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
            let templates = TEMPLATES.iter().filter_map(|(name, text)| {
                let id = file(&format!("/{name}"))?;
                Some((id, Source::new(id, (*text).to_owned())))
            });
            Press {
                library: LazyHash::new(library()),
                book: LazyHash::new(FontBook::from_fonts(&fonts)),
                fonts,
                main: Source::new(main(), MAIN_TEXT.to_owned()),
                templates: templates.collect(),
            }
        })
    }

    /// Whether a font has the character.
    pub fn shows(&self, character: char) -> bool {
        // All weights cover the same characters: a test says so.
        self.fonts.first().is_some_and(|font| font.info().coverage.contains(character as u32))
    }

    #[cfg(test)]
    pub fn fonts(&self) -> &[Font] {
        &self.fonts
    }
}

/// Typst's own functions, but for `plugin`: a template comes with the book, and a book never runs programs.
fn library() -> Library {
    let mut library = Library::default();
    if let Some(plugin) = library.global.scope_mut().get_mut("plugin") {
        *plugin = Binding::detached(Value::None);
    }
    library.std = Binding::detached(library.global.clone());
    library
}

/// The name of a file of a document; `None` for a path that leads outside.
pub fn file(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn main() -> FileId {
    // A constant path without `..` is always one.
    file(MAIN).unwrap_or_else(|| unreachable!())
}

/// What one document consists of.
pub struct Desk<'a> {
    press: &'static Press,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    templates: &'a Templates,
}

impl<'a> Desk<'a> {
    pub fn new(templates: &'a Templates) -> Desk<'a> {
        let mut sources = HashMap::new();
        for (name, bytes) in templates.iter().filter(|(name, _)| name.ends_with(".typ")) {
            let text = String::from_utf8_lossy(bytes);
            if let Some(id) = file(&format!("/{name}")) {
                sources.insert(id, Source::new(id, text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()));
            }
        }
        Desk { press: Press::shared(), sources, files: HashMap::new(), templates }
    }

    /// Whether a source is a template of the book.
    pub fn is_own(&self, id: FileId) -> bool {
        self.sources.contains_key(&id)
    }

    /// Whether the book has templates of its own.
    pub fn has_own(&self) -> bool {
        !self.sources.is_empty()
    }

    /// Lays a file on the desk; it goes before a template of the same name.
    pub fn lay(&mut self, path: &str, bytes: Vec<u8>) {
        if let Some(id) = file(path) {
            self.files.insert(id, Bytes::new(bytes));
        }
    }
}

fn missing<T>(id: FileId) -> FileResult<T> {
    Err(FileError::NotFound(id.vpath().get_with_slash().into()))
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.press.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.press.main.id() {
            return Ok(self.press.main.clone());
        }
        match self.sources.get(&id).or_else(|| self.press.templates.get(&id)) {
            Some(source) => Ok(source.clone()),
            None => missing(id),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(bytes) = self.files.get(&id) {
            return Ok(bytes.clone());
        }
        // Packages have no files here: there is no network.
        if !matches!(id.root(), VirtualRoot::Project) {
            return missing(id);
        }
        match self.templates.get(id.vpath().get_without_slash()) {
            Some(bytes) => Ok(Bytes::new(bytes.clone())),
            None => missing(id),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    /// No document may depend on the day on which it is printed.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
