//! The bytes of a row group, read at once.

use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::metadata::RowGroupMetaData;
use ::parquet::file::reader::{ChunkReader, Length};
use bytes::buf::Reader;
use bytes::{Buf, Bytes};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// The column chunks of a row group that are needed, in memory: pages are small, and a call of the system for each would take
/// longer than decoding them.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    length: u64,
    /// Where each chunk begins in the file.
    chunks: Vec<(u64, Bytes)>,
}

impl Loaded {
    /// Reads the chunks of some leaf columns; nothing if they have more bytes than that.
    pub(super) fn new(
        mut file: &File,
        group: &RowGroupMetaData,
        leaves: &[usize],
        bytes_max: u64,
    ) -> Result<Option<Self>> {
        let ranges: Vec<(u64, u64)> =
            leaves.iter().filter_map(|leaf| group.columns().get(*leaf)).map(|chunk| chunk.byte_range()).collect();
        let bytes = ranges.iter().fold(0_u64, |sum, (_, length)| sum.saturating_add(*length));
        if bytes > bytes_max {
            return Ok(None);
        }
        let mut chunks = Vec::with_capacity(ranges.len());
        for (start, length) in ranges {
            file.seek(SeekFrom::Start(start))?;
            let mut bytes = Vec::new();
            file.take(length).read_to_end(&mut bytes)?;
            if bytes.len() as u64 != length {
                let message = format!("{} bytes from {start} on, expected {length}", bytes.len());
                return Err(ParquetError::EOF(message));
            }
            chunks.push((start, bytes.into()));
        }
        Ok(Some(Self { length: file.metadata()?.len(), chunks }))
    }

    /// The bytes from a place of the file on, to the end of their chunk.
    fn from(&self, start: u64) -> Result<Bytes> {
        let within = self.chunks.iter().find_map(|(first, bytes)| {
            let skipped = usize::try_from(start.checked_sub(*first)?).ok()?;
            (skipped < bytes.len()).then(|| bytes.slice(skipped..))
        });
        within.ok_or_else(|| ParquetError::EOF(format!("byte {start} is in none of the column chunks")))
    }
}

impl Length for Loaded {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Loaded {
    type T = Reader<Bytes>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(self.from(start)?.reader())
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let bytes = self.from(start)?;
        if bytes.len() < length {
            return Err(ParquetError::EOF(format!("{} bytes from {start} on, expected {length}", bytes.len())));
        }
        Ok(bytes.slice(..length))
    }
}
