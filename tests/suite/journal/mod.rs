//! The journal: its chain against an independent computation, torn and damaged files, processes killed while they append.

mod chain;
mod damaged;
mod killed;
mod model;
