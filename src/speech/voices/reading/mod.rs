//! From a written line to the words a person would say: amounts, dates, times, codes, abbreviations.
//!
//! Plain whole numbers stay digits: the step from words to sounds reads them well in both languages. What stays written the way it was is
//! what nobody would misread.

mod amounts;
mod codes;
mod line;
mod words;

pub use line::reading;
