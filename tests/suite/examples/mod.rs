//! The examples are programs that people read: their figures, their width, and the lines of them that the README shows.

mod budget;
mod classify;
mod dak_lak;
mod measure;
mod published;
mod readme;
mod review;
mod standards;

use std::process::Command;

/// An example run as a reader would run it.
pub(crate) fn run(example: &str, arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--example", example, "--"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

/// What an example prints without arguments.
fn output(example: &str) -> String {
    let run = run(example, &[]);
    assert!(run.status.success(), "{example} failed:\n{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

/// The lines of an output that are wider than a page of 120 columns.
fn wide_lines(output: &str) -> Vec<&str> {
    output.lines().filter(|line| textwrap::core::display_width(line) > 120).collect()
}
