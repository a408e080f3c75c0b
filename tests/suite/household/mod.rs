//! Households: in files, and as made by the program of the example data.

mod example_data;
