//! Which language the program speaks to its user.

use crate::ids::Language;

/// `PRONTO_LANGUAGE`, else the system's locale; Italian unless that is English.
pub fn interface_language() -> Language {
    let asked = std::env::var("PRONTO_LANGUAGE").ok().filter(|asked| !asked.is_empty());
    let locale = asked.or_else(sys_locale::get_locale).unwrap_or_default();
    if locale.to_ascii_lowercase().starts_with("en") { Language::En } else { Language::It }
}

/// One of two texts, by the language people read.
pub(super) fn pick<'a>(language: Language, italian: &'a str, english: &'a str) -> &'a str {
    match language {
        Language::It => italian,
        Language::En => english,
    }
}
