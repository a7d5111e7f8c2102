//! The rubric's advice with its slots filled from the finding.

use crate::ids::Language;
use crate::rubric::{IndicatorRule, Rubric};
use crate::scoring::reading::Reading;
use crate::scoring::{Evidence, Finding, Item, Mark, Speaker};

use super::words;

/// What it takes to name things in one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) rubric: &'a Rubric,
    pub(super) language: Language,
}

/// The sentences of advice that have something to say.
pub(super) fn sentences(telling: &Telling<'_>, finding: &Finding, rule: &IndicatorRule) -> Vec<String> {
    rule.advice.iter().filter_map(|sentence| filled(telling, sentence.get(telling.language), finding, rule)).collect()
}

fn filled(telling: &Telling<'_>, sentence: &str, finding: &Finding, rule: &IndicatorRule) -> Option<String> {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}')?;
        let value = slot(telling, name, finding, rule)?;
        out.push_str(before);
        out.push_str(&value);
        rest = tail;
    }
    out.push_str(rest);
    Some(out)
}

fn slot(telling: &Telling<'_>, name: &str, finding: &Finding, rule: &IndicatorRule) -> Option<String> {
    let language = telling.language;
    let value = match name {
        "missing" => words::list(language, &names(telling, finding, rule, &[Mark::Missing])),
        "seen" => words::list(language, &names(telling, finding, rule, &[Mark::Seen, Mark::SeenFully])),
        "say" => examples(telling, finding, rule),
        "quote" => quote(finding)?,
        "value" => words::measured(language, finding.measured?),
        "limit" => limits(language, rule).into_iter().next()?.split(" (").next()?.to_owned(),
        _ => return None,
    };
    (!value.is_empty()).then_some(value)
}

fn names(telling: &Telling<'_>, finding: &Finding, rule: &IndicatorRule, marks: &[Mark]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in finding.parts.iter().filter(|part| marks.contains(&part.mark)) {
        let name = item_name(telling, &part.item, rule);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Words that would have been enough for what was missing: `«…», «…»`.
fn examples(telling: &Telling<'_>, finding: &Finding, rule: &IndicatorRule) -> String {
    let missing = finding.parts.iter().filter(|part| part.mark == Mark::Missing);
    let said = missing.filter_map(|part| match &part.item {
        Item::Named(id) => rule.parts.get(id)?.say.as_ref().map(|say| say.get(telling.language)),
        _ => None,
    });
    let quoted = said.map(|say| match telling.language {
        Language::It => format!("«{say}»"),
        Language::En => format!("“{say}”"),
    });
    quoted.collect::<Vec<_>>().join(" ")
}

/// The words a finding is about: those of the part that fell short, else the first said evidence.
fn quote(finding: &Finding) -> Option<String> {
    let said = |evidence: &&Evidence| !evidence.quote.is_empty() && evidence.speaker != Speaker::Nobody;
    let short = finding.parts.iter().filter(|part| matches!(part.item, Item::Disclosure(_)));
    let weakest = short.min_by_key(|part| match part.mark {
        Mark::Missing => 0,
        Mark::Unclear => 1,
        Mark::Seen => 2,
        Mark::SeenFully => 3,
    });
    weakest
        .and_then(|part| part.evidence.iter().find(said))
        .or_else(|| finding.evidence.iter().find(said))
        .map(|evidence| evidence.quote.trim_end_matches('.').to_owned())
}

/// What a part is called.
pub(super) fn item_name(telling: &Telling<'_>, item: &Item, rule: &IndicatorRule) -> String {
    let language = telling.language;
    let part = |id: &str| rule.parts.get(&id.into()).map_or(id.to_owned(), |part| part.name.get(language).to_owned());
    match item {
        Item::Named(id) => part(id.as_str()),
        Item::Fact(fact) => {
            telling.reading.header.goals.facts.get(fact).map_or(fact.0.clone(), |(_, name)| name.get(language).to_owned())
        }
        Item::Disclosure(feelings) => {
            let names: Vec<String> = feelings
                .iter()
                .map(|id| telling.rubric.feelings.get(id).map_or(id.0.clone(), |feeling| feeling.name.get(language).to_owned()))
                .collect();
            words::list(language, &names)
        }
        Item::Field(field) => part(words::field_part(*field)),
        Item::Document(document) => document.0.clone(),
        Item::Datum(field) => field.clone(),
        Item::Form(form) => words::form_name(language, telling.reading.header, form),
        Item::FormField(form, field) => {
            let header = telling.reading.header;
            words::form_field(language, header, form, field).unwrap_or_else(|| field.0.clone())
        }
        Item::Step(step) => words::desk_step(language, telling.reading.header, step),
    }
}

/// Limits with their sources, longest-standing first: `20 s (norms: …)`.
pub(super) fn limits(language: Language, rule: &IndicatorRule) -> Vec<String> {
    let limit = |(name, sourced): (&String, &crate::rubric::Sourced)| {
        let amount = u64::try_from(sourced.0).unwrap_or(0);
        let source = words::source(language, &sourced.1);
        let value = match name.as_str() {
            "limit_ms" => words::millis(language, amount),
            "limit_permille" => words::permille(language, amount),
            _ => return None,
        };
        Some(format!("{value} ({source})"))
    };
    rule.params.iter().filter_map(limit).collect()
}
