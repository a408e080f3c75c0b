//! Results that others computed.

mod golden_counting;
