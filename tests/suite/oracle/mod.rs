//! Results that others computed.

mod counting;
mod golden_counting;
mod open_survey;
