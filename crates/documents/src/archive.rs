//! The ZIP container of Office files: measured before anything is believed, then read part by part.

use crate::unread::Unread;
use crate::{Limits, Media};
use encoding_rs::UTF_8;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A real document has some hundred parts.
const MOST_PARTS: usize = 10_000;

/// An archive whose whole expansion is known to be within the limit.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

/// The names of the parts; none when it is not an archive.
pub(crate) fn names(bytes: &[u8]) -> Vec<String> {
    let Ok(zip) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    zip.file_names().take(MOST_PARTS).flatten().map(std::borrow::Cow::into_owned).collect()
}

impl<'a> Archive<'a> {
    /// Opens an archive after counting what every part really expands to, whatever its headers declare.
    pub(crate) fn open(bytes: &'a [u8], media: Media, limits: &Limits) -> Result<Self, Unread> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Unread::broken(media, &error))?;
        let mut archive = Self { zip };
        let too_much = Unread::Expands { media, limit: limits.expanded };
        if archive.zip.len() > MOST_PARTS || !archive.expands_within(limits.expanded) {
            return Err(too_much);
        }
        Ok(archive)
    }

    fn expands_within(&mut self, limit: usize) -> bool {
        let mut room = limit as u64;
        for index in 0..self.zip.len() {
            let Ok(part) = self.zip.by_index(index) else { continue };
            if part.size() > room {
                return false;
            }
            let mut counted = part.take(room + 1);
            // A part that breaks off has still expanded to what was counted; whoever needs it will find it broken.
            let _broken = std::io::copy(&mut counted, &mut std::io::sink()).is_err();
            let read = room + 1 - counted.limit();
            match room.checked_sub(read) {
                Some(left) => room = left,
                None => return false,
            }
        }
        true
    }

    /// The parts' names, in the archive's order.
    pub(crate) fn names(&self) -> Vec<String> {
        self.zip.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
    }

    /// A part as text; `None` when it is missing or breaks off.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        let mut bytes = Vec::new();
        self.zip.by_name(name).ok()?.read_to_end(&mut bytes).ok()?;
        // The byte order mark decides between UTF-8 and UTF-16, the only two that XML parts may use.
        Some(UTF_8.decode(&bytes).0.into_owned())
    }
}
