//! What no words can earn: things done, undone, done sooner, or said otherwise.

use crate::event::{DeskChange, DeskStep, FormGoal, Input, Mode, Role, TicketField};
use crate::ids::{CustomerId, FieldId, Seq};
use crate::scoring::finding::{Finding, Item, Mark, MeasureUnit};
use crate::scoring::indicator::{Terms, fillers, form_kinds, is_step};
use crate::scoring::reading::{OperatorTurn, Reading};

use super::cure::{asked_of, right_office};
use super::edit::Edit;

/// Edits of deeds for one question; empty where words are the means.
pub(super) fn deeds(reading: &Reading<'_>, terms: Terms<'_>, finding: &Finding) -> Vec<Vec<Edit>> {
    let unsay = |acts: &[&str]| vec![acts.iter().map(|act| Edit::Unsay((*act).into())).collect::<Vec<_>>()];
    let missing = |part: &str| finding.parts.iter().any(|seen| seen.mark == Mark::Missing && seen.item == Item::named(part));
    match terms.rule.id.as_str() {
        "answers_in_time" => {
            let limit = terms.rule.amount("limit_ms");
            reading.answered.iter().map(|(seq, at)| vec![Edit::Sooner(*seq, at.0.saturating_sub(limit))]).collect()
        }
        "handles_hold_with_all_elements" if missing("hold_in_time") => {
            let over = |millis: u64| millis.saturating_sub(terms.rule.amount("limit_ms"));
            let long = reading.holds.iter().filter(|hold| over(hold.span.millis()) > 0);
            vec![long.map(|hold| Edit::Sooner(hold.to, over(hold.span.millis()))).collect()]
        }
        "announces_transfer" if missing("warm") => vec![vec![Edit::Warm]],
        "hands_over_with_care" if missing("context") => {
            let before = first(reading, |change| matches!(change, DeskChange::Transferred(_)));
            let note = |seq: Seq| Edit::Do { after: Seq(seq.0.saturating_sub(2)), change: DeskChange::Noted("…".into()) };
            before.map(|seq| vec![note(seq)]).into_iter().collect()
        }
        "checks_agreement_after_a_no" if missing("no_blame") => unsay(&["blame", "order", "calm_down", "dismiss"]),
        "leaves_it_to_the_competent_office" if missing("no_statement") => {
            unsay(&["speculate", "disparage", "deny_responsibility"])
        }
        "offers_what_fits_once" if missing("after_the_need") => {
            let act = "offer_product";
            let early = reading.operator.iter().find(|turn| turn.does(&[act])).map(|turn| Edit::UnsayThere(turn.seq, act.into()));
            // Where nothing was solved at all, solving comes before selling.
            let solved = if reading.landmarks.solution.is_none() { said_last(reading, "offer_option") } else { None };
            vec![early.into_iter().chain(solved).chain(said_last(reading, act)).collect()]
        }
        "offers_what_fits_once" => excess(reading, "offer_product", if finding.parts.is_empty() { 0 } else { 1 }, true),
        "explains_step_by_step" if missing("one_at_a_time") => {
            let steps = usize::from(reading.header.goals.duties.procedure_steps);
            let one_by_one = (0..steps).filter_map(|_| said_last(reading, "explain_step"));
            vec![std::iter::once(Edit::Unsay("explain_step".into())).chain(one_by_one).collect()]
        }
        "refuses_the_unverified" if missing("nothing_disclosed") => {
            vec![outgoing(reading).map(Edit::Undo).chain(told(reading)).collect()]
        }
        "asks_nothing_already_given" => {
            let turns = finding.evidence.iter().map(|evidence| evidence.from);
            vec![turns.flat_map(|seq| asked_of(reading, seq).into_iter().map(move |fact| Edit::Unask(seq, fact))).collect()]
        }
        "tells_no_wrong_fact" => {
            let facts = finding.parts.iter().filter_map(|part| if let Item::Fact(fact) = &part.item { Some(fact) } else { None });
            vec![facts.map(|fact| Edit::Correct(fact.clone())).collect()]
        }
        "stays_within_authority" => vec![instead(reading, |change| match change {
            DeskChange::Refunded { customer, within_authority: false, .. } => {
                let cents = reading.header.goals.authority_cents;
                Some(DeskChange::Refunded { customer: customer.clone(), cents, within_authority: true })
            }
            _ => None,
        })],
        "edits_the_right_record" => vec![instead(reading, |change| on_record(change, &reading.header.goals.customer))],
        "refunds_the_right_amount" | "changes_the_right_data" | "sends_the_right_documents" | "files_a_right_ticket" => {
            vec![desk(reading, terms.rule.id.as_str(), finding)]
        }
        id if form_kinds(id).is_some() => vec![forms(reading, id)],
        "frames_the_need" => vec![need(reading)],
        "reads_back_before_submitting" => vec![read_back(reading, finding)],
        "submits_forms_in_time" => vec![in_time(reading, finding)],
        "follows_the_desk_order" => vec![in_order(reading)],
        "escalates_when_due" => match right_office(reading) {
            None => vec![undo(reading, |change| matches!(change, DeskChange::Transferred(_)))],
            Some(_) => vec![said_last(reading, "escalate").into_iter().collect()],
        },
        "finds_the_right_office" => right_office(reading).map(|office| vec![Edit::Redirect(office)]).into_iter().collect(),
        "lets_the_customer_speak" => vec![reading.operator.iter().map(|turn| Edit::Hush(turn.seq)).collect()],
        "finishes_sentences" => vec![finding.evidence.iter().map(|evidence| Edit::Finish(evidence.from)).collect()],
        "keeps_fillers_low" => {
            let list = fillers(reading.header.language).iter().map(|word| (*word).to_owned()).collect();
            vec![vec![Edit::Omit(list)]]
        }
        "keeps_a_measured_pace" => vec![pace(reading, terms, finding)],
        _ => Vec::new(),
    }
}

/// An act said after the operator's last words.
fn said_last(reading: &Reading<'_>, act: &str) -> Option<Edit> {
    let last = reading.operator.last().map(|turn| turn.last).or(reading.answered.map(|(seq, _)| seq));
    last.map(|after| Edit::Say { after, text: format!("({act})"), acts: vec![act.into()], facts: Vec::new() })
}

fn first(reading: &Reading<'_>, wanted: impl Fn(&DeskChange) -> bool) -> Option<Seq> {
    reading.desk.iter().find(|(.., change)| wanted(change)).map(|(seq, ..)| *seq)
}

fn undo(reading: &Reading<'_>, wanted: impl Fn(&DeskChange) -> bool) -> Vec<Edit> {
    reading.desk.iter().filter(|(.., change)| wanted(change)).map(|(seq, ..)| Edit::Undo(*seq)).collect()
}

/// Something else in the place of what was done.
fn instead(reading: &Reading<'_>, other: impl Fn(&DeskChange) -> Option<DeskChange>) -> Vec<Edit> {
    let changed = reading.desk.iter().filter_map(|(seq, _, change)| Some((*seq, other(change)?)));
    changed.flat_map(|(seq, change)| [Edit::Undo(seq), Edit::Do { after: Seq(seq.0.saturating_sub(1)), change }]).collect()
}

/// The same done on this customer's record, if it was done on another's.
fn on_record(change: &DeskChange, right: &CustomerId) -> Option<DeskChange> {
    let mut change = change.clone();
    match &mut change {
        DeskChange::Refunded { customer, .. } | DeskChange::Changed { customer, .. } | DeskChange::Sent { customer, .. }
            if customer != right =>
        {
            *customer = right.clone();
            Some(change)
        }
        _ => None,
    }
}

fn outgoing<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = Seq> + 'r {
    let out = |change: &DeskChange| {
        matches!(change, DeskChange::Refunded { .. } | DeskChange::Changed { .. } | DeskChange::Sent { .. })
    };
    reading.desk.iter().filter(move |(.., change)| out(change)).map(|(seq, ..)| *seq)
}

/// Utterances that told something personal, unsaid as a whole.
fn told<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = Edit> + 'r {
    let telling = |turn: &&OperatorTurn<'_>| turn.facts.iter().any(|seen| reading.role(&seen.fact) == Some(Role::Personal));
    let turns = reading.operator.iter().filter(telling);
    turns.filter(|turn| turn.last > turn.seq).map(|turn| Edit::Undo(turn.last)).collect::<Vec<_>>().into_iter()
}

/// Turns that do an act beyond the allowed number, unsaid; first the later ones, then the earlier ones.
fn excess(reading: &Reading<'_>, act: &str, allowed: usize, both_ends: bool) -> Vec<Vec<Edit>> {
    let turns: Vec<Seq> = reading.operator.iter().filter(|turn| turn.does(&[act])).map(|turn| turn.seq).collect();
    if turns.len() <= allowed {
        return turns.first().filter(|_| both_ends).map(|seq| vec![Edit::UnsayThere(*seq, act.into())]).into_iter().collect();
    }
    let there = |seq: &Seq| Edit::UnsayThere(*seq, act.into());
    let late = turns[allowed..].iter().map(there).collect();
    let early = turns[..turns.len() - allowed].iter().map(there).collect();
    vec![late, early]
}

/// The end of what can be done: just before the contact is closed.
fn before_end(reading: &Reading<'_>) -> Option<Seq> {
    reading.ending.map(|(seq, ..)| Seq(seq.0.saturating_sub(1))).or(reading.events.last().map(|event| event.seq))
}

/// Everything the need rests on asked for first of all, and the right area chosen at the end.
fn need(reading: &Reading<'_>) -> Vec<Edit> {
    let (Some(need), Some((answered, _))) = (&reading.header.goals.need, reading.answered) else { return Vec::new() };
    let ask = need.ask.iter().map(|fact| Edit::Ask { after: answered, fact: fact.clone() });
    let area = need.area.first().zip(before_end(reading)).map(|(area, after)| Edit::Do {
        after,
        change: DeskChange::TicketFilled { field: TicketField::Area, value: area.clone() },
    });
    ask.chain(area).collect()
}

/// What was not read back, told right before its form went.
fn read_back(reading: &Reading<'_>, finding: &Finding) -> Vec<Edit> {
    let missing = finding.parts.iter().filter(|part| part.mark != Mark::Seen);
    let facts = missing.filter_map(|part| if let Item::Fact(fact) = &part.item { Some(fact) } else { None });
    facts
        .filter_map(|fact| {
            let (known, ..) = reading.disclosed(fact)?;
            let said = vec![(fact.clone(), Mode::Told)];
            Some(Edit::Say { after: known, text: format!("({})", fact.0), acts: vec!["read_back".into()], facts: said })
        })
        .collect()
}

/// The forms that went late or not at all, filled in and handed on as soon as the call is answered.
fn in_time(reading: &Reading<'_>, finding: &Finding) -> Vec<Edit> {
    let Some((after, _)) = reading.answered else { return Vec::new() };
    let goals = &reading.header.goals;
    let late = |goal: &&FormGoal| {
        let item = Item::Form(goal.spec.id.clone());
        finding.parts.iter().any(|part| part.item == item && part.mark == Mark::Missing)
    };
    goals
        .forms
        .iter()
        .filter(late)
        .flat_map(|goal| filled_in(goal, &goals.customer))
        .map(|change| Edit::Do { after, change })
        .collect()
}

/// Every step done once more at the end, in the right order.
fn in_order(reading: &Reading<'_>) -> Vec<Edit> {
    let Some(after) = before_end(reading) else { return Vec::new() };
    let goals = &reading.header.goals;
    let customer = || goals.customer.clone();
    let again = |step: &DeskStep| {
        let done = reading.desk.iter().find(|(.., change)| is_step(step, change)).map(|(.., change)| (*change).clone());
        done.unwrap_or_else(|| match step {
            DeskStep::Search => DeskChange::Found(vec![customer()]),
            DeskStep::Open => DeskChange::Opened(customer()),
            DeskStep::Verify => {
                DeskChange::Verified { customer: Some(customer()), given: goals.verify_with.clone(), missing: Vec::new() }
            }
            DeskStep::FileTicket => DeskChange::TicketFiled("—".into()),
            DeskStep::Refund => {
                DeskChange::Refunded { customer: customer(), cents: goals.refund_cents.unwrap_or(0), within_authority: true }
            }
            DeskStep::Change(field) => {
                let new =
                    goals.changes.iter().find(|(changed, _)| changed == field).map_or(String::new(), |(_, new)| new.clone());
                DeskChange::Changed { customer: customer(), field: field.clone(), old: String::new(), new }
            }
            DeskStep::Send(document) => DeskChange::Sent { customer: customer(), document: document.clone() },
            DeskStep::Note => DeskChange::Noted("…".into()),
            DeskStep::Submit(form) => DeskChange::FormSubmitted { form: form.clone(), customer: Some(customer()) },
            DeskStep::Transfer(office) => DeskChange::Transferred(office.clone()),
        })
    };
    goals.desk_order.iter().map(|step| Edit::Do { after, change: again(step) }).collect()
}

/// The forms a question is about, filled in as the goals say and handed on once more at the end.
fn forms(reading: &Reading<'_>, id: &str) -> Vec<Edit> {
    let Some(after) = before_end(reading) else { return Vec::new() };
    let kinds = form_kinds(id).unwrap_or_default();
    let goals = &reading.header.goals;
    let wanted = goals.forms.iter().filter(|goal| kinds.contains(&goal.spec.kind));
    wanted.flat_map(|goal| filled_in(goal, &goals.customer)).map(|change| Edit::Do { after, change }).collect()
}

fn filled_in(goal: &FormGoal, customer: &CustomerId) -> Vec<DeskChange> {
    let form = &goal.spec.id;
    // A draft left behind is handed on first, so that nothing of it stands in the new one.
    let submit = || DeskChange::FormSubmitted { form: form.clone(), customer: Some(customer.clone()) };
    let fill = |field: &FieldId, value: String| DeskChange::FormFilled { form: form.clone(), field: field.clone(), value };
    let kept = |field: &FieldId, right: &String| {
        goal.spec.field(field).and_then(|spec| spec.input.read(right)).unwrap_or_else(|| right.clone())
    };
    let named = goal.fields.iter().filter_map(|(field, texts)| Some((field, texts.first()?)));
    let values = named.chain(&goal.until).map(|(field, right)| fill(field, kept(field, right)));
    let said: Vec<&str> = goal.contains.values().filter_map(|texts| texts.first().map(String::as_str)).collect();
    let free = |input: &Input| matches!(input, Input::Text | Input::LongText);
    let room = goal.spec.fields.iter().rev().find(|spec| free(&spec.input) && !goal.blank.contains(&spec.id));
    let text = room.filter(|_| !said.is_empty()).map(|spec| {
        let own = goal.fields.get(&spec.id).and_then(|texts| texts.first()).map(String::as_str);
        fill(&spec.id, own.into_iter().chain(said).collect::<Vec<_>>().join(". "))
    });
    std::iter::once(submit()).chain(values).chain(text).chain([submit()]).collect()
}

/// What the goals say of the desk, done at the end; what was done otherwise, undone.
fn desk(reading: &Reading<'_>, id: &str, finding: &Finding) -> Vec<Edit> {
    let goals = &reading.header.goals;
    let Some(after) = before_end(reading) else { return Vec::new() };
    let customer = goals.customer.clone();
    let mut changes = Vec::new();
    let mut edits = Vec::new();
    match id {
        "refunds_the_right_amount" => {
            edits = undo(reading, |change| matches!(change, DeskChange::Refunded { .. }));
            changes.extend(goals.refund_cents.map(|cents| DeskChange::Refunded { customer, cents, within_authority: true }));
        }
        "changes_the_right_data" => {
            edits = undo(reading, |change| matches!(change, DeskChange::Changed { .. }));
            changes.extend(goals.changes.iter().map(|(field, value)| DeskChange::Changed {
                customer: customer.clone(),
                field: field.clone(),
                old: String::new(),
                new: value.clone(),
            }));
        }
        "sends_the_right_documents" => {
            let sent = |document: &_| DeskChange::Sent { customer: customer.clone(), document: Clone::clone(document) };
            changes.extend(goals.documents.iter().map(sent));
        }
        _ => {
            edits = undo(reading, |change| matches!(change, DeskChange::TicketFilled { .. }));
            let fill = |(field, values): (&_, &Vec<String>)| {
                values.first().map(|value| DeskChange::TicketFilled { field: *field, value: value.clone() })
            };
            changes.extend(goals.ticket.iter().filter_map(fill));
            let filed = finding.parts.iter().any(|part| part.item == Item::named("filed") && part.mark == Mark::Seen);
            changes.extend((!filed).then(|| DeskChange::TicketFiled("—".into())));
        }
    }
    edits.extend(changes.into_iter().map(|change| Edit::Do { after, change }));
    edits
}

/// Every turn in the time that brings the pace to the middle of what is asked.
fn pace(reading: &Reading<'_>, terms: Terms<'_>, finding: &Finding) -> Vec<Edit> {
    let Some(measured) = finding.measured else { return Vec::new() };
    let (from, to) = match measured.unit {
        MeasureUnit::WordsMinute => ("words_minute_from", "words_minute_to"),
        _ => ("syllables_minute_from", "syllables_minute_to"),
    };
    let wanted = u64::midpoint(terms.rule.amount(from), terms.rule.amount(to)).max(1);
    let now = u64::try_from(measured.amount).unwrap_or(0);
    reading.operator.iter().map(|turn| Edit::Pace(turn.seq, turn.span().millis() * now / wanted)).collect()
}
