//! Texts of probes: Italian always, English where a set is asked in English.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::ids::Language;

/// A text of a probe. In a file it is a string (Italian only) or `(it: "...", en: "...")`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The Italian text.
    pub it: String,
    /// The English text, where there is one.
    pub en: Option<String>,
}

impl Said {
    /// The text in a language; the Italian one where there is no other.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::It => &self.it,
            Language::En => self.en.as_deref().unwrap_or(&self.it),
        }
    }

    /// Whether it can be read in a language: something stands there.
    pub fn is_in(&self, language: Language) -> bool {
        let text = match language {
            Language::It => Some(&self.it),
            Language::En => self.en.as_ref(),
        };
        text.is_some_and(|text| !text.trim().is_empty())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    it: String,
    en: String,
}

struct Either;

impl<'de> Visitor<'de> for Either {
    type Value = Said;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or (it: \"...\", en: \"...\")")
    }

    fn visit_str<E>(self, text: &str) -> Result<Said, E> {
        Ok(Said { it: text.to_owned(), en: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Said, A::Error> {
        let both = Both::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Said { it: both.it, en: Some(both.en) })
    }
}

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Either)
    }
}
