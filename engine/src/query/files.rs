//! Parquet files as a table.

use super::failure::query;
use super::rows::survey;
use crate::EngineError;
use crate::parquet::{check_files, damage};
use datafusion::prelude::{DataFrame, ParquetReadOptions, SessionContext};
use poverty::measure::spec::{Spec, Survey};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Parquet files as one table of a context. On a cluster, every machine must find them under the same absolute paths.
///
/// # Errors
/// [`EngineError::Open`]; [`EngineError::Corrupt`] for files that are no Parquet or cut off; [`EngineError::Schema`] for columns
/// whose type differs between files, or that a file lacks: an engine would fill them with nulls.
pub async fn parquet_frame(context: &SessionContext, files: &[PathBuf]) -> Result<DataFrame, EngineError> {
    check_files(files)?;
    let mut paths = Vec::new();
    for file in files {
        let name = file.display().to_string();
        let open = |message: String| EngineError::Open { file: name.clone(), message };
        let path = file.canonicalize().map_err(|error| open(error.to_string()))?;
        let path = path.to_str().ok_or_else(|| open("a name that is not UTF-8".to_owned()))?;
        paths.push(path.to_owned());
    }
    // Files may have any name.
    let options = ParquetReadOptions::default().file_extension("");
    context.read_parquet(paths, options).await.map_err(query)
}

/// The survey in Parquet files, computed by DataFusion or, through a context of a cluster, by Ballista.
///
/// ```no_run
/// use datafusion::prelude::SessionContext;
/// use poverty::measure::spec::Spec;
/// use poverty_engine::parquet::parquet_files;
/// use poverty_engine::query::survey_of_files;
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// # let spec = Spec::from_toml("", "")?;
/// let files = parquet_files("households/*.parquet")?;
/// let results = survey_of_files(&spec, &SessionContext::new(), &files).await?.measure()?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// As [`parquet_frame`] and [`survey`]. Where the engine fails over a damaged file, the error is [`EngineError::Column`] or
/// [`EngineError::Corrupt`] with the file, the row group and the column: the files are then read once more to find them.
pub async fn survey_of_files<'s>(
    spec: &'s Spec,
    context: &SessionContext,
    files: &[PathBuf],
) -> Result<Survey<'s>, EngineError> {
    let frame = parquet_frame(context, files).await?;
    match survey(spec, frame).await {
        Err(error @ EngineError::Query { .. }) => Err(search(files).await.unwrap_or(error)),
        other => other,
    }
}

/// Tells a search that nobody waits for it any longer.
struct Abandoned(Arc<AtomicBool>);

impl Drop for Abandoned {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The first damage in the files, on a thread that may wait for disks.
async fn search(files: &[PathBuf]) -> Option<EngineError> {
    let abandoned = Abandoned(Arc::default());
    let (files, stop) = (files.to_vec(), abandoned.0.clone());
    let found = tokio::task::spawn_blocking(move || damage(&files, &stop)).await;
    drop(abandoned);
    found.ok().flatten()
}
