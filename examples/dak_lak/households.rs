//! A file of households, assessed under the law and measured.

use std::error::Error;

pub(crate) fn print() -> Result<(), Box<dyn Error>> {
    Ok(())
}
