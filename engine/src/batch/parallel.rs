//! Batches read by several threads.

use super::BatchReader;
use crate::EngineError;
use arrow::array::RecordBatch;
use core::num::NonZeroUsize;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use poverty::measure::spec::{Spec, Survey};

/// Rows that a thread takes at a time.
const PIECE: usize = 1 << 16;

/// The survey of many batches, read by as many threads: the same bits as by one.
///
/// Rows that the specification needs one by one are read by one thread.
///
/// # Errors
/// As [`BatchReader::push`] and [`BatchReader::finish`]. Rows in errors are counted within a piece of a batch.
pub fn read_batches<'s>(
    spec: &'s Spec,
    source: &str,
    batches: &[RecordBatch],
    threads: NonZeroUsize,
) -> Result<Survey<'s>, EngineError> {
    let mut pieces = Vec::new();
    for (number, batch) in batches.iter().enumerate() {
        for start in (0..batch.num_rows()).step_by(PIECE) {
            let rows = batch.num_rows().saturating_sub(start).min(PIECE);
            pieces.push((number, start, batch.slice(start, rows)));
        }
    }
    let work = |reader: &mut BatchReader<'s>, piece: &(usize, usize, RecordBatch)| {
        let (number, start, rows) = piece;
        reader.at(&format!("{source}, batch {number}"), None);
        reader.skip(*start);
        reader.push(rows)
    };
    let pushed = share(spec, source, &pieces, threads, &work)?;
    pushed.finish()
}

/// One reader of all pieces, of which each thread takes the next that is left.
pub(crate) fn share<'s, P: Sync>(
    spec: &'s Spec,
    source: &str,
    pieces: &[P],
    threads: NonZeroUsize,
    work: &(impl Fn(&mut BatchReader<'s>, &P) -> Result<(), EngineError> + Sync),
) -> Result<BatchReader<'s>, EngineError> {
    let threads = if spec.grouping().is_some() { threads.get().min(pieces.len()).max(1) } else { 1 };
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let read = || {
        let mut reader = BatchReader::new(spec, source);
        while !failed.load(Ordering::Relaxed)
            && let Some(piece) = pieces.get(next.fetch_add(1, Ordering::Relaxed))
        {
            work(&mut reader, piece).inspect_err(|_| failed.store(true, Ordering::Relaxed))?;
        }
        Ok(reader)
    };
    let readers: Vec<Result<BatchReader<'s>, EngineError>> = std::thread::scope(|scope| {
        // All of them apart from this one: a decoder that panics over a damaged file is an error like others.
        let spawned: Vec<_> = (0..threads).map(|_| scope.spawn(read)).collect();
        spawned.into_iter().map(|thread| thread.join().unwrap_or(Err(EngineError::Thread))).collect()
    });
    let mut merged: Option<BatchReader<'s>> = None;
    for reader in readers {
        let reader = reader?;
        match &mut merged {
            None => merged = Some(reader),
            Some(merged) => merged.merge(reader)?,
        }
    }
    Ok(merged.unwrap_or_else(|| BatchReader::new(spec, source)))
}
