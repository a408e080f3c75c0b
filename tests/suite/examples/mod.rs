//! The examples are programs that people read: their figures, their width, and the lines of them that the README shows.

mod classify;
mod dak_lak;
mod standards;

use std::process::Command;

/// What an example prints, run as a reader would run it.
fn output(example: &str) -> String {
    let run = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--example", example])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(run.status.success(), "{example} failed:\n{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

/// The lines of an output that are wider than a page of 120 columns.
fn wide_lines(output: &str) -> Vec<&str> {
    output.lines().filter(|line| textwrap::core::display_width(line) > 120).collect()
}
