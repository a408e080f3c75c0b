//! A page on the terminal.

use std::error::Error;
use std::io::{self, ErrorKind, Write};

/// Prints a page once it is whole, so that none is left half printed. A reader that has seen enough, as `head` has, is no error.
pub(crate) fn whole(write: impl FnOnce(&mut dyn Write) -> Result<(), Box<dyn Error>>) -> Result<(), Box<dyn Error>> {
    let mut page = Vec::new();
    write(&mut page)?;
    match io::stdout().write_all(&page) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
