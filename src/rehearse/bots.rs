//! Trainees who are not there: the author's good call, spoilt in one way each. Every criterion a good call meets must be lost by
//! one of them, or it judges nothing.

use super::phrases::sentence;
use crate::event::{DeskAction, Mode, PhoneAction, Reach, Role};
use crate::ids::{CustomerId, Language};
use crate::plan::{Plan, Step};
use crate::scenario::Script;

/// One trainee who is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bot {
    /// What it is like: `rude`, `silent`, `without line 12`.
    pub name: String,
    /// What it does.
    pub plan: Plan,
}

/// Every bot made from a good call. `sayings` say a fact of the scenario in a mode, where it can be said.
pub fn bots(good: &Plan, script: &Script, sayings: &[(crate::ids::FactId, Mode, String)]) -> Vec<Bot> {
    let language = script.scenario.language;
    let steps: Vec<Step> = good.lines.iter().map(|line| line.step.clone()).collect();
    let bot = |name: &str, steps: Vec<Step>| Bot { name: name.to_owned(), plan: of(good, steps) };
    let say = |act: &str| sentence(&act.into(), language).map(|text| Step::Say(text.to_owned()));
    let says = |acts: &[&str]| acts.iter().filter_map(|act| say(act)).collect::<Vec<_>>();
    let beside = |before: &[&str], after: &str| -> Vec<Step> {
        let words: Vec<&str> = before.iter().filter_map(|act| sentence(&(*act).into(), language)).collect();
        let mut turn = 0;
        let spoilt = steps.iter().map(|step| match step {
            Step::Say(text) => {
                let first = words.get(turn % words.len().max(1)).copied().unwrap_or_default();
                turn += 1;
                Step::Say(format!("{first} {text}{after}").trim().to_owned())
            }
            other => other.clone(),
        });
        spoilt.collect()
    };
    let without = |drop: &dyn Fn(&Step) -> bool| steps.iter().filter(|step| !drop(step)).cloned().collect::<Vec<_>>();
    let first_words = 1 + steps.iter().position(|step| matches!(step, Step::Say(_))).unwrap_or(0);
    let inserted = |at: usize, more: Vec<Step>| {
        let (before, after) = steps.split_at(at.min(steps.len()));
        before.iter().cloned().chain(more).chain(after.iter().cloned()).collect::<Vec<_>>()
    };

    let fillers = if language == Language::It {
        " ehm, cioè, allora, insomma, praticamente, diciamo, come dire, cioè, boh e quindi"
    } else {
        " um, you know, like, I mean, sort of, um, basically, you know, and so"
    };
    let mut all = vec![
        bot(
            "rude",
            beside(&["blame", "order", "calm_down", "dismiss", "deny_responsibility", "disparage", "tu_form", "insult"], ""),
        ),
        bot("pushy", beside(&["press", "offer_product", "leading_question", "speculate", "unsolicited_advice", "obstruct"], "")),
        bot("rambling", beside(&[], fillers)),
        bot("silent", silent(&steps)),
        bot("forgetful", without(&|step| matches!(step, Step::Do(_)))),
        bot("keeps asking", doubled(&steps)),
        bot("late", late(&steps)),
        bot("speaks another language", other_language(&steps, language)),
        bot(
            "puts on hold without a word",
            inserted(
                first_words + 2,
                vec![Step::Phone(PhoneAction::Hold), Step::Wait(150_000), Step::Phone(PhoneAction::Resume)],
            ),
        ),
        bot("hangs up at once", steps.iter().take(first_words).cloned().chain([Step::HangUp]).collect()),
        // One for each critical error of the rubric.
        bot("discloses unverified", discloses(&steps, script, sayings, first_words)),
        bot("edits the wrong record", wrong_record(&steps, script)),
        bot("tells what is wrong and promises too much", overdoes(&steps, script, sayings, first_words)),
        bot(
            "insults and hangs up",
            steps.iter().take(first_words).cloned().chain(says(&["insult", "order"])).chain([Step::HangUp]).collect(),
        ),
        bot(
            "refuses the complaint",
            steps
                .iter()
                .take(first_words)
                .cloned()
                .chain(says(&["refuse", "obstruct", "deny_responsibility", "farewell"]))
                .collect(),
        ),
        bot("enters nonsense", nonsense(&steps)),
    ];
    for (office, _) in &script.company.offices {
        let away = Step::Phone(PhoneAction::Transfer { to: office.clone(), reach: Reach::Cold });
        all.push(bot(
            &format!("passes on to {office} without a word"),
            steps.iter().take(first_words).cloned().chain([away]).collect(),
        ));
    }
    // The good call with one thing left out, and broken off after each: what earns a criterion is found out by its absence.
    for (number, line) in good.lines.iter().enumerate() {
        if !matches!(line.step, Step::Answer(_)) {
            let rest = steps.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, step)| step.clone());
            all.push(bot(&format!("without line {}", line.line), rest.collect()));
        }
    }
    all
}

/// Slips a customer has to forgive once.
const SLIPS: &[&str] = &["blame", "order", "calm_down", "deny_responsibility", "dismiss", "speculate", "leading_question"];

/// The good call with one slip after its first words: whoever makes one mistake must still be able to win the customer back.
pub(super) fn slipped(good: &Plan, script: &Script) -> Vec<Bot> {
    let first_words = 1 + good.lines.iter().position(|line| matches!(line.step, Step::Say(_))).unwrap_or(0);
    let slip = |act: &&str| {
        let words = sentence(&(**act).into(), script.scenario.language)?;
        let mut steps: Vec<Step> = good.lines.iter().map(|line| line.step.clone()).collect();
        steps.insert(first_words.min(steps.len()), Step::Say(words.to_owned()));
        Some(Bot { name: (*act).to_owned(), plan: of(good, steps) })
    };
    SLIPS.iter().filter_map(slip).collect()
}

fn of(good: &Plan, steps: Vec<Step>) -> Plan {
    Plan::of_steps(good.cast.clone(), good.seed, steps)
}

/// Says half of it, each time after the customer has asked whether anybody is there.
fn silent(steps: &[Step]) -> Vec<Step> {
    let mut said = 0;
    let quiet = steps.iter().flat_map(|step| match step {
        Step::Say(_) => {
            said += 1;
            if said % 2 == 0 { Vec::new() } else { vec![Step::Wait(14_000), step.clone()] }
        }
        other => vec![other.clone()],
    });
    quiet.collect()
}

/// Says everything twice.
fn doubled(steps: &[Step]) -> Vec<Step> {
    steps
        .iter()
        .flat_map(|step| if matches!(step, Step::Say(_)) { vec![step.clone(), step.clone()] } else { vec![step.clone()] })
        .collect()
}

/// Lets the phone ring for 40 seconds.
fn late(steps: &[Step]) -> Vec<Step> {
    steps.iter().map(|step| if matches!(step, Step::Answer(_)) { Step::Answer(40_000) } else { step.clone() }).collect()
}

fn other_language(steps: &[Step], language: Language) -> Vec<Step> {
    let other = if language == Language::It { Language::En } else { Language::It };
    let acts = ["greet", "offer_help", "empathise", "open_question", "ask_name", "promise", "check_agreement"];
    let mut words = acts.iter().cycle().filter_map(|act| sentence(&(*act).into(), other));
    let spoken = steps.iter().map(|step| match (step, words.next()) {
        (Step::Say(_), Some(text)) => Step::Say(text.to_owned()),
        (other, _) => other.clone(),
    });
    spoken.collect()
}

/// Tells everything personal and does everything at the desk right after the greeting, and verifies nothing.
fn discloses(steps: &[Step], script: &Script, sayings: &[(crate::ids::FactId, Mode, String)], first_words: usize) -> Vec<Step> {
    let personal =
        |id| script.topics.get(id).is_some_and(|topic| matches!(topic.role, Role::Personal | Role::Identity | Role::Required));
    let told =
        sayings.iter().filter(|(id, mode, _)| *mode == Mode::Told && personal(id)).map(|(.., text)| Step::Say(text.clone()));
    let (first, rest) = steps.split_at(first_words.min(steps.len()));
    let unchecked = |step: &&Step| !matches!(step, Step::Do(DeskAction::Verify(_)));
    let (deeds, words): (Vec<&Step>, Vec<&Step>) = rest.iter().filter(unchecked).partition(|step| matches!(step, Step::Do(_)));
    first.iter().cloned().chain(deeds.into_iter().cloned()).chain(told).chain(words.into_iter().cloned()).collect()
}

/// Does it all in the record of somebody else.
fn wrong_record(steps: &[Step], script: &Script) -> Vec<Step> {
    let right = &script.goals_spec.customer;
    let Some(other) = script.customers.keys().find(|id| *id != right) else { return steps.to_vec() };
    let elsewhere = |id: &CustomerId| if id == right { other.clone() } else { id.clone() };
    let swap = |step: &Step| match step {
        Step::Do(DeskAction::Open(id)) => Step::Do(DeskAction::Open(elsewhere(id))),
        other => other.clone(),
    };
    let mut all: Vec<Step> = steps.iter().map(swap).collect();
    if let Some((field, _)) = script.customers.get(other).and_then(|record| record.data.last()) {
        all.insert(1, Step::Do(DeskAction::Open(other.clone())));
        all.insert(2, Step::Do(DeskAction::Change { field: field.clone(), value: "—".to_owned() }));
    }
    all
}

/// Tells every fact wrong, and refunds ten times what the operator may.
fn overdoes(steps: &[Step], script: &Script, sayings: &[(crate::ids::FactId, Mode, String)], first_words: usize) -> Vec<Step> {
    let wrong = sayings.iter().filter(|(_, mode, _)| *mode == Mode::ToldWrong).map(|(.., text)| Step::Say(text.clone()));
    let open = Step::Do(DeskAction::Open(script.goals_spec.customer.clone()));
    let refund = Step::Do(DeskAction::Refund(script.company.authority_cents.saturating_mul(10).max(100_000)));
    let (first, rest) = steps.split_at(first_words.min(steps.len()));
    first.iter().cloned().chain([open, refund]).chain(wrong).chain(rest.iter().cloned()).collect()
}

/// Fills in whatever is asked with something else.
fn nonsense(steps: &[Step]) -> Vec<Step> {
    let spoil = |step: &Step| match step {
        Step::Do(DeskAction::Ticket { field, .. }) => Step::Do(DeskAction::Ticket { field: *field, value: "boh".to_owned() }),
        Step::Do(DeskAction::Fill { form, field, .. }) => {
            // What the field does not take is refused and leaves it empty.
            Step::Do(DeskAction::Fill { form: form.clone(), field: field.clone(), value: "boh".to_owned() })
        }
        Step::Do(DeskAction::Refund(cents)) => Step::Do(DeskAction::Refund(cents / 2 + 1)),
        Step::Do(DeskAction::Change { field, .. }) => {
            Step::Do(DeskAction::Change { field: field.clone(), value: "boh".to_owned() })
        }
        Step::Do(DeskAction::Note(_)) => Step::Do(DeskAction::Note("boh".to_owned())),
        other => other.clone(),
    };
    steps.iter().map(spoil).collect()
}
