//! Standards as data: what the built-in files hold, what is refused and where, and that their classes and cutoffs are exact.

mod boundaries;
mod classes;
mod embedded;
mod refused;
