//! Floor 1, place: the provinces as published, files that must be refused, and look-ups against slow definitions.

mod lookup;
mod provinces;
mod refused;
