//! The objects of a repository: from its packs where many are asked for ([`super::pack`]), else, and whenever there is any
//! doubt, through libgit2.

use std::cell::{OnceCell, RefCell};
use std::path::Path;

use git2::{ObjectType, Oid, Repository};

use super::pack::{Content, Kind, Packs, Reader};
use crate::history::RevisionError;

/// One thread's way to the objects of a repository.
pub(super) struct Objects<'g> {
    git: Git<'g>,
    packs: Option<RefCell<Reader<'g>>>,
}

/// libgit2's handle, which no two threads may share: another thread opens its own when it first needs it.
enum Git<'g> {
    Here(&'g Repository),
    At(&'g Path, OnceCell<Repository>),
}

impl<'g> Objects<'g> {
    /// Through the repository that is open; `packs` where many objects are asked for.
    pub fn new(git: &'g Repository, packs: Option<&'g Packs>) -> Objects<'g> {
        Objects { git: Git::Here(git), packs: packs.map(|packs| RefCell::new(packs.reader())) }
    }

    /// In another thread than the one that opened the repository.
    pub fn apart(path: &'g Path, packs: Option<&'g Packs>) -> Objects<'g> {
        Objects { git: Git::At(path, OnceCell::new()), packs: packs.map(|packs| RefCell::new(packs.reader())) }
    }

    pub fn git(&self) -> Result<&Repository, RevisionError> {
        match &self.git {
            Git::Here(git) => Ok(git),
            Git::At(path, opened) => match opened.get() {
                Some(git) => Ok(git),
                None => {
                    let git = Repository::open(path)?;
                    Ok(opened.get_or_init(|| git))
                }
            },
        }
    }

    /// The raw bytes of a folder.
    ///
    /// # Errors
    /// There is no such object, or it is no folder.
    pub fn tree(&self, id: [u8; 20]) -> Result<Content, RevisionError> {
        let packed = self.packs.as_ref().and_then(|reader| reader.borrow_mut().object(&id));
        if let Some((Kind::Tree, content)) = packed {
            return Ok(content);
        }
        let objects = self.git()?.odb()?;
        let object = objects.read(Oid::from_bytes(&id)?)?;
        if object.kind() != ObjectType::Tree {
            return Err(RevisionError::Repository {
                message: format!("git: {} should be a folder and is none", object.id()),
                french: None,
            });
        }
        Ok(Content::new(object.data().to_vec()))
    }

    /// The bytes of a file; `place`: where a pack has it, as far as that is known.
    ///
    /// # Errors
    /// There is no such object, or it is no file.
    pub fn blob(&self, id: [u8; 20], place: Option<(usize, u64)>) -> Result<Vec<u8>, RevisionError> {
        let packed = self.packs.as_ref().zip(place).and_then(|(reader, place)| reader.borrow_mut().at(place));
        match packed.filter(|(kind, _)| *kind == Kind::Blob) {
            Some((_, content)) => Ok(Content::try_unwrap(content).unwrap_or_else(|shared| shared.to_vec())),
            None => Ok(self.git()?.find_blob(Oid::from_bytes(&id)?)?.content().to_vec()),
        }
    }
}
