//! Standards as data: what the built-in files hold, what is refused and where, and that their classes and cutoffs are exact.

mod boundaries;
mod classes;
mod compare;
mod custom;
mod embedded;
mod explained;
mod points;
mod refused;
mod registry;
mod round_trips;
mod schema;
mod scoring;
mod statuses;
