//! The report's own words in both languages: outcomes, phases, amounts, what the desk did. Rules and advice are the rubric's.

use crate::event::{DeskChange, DeskStep, FormSpec, Outcome as Ending, Permille, TicketField};
use crate::ids::{FieldId, FormId, Language};
use crate::record::Header;
use crate::scoring::reading::Phase;
use crate::scoring::{Level, MeasureUnit, Measured, Outcome, Speaker, Why};

/// One of two texts.
pub(super) fn say(language: Language, it: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::It => it,
        Language::En => en,
    }
}

pub(super) fn ending(language: Language, ending: Option<Ending>) -> &'static str {
    match ending {
        Some(Ending::Resolved) => say(language, "Risolta", "Resolved"),
        Some(Ending::PartlyResolved) => say(language, "Risolta in parte", "Resolved in part"),
        Some(Ending::Unresolved) => say(language, "Non risolta", "Not resolved"),
        Some(Ending::Transferred) => say(language, "Trasferita", "Transferred"),
        Some(Ending::CustomerHungUp) => say(language, "Il cliente ha riattaccato", "The customer hung up"),
        Some(Ending::NotAnswered) => say(language, "Nessuno ha risposto", "Nobody answered"),
        None => {
            say(language, "Interrotta: la registrazione non arriva alla fine", "Interrupted: the record does not reach the end")
        }
    }
}

pub(super) fn phase(language: Language, phase: Phase) -> &'static str {
    match phase {
        Phase::Ringing => say(language, "Squillo", "Ringing"),
        Phase::Opening => say(language, "Apertura", "Opening"),
        Phase::Needs => say(language, "Gestione", "Finding out"),
        Phase::Solution => say(language, "Sviluppo", "Solution"),
        Phase::Closing => say(language, "Conclusione", "Closing"),
        Phase::WrapUp => say(language, "Dopo chiamata", "Wrap-up"),
    }
}

/// What a level is called.
pub fn level(language: Language, level: Level) -> &'static str {
    match level {
        Level::Reached => say(language, "soglia raggiunta", "threshold reached"),
        Level::NotReached => say(language, "soglia non raggiunta", "threshold not reached"),
        Level::ToBeAssessed => say(language, "da valutare", "to be assessed"),
    }
}

pub(super) fn outcome(language: Language, outcome: Outcome) -> String {
    let s = |it, en| say(language, it, en).to_owned();
    match outcome {
        Outcome::NotMet => s("non raggiunto", "not met"),
        Outcome::Partly { got, of } => format!("{} {got} {} {of}", s("in parte:", "in part:"), s("su", "of")),
        Outcome::NotObserved(_) => s("non osservato", "not observed"),
        Outcome::ForAssessor => s("per il valutatore", "for the assessor"),
        Outcome::Met => s("raggiunto", "met"),
        Outcome::NotApplicable => s("non pertinente", "not applicable"),
    }
}

pub(super) fn why(language: Language, why: Why) -> &'static str {
    match why {
        Why::Unclear => say(
            language,
            "Le parole che decidono non sono state udite con sufficiente certezza: non pesano contro chi parla, e una persona deve ascoltare.",
            "The words that decide were not heard with enough confidence: they do not count against the speaker, and a person has to listen.",
        ),
        Why::NoData => say(
            language,
            "La registrazione non contiene ciò che serve per giudicare (voce, tempi del parlato).",
            "The record does not hold what judging takes (voice, timing of speech).",
        ),
        Why::Interrupted => say(
            language,
            "La registrazione si interrompe prima del momento di cui si tratta.",
            "The record breaks off before the moment it is about.",
        ),
    }
}

pub(super) fn speaker(language: Language, speaker: Speaker) -> &'static str {
    match speaker {
        Speaker::Operator => say(language, "Operatore", "Operator"),
        Speaker::Customer => say(language, "Cliente", "Customer"),
        Speaker::Desk => say(language, "Postazione", "Desk"),
        Speaker::Nobody => say(language, "Tempo", "Time"),
    }
}

/// `12,3 s` below a minute, else `2 min 05 s`.
pub(super) fn millis(language: Language, ms: u64) -> String {
    if ms >= 60_000 {
        return match ms / 1_000 % 60 {
            0 => format!("{} min", ms / 60_000),
            seconds => format!("{} min {seconds:02} s", ms / 60_000),
        };
    }
    match ms / 100 % 10 {
        0 => format!("{} s", ms / 1_000),
        tenths => format!("{}{}{tenths} s", ms / 1_000, say(language, ",", ".")),
    }
}

/// `12,5 %`.
pub(super) fn permille(language: Language, permille: u64) -> String {
    match permille % 10 {
        0 => format!("{} %", permille / 10),
        tenths => format!("{}{}{tenths} %", permille / 10, say(language, ",", ".")),
    }
}

pub(super) fn euro(language: Language, cents: u64) -> String {
    match language {
        Language::It => format!("{},{:02} €", cents / 100, cents % 100),
        Language::En => format!("€{}.{:02}", cents / 100, cents % 100),
    }
}

/// A measured amount with its unit.
pub(super) fn measured(language: Language, measured: Measured) -> String {
    let amount = measured.amount.unsigned_abs();
    match measured.unit {
        MeasureUnit::Milliseconds => millis(language, amount),
        MeasureUnit::Permille => permille(language, amount),
        MeasureUnit::Cents => euro(language, amount),
        MeasureUnit::Phrases => counted(language, amount, ("frase", "frasi"), ("phrase", "phrases")),
        MeasureUnit::Courtesies => counted(
            language,
            amount,
            ("espressione di cortesia", "espressioni di cortesia"),
            ("mark of courtesy", "marks of courtesy"),
        ),
        MeasureUnit::WordsMinute => format!("{amount} {}", say(language, "parole al minuto", "words a minute")),
        MeasureUnit::SyllablesMinute => format!("{amount} {}", say(language, "sillabe al minuto", "syllables a minute")),
        MeasureUnit::Terms => counted(language, amount, ("termine", "termini"), ("term", "terms")),
        MeasureUnit::Checks => counted(language, amount, ("verifica", "verifiche"), ("check", "checks")),
        MeasureUnit::Steps => {
            counted(language, amount, ("passo in ordine", "passi in ordine"), ("step in order", "steps in order"))
        }
        MeasureUnit::Options => counted(language, amount, ("proposta", "proposte"), ("offer", "offers")),
        MeasureUnit::AngerPoints => {
            format!("{:+} {}", measured.amount, say(language, "punti di rabbia (su 100)", "points of anger (of 100)"))
        }
        MeasureUnit::EmpathyLevels => {
            format!("{} {amount}", say(language, "somma dei livelli di empatia:", "sum of empathy levels:"))
        }
    }
}

fn counted(language: Language, amount: u64, it: (&str, &str), en: (&str, &str)) -> String {
    let (one, many) = match language {
        Language::It => it,
        Language::En => en,
    };
    format!("{amount} {}", if amount == 1 { one } else { many })
}

/// A confidence as a share.
pub(super) fn confidence(language: Language, permille_: Permille) -> String {
    permille(language, u64::from(permille_.0))
}

/// The rubric's part name of a ticket field.
pub(super) fn field_part(field: TicketField) -> &'static str {
    match field {
        TicketField::Kind => "kind",
        TicketField::Area => "area",
        TicketField::Cause => "cause",
        TicketField::Action => "action",
        TicketField::NextStep => "next_step",
    }
}

fn field(language: Language, field: TicketField) -> &'static str {
    match field {
        TicketField::Kind => say(language, "tipo", "kind"),
        TicketField::Area => say(language, "ambito", "area"),
        TicketField::Cause => say(language, "causa", "cause"),
        TicketField::Action => say(language, "azione", "action"),
        TicketField::NextStep => say(language, "passo successivo", "next step"),
    }
}

/// What changed at the desk, as one line of the log.
pub(super) fn desk(language: Language, header: &Header, change: &DeskChange) -> String {
    let fact =
        |id: &crate::ids::FactId| header.goals.facts.get(id).map_or(id.0.clone(), |(_, name)| name.get(language).to_owned());
    let facts = |ids: &[crate::ids::FactId]| ids.iter().map(fact).collect::<Vec<_>>().join(", ");
    let s = |it, en| say(language, it, en);
    match change {
        DeskChange::Found(found) => format!("{}: {}", s("Ricerca: schede trovate", "Search: records found"), found.len()),
        DeskChange::Opened(customer) => format!("{} {customer}", s("Aperta la scheda", "Opened record")),
        DeskChange::Verified { given, missing, .. } => {
            let rests = format!(
                "{}: {}",
                s("Identità verificata con", "Identity verified with"),
                if given.is_empty() { s("nessun dato fornito", "no datum given").to_owned() } else { facts(given) }
            );
            match missing.is_empty() {
                true => rests,
                false => format!(
                    "{rests}; {}: {}",
                    s("spuntati ma non forniti dal cliente", "ticked but not given by the caller"),
                    facts(missing)
                ),
            }
        }
        DeskChange::TicketFilled { field: which, value } => {
            format!("{} {}: {value}", s("Pratica,", "Ticket,"), field(language, *which))
        }
        DeskChange::TicketFiled(number) => format!("{} {number}", s("Pratica registrata, numero", "Ticket filed, number")),
        DeskChange::Refunded { customer, cents, within_authority } => {
            let amount = format!("{} {} ({customer})", s("Rimborso di", "Refund of"), euro(language, u64::from(*cents)));
            if *within_authority { amount } else { format!("{amount}, {}", s("oltre l'autonomia", "beyond authority")) }
        }
        DeskChange::Changed { customer, field, old, new } => {
            format!("{} {field} ({customer}): {old} → {new}", s("Modificato", "Changed"))
        }
        DeskChange::Sent { customer, document } => {
            format!("{} {document} ({customer})", s("Inviato il documento", "Sent document"))
        }
        DeskChange::Noted(note) => format!("{}: {note}", s("Nota", "Note")),
        DeskChange::FormFilled { form, field, value } => {
            let field = form_field(language, header, form, field).unwrap_or_else(|| field.0.clone());
            format!("{}, {field}: {}", form_name(language, header, form), value.replace('\n', " / "))
        }
        DeskChange::FormSubmitted { form, customer } => {
            let whose = customer.as_ref().map(|customer| format!(" ({customer})")).unwrap_or_default();
            format!("{}: {}{whose}", s("Inoltrato il modulo", "Submitted the form"), form_name(language, header, form))
        }
        DeskChange::Held(_) => s("Cliente in attesa", "Customer on hold").to_owned(),
        DeskChange::Resumed(ms) => format!("{} {}", s("Ripreso dopo", "Resumed after"), millis(language, *ms)),
        DeskChange::Transferred(office) => format!("{} {office}", s("Trasferito a", "Transferred to")),
    }
}

fn form<'a>(header: &'a Header, form: &FormId) -> Option<&'a FormSpec> {
    header.goals.forms.iter().map(|goal| &goal.spec).find(|spec| spec.id == *form)
}

/// The name of a form, where the record knows it.
pub(super) fn form_name(language: Language, header: &Header, id: &FormId) -> String {
    form(header, id).map_or_else(|| id.0.replace('_', " "), |spec| spec.name.get(language).to_lowercase())
}

/// The name of a field of a form, where the record knows it.
pub(super) fn form_field(language: Language, header: &Header, id: &FormId, field: &FieldId) -> Option<String> {
    Some(form(header, id)?.field(field)?.name.get(language).to_lowercase())
}

/// Something done at the desk, as an item of a list.
pub(super) fn desk_step(language: Language, header: &Header, step: &DeskStep) -> String {
    let s = |it, en| say(language, it, en);
    match step {
        DeskStep::Search => s("la ricerca del cliente", "the search for the customer").to_owned(),
        DeskStep::Open => s("l'apertura della scheda", "opening the record").to_owned(),
        DeskStep::Verify => s("la verifica dell'identità", "the identity check").to_owned(),
        DeskStep::FileTicket => s("la registrazione della pratica", "filing the ticket").to_owned(),
        DeskStep::Refund => s("il rimborso", "the refund").to_owned(),
        DeskStep::Change(field) => format!("{} {}", s("la modifica di", "the change of"), field.replace('_', " ")),
        DeskStep::Send(document) => format!("{} {}", s("l'invio di", "sending"), document.0.replace('_', " ")),
        DeskStep::Note => s("la nota", "the note").to_owned(),
        DeskStep::Submit(form) => format!("{} «{}»", s("il modulo", "the form"), form_name(language, header, form)),
        DeskStep::Transfer(office) => format!("{} {office}", s("il passaggio a", "the transfer to")),
    }
}

/// Where a number comes from, as the rubric says it.
pub(super) fn source(language: Language, source: &str) -> String {
    match source {
        "our proposal" => say(language, "proposta nostra", "our proposal").to_owned(),
        other => other.trim_start_matches("norms:").trim_start_matches("adopted:").trim().to_owned(),
    }
}

/// A list as people say it: `a, b e c`.
/// A list as a sentence gives it: `a, b and c`.
pub fn list(language: Language, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            // A name that holds a comma itself needs a stronger stop between names.
            let stop = if items.iter().any(|item| item.contains(',')) { "; " } else { ", " };
            let euphonic = last.starts_with(['e', 'E', 'è', 'é']);
            format!("{} {} {last}", first.join(stop), say(language, if euphonic { "ed" } else { "e" }, "and"))
        }
    }
}

/// What a report must never be taken for.
pub(super) fn notices(language: Language) -> Vec<String> {
    let s = |it, en| say(language, it, en).to_owned();
    vec![
        s(
            "Questo documento non è un Certificato e non lo sostituisce: raccoglie evidenze di una simulazione per chi è titolato a valutare e certificare.",
            "This document is not a Certificate and does not replace one: it gathers evidence of a simulation for those entitled to assess and certify.",
        ),
        s(
            "Nessuna emozione di chi si esercita è stata rilevata o dedotta, né dalla voce né da altro. L'empatia è codificata sulle parole trascritte; la curva dell'umore è quella del cliente virtuale.",
            "No emotion of the trainee was recognised or inferred, from the voice or otherwise. Empathy is coded from the transcribed words; the mood curve is the virtual customer's.",
        ),
        s(
            "Le parole udite sotto la soglia di certezza non sono evidenza contro nessuno: dove decidono, il giudizio è «non osservato» e spetta a una persona. Non osservato non vale zero.",
            "Words heard below the confidence floor are evidence against nobody: where they decide, the judgement is “not observed” and is left to a person. Not observed is not zero.",
        ),
        s(
            "Un errore critico è solo proposto: ha effetto quando una persona ne ha confermato l'evidenza.",
            "A critical error is only proposed: it takes effect when a person has confirmed its evidence.",
        ),
    ]
}
