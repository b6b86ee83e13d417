//! What the streams of a PDF expand to, counted without keeping it.

use flate2::read::ZlibDecoder;
use lopdf::Document;
use std::io::{Read, copy, sink};

/// Whether the streams that are expanded while the file is opened (object streams and cross references) together
/// expand to more than `limit`. They are looked for in the bytes, since nothing is parsed yet.
pub(super) fn in_objects(bytes: &[u8], limit: usize) -> bool {
    let mut room = limit as u64;
    let mut before = 0;
    for start in finds(bytes, b"stream") {
        let dictionary = &bytes[before..start];
        before = start;
        let opened = |name: &[u8]| crate::media::holds(dictionary, name);
        // A name may be spelt with `#`, which is reason enough to count its stream.
        if !(opened(b"/ObjStm") || opened(b"/XRef") || opened(b"#")) {
            continue;
        }
        let data = &bytes[start + b"stream".len()..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        match room.checked_sub(expansion(data.strip_prefix(b"\n").unwrap_or(data), room)) {
            Some(left) => room = left,
            None => return true,
        }
    }
    false
}

/// Whether the streams of the opened file, whose pictures were blanked, together expand to more than `limit`.
pub(super) fn in_pages(file: &Document, limit: usize) -> bool {
    let mut room = limit as u64;
    for stream in file.objects.values().filter_map(|object| object.as_stream().ok()) {
        match room.checked_sub(expansion(&stream.content, room).max(stream.content.len() as u64)) {
            Some(left) => room = left,
            None => return true,
        }
    }
    false
}

/// Bytes after inflating, counted no further than just past `room`. Other data counts nothing.
fn expansion(data: &[u8], room: u64) -> u64 {
    let mut counted = ZlibDecoder::new(data).take(room + 1);
    // Data that breaks off or is not deflated at all has still expanded to what was counted.
    let _broken = copy(&mut counted, &mut sink()).is_err();
    room + 1 - counted.limit()
}

fn finds<'a>(bytes: &'a [u8], wanted: &'static [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(wanted.len()).enumerate().filter(move |(_, window)| *window == wanted).map(|(at, _)| at)
}
