//! Published figures: what is planted is found, what is consistent is left alone, the record says what it is known to say.

mod made_of_print;
mod planted;
mod record;
mod round_trips;
mod world;
