//! The whole integration suite in one binary.
