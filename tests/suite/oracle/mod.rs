//! Results that others computed.

mod calibrated;
mod changes;
mod counting;
mod designs;
mod golden_counting;
pub(crate) mod open_survey;
mod peers;
mod robust;
