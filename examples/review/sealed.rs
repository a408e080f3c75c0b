//! A sealed journal in memory: the bytes of the committed file, or those to be committed.

use poverty::journal::Medium;
use std::io;

/// Bytes that are read and appended to like a file.
#[derive(Debug, Default)]
pub(crate) struct Bytes(pub(crate) Vec<u8>);

impl Medium for Bytes {
    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.0.clone())
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.0.truncate(usize::try_from(length).map_err(io::Error::other)?);
        Ok(())
    }
}
