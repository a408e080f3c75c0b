//! A file in memory whose next append may stop in the middle.

use poverty::journal::Medium;
use std::cell::Cell;
use std::io;
use std::rc::Rc;

#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    pub(crate) bytes: Vec<u8>,
    /// After how many bytes, counted round the length of what comes, the next append stops.
    pub(crate) room: Rc<Cell<Option<usize>>>,
}

impl Medium for Disk {
    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.bytes.clone())
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let room = self.room.take().map_or(bytes.len(), |room| room % bytes.len());
        self.bytes.extend(&bytes[..room]);
        if room < bytes.len() { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.bytes.truncate(usize::try_from(length).unwrap());
        Ok(())
    }
}
