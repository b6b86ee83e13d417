//! Bytes by content hash: raw messages and frozen letters.

use std::path::Path;
use std::sync::Arc;

use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};

use crate::Error;

/// A store of immutable bytes, each under the SHA-256 of its content.
#[derive(Debug, Clone)]
pub struct Blobs(Arc<dyn ObjectStore>);

impl Blobs {
    /// Blobs in a local folder. Each is written to a temporary file, synced, renamed, and its folder synced.
    ///
    /// Errors: the folder does not exist.
    pub fn folder(path: &Path) -> Result<Blobs, Error> {
        Ok(Blobs(Arc::new(LocalFileSystem::new_with_prefix(path)?.with_fsync(true))))
    }

    /// Blobs in memory, for trying things out.
    pub fn in_memory() -> Blobs {
        Blobs(Arc::new(InMemory::new()))
    }

    /// Stores the bytes durably and gives their hash; bytes that are there already are left alone.
    pub async fn put(&self, bytes: &[u8]) -> Result<String, Error> {
        let hash = hash_of(bytes);
        if !self.has(&hash).await? {
            self.0.put(&key(&hash), bytes.to_vec().into()).await?;
        }
        Ok(hash)
    }

    /// The bytes with this hash.
    pub async fn get(&self, hash: &str) -> Result<Vec<u8>, Error> {
        Ok(self.0.get(&key(hash)).await?.bytes().await?.to_vec())
    }

    /// Whether bytes with this hash are stored.
    pub async fn has(&self, hash: &str) -> Result<bool, Error> {
        match self.0.head(&key(hash)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

/// SHA-256 of the bytes in hexadecimal.
pub fn hash_of(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = |byte: u8| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    Sha256::digest(bytes).into_iter().flat_map(digits).map(char::from).collect()
}

/// Two levels, so that no folder grows beyond reason.
fn key(hash: &str) -> Key {
    let (folder, file) = hash.split_at(hash.len().min(2));
    Key::from(format!("{folder}/{file}"))
}
