//! The bytes of a change that a chain of digests covers.

use super::Change;
use crate::journal::Canonical;

impl Canonical for Change {
    /// Its JSON, without spaces and with the keys in the order of the types: what stands in a file or a database, so that any
    /// program can compute the digests again.
    fn write_canonical(&self, bytes: &mut Vec<u8>) {
        let start = bytes.len();
        if let Err(error) = serde_json::to_writer(&mut *bytes, self) {
            // No map of a change has keys other than texts, so this is never reached; if it were, a store that can't write
            // the change refuses it as well.
            bytes.truncate(start);
            bytes.extend_from_slice(error.to_string().as_bytes());
        }
    }
}
