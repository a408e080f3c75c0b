//! Finite spaces, gone through without a gap.

mod patterns;
