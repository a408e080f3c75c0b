//! Results that others computed.

mod counting;
mod designs;
mod golden_counting;
mod open_survey;
