//! Conduct: forbidden phrases, courtesy, letting the customer speak.

use crate::scoring::finding::{Breach, Evidence, Finding, Item, Mark, MeasureUnit, Outcome, PartSeen, Why};
use crate::scoring::reading::{Reading, at_moment};
use crate::time::Span;

use super::Terms;
use super::looking::{absent, from_breaches};

/// Acts no operator should do; each is a part the rubric names.
const FORBIDDEN: &[&str] = &["blame", "order", "calm_down", "deny_responsibility", "disparage", "dismiss", "insult"];

/// None of the forbidden phrases was clearly said. Arises once the operator has said anything. A clear insult proposes CE4.
pub(super) fn avoids_forbidden_phrases(reading: &Reading<'_>, _: Terms<'_>) -> Finding {
    let id = "avoids_forbidden_phrases";
    if reading.operator.is_empty() {
        return Finding::not_applicable(id);
    }
    let mut parts: Vec<PartSeen> = Vec::new();
    let mut breaches = Vec::new();
    let mut insults = Vec::new();
    for turn in &reading.operator {
        for seen in turn.acts.iter().filter(|seen| FORBIDDEN.contains(&seen.act.as_str())) {
            let breach = turn.breach_by_act(seen, reading.floor);
            // Parts name what was said: "seen" here is what should not have been.
            let (mark, evidence) = match &breach {
                Breach::Clear(evidence) => (Mark::Seen, evidence.clone()),
                Breach::Doubtful(evidence) => (Mark::Unclear, evidence.clone()),
            };
            if mark == Mark::Seen && seen.act.as_str() == "insult" {
                insults.push(evidence.clone());
            }
            parts.push(PartSeen { item: Item::named(seen.act.as_str()), mark, evidence: vec![evidence] });
            breaches.push(breach);
        }
    }
    let count = parts.iter().filter(|part| part.mark == Mark::Seen).count() as i64;
    let finding = from_breaches(id, breaches).measuring(count, MeasureUnit::Phrases);
    let finding = Finding { parts, ..finding };
    if insults.is_empty() { finding } else { finding.proposing("CE4", insults) }
}

/// Courtesy in the words, at least so many times. Arises once the operator has said anything.
pub(super) fn shows_courtesy(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "shows_courtesy";
    if reading.operator.is_empty() {
        return Finding::not_applicable(id);
    }
    let wanted = u32::try_from(terms.rule.amount("markers_at_least")).unwrap_or(u32::MAX);
    let courteous: Vec<_> =
        reading.operator.iter().filter_map(|turn| turn.doing(&["courtesy", "thank", "positive_wording"])).collect();
    let got = courteous.len() as u32;
    let finding = if got >= wanted {
        Finding::new(id, Outcome::Met)
    } else {
        let short = absent(reading, id, reading.conversation());
        match short.outcome {
            Outcome::NotMet => Finding::new(id, Outcome::of_count(got, wanted, wanted)),
            _ => short,
        }
    };
    finding.measuring(i64::from(got), MeasureUnit::Courtesies).with(courteous.into_iter().take(3))
}

/// Overlaps shorter than this happen between any two people (milliseconds; our proposal).
const SLIGHT_MS: u64 = 500;

/// The operator did not talk over the customer for more than a share of the call. Arises in spoken calls; typed turns have no
/// speech timing. Turns below the floor may be the loudspeaker heard by the microphone, and count for nothing.
pub(super) fn lets_the_customer_speak(reading: &Reading<'_>, terms: Terms<'_>) -> Finding {
    let id = "lets_the_customer_speak";
    if !reading.is_spoken() {
        return Finding::new(id, Outcome::NotObserved(Why::NoData));
    }
    let mut sure_ms = 0;
    let mut all_ms = 0;
    let mut overlaps = Vec::new();
    for turn in reading.substantial().filter(|turn| turn.is_spoken()) {
        for line in &reading.customer {
            let shared = turn.span().overlap(line.span);
            if shared < SLIGHT_MS {
                continue;
            }
            all_ms += shared;
            if !turn.is_unclear(reading.floor) {
                sure_ms += shared;
            }
            let span = Span { from: turn.span().from.max(line.span.from), to: turn.span().to.min(line.span.to) };
            let evidence = at_moment(line.seq.min(turn.seq), line.last.max(turn.last), span);
            overlaps.push(Evidence { quote: turn.utterance.text.clone(), ..evidence });
        }
    }
    let total = reading.conversation_millis().max(1);
    let permille = |ms: u64| ms.saturating_mul(1000) / total;
    let limit = terms.rule.amount("limit_permille");
    let outcome = match (permille(sure_ms) > limit, permille(all_ms) > limit) {
        (true, _) => Outcome::NotMet,
        (false, true) => Outcome::NotObserved(Why::Unclear),
        (false, false) => Outcome::Met,
    };
    Finding::new(id, outcome).measuring(permille(sure_ms) as i64, MeasureUnit::Permille).with(overlaps)
}
