//! What Typst may see: the embedded fonts and the book's own, the templates, and the few files of one document. Nothing of the machine.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHasher;

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

/// The fonts of a document: the embedded ones, then the book's own, which stand in where the embedded ones lack a character.
pub struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Fonts {
    fn new(own: impl Iterator<Item = Bytes>) -> Fonts {
        let embedded = INTER.iter().map(|bytes| Bytes::new(*bytes));
        // A file that is no font has none.
        let fonts: Vec<Font> = embedded.chain(own).flat_map(Font::iter).collect();
        Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }

    /// Those of a book with these files. A large font takes long to read, so the last ones are kept.
    fn of(templates: &Templates) -> Arc<Fonts> {
        static KEPT: Mutex<Option<(u64, Arc<Fonts>)>> = Mutex::new(None);
        let own: Vec<(&String, &Vec<u8>)> = templates.iter().filter(|(name, _)| is_font(name)).collect();
        if own.is_empty() {
            return Press::shared().fonts.clone();
        }
        let mut hasher = FxHasher::default();
        own.hash(&mut hasher);
        let key = hasher.finish();
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((known, fonts)) if *known == key => fonts.clone(),
            _ => {
                let fonts = Arc::new(Fonts::new(own.into_iter().map(|(_, bytes)| Bytes::new(bytes.clone()))));
                *kept = Some((key, fonts.clone()));
                fonts
            }
        }
    }

    /// Whether a font has the character.
    fn has(&self, character: char) -> bool {
        let mut own = self.fonts.iter().skip(INTER.len());
        let has = |font: &Font| font.info().coverage.contains(character as u32);
        // All weights of the embedded font cover the same characters: a test says so.
        self.fonts.first().is_some_and(has) || own.any(has)
    }
}

/// Whether a file of `templates/` is a font.
fn is_font(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "ttf" | "otf" | "ttc" | "otc")
}

/// What all documents share; made once.
pub struct Press {
    library: LazyHash<Library>,
    fonts: Arc<Fonts>,
    main: Source,
    templates: HashMap<FileId, Source>,
}

impl Press {
    pub fn shared() -> &'static Press {
        static PRESS: OnceLock<Press> = OnceLock::new();
        PRESS.get_or_init(|| {
            let templates = TEMPLATES.iter().filter_map(|(name, text)| {
                let id = file(&format!("/{name}"))?;
                Some((id, Source::new(id, (*text).to_owned())))
            });
            Press {
                library: LazyHash::new(library()),
                fonts: Arc::new(Fonts::new(std::iter::empty())),
                main: Source::new(main(), MAIN_TEXT.to_owned()),
                templates: templates.collect(),
            }
        })
    }

    #[cfg(test)]
    pub fn fonts(&self) -> &[Font] {
        &self.fonts.fonts
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
    fonts: Arc<Fonts>,
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
        Desk { press: Press::shared(), fonts: Fonts::of(templates), sources, files: HashMap::new(), templates }
    }

    /// Whether a font of this document has the character.
    pub fn shows(&self, character: char) -> bool {
        self.fonts.has(character)
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
        &self.fonts.book
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
        self.fonts.fonts.get(index).cloned()
    }

    /// No document may depend on the day on which it is printed.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
