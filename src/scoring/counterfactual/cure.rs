//! What each question can be earned with: data first, then how the means become edits.

use crate::event::{DeskChange, Escalation, Mode, Role};
use crate::ids::{ActId, FactId};
use crate::scoring::finding::{Finding, Item, Mark, PartSeen, Speaker};
use crate::scoring::indicator::Terms;
use crate::scoring::reading::Reading;

use super::edit::Edit;
use super::place::places;

/// By what means a question is earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Means {
    /// Saying one of these things, once or more often.
    Say(&'static [&'static str]),
    /// Saying what its missing parts are about.
    Parts,
    /// Not having said these.
    Unsay(&'static [&'static str]),
    /// Naming the feeling.
    Empathy,
    /// Telling the facts that are missing.
    Tell,
    /// Asking for the facts that are missing.
    Ask,
    /// Having the identity data given and checked first.
    Verify,
    /// Doing at the desk what the goals say.
    Desk,
    /// Leaving undone what was done wrong.
    Undo,
    /// Taking less time.
    Time,
    /// Speaking otherwise: slower, in whole sentences, without fillers, without talking over anybody.
    Speech,
    /// Sending the call where it belongs.
    Route,
}

use Means::{Ask, Desk, Empathy, Parts, Route, Say, Speech, Tell, Time, Undo, Unsay, Verify};

const CURES: &[(&str, Means)] = &[
    ("answers_in_time", Time),
    ("opens_with_all_elements", Parts),
    ("uses_caller_name", Say(&["use_name"])),
    ("verifies_identity_before_disclosure", Verify),
    ("explains_why_data_is_asked", Say(&["explain_privacy"])),
    ("asks_an_open_question", Say(&["open_question"])),
    ("elicits_hidden_facts", Ask),
    ("asks_nothing_already_given", Undo),
    ("answers_each_disclosure_with_empathy", Empathy),
    ("adapts_to_caller", Say(&["adapt_pace"])),
    (
        "avoids_forbidden_phrases",
        Unsay(&["blame", "order", "calm_down", "deny_responsibility", "disparage", "dismiss", "insult"]),
    ),
    ("shows_courtesy", Say(&["courtesy"])),
    ("lets_the_customer_speak", Speech),
    ("recaps_before_solution", Say(&["recap"])),
    ("follows_complaint_steps_in_order", Parts),
    ("offers_options", Say(&["offer_option"])),
    ("refuses_with_reason_and_alternative", Parts),
    ("handles_hold_with_all_elements", Parts),
    ("leaves_no_dead_air", Say(&["hold_request"])),
    ("announces_transfer", Parts),
    ("tells_required_facts", Tell),
    ("tells_no_wrong_fact", Undo),
    ("stays_within_authority", Undo),
    ("edits_the_right_record", Undo),
    ("refunds_the_right_amount", Desk),
    ("changes_the_right_data", Desk),
    ("sends_the_right_documents", Desk),
    ("files_a_right_ticket", Desk),
    ("handles_the_order", Desk),
    ("decides_by_the_rules", Desk),
    ("reports_the_defect", Desk),
    ("helps_with_the_form", Desk),
    ("hands_the_case_over", Desk),
    ("files_in_the_right_class", Desk),
    ("writes_the_mail", Desk),
    ("writes_for_the_channel", Desk),
    ("sets_the_call_back", Desk),
    ("follows_the_case_up", Desk),
    ("codes_the_interview", Desk),
    ("frames_the_need", Desk),
    ("reads_back_before_submitting", Desk),
    ("submits_forms_in_time", Desk),
    ("follows_the_desk_order", Desk),
    ("gives_reference_and_next_step", Parts),
    ("closes_with_all_elements", Parts),
    ("passes_through_the_four_phases", Parts),
    ("uses_english_phraseology", Parts),
    ("keeps_formal_address", Unsay(&["tu_form"])),
    ("speaks_well_of_the_company", Unsay(&["disparage", "deny_responsibility"])),
    ("does_not_speculate", Unsay(&["speculate"])),
    ("leaves_the_way_open", Unsay(&["obstruct"])),
    ("does_not_press", Unsay(&["press"])),
    ("asks_neutral_questions", Unsay(&["leading_question"])),
    ("conducts_the_interview", Parts),
    ("keeps_fillers_low", Speech),
    ("finishes_sentences", Speech),
    ("keeps_a_measured_pace", Speech),
    ("uses_sector_terms", Say(&["positive_wording"])),
    ("explains_technical_words", Say(&["explain_term"])),
    ("reflects_as_well_as_asks", Say(&["paraphrase"])),
    ("checks_agreement_after_a_no", Parts),
    ("answers_every_question", Tell),
    ("explains_step_by_step", Parts),
    ("escalates_when_due", Route),
    ("finds_the_right_office", Route),
    ("hands_over_with_care", Parts),
    ("gives_notices_due", Parts),
    ("refuses_the_unverified", Parts),
    ("offers_what_fits_once", Parts),
    ("respects_a_refusal", Say(&["respect_refusal"])),
    ("asks_why_before_keeping", Say(&["ask_leaving_reason"])),
    ("recalls_the_earlier_contact", Say(&["recall_case"])),
    ("tells_the_decision_with_its_reason", Parts),
    ("tells_the_complaint_route", Parts),
    ("leaves_it_to_the_competent_office", Parts),
    ("warns_before_hanging_up", Say(&["warn"])),
    ("replies_in_english", Say(&["greet"])),
    ("repairs_what_was_not_understood", Parts),
    ("keeps_talking_in_english", Say(&["hold_request"])),
];

/// The act that earns a part, where it is not called like it; `None` where no words earn it.
fn act_of(part: &str) -> Option<&str> {
    Some(match part {
        "identify" => "ask_identity",
        "hold" => "hold_request",
        "close" | "closing" => "farewell",
        "opening" => "greet",
        "needs" => "open_question",
        "solution" | "remedy" => "offer_option",
        "listen" => "paraphrase",
        "cause" => "give_reason",
        "agreement" => "check_agreement",
        "consent" | "marketing" => "ask_consent",
        "destination" => "name_office",
        "fallback" => "offer_callback",
        "recording" => "recording_notice",
        "refused" => "refuse",
        "offered" => "offer_product",
        "steps" => "explain_step",
        "checks" => "teach_back",
        "term" => "follow_up",
        "office" => "name_office",
        "repair" => "clarify",
        "hold_in_time" | "warm" | "no_blame" | "context" | "nothing_disclosed" | "after_the_need" | "once" => return None,
        "one_at_a_time" | "no_statement" | "filed" => return None,
        other => other,
    })
}

/// Whether this module knows what would earn a question. It does not know it of what the customer's own course answers.
pub fn is_curable(indicator: &str) -> bool {
    CURES.iter().any(|(id, _)| *id == indicator)
}

/// Edits worth trying, most promising first. Each list belongs together.
pub(super) fn edits(reading: &Reading<'_>, terms: Terms<'_>, finding: &Finding) -> Vec<Vec<Edit>> {
    let id = terms.rule.id.as_str();
    let Some((_, means)) = CURES.iter().find(|(known, _)| *known == id) else { return Vec::new() };
    let places = places(reading, finding);
    let words = |acts: &[&str]| acts.iter().map(|act| ActId::from(*act)).collect::<Vec<_>>();
    let say = |acts: &[&str]| -> Vec<Vec<Edit>> {
        let said = |after: &_| Edit::Say { after: *after, text: text(reading, id), acts: words(acts), facts: Vec::new() };
        places.iter().map(|after| vec![said(after)]).collect()
    };
    match means {
        Say(acts) => say(acts),
        Parts => {
            let of = |wanted: &dyn Fn(Mark) -> bool| -> Vec<&str> {
                let named = finding.parts.iter().filter(|part| wanted(part.mark));
                named.filter_map(|part| if let Item::Named(id) = &part.item { act_of(id.as_str()) } else { None }).collect()
            };
            let missing = of(&|mark| mark == Mark::Missing);
            let mut all = super::deed::deeds(reading, terms, finding);
            all.extend(say(&missing));
            missing.iter().for_each(|act| all.extend(say(&[act])));
            all.extend(say(&of(&|_| true)));
            // What has to stand beside each of several (every no, with its reason) is said beside each.
            all.push(say(&missing).into_iter().flatten().collect());
            all.push(say(&of(&|_| true)).into_iter().flatten().collect());
            all
        }
        Unsay(acts) => vec![words(acts).into_iter().map(Edit::Unsay).collect()],
        Empathy => {
            let unanswered = finding.parts.iter().filter(|part| part.mark != Mark::SeenFully);
            let mut all: Vec<Vec<Edit>> = unanswered.filter_map(|part| named(terms, part)).collect();
            all.push(all.iter().flatten().cloned().collect());
            all
        }
        Tell => {
            let tell = |after: &_, fact: &FactId| {
                let facts = vec![(fact.clone(), Mode::Told)];
                vec![Edit::Say { after: *after, text: text(reading, id), acts: Vec::new(), facts }]
            };
            let facts: Vec<&FactId> = missing_facts(finding);
            places.iter().flat_map(|after| facts.iter().map(move |fact| tell(after, fact))).collect()
        }
        Ask => {
            let facts = missing_facts(finding);
            let ask = |after: &_| facts.iter().map(|fact| Edit::Ask { after: *after, fact: (*fact).clone() }).collect();
            places.iter().map(ask).collect()
        }
        Verify => {
            let goals = &reading.header.goals;
            let ask = |after: &_| {
                let given = goals.verify_with.clone();
                let asked = given.iter().map(|fact| Edit::Ask { after: *after, fact: fact.clone() }).collect::<Vec<_>>();
                let change = DeskChange::Verified { customer: Some(goals.customer.clone()), given, missing: Vec::new() };
                asked.into_iter().chain([Edit::Do { after: *after, change }]).collect()
            };
            // First of all, before anything went out.
            reading.answered.map(|(seq, _)| seq).iter().chain(&places).map(ask).collect()
        }
        Desk | Undo | Time | Speech | Route => super::deed::deeds(reading, terms, finding),
    }
}

/// Right after a disclosure: the feeling named, and what the customer said taken up.
fn named(terms: Terms<'_>, part: &PartSeen) -> Option<Vec<Edit>> {
    let Item::Disclosure(feelings) = &part.item else { return None };
    let line = part.evidence.iter().rfind(|evidence| evidence.speaker == Speaker::Customer)?;
    let stems = feelings.iter().filter_map(|feeling| terms.rubric.feelings.get(feeling)).flat_map(|feeling| &feeling.stems);
    let text = format!("{}: {}", line.quote, stems.cloned().collect::<Vec<_>>().join(" "));
    Some(vec![Edit::Say { after: line.to, text, acts: vec!["empathise".into()], facts: Vec::new() }])
}

fn missing_facts(finding: &Finding) -> Vec<&FactId> {
    let missing = finding.parts.iter().filter(|part| part.mark != Mark::Seen);
    missing.filter_map(|part| if let Item::Fact(fact) = &part.item { Some(fact) } else { None }).collect()
}

/// Words for an inserted utterance; where only the acts count, any will do.
fn text(reading: &Reading<'_>, indicator: &str) -> String {
    match indicator {
        "uses_sector_terms" => reading.header.goals.duties.terms.join(". "),
        "replies_in_english" => "Good morning, how can I help you?".to_owned(),
        _ => format!("({indicator} {})", reading.operator.len()),
    }
}

/// Facts of a role, for deeds.
pub(super) fn asked_of(reading: &Reading<'_>, seq: crate::ids::Seq) -> Vec<FactId> {
    let turn = reading.operator.iter().find(|turn| turn.seq == seq);
    let asked = turn.into_iter().flat_map(|turn| turn.facts.iter().filter(|seen| seen.mode == Mode::Asked));
    asked.filter(|seen| reading.role(&seen.fact) != Some(Role::Required)).map(|seen| seen.fact.clone()).collect()
}

/// The office a call should go to.
pub(super) fn right_office(reading: &Reading<'_>) -> Option<crate::ids::OfficeId> {
    let duties = &reading.header.goals.duties;
    match (&duties.escalation, &duties.outside_remit) {
        (Some(Escalation::To(office)), _) | (_, Some(office)) => Some(office.clone()),
        _ => None,
    }
}
