//! What was measured, in words: amounts and their differences, nothing about what they may mean.

use std::path::Path;

use super::Measured;
use crate::cli::language::pick;
use crate::ids::Language;
use crate::record::Header;
use crate::voice::{CALLS_WANTED, Call, Measure, PAUSE_MS, is_named, usual};

/// What is said where a folder holds no spoken call.
pub(super) fn nothing_in(folder: &Path, language: Language) -> String {
    format!("{} {}", pick(language, "Nessuna chiamata parlata in", "No spoken call in"), folder.display())
}

/// What is said of a contact in which nothing was spoken.
pub(super) fn typed(header: &Header, language: Language) -> Vec<String> {
    let nothing =
        pick(language, "Tutto per iscritto: non c'è niente da misurare.", "All of it typed: there is nothing to measure.");
    vec![title(header, language), nothing.to_owned()]
}

/// What is said of a spoken call.
pub(super) fn call(header: &Header, this: &Measured, earlier: &[Call], language: Language) -> Vec<String> {
    let mut lines = vec![title(header, language), counted(this, language)];
    if this.call.amounts.is_empty() {
        return lines;
    }
    lines.push(String::new());
    for (measure, amount) in &this.call.amounts {
        lines.push(line(*measure, *amount, earlier, language));
    }
    lines.push(String::new());
    lines.push(compared(earlier.len(), language));
    if !is_named(header) {
        lines.push(
            pick(
                language,
                "Queste registrazioni non dicono di chi sono: se qui si allenano più persone, il confronto le mescola.",
                "These records do not say whose they are: if several people train here, the comparison mixes them.",
            )
            .to_owned(),
        );
    }
    lines.push(closing(language).to_owned());
    lines
}

fn title(header: &Header, language: Language) -> String {
    format!("{} · {} · {}", header.title.get(language), header.trainee, header.started)
}

/// How much of the call was measured, and how much could not be.
fn counted(this: &Measured, language: Language) -> String {
    let seconds = (this.call.speech_ms + 500) / 1_000;
    let (turns, missing) = (this.call.turns, this.missing);
    let mut text = match (language, turns) {
        (Language::It, 1) => format!("1 turno misurato, {seconds} s di voce"),
        (Language::It, _) => format!("{turns} turni misurati, {seconds} s di voce"),
        (Language::En, 1) => format!("1 turn measured, {seconds} s of speech"),
        (Language::En, _) => format!("{turns} turns measured, {seconds} s of speech"),
    };
    if missing > 0 {
        text += &format!("; {missing} {}", pick(language, "senza più la clip, lasciati fuori", "without a clip, left out"));
    }
    text
}

/// One measure: its amount, what is usual, the difference of the two as they are printed.
fn line(measure: Measure, amount: f64, earlier: &[Call], language: Language) -> String {
    let (name, unit, decimals) = words(measure, language);
    let number = |amount: f64| decimal(amount, decimals, language);
    let mut line = format!("{name}: {} {unit}", number(amount));
    if let Some(usual) = usual(earlier, measure) {
        let difference = rounded(amount, decimals) - rounded(usual.median, decimals);
        let sign = if difference > 0.0 { "+" } else { "" };
        line += &format!(
            ", {} {} ({} {} {} {}); {sign}{}",
            pick(language, "di solito", "usually"),
            number(usual.median),
            pick(language, "da", "from"),
            number(usual.least),
            pick(language, "a", "to"),
            number(usual.most),
            number(difference)
        );
    } else if earlier.len() >= CALLS_WANTED {
        // Not every call has what this measures: not one pause, for example.
        let having = earlier.iter().filter(|call| call.amounts.contains_key(&measure)).count();
        line += &match language {
            Language::It => {
                format!("; ancora nessun confronto possibile (chiamate precedenti in cui si misura: {having} su {CALLS_WANTED})")
            }
            Language::En => format!("; no baseline yet: {having} of {CALLS_WANTED} calls that have it"),
        };
    }
    line
}

/// A measure's name, its unit, and how many decimals it is worth.
fn words(measure: Measure, language: Language) -> (String, &'static str, usize) {
    let s = |it: &'static str, en: &'static str| pick(language, it, en);
    let (name, unit, decimals) = match measure {
        Measure::Height => (s("Altezza (f0 mediana)", "Height (median f0)"), "Hz", 0),
        Measure::Range => (
            s("Estensione (f0 dal 10° al 90° percentile)", "Range (f0 from 10th to 90th percentile)"),
            s("semitoni", "semitones"),
            1,
        ),
        Measure::Loudness => (s("Volume (EBU R 128)", "Loudness (EBU R 128)"), "LUFS", 1),
        Measure::Rate => {
            (s("Velocità, pause escluse", "Rate, pauses left out"), s("sillabe al secondo", "syllables a second"), 1)
        }
        Measure::Silence => (s("Pause dentro i turni", "Pauses within turns"), s("% del tempo", "% of the time"), 0),
        Measure::Pause => {
            let name = format!("{} {PAUSE_MS} ms", s("Pausa media, da", "Mean pause, from"));
            return (name, "ms", 0);
        }
    };
    (name.to_owned(), unit, decimals)
}

fn rounded(amount: f64, decimals: usize) -> f64 {
    let scale = 10f64.powi(decimals as i32);
    (amount * scale).round() / scale
}

/// A number as it is written in a language, with a true minus.
fn decimal(amount: f64, decimals: usize, language: Language) -> String {
    // Adding nothing makes nothing of a negative nothing.
    let text = format!("{:.decimals$}", rounded(amount, decimals) + 0.0).replace('-', "−");
    if language == Language::It { text.replace('.', ",") } else { text }
}

/// What the amounts were compared with.
fn compared(earlier: usize, language: Language) -> String {
    match (earlier < CALLS_WANTED, language) {
        (true, Language::It) => {
            format!("Ancora nessun confronto possibile (chiamate precedenti: {earlier} su {CALLS_WANTED}).")
        }
        (true, Language::En) => format!("No baseline yet: {earlier} of {CALLS_WANTED} calls."),
        (false, Language::It) => format!(
            "«Di solito»: la mediana delle proprie {earlier} chiamate precedenti nella stessa lingua (tra parentesi la minima e la massima)."
        ),
        (false, Language::En) => format!(
            "\"Usually\": the median of your own {earlier} calls before this one, in the same language (in brackets the least and the most)."
        ),
    }
}

/// What these numbers are and are not.
fn closing(language: Language) -> &'static str {
    pick(
        language,
        "Il volume dipende anche dal microfono e dalla distanza.\n\
         Sono misure del suono: non entrano in nessuna scheda di valutazione e non riguardano nessun altro; che una voce sia forte o \
         alta non dice niente sulla gentilezza.",
        "Loudness also depends on the microphone and its distance.\n\
         These are measures of sound: they are in no scorecard and nobody else's business; that a voice is loud or high says nothing \
         about kindness.",
    )
}
