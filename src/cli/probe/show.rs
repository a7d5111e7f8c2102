//! Questions, explanations and results as plain lines: read from top to bottom, no columns, no colours, so that a screen reader
//! says them right.

use serde_json::{Value, json};

use super::ask::How;
use crate::cli::call::show::text;
use crate::ids::Language;
use crate::probe::{Answer, Item, Kind, Points, ProbeResult, ProbeSet, Question, Said};

/// A set in a list.
pub(super) fn set_line(set: &ProbeSet, language: Language) -> String {
    let rows: Vec<&str> = set.rows.iter().map(|row| row.as_str()).collect();
    let languages: Vec<&str> = set.languages.iter().map(|language| language.code()).collect();
    format!(
        "{}: {} · {} · {} {} {} {} · {}",
        set.id,
        set.title.get(language),
        rows.join(" "),
        set.draw,
        text(language, "domande su", "questions of"),
        set.items.len(),
        text(language, "per volta", "a sitting"),
        languages.join(" "),
    )
}

/// What is said before the first question.
pub(super) fn greeting(set: &ProbeSet, how: &How, questions: usize) -> Vec<String> {
    let t = |it, en| text(how.words, it, en);
    let mut lines = vec![set.title.get(how.words).to_owned()];
    lines.push(format!("{questions} {}", t("domande.", "questions.")));
    if how.exam {
        lines.push(t("Le spiegazioni arrivano alla fine.", "Explanations come at the end.").to_owned());
    }
    if how.language != how.words {
        lines.push(t("Le domande sono in inglese.", "The questions are in Italian.").to_owned());
    }
    lines.push(
        t("Scriva ? se non lo sa, r per rileggere la domanda.", "Type ? if you do not know, r to read the question again.")
            .into(),
    );
    lines
}

/// A question with what can be chosen.
pub(super) fn question_lines(
    number: usize,
    of: usize,
    item: &Item,
    question: &Question,
    language: Language,
    words: Language,
) -> Vec<String> {
    let mut lines = vec![
        String::new(),
        format!("{} {number} {} {of}", text(words, "Domanda", "Question"), text(words, "di", "of")),
        item.text.get(language).to_owned(),
    ];
    let options = item.kind.options();
    lines.extend((1..).zip(picked(&options, &question.options)).map(|(n, said)| format!("  {n}. {}", said.get(language))));
    let classes = item.kind.classes();
    lines.extend(('a'..='z').zip(picked(&classes, &question.classes)).map(|(c, said)| format!("  {c}) {}", said.get(language))));
    lines.push(match &item.kind {
        Kind::Number { unit, .. } => format!("{} ({})", hint(&item.kind, words), unit.get(language)),
        _ => hint(&item.kind, words).to_owned(),
    });
    lines
}

/// A question for programs.
pub(super) fn question_json(number: usize, of: usize, item: &Item, question: &Question, language: Language) -> Value {
    let texts = |all: &[&Said], order: &[u16]| picked(all, order).map(|said| said.get(language).to_owned()).collect::<Vec<_>>();
    let kind = match &item.kind {
        Kind::Choice { .. } => "choice",
        Kind::Several { .. } => "several",
        Kind::Order { .. } => "order",
        Kind::Classify { .. } => "classify",
        Kind::Number { .. } => "number",
    };
    json!({ "question": {
        "number": number, "of": of, "item": item.id, "kind": kind, "text": item.text.get(language),
        "options": texts(&item.kind.options(), &question.options), "classes": texts(&item.kind.classes(), &question.classes),
    }})
}

fn picked<'a>(all: &'a [&'a Said], order: &'a [u16]) -> impl Iterator<Item = &'a Said> {
    order.iter().filter_map(|number| all.get(usize::from(*number)).copied())
}

/// How a question is to be answered.
pub(super) fn hint(kind: &Kind, words: Language) -> &'static str {
    match kind {
        Kind::Choice { .. } => text(words, "Scriva il numero della risposta giusta.", "Type the number of the right answer."),
        Kind::Several { .. } => text(
            words,
            "Scriva i numeri di tutte le risposte giuste, separati da spazi.",
            "Type the numbers of all right answers, with spaces between them.",
        ),
        Kind::Order { .. } => text(
            words,
            "Scriva i numeri di tutti i passi nell'ordine giusto, separati da spazi.",
            "Type the numbers of all steps in the right order, with spaces between them.",
        ),
        Kind::Classify { .. } => text(
            words,
            "Per ogni voce, dalla prima all'ultima, scriva la lettera della sua classe: per esempio a b a.",
            "For each entry, from the first to the last, type the letter of its class: for example a b a.",
        ),
        Kind::Number { .. } => text(words, "Scriva un numero.", "Type a number."),
    }
}

/// Whether an answer was right, what would have been, and why.
pub(super) fn verdict(
    number: Option<usize>,
    item: &Item,
    answer: &Answer,
    points: Points,
    language: Language,
    words: Language,
) -> Vec<String> {
    let t = |it, en| text(words, it, en);
    let mut lines = Vec::new();
    if let Some(number) = number {
        lines.extend([String::new(), format!("{} {number}. {}", t("Domanda", "Question"), item.text.get(language))]);
    }
    lines.push(match (points.got, answer) {
        _ if points.is_full() => t("Giusto.", "Right.").to_owned(),
        (_, Answer::Unknown) => t("La risposta:", "The answer:").to_owned(),
        (0, _) => t("Non è giusto.", "Not right.").to_owned(),
        (got, _) => format!("{} {got} {} {}.", t("Giusto in parte:", "Partly right:"), t("su", "of"), points.of),
    });
    if !points.is_full() {
        lines.extend(right(&item.kind, answer, language, words));
    }
    lines.push(item.why.get(language).to_owned());
    lines.extend(item.source.iter().map(|source| format!("{} {source}", t("Fonte:", "Source:"))));
    lines
}

/// What would have been right, and why what was chosen is not.
fn right(kind: &Kind, answer: &Answer, language: Language, words: Language) -> Vec<String> {
    let get = |said: &Said| said.get(language).to_owned();
    let answers = text(words, "Risposta giusta:", "Right answer:");
    let chosen = |number: usize| match answer {
        Answer::Chosen(chosen) => u16::try_from(number).is_ok_and(|number| chosen.contains(&number)),
        _ => false,
    };
    match kind {
        Kind::Choice { right, wrong } => {
            let reasons = (1..).zip(wrong).filter(|(number, _)| chosen(*number));
            let mut lines: Vec<String> =
                reasons.map(|(_, wrong)| format!("  \"{}\": {}", get(&wrong.0), get(&wrong.1))).collect();
            lines.push(format!("{answers} {}", get(right)));
            lines
        }
        Kind::Several { right, wrong } => {
            let reasons = (right.len()..).zip(wrong).filter(|(number, _)| chosen(*number));
            let mut lines: Vec<String> =
                reasons.map(|(_, wrong)| format!("  \"{}\": {}", get(&wrong.0), get(&wrong.1))).collect();
            lines.push(text(words, "Risposte giuste:", "Right answers:").to_owned());
            lines.extend(right.iter().map(|said| format!("  - {}", get(said))));
            lines
        }
        Kind::Order { steps } => {
            let mut lines = vec![text(words, "L'ordine giusto:", "The right order:").to_owned()];
            lines.extend((1..).zip(steps).map(|(number, step): (u16, _)| format!("  {number}. {}", get(step))));
            lines
        }
        Kind::Classify { groups } => {
            let given = match answer {
                Answer::Classed(classes) => classes.clone(),
                _ => Vec::new(),
            };
            let all = (0_u16..).zip(groups).flat_map(|(class, group)| group.snippets.iter().map(move |one| (class, group, one)));
            let wrong = all.zip(0..).filter(|((class, _, _), place)| given.get(*place as usize) != Some(class));
            wrong
                .map(|((_, group, snippet), _): (_, u16)| {
                    format!("  \"{}\": {}. {}", get(&snippet.0), get(&group.class), get(&snippet.1))
                })
                .collect()
        }
        Kind::Number { value, unit, .. } => vec![format!("{answers} {value} {}", get(unit))],
    }
}

/// What a sitting came to.
pub(crate) fn result_lines(result: &ProbeResult, words: Language) -> Vec<String> {
    let t = |it, en| text(words, it, en);
    let full = result.items.iter().filter(|item| item.points.is_some_and(Points::is_full)).count();
    let answered = result.items.iter().filter(|item| item.points.is_some()).count();
    let of = result.items.len();
    let mut lines = vec![String::new(), format!("{} · {} · {}", result.title.get(words), result.started, result.trainee)];
    let Some(passed) = result.passed else {
        lines.push(format!(
            "{} {answered} {} {of}. {}",
            t("Interrotto: risposte date", "Broken off: answered"),
            t("su", "of"),
            t(
                "Quello che ha risposto è conservato; nulla è detto delle righe del profilo.",
                "What you answered is kept; nothing is said of the rows of the profile."
            ),
        ));
        return lines;
    };
    let by = match result.pass_from.1.as_str() {
        "our proposal" => t("nostra proposta", "our proposal"),
        other => other,
    };
    lines.push(format!(
        "{} {} ({full} {} {of} {}). {} {} ({by}). {}",
        t("Risultato:", "Result:"),
        percent(i64::from(result.share), words),
        t("risposte del tutto giuste su", "fully right answers of"),
        t("domande", "questions"),
        t("Soglia:", "Threshold:"),
        percent(result.pass_from.0, words),
        if passed { t("Superato.", "Passed.") } else { t("Non superato.", "Not passed.") },
    ));
    lines.extend(result.rows.iter().map(|row| {
        format!(
            "  {}: {} {} {} {}",
            row.row,
            percent(i64::from(row.share), words),
            t("su", "of"),
            row.items,
            t("domande", "questions")
        )
    }));
    lines
}

fn percent(permille: i64, words: Language) -> String {
    match (permille / 10, permille % 10) {
        (whole, 0) => format!("{whole} %"),
        (whole, tenth) => format!("{whole}{}{tenth} %", text(words, ",", ".")),
    }
}
