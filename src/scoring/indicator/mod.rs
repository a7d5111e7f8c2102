//! The indicators: one pure function a question. Each answers for itself and says in its doc when the question arises.
//!
//! To add one: an entry in `rubric::INDICATORS`, a function here, a line in [`TABLE`], words in `scenarios/rubric/`.

mod answers;
mod assertive;
mod authority;
mod avoiding;
mod closing;
mod complaint;
mod conduct;
mod course;
mod desk;
mod desk_work;
mod ear;
mod empathy;
mod ending;
mod english;
mod english_talk;
mod escalation;
mod facts;
mod followup;
mod forms;
mod identity;
mod inquiry;
mod language;
mod listening;
mod looking;
mod notices;
mod offers;
mod opening;
mod procedure;
mod sector;
mod survey;
mod waiting;

pub(super) use desk_work::is_step;
pub(super) use forms::kinds as form_kinds;
pub(super) use language::fillers;
pub use language::syllables;

use crate::rubric::{IndicatorRule, Rubric};

use super::finding::{Finding, Outcome, Why};
use super::reading::Reading;

/// What an indicator may know beside the reading.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// Its own rule: thresholds, parts.
    pub rule: &'a IndicatorRule,
    /// The whole rubric: floor, names of feelings.
    pub rubric: &'a Rubric,
}

/// One question put to a reading.
pub type Judge = fn(&Reading<'_>, Terms<'_>) -> Finding;

/// Questions that words alone cannot answer: they take the desk, the telephone, timing, or the scenario's knowledge of what is true.
const MORE_THAN_WORDS: &[&str] = &[
    "answers_in_time",
    "verifies_identity_before_disclosure",
    "elicits_hidden_facts",
    "lets_the_customer_speak",
    "handles_hold_with_all_elements",
    "leaves_no_dead_air",
    "announces_transfer",
    "tells_required_facts",
    "tells_no_wrong_fact",
    "stays_within_authority",
    "edits_the_right_record",
    "refunds_the_right_amount",
    "changes_the_right_data",
    "sends_the_right_documents",
    "files_a_right_ticket",
    "frames_the_need",
    "reads_back_before_submitting",
    "submits_forms_in_time",
    "follows_the_desk_order",
    "keeps_anger_from_rising",
    "resolves_the_contact",
    "keeps_a_measured_pace",
    "warns_before_hanging_up",
];

/// Every indicator by its id, in the order of the catalogue.
pub const TABLE: &[(&str, Judge)] = &[
    ("answers_in_time", opening::answers_in_time),
    ("opens_with_all_elements", opening::opens_with_all_elements),
    ("uses_caller_name", opening::uses_caller_name),
    ("verifies_identity_before_disclosure", identity::verifies_identity_before_disclosure),
    ("explains_why_data_is_asked", identity::explains_why_data_is_asked),
    ("asks_an_open_question", inquiry::asks_an_open_question),
    ("elicits_hidden_facts", inquiry::elicits_hidden_facts),
    ("asks_nothing_already_given", inquiry::asks_nothing_already_given),
    ("answers_each_disclosure_with_empathy", empathy::answers_each_disclosure_with_empathy),
    ("adapts_to_caller", empathy::adapts_to_caller),
    ("avoids_forbidden_phrases", conduct::avoids_forbidden_phrases),
    ("shows_courtesy", conduct::shows_courtesy),
    ("lets_the_customer_speak", conduct::lets_the_customer_speak),
    ("recaps_before_solution", inquiry::recaps_before_solution),
    ("follows_complaint_steps_in_order", complaint::follows_complaint_steps_in_order),
    ("offers_options", complaint::offers_options),
    ("refuses_with_reason_and_alternative", complaint::refuses_with_reason_and_alternative),
    ("handles_hold_with_all_elements", waiting::handles_hold_with_all_elements),
    ("leaves_no_dead_air", waiting::leaves_no_dead_air),
    ("announces_transfer", waiting::announces_transfer),
    ("tells_required_facts", facts::tells_required_facts),
    ("tells_no_wrong_fact", facts::tells_no_wrong_fact),
    ("stays_within_authority", authority::stays_within_authority),
    ("edits_the_right_record", authority::edits_the_right_record),
    ("refunds_the_right_amount", authority::refunds_the_right_amount),
    ("changes_the_right_data", desk::changes_the_right_data),
    ("sends_the_right_documents", desk::sends_the_right_documents),
    ("files_a_right_ticket", desk::files_a_right_ticket),
    ("gives_reference_and_next_step", closing::gives_reference_and_next_step),
    ("closes_with_all_elements", closing::closes_with_all_elements),
    ("passes_through_the_four_phases", course::passes_through_the_four_phases),
    ("keeps_anger_from_rising", course::keeps_anger_from_rising),
    ("resolves_the_contact", course::resolves_the_contact),
    ("uses_english_phraseology", english::uses_english_phraseology),
    ("keeps_formal_address", avoiding::keeps_formal_address),
    ("speaks_well_of_the_company", avoiding::speaks_well_of_the_company),
    ("does_not_speculate", avoiding::does_not_speculate),
    ("leaves_the_way_open", avoiding::leaves_the_way_open),
    ("does_not_press", avoiding::does_not_press),
    ("asks_neutral_questions", avoiding::asks_neutral_questions),
    ("conducts_the_interview", survey::conducts_the_interview),
    ("keeps_fillers_low", language::keeps_fillers_low),
    ("finishes_sentences", language::finishes_sentences),
    ("keeps_a_measured_pace", language::keeps_a_measured_pace),
    ("uses_sector_terms", sector::uses_sector_terms),
    ("explains_technical_words", sector::explains_technical_words),
    ("reflects_as_well_as_asks", listening::reflects_as_well_as_asks),
    ("checks_agreement_after_a_no", assertive::checks_agreement_after_a_no),
    ("answers_every_question", answers::answers_every_question),
    ("explains_step_by_step", procedure::explains_step_by_step),
    ("escalates_when_due", escalation::escalates_when_due),
    ("finds_the_right_office", escalation::finds_the_right_office),
    ("hands_over_with_care", escalation::hands_over_with_care),
    ("gives_notices_due", notices::gives_notices_due),
    ("refuses_the_unverified", notices::refuses_the_unverified),
    ("offers_what_fits_once", offers::offers_what_fits_once),
    ("respects_a_refusal", offers::respects_a_refusal),
    ("asks_why_before_keeping", offers::asks_why_before_keeping),
    ("recalls_the_earlier_contact", followup::recalls_the_earlier_contact),
    ("tells_the_decision_with_its_reason", followup::tells_the_decision_with_its_reason),
    ("tells_the_complaint_route", followup::tells_the_complaint_route),
    ("leaves_it_to_the_competent_office", followup::leaves_it_to_the_competent_office),
    ("warns_before_hanging_up", ending::warns_before_hanging_up),
    ("replies_in_english", english_talk::replies_in_english),
    ("repairs_what_was_not_understood", english_talk::repairs_what_was_not_understood),
    ("keeps_talking_in_english", english_talk::keeps_talking_in_english),
    ("handles_the_order", forms::fills_its_forms),
    ("decides_by_the_rules", forms::fills_its_forms),
    ("reports_the_defect", forms::fills_its_forms),
    ("helps_with_the_form", forms::fills_its_forms),
    ("hands_the_case_over", forms::fills_its_forms),
    ("files_in_the_right_class", forms::fills_its_forms),
    ("writes_the_mail", forms::fills_its_forms),
    ("writes_for_the_channel", forms::fills_its_forms),
    ("sets_the_call_back", forms::fills_its_forms),
    ("follows_the_case_up", forms::fills_its_forms),
    ("codes_the_interview", forms::fills_its_forms),
    ("frames_the_need", desk_work::frames_the_need),
    ("reads_back_before_submitting", desk_work::reads_back_before_submitting),
    ("submits_forms_in_time", desk_work::submits_forms_in_time),
    ("follows_the_desk_order", desk_work::follows_the_desk_order),
    ("sounds_welcoming", ear::sounds_welcoming),
    ("speaks_well", ear::speaks_well),
];

/// Puts one question of a rubric to a reading; `None` for an indicator scoring does not know.
///
/// Where nobody answered, only the waiting and the end are judged: nothing else arises.
pub fn judge(reading: &Reading<'_>, terms: Terms<'_>) -> Option<Finding> {
    let (id, judge) = TABLE.iter().find(|(id, _)| *id == terms.rule.id.as_str())?;
    let unanswered = reading.answered.is_none() && !matches!(*id, "answers_in_time" | "resolves_the_contact");
    Some(match () {
        () if unanswered => Finding::not_applicable(id),
        () if reading.is_transcript() && MORE_THAN_WORDS.contains(id) => Finding::new(id, Outcome::NotObserved(Why::NoData)),
        () => judge(reading, terms),
    })
}
