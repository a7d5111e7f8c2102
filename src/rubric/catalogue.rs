//! What scoring can look for: the contract between the words of a rubric and the rules in `scoring`.

/// What a rubric may and must say about one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its id: a proposition about the contact.
    pub id: &'static str,
    /// The thresholds it reads; the rubric gives each with its source.
    pub params: &'static [&'static str],
    /// The parts it looks for; the rubric names each. Parts that are a scenario's facts, fields or documents are not listed.
    pub parts: &'static [&'static str],
}

impl Entry {
    /// Whether only a person can answer it: the program picks what to listen to and says nothing about it.
    pub fn is_for_a_person(&self) -> bool {
        FOR_A_PERSON.contains(&self.id)
    }
}

/// The indicators that only a person can answer.
const FOR_A_PERSON: &[&str] = &["sounds_welcoming", "speaks_well"];

/// Slots that a sentence of advice may hold.
pub const SLOTS: &[&str] = &["missing", "seen", "say", "quote", "value", "limit"];

/// The catalogue entry of an indicator.
pub fn entry(id: &str) -> Option<&'static Entry> {
    INDICATORS.iter().find(|entry| entry.id == id)
}

const fn of(id: &'static str, params: &'static [&'static str], parts: &'static [&'static str]) -> Entry {
    Entry { id, params, parts }
}

/// Every indicator scoring knows, in the order of a call.
pub const INDICATORS: &[Entry] = &[
    of("answers_in_time", &["limit_ms"], &[]),
    of("opens_with_all_elements", &["opening_turns"], &["greet", "state_company", "state_name", "offer_help"]),
    of("uses_caller_name", &[], &[]),
    of("verifies_identity_before_disclosure", &[], &["data_given", "check_recorded"]),
    of("explains_why_data_is_asked", &[], &[]),
    of("asks_an_open_question", &[], &[]),
    of("elicits_hidden_facts", &["enough_permille"], &[]),
    of("asks_nothing_already_given", &[], &[]),
    of("answers_each_disclosure_with_empathy", &["window_turns", "level_two_at_least"], &[]),
    of("adapts_to_caller", &["window_turns"], &[]),
    of(
        "avoids_forbidden_phrases",
        &[],
        &["blame", "order", "calm_down", "deny_responsibility", "disparage", "dismiss", "insult"],
    ),
    of("shows_courtesy", &["markers_at_least"], &[]),
    of("lets_the_customer_speak", &["limit_permille"], &[]),
    of("recaps_before_solution", &[], &[]),
    of(
        "follows_complaint_steps_in_order",
        &["steps_at_least"],
        &["listen", "empathise", "apologise", "cause", "remedy", "agreement", "follow_up"],
    ),
    of("offers_options", &["options_at_least"], &[]),
    of("refuses_with_reason_and_alternative", &["window_turns"], &["give_reason", "offer_alternative"]),
    of(
        "handles_hold_with_all_elements",
        &["before_turns", "after_turns", "limit_ms"],
        &["hold_request", "hold_reason", "hold_estimate", "hold_in_time", "hold_return"],
    ),
    of("leaves_no_dead_air", &["limit_ms"], &[]),
    of("announces_transfer", &[], &["transfer_announce", "transfer_reason", "warm"]),
    of("tells_required_facts", &["enough_permille"], &[]),
    of("tells_no_wrong_fact", &[], &[]),
    of("stays_within_authority", &[], &[]),
    of("edits_the_right_record", &[], &[]),
    of("refunds_the_right_amount", &[], &[]),
    of("changes_the_right_data", &[], &[]),
    of("sends_the_right_documents", &[], &[]),
    of("files_a_right_ticket", &["similar_permille"], &["filed", "kind", "area", "cause", "action", "next_step"]),
    of("gives_reference_and_next_step", &[], &["give_reference", "follow_up"]),
    of(
        "closes_with_all_elements",
        &["elements_at_least", "closing_turns"],
        &["recap", "teach_back", "anything_else", "thank", "farewell"],
    ),
    of("passes_through_the_four_phases", &[], &["opening", "needs", "solution", "closing"]),
    of("keeps_anger_from_rising", &[], &[]),
    of("resolves_the_contact", &[], &[]),
    of("uses_english_phraseology", &["enough_permille"], &["identify", "clarify", "ask_spell", "read_back", "hold", "close"]),
    of("keeps_formal_address", &[], &[]),
    of("speaks_well_of_the_company", &[], &[]),
    of("does_not_speculate", &[], &[]),
    of("leaves_the_way_open", &[], &[]),
    of("does_not_press", &[], &[]),
    of("asks_neutral_questions", &[], &[]),
    of(
        "conducts_the_interview",
        &["elements_at_least"],
        &["survey_intro", "survey_duration", "consent", "survey_probe", "record_words", "thank"],
    ),
    of("keeps_fillers_low", &["limit_permille", "words_at_least"], &[]),
    of("finishes_sentences", &["turns_at_most"], &[]),
    of(
        "keeps_a_measured_pace",
        &[
            "words_at_least",
            "speech_ms_at_least",
            "words_minute_from",
            "words_minute_to",
            "syllables_minute_from",
            "syllables_minute_to",
        ],
        &[],
    ),
    of("uses_sector_terms", &["terms_at_least"], &[]),
    of("explains_technical_words", &["window_turns"], &[]),
    of("reflects_as_well_as_asks", &["reflections_permille"], &[]),
    of("checks_agreement_after_a_no", &[], &["check_agreement", "no_blame"]),
    of("answers_every_question", &["window_turns", "enough_permille"], &[]),
    of("explains_step_by_step", &["checks_at_least", "steps_a_turn"], &["steps", "one_at_a_time", "checks"]),
    of("escalates_when_due", &[], &[]),
    of("finds_the_right_office", &[], &[]),
    of("hands_over_with_care", &["window_turns"], &["destination", "consent", "context", "fallback"]),
    of("gives_notices_due", &[], &["recording", "consent", "marketing"]),
    of("refuses_the_unverified", &[], &["nothing_disclosed", "refused"]),
    of("offers_what_fits_once", &[], &["offered", "after_the_need", "once"]),
    of("respects_a_refusal", &[], &[]),
    of("asks_why_before_keeping", &[], &[]),
    of("recalls_the_earlier_contact", &["window_turns"], &[]),
    of("tells_the_decision_with_its_reason", &[], &["give_reason", "next_instance"]),
    of("tells_the_complaint_route", &[], &["give_reference", "term", "next_instance"]),
    of("leaves_it_to_the_competent_office", &[], &["office", "no_statement"]),
    of("warns_before_hanging_up", &["warnings_at_least"], &[]),
    of("replies_in_english", &["window_turns"], &[]),
    of("repairs_what_was_not_understood", &["window_turns"], &["repair"]),
    of("keeps_talking_in_english", &["limit_ms"], &[]),
    of("handles_the_order", &["similar_permille"], &["nothing_private"]),
    of("decides_by_the_rules", &["similar_permille"], &["nothing_private"]),
    of("reports_the_defect", &["similar_permille"], &["symptom", "steps", "nothing_private"]),
    of("helps_with_the_form", &["similar_permille"], &["nothing_private"]),
    of("hands_the_case_over", &["similar_permille"], &["who", "what", "tried", "asked", "deadline", "nothing_private"]),
    of("files_in_the_right_class", &["similar_permille"], &["nothing_private"]),
    of("writes_the_mail", &["similar_permille"], &["greeting", "answer", "deadline", "signature", "nothing_private"]),
    of("writes_for_the_channel", &["similar_permille"], &["greeting", "answer", "deadline", "nothing_private"]),
    of("sets_the_call_back", &["similar_permille"], &["nothing_private"]),
    of("follows_the_case_up", &["similar_permille"], &["nothing_private"]),
    of("codes_the_interview", &["similar_permille"], &["nothing_private"]),
    of("frames_the_need", &["similar_permille"], &["area"]),
    of("reads_back_before_submitting", &[], &[]),
    of("submits_forms_in_time", &[], &[]),
    of("follows_the_desk_order", &["slips_at_most"], &[]),
    of("sounds_welcoming", &[], &[]),
    of("speaks_well", &["words_at_least"], &[]),
];
