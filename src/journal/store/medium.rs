//! What a file must be able to do.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// What a [`FileStore`](super::FileStore) needs of the thing it writes to: a file, or a stand-in that fails on purpose.
pub trait Medium {
    /// All bytes.
    ///
    /// # Errors
    /// Those of the medium.
    fn read_all(&mut self) -> io::Result<Vec<u8>>;

    /// Adds bytes at the end. After an error any part of them may be there.
    ///
    /// # Errors
    /// Those of the medium.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Returns when what was written stays through a loss of power.
    ///
    /// # Errors
    /// Those of the medium.
    fn sync(&mut self) -> io::Result<()>;

    /// Cuts off what stands after the first `length` bytes.
    ///
    /// # Errors
    /// Those of the medium.
    fn truncate(&mut self, length: u64) -> io::Result<()>;
}

impl Medium for File {
    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.seek(SeekFrom::Start(0))?;
        self.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.seek(SeekFrom::End(0))?;
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)?;
        self.sync_all()
    }
}
