//! A thousand consistent sets of claims, and a thousand with an error in each.

#[path = "../suite/published/planted.rs"]
mod planted;
#[path = "../suite/published/world.rs"]
mod world;
