//! Households: in files, and as made by the program of the example data.

pub(crate) mod example_data;
mod json_lines;
mod odd;
mod refused_json;
mod round_trips;
mod tables;
