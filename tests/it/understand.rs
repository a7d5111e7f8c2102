//! Tests of `understand`: sentences as people say them, with what they must and must not be taken for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use pronto::event::{Mode, Utterance};
use pronto::ids::{ActId, Language};
use pronto::store::Library;
use pronto::time::{CallTime, Span};
use pronto::understand::{Understander, measure_utterances, parse_labelled};
use proptest::prelude::*;

/// A sentence of a list and what it does.
struct Case {
    line: usize,
    sentence: String,
    /// Acts, and facts as `told:id`, `asked:id`, `wrong:id`, `mentioned:id`.
    wanted: BTreeSet<String>,
    /// What may be found or not.
    allowed: BTreeSet<String>,
    /// What must not be found.
    forbidden: BTreeSet<String>,
}

/// Reads `sentence -> wanted (allowed) -forbidden`, one a line.
fn cases(file: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/understand").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|(index, line)| {
            let (sentence, labels) =
                line.rsplit_once("->").unwrap_or_else(|| panic!("{file}:{}: no \"->\" in this line", index + 1));
            let mut case = Case {
                line: index + 1,
                sentence: sentence.trim().to_owned(),
                wanted: BTreeSet::new(),
                allowed: BTreeSet::new(),
                forbidden: BTreeSet::new(),
            };
            for label in labels.split_whitespace() {
                if let Some(label) = label.strip_prefix('-') {
                    case.forbidden.insert(label.to_owned());
                } else if let Some(label) = label.strip_prefix('(') {
                    case.allowed.insert(label.trim_end_matches(')').to_owned());
                } else {
                    case.wanted.insert(label.to_owned());
                }
            }
            case
        })
        .collect()
}

fn understander(scenario: &str, cast: &str) -> Arc<Understander> {
    let library = Library::new(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned());
    library.script(&scenario.into(), Some(&cast.into()), 1).unwrap_or_else(|error| panic!("{error}")).1
}

fn said(language: Language, text: &str) -> Utterance {
    Utterance::typed(language, Span::new(CallTime(0), CallTime(0)), text)
}

/// Everything found in a sentence, as the lists name it.
fn found(understander: &Understander, language: Language, sentence: &str) -> BTreeSet<String> {
    let understanding = understander.understand(&said(language, sentence));
    let acts = understanding.acts.iter().map(|act| act.act.0.clone());
    let facts = understanding.facts.iter().map(|fact| {
        let mode = match fact.mode {
            Mode::Asked => "asked",
            Mode::Told => "told",
            Mode::ToldWrong => "wrong",
            Mode::Mentioned => "mentioned",
        };
        format!("{mode}:{}", fact.fact)
    });
    acts.chain(facts).collect()
}

/// Runs a list that the lexicon was tuned on: every line must hold. Gives all that do not.
fn broken(file: &str, language: Language, understander: &Understander) -> Vec<String> {
    let mut broken = Vec::new();
    for case in cases(file) {
        let found = found(understander, language, &case.sentence);
        let missing: Vec<&String> = case.wanted.difference(&found).collect();
        let wrong: Vec<&String> = case.forbidden.intersection(&found).collect();
        if !missing.is_empty() || !wrong.is_empty() {
            broken.push(format!(
                "{file}:{} \"{}\"\n    not understood: {missing:?}, wrongly understood: {wrong:?}, all: {found:?}",
                case.line, case.sentence
            ));
        }
    }
    broken
}

#[test]
fn italian_sentences_are_understood() {
    let broken = broken("it.txt", Language::It, &understander("doppio_addebito", "ferri"));
    assert!(broken.is_empty(), "{} sentences:\n{}", broken.len(), broken.join("\n"));
}

/// Acts that move the customer or the score most: on the measuring sentences, one that is found and not listed is wrong.
const JUDGED: [&str; 31] = [
    "anything_else",
    "apologise",
    "blame",
    "calm_down",
    "deny_responsibility",
    "dismiss",
    "disparage",
    "empathise",
    "escalate",
    "explain_privacy",
    "explore",
    "farewell",
    "follow_up",
    "greet",
    "hold_request",
    "hold_return",
    "insult",
    "interpret",
    "order",
    "paraphrase",
    "promise",
    "recap",
    "refuse",
    "register_complaint",
    "state_company",
    "state_name",
    "teach_back",
    "thank",
    "transfer_announce",
    "unsolicited_advice",
    "ask_name",
];

/// What the measuring sentences gave of one act.
#[derive(Default)]
struct Tally {
    right: usize,
    missed: usize,
    wrong: usize,
}

fn measured(file: &str, language: Language, understander: &Understander) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for case in cases(file) {
        let found = found(understander, language, &case.sentence);
        for act in &case.wanted {
            let tally = tallies.entry(act.clone()).or_default();
            if found.contains(act) { tally.right += 1 } else { tally.missed += 1 }
        }
        let listed = |act: &&String| case.wanted.contains(*act) || case.allowed.contains(*act);
        for act in found.iter().filter(|act| JUDGED.contains(&act.as_str()) && !listed(act)) {
            tallies.entry(act.clone()).or_default().wrong += 1;
        }
    }
    tallies
}

/// Recall and precision over all acts on sentences that no cue was changed for. The limits are below what was measured when
/// they were set, so that a change that makes understanding worse is seen. `--nocapture` shows the table.
#[test]
#[expect(clippy::print_stderr, reason = "the table is what one runs this test for")]
fn italian_sentences_never_tuned_for_are_mostly_understood() {
    let tallies = measured("it_measured.txt", Language::It, &understander("doppio_addebito", "ferri"));
    for (act, Tally { right, missed, wrong }) in &tallies {
        eprintln!("{act:22} found {right:3}, missed {missed:3}, wrong {wrong:3}");
    }
    let sum = |of: fn(&Tally) -> usize| tallies.values().map(of).sum::<usize>();
    let judged = tallies.iter().filter(|(act, _)| JUDGED.contains(&act.as_str()));
    let (right, wrong) = judged.fold((0, 0), |(right, wrong), (_, tally)| (right + tally.right, wrong + tally.wrong));
    let recall = sum(|tally| tally.right) * 100 / (sum(|tally| tally.right) + sum(|tally| tally.missed)).max(1);
    let precision = right * 100 / (right + wrong).max(1);
    eprintln!("recall {recall} %, precision of the judged acts {precision} %");
    assert!(recall >= 85, "recall {recall} %");
    assert!(precision >= 80, "precision {precision} %");
}

#[test]
fn labels_of_what_was_said_judge_what_was_heard() {
    let labelled =
        parse_labelled("here.txt", "Mi dispiace per il disagio. -> apologise (courtesy)\nUn attimo in linea. -> hold_request")
            .unwrap();
    let heard = [said(Language::It, "mi dispiace per il disagio"), said(Language::It, "uno attico in vigna")];
    let quality = measure_utterances(&understander("doppio_addebito", "ferri"), labelled.iter().zip(heard));
    let tally = |act: &str| quality.acts.get(&ActId::from(act)).map(|tally| (tally.right, tally.missed, tally.wrong));
    assert_eq!((quality.sentences, tally("apologise"), tally("hold_request")), (2, Some((1, 0, 0)), Some((0, 1, 0))));
}

#[test]
fn the_words_of_an_act_are_the_words_that_did_it() {
    let understander = understander("doppio_addebito", "ferri");
    let utterance = said(Language::It, "Sì, mi dispiace per il disagio. Il rimborso è di 39,90 euro.");
    let understanding = understander.understand(&utterance);
    let words = |from: u16, to: u16| {
        utterance.words[from as usize..to as usize].iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let sorry = understanding.acts.iter().find(|act| act.act.as_str() == "apologise").unwrap();
    assert_eq!(words(sorry.words.from, sorry.words.to), "mi dispiace per il disagio.");
    let refund = understanding.facts.iter().find(|fact| fact.mode == Mode::Told).unwrap();
    assert_eq!((refund.fact.as_str(), refund.value.as_deref()), ("importo_rimborso", Some("39,90 €")));
    assert!(words(refund.words.from, refund.words.to).contains("39,90"));
}

#[test]
fn ten_thousand_words_are_understood_in_the_time_of_a_breath() {
    let understander = understander("doppio_addebito", "ferri");
    let text = "mi dispiace davvero per il disagio che le abbiamo creato ".repeat(1_000);
    assert!(!understander.understand(&said(Language::It, &text)).acts.is_empty());
}

proptest! {
    /// Whatever a recogniser or a hand writes: no panic, and every range lies inside the words.
    #[test]
    fn no_words_are_too_strange(text in ".{0,300}|([ -~àèéìòù€’]{0,20} ?){0,40}|((mi dispiace|non|due volte|\\d{1,9}[,./]?\\d*|[\\PC\\p{Cc}]{0,4}) ){0,60}") {
        let understander = strange();
        let utterance = said(Language::It, &text);
        let understanding = understander.understand(&utterance);
        let ranges = understanding.acts.iter().map(|act| act.words).chain(understanding.facts.iter().map(|fact| fact.words));
        for range in ranges {
            prop_assert!(range.from < range.to && usize::from(range.to) <= utterance.words.len(), "{range:?}");
        }
        // Read anew, not remembered.
        understander.forget();
        let again = understander.understand(&utterance);
        prop_assert_eq!(understanding, again);
    }
}

/// One understander for all strange words: building it takes longer than using it.
fn strange() -> &'static Understander {
    static ONE: std::sync::OnceLock<Arc<Understander>> = std::sync::OnceLock::new();
    ONE.get_or_init(|| understander("doppio_addebito", "ferri"))
}

/// People talking about anything else must not be taken for comforting, blaming or leaving: fewer than 2 in 1,000 words (our target).
/// Weights learned from too few sentences of an act fail here first.
#[test]
fn ordinary_talk_is_taken_for_nothing() {
    const NEVER: [&str; 8] =
        ["empathise", "interpret", "explore", "reflect_feeling", "blame", "farewell", "anything_else", "check_satisfaction"];
    for (language, scenario, cast) in [(Language::It, "doppio_addebito", "ferri"), (Language::En, "lost_sim", "whitlock")] {
        let understander = understander(scenario, cast);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/understand/sentences").join(language.code()).join("talk");
        let (mut words, mut taken) = (0, Vec::new());
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
                words += line.split_whitespace().count();
                let found = found(&understander, language, line).into_iter().filter(|act| NEVER.contains(&act.as_str()));
                taken.extend(found.map(|act| format!("{act}: {line}")));
            }
        }
        assert!(taken.len() * 1_000 < 2 * words, "{} in {words} words:\n{}", taken.len(), taken.join("\n"));
    }
}

/// The same words must give the same confidence on every processor, to the last bit, or a record made here is not proven there. Sentences in two minds:
/// most of their confidences are not at an end.
#[test]
fn confidence_is_the_same_on_every_machine() {
    let understander = understander("doppio_addebito", "ferri");
    let told: Vec<String> = IN_TWO_MINDS
        .iter()
        .map(|text| {
            let said = Utterance::typed(Language::It, Span::new(CallTime(0), CallTime(0)), text);
            let acts = understander.understand(&said).acts;
            let acts: Vec<String> = acts.iter().map(|act| format!("{} {}", act.act, act.confidence.0)).collect();
            format!("{text} -> {}", acts.join(", "))
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

const IN_TWO_MINDS: &[&str] = &[
    "un attimo che sento di là",
    "va be' dai una cosa alla volta, mi dica il numero, poi vediamo, va bene",
    "quella è una procedura nostra interna della back office",
    "Ha ragione a essere delusa, e me ne scuso. Ho appena sollecitato l'ufficio tecnico, con il numero della sua pratica.",
    "La richiamo io il 20 novembre, di sera, sul cellulare. Le va bene?",
    "Resta tutto com'è: la risposta scritta al reclamo arriva entro il 16 dicembre.",
    "Capisco la sfiducia, dopo tante attese. Quel giorno la chiamo comunque, con o senza esito: oggi l'ho fatto, lo rifaccio.",
    "Mi dica prima, come sta andando con il lavoro in questi due giorni?",
];
