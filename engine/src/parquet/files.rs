//! The files that a name means.

use crate::EngineError;
use std::fs;
use std::path::{Path, PathBuf};

/// The Parquet files of a name: the file itself, all `*.parquet` in a folder and the folders in it, or those that match a pattern
/// such as `data/*/part-?.parquet`; sorted.
///
/// # Errors
/// [`EngineError::NoFiles`] if there are none; [`EngineError::Open`] for a folder that can't be listed and for a pattern that is
/// none.
pub fn parquet_files(name: &str) -> Result<Vec<PathBuf>, EngineError> {
    let path = Path::new(name);
    let mut files = Vec::new();
    if path.is_file() {
        files.push(path.to_owned());
    } else if path.is_dir() {
        list(path, &mut files)?;
    } else {
        let unreadable = |message: String| EngineError::Open { file: name.to_owned(), message };
        for found in glob::glob(name).map_err(|error| unreadable(error.to_string()))? {
            let found = found.map_err(|error| unreadable(error.to_string()))?;
            if found.is_file() {
                files.push(found);
            }
        }
    }
    if files.is_empty() {
        return Err(EngineError::NoFiles { pattern: name.to_owned() });
    }
    files.sort();
    Ok(files)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), EngineError> {
    let unreadable =
        |error: std::io::Error| EngineError::Open { file: folder.display().to_string(), message: error.to_string() };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "parquet") {
            files.push(path);
        }
    }
    Ok(())
}
