//! Reading `src/` as the compiler sees it: which files there are, behind which feature, and their code without comments.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the library.
pub(super) struct SourceFile {
    /// Path from the package root, with forward slashes.
    pub(super) path: String,
    pub(super) text: String,
    /// Whether a `#[cfg(feature = ...)]` stands before the module or one of the modules around it.
    pub(super) gated: bool,
}

impl SourceFile {
    /// The lines that the library compiles: without comments and without the unit tests, numbered from one.
    pub(super) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .take_while(|(_, line)| *line != "#[cfg(test)]")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .map(|(index, line)| (index + 1, line))
    }
}

/// The root of the package.
pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All modules of the library, found by following `mod` from `lib.rs`.
pub(super) fn modules() -> Vec<SourceFile> {
    let mut found = Vec::new();
    follow(&root().join("src/lib.rs"), &root().join("src"), false, &mut found);
    found
}

/// Every file under `src/`, whether a module or not.
pub(super) fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_under(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// A path from the package root, with forward slashes.
pub(super) fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

fn follow(file: &Path, folder: &Path, gated: bool, found: &mut Vec<SourceFile>) {
    let text = fs::read_to_string(file).unwrap();
    let source = SourceFile { path: relative(file), text, gated };
    let mut behind_feature = false;
    let mut children = Vec::new();
    for (_, line) in source.code() {
        if line.starts_with("#[") {
            behind_feature |= line.starts_with("#[cfg(feature = ");
            continue;
        }
        if let Some(name) = declared_module(line) {
            children.push((name.to_owned(), gated || behind_feature));
        }
        behind_feature = false;
    }
    found.push(source);
    for (name, gated) in children {
        let (flat, nested) = (folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs"));
        follow(if flat.exists() { &flat } else { &nested }, &folder.join(&name), gated, found);
    }
}

/// The name in `mod name;`, whatever its visibility.
fn declared_module(line: &str) -> Option<&str> {
    let declaration = line.strip_suffix(';')?;
    let name = declaration.split_once("mod ").filter(|(before, _)| before.is_empty() || before.starts_with("pub"))?.1;
    name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_').then_some(name)
}

#[test]
fn module_declarations_are_recognised() {
    assert_eq!(declared_module("mod ratio;"), Some("ratio"));
    assert_eq!(declared_module("pub mod quantity;"), Some("quantity"));
    assert_eq!(declared_module("pub(crate) mod fixed;"), Some("fixed"));
    assert_eq!(declared_module("pub use ratio::Ratio;"), None);
    assert_eq!(declared_module("mod tests {"), None);
}

#[test]
fn every_file_of_the_library_is_a_module_of_it() {
    let modules: Vec<String> = modules().into_iter().map(|file| file.path).collect();
    let rust =
        files_under(&root().join("src")).into_iter().filter(|path| path.extension().is_some_and(|it| it == "rs"));
    let orphans: Vec<String> = rust.map(|path| relative(&path)).filter(|path| !modules.contains(path)).collect();
    assert!(orphans.is_empty(), "no `mod` leads to {orphans:?}");
}

#[test]
fn gates_are_seen() {
    let modules = modules();
    let gated = |path: &str| modules.iter().find(|file| file.path == path).unwrap().gated;
    assert!(gated("src/strategies/mod.rs") && gated("src/strategies/quantity.rs"));
    assert!(!gated("src/lib.rs") && !gated("src/quantity/ratio.rs"));
}
