//! One indicator on a short log.

use pronto::event::ContactKind;
use pronto::ids::Language;
use pronto::scoring::{Finding, Item, Mark, Outcome, Why};

use super::log::{events, header};
use super::{finding, finding_of};

const UNCLEAR: Outcome = Outcome::NotObserved(Why::Unclear);

fn critical(finding: &Finding) -> Option<&str> {
    finding.critical.as_ref().map(|proposed| proposed.error.as_str())
}

fn marks(finding: &Finding) -> Vec<(String, Mark)> {
    let name = |item: &Item| match item {
        Item::Form(form) => form.0.clone(),
        Item::FormField(form, field) => format!("{form}.{field}"),
        Item::Step(step) => format!("{step:?}"),
        Item::Named(part) => part.0.clone(),
        Item::Fact(fact) => fact.0.clone(),
        Item::Disclosure(feelings) => feelings.iter().map(|feeling| feeling.0.as_str()).collect::<Vec<_>>().join("+"),
        Item::Field(field) => format!("{field:?}"),
        Item::Document(document) => document.0.clone(),
        Item::Datum(field) => field.clone(),
    };
    finding.parts.iter().map(|part| (name(&part.item), part.mark)).collect()
}

fn marked(finding: &Finding, wanted: Mark) -> Vec<String> {
    marks(finding).into_iter().filter(|(_, mark)| *mark == wanted).map(|(name, _)| name).collect()
}

#[test]
fn the_phone_may_ring_twenty_seconds() {
    assert_eq!(finding("answers_in_time", "0 ring\n20 answer").outcome, Outcome::Met);
    assert_eq!(finding("answers_in_time", "0 ring\n20.1 answer").outcome, Outcome::NotMet);
    assert_eq!(finding("answers_in_time", "0 ring\n60 closed unanswered").outcome, Outcome::NotMet);
}

#[test]
fn an_unanswered_call_is_judged_for_that_and_nothing_else() {
    let log = "0 ring\n60 closed unanswered\n61 wrapup";
    assert_eq!(finding("opens_with_all_elements", log).outcome, Outcome::NotApplicable);
    assert_eq!(finding("resolves_the_contact", log).outcome, Outcome::NotMet);
}

#[test]
fn the_opening_needs_all_four_elements_within_three_turns() {
    let log = "0 ring\n2 answer\n3-5 op Buongiorno, Luce Viva. | greet\n6-8 cu Senta…\n9-11 op Sono Marta, mi dica. | state_name offer_help";
    assert_eq!(finding("opens_with_all_elements", log).outcome, Outcome::Met);
    let log = "0 ring\n2 answer\n3-5 op Buongiorno, mi dica. | greet offer_help\n6-8 cu Senta…";
    let short = finding("opens_with_all_elements", log);
    assert_eq!(short.outcome, Outcome::Partly { got: 2, of: 4 });
    assert_eq!(marked(&short, Mark::Missing), ["state_company", "state_name"]);
}

#[test]
fn an_opening_that_was_heard_faintly_is_not_observed() {
    let faint = "0 ring\n2 answer\n3-5 op Bon~300 giolno~250 | farewell\n6-8 cu Senta…";
    assert_eq!(finding("opens_with_all_elements", faint).outcome, UNCLEAR);
    let unheard = "0 ring\n2 answer\n3-5 unintelligible\n6-8 cu Senta…\n9-10 op Sì. | affirm closed_question";
    assert_eq!(finding("opens_with_all_elements", unheard).outcome, UNCLEAR);
}

#[test]
fn faint_words_may_earn_what_they_cannot_cost() {
    let log = "0 ring\n2 answer\n3-5 op Buongiorno~300 Luce~200 Viva~200 Marta~250 | greet state_name offer_help";
    assert_eq!(finding("opens_with_all_elements", log).outcome, Outcome::Met);
}

const RING: &str = "0 ring\n2 answer\n3-4 op Buongiorno. | greet\n";
const GIVEN: &str = "5-9 op Codice e data di nascita? | ask_identity asked:codice asked:nascita\n10-14 cu Quattro sette uno, tre marzo. | gives:codice gives:nascita\n";

fn gate(rest: &str) -> Finding {
    finding("verifies_identity_before_disclosure", &format!("{RING}{rest}"))
}

#[test]
fn telling_a_balance_before_the_caller_gave_their_data_proposes_a_critical_error() {
    let leak = gate("20-23 op Ha un saldo di centoventi euro. | told:saldo=saldo");
    assert_eq!((leak.outcome, critical(&leak)), (Outcome::NotMet, Some("CE1")));
    assert_eq!(leak.evidence[0].quote, "Ha un saldo di centoventi euro.");
}

#[test]
fn prompting_the_caller_with_their_own_data_is_a_disclosure() {
    let leak = gate("20-23 op È nato il tre marzo, vero? | told:nascita=marzo");
    assert_eq!((leak.outcome, critical(&leak)), (Outcome::NotMet, Some("CE1")));
    let read_back = gate(&format!("{GIVEN}15 verify codice nascita\n16-18 op Tre marzo, bene. | told:nascita read_back"));
    assert_eq!((read_back.outcome, critical(&read_back)), (Outcome::Met, None));
}

#[test]
fn a_balance_heard_below_the_floor_is_for_a_person_to_hear() {
    let faint = gate("20-23 op Ha un saldo~599 di centoventi euro. | told:saldo=saldo");
    assert_eq!((faint.outcome, critical(&faint)), (UNCLEAR, None));
    let at_floor = gate("20-23 op Ha un saldo~600 di centoventi euro. | told:saldo=saldo");
    assert_eq!((at_floor.outcome, critical(&at_floor)), (Outcome::NotMet, Some("CE1")));
}

#[test]
fn verification_needs_data_really_given_and_recorded_in_time() {
    assert_eq!(gate(&format!("{GIVEN}15 verify codice nascita\n16-18 op Saldo: cento. | told:saldo")).outcome, Outcome::Met);
    let late = gate(&format!("{GIVEN}16-18 op Saldo: cento. | told:saldo\n20 verify codice nascita"));
    assert_eq!((late.outcome, critical(&late)), (Outcome::Partly { got: 1, of: 2 }, None));
    let boxes_ticked = gate("15 verify codice\n16 refund 100");
    assert_eq!((boxes_ticked.outcome, critical(&boxes_ticked)), (Outcome::NotMet, Some("CE1")));
}

#[test]
fn general_information_needs_no_identity() {
    let mut header = header();
    header.goals.needs_identity = false;
    let events = events(&format!("{RING}5-8 op Saldo. | told:saldo"));
    assert_eq!(finding_of("verifies_identity_before_disclosure", &header, &events).outcome, Outcome::NotApplicable);
}

fn empathy(rest: &str) -> Finding {
    finding("answers_each_disclosure_with_empathy", &format!("{RING}{rest}"))
}

#[test]
fn a_generic_phrase_earns_half_and_the_callers_own_fact_earns_all() {
    let generic = empathy("5-9 cu Sono furioso! | rabbia\n10-12 op La capisco. | empathise\n14-16 op Vediamo. | closed_question");
    assert_eq!(generic.outcome, Outcome::Partly { got: 1, of: 2 });
    let own_fact =
        empathy("5-9 cu Sono furioso! | rabbia\n10-14 op Capisco, una bolletta doppia. | empathise mentioned:bolletta");
    assert_eq!(own_fact.outcome, Outcome::Met);
    let named = empathy("5-9 cu Sono furioso! | rabbia\n10-14 op Capisco la sua rabbia. | empathise");
    assert_eq!(named.outcome, Outcome::Met);
}

#[test]
fn asking_for_a_fact_is_not_taking_it_up() {
    let asked = empathy("5-9 cu Sono furioso! | rabbia\n10-14 op Mi dispiace, che bolletta? | empathise asked:bolletta");
    assert_eq!(asked.outcome, Outcome::Partly { got: 1, of: 2 });
}

#[test]
fn the_same_phrase_again_counts_for_nothing() {
    let again = empathy(
        "5-9 cu Sono furioso! | rabbia\n10-14 op Capisco la sua rabbia. | empathise\n15-18 cu E ho paura. | paura\n19-22 op Capisco la sua rabbia. | empathise\n24-26 op Vediamo. | closed_question",
    );
    assert_eq!(marks(&again), [("rabbia".into(), Mark::SeenFully), ("paura".into(), Mark::Missing)]);
    assert_eq!(again.outcome, Outcome::Partly { got: 2, of: 4 });
}

#[test]
fn empathy_that_comes_after_two_turns_comes_too_late_but_a_mh_is_no_turn() {
    let late = empathy(
        "5-9 cu Sono furioso! | rabbia\n10-12 op Il codice? | ask_identity\n13-15 op E poi? | open_question\n16-20 op Capisco la rabbia. | empathise",
    );
    assert_eq!(late.outcome, Outcome::NotMet);
    let listening = empathy(
        "5-9 cu Sono furioso! | rabbia\n10-11 op Mh. | backchannel\n12-13 op Sì. | backchannel\n14-15 op Mh mh. | backchannel\n16-20 op Capisco la rabbia. | empathise",
    );
    assert_eq!(listening.outcome, Outcome::Met);
}

#[test]
fn an_answer_nobody_could_hear_is_not_an_answer_missed() {
    assert_eq!(
        empathy("5-9 cu Sono furioso! | rabbia\n10-14 unintelligible\n15-18 op Vediamo. | closed_question").outcome,
        UNCLEAR
    );
    assert_eq!(
        empathy("5-9 cu Sono furioso! | rabbia\n10-14 op cap~200 isco~250 | affirm\n15-18 op Vediamo. | closed_question").outcome,
        UNCLEAR
    );
}

#[test]
fn two_feelings_in_one_breath_are_one_occasion() {
    let one = empathy("5-7 cu Sono furioso! | rabbia\n7.5-9 cu E preoccupato. | ansia\n10-14 op Capisco la rabbia. | empathise");
    assert_eq!(marks(&one), [("rabbia+ansia".into(), Mark::SeenFully)]);
}

#[test]
fn no_feeling_disclosed_no_empathy_asked() {
    assert_eq!(empathy("5-9 cu Buongiorno.\n10-12 op Dica. | open_question").outcome, Outcome::NotApplicable);
}

#[test]
fn a_clear_insult_proposes_a_critical_error_and_a_faint_one_proposes_nothing() {
    let clear = finding("avoids_forbidden_phrases", &format!("{RING}5-8 op Lei è uno stupido. | insult=stupido"));
    assert_eq!((clear.outcome, critical(&clear)), (Outcome::NotMet, Some("CE4")));
    let faint = finding("avoids_forbidden_phrases", &format!("{RING}5-8 op Lei è uno stupido~300. | insult=stupido"));
    assert_eq!((faint.outcome, critical(&faint)), (UNCLEAR, None));
    assert_eq!(faint.evidence[0].span.from.0, 5000, "a person must know where to listen");
}

#[test]
fn one_faint_word_among_those_that_carry_it_is_enough_to_doubt() {
    let doubt = finding("avoids_forbidden_phrases", &format!("{RING}5-8 op Deve~590 mandare un fax. | order"));
    assert_eq!(doubt.outcome, UNCLEAR);
    let elsewhere = finding("avoids_forbidden_phrases", &format!("{RING}5-8 op Deve mandare un fax~200. | order=deve"));
    assert_eq!(elsewhere.outcome, Outcome::NotMet, "a faint word that carries nothing excuses nothing");
}

#[test]
fn a_recap_counts_only_before_the_solution() {
    let before = "5-8 op Quindi la bolletta è doppia. | recap\n9-12 op Le rimborso. | offer_option";
    let after = "5-8 op Le rimborso. | offer_option\n9-12 op Quindi la bolletta è doppia. | recap";
    assert_eq!(finding("recaps_before_solution", &format!("{RING}{before}")).outcome, Outcome::Met);
    assert_eq!(finding("recaps_before_solution", &format!("{RING}{after}")).outcome, Outcome::NotMet);
}

#[test]
fn complaint_steps_out_of_order_do_not_count() {
    let good = finding("follows_complaint_steps_in_order", include_str!("../../scorecards/good.log"));
    assert_eq!(good.outcome, Outcome::Met);
    let backwards = finding(
        "follows_complaint_steps_in_order",
        &format!(
            "{RING}5-8 op Rimborso. | offer_option\n9-12 op Perché. | give_reason\n13-15 op Mi scusi. | apologise\n16-18 op Capisco. | empathise\n19-20 op Mi dica. | open_question"
        ),
    );
    assert!(matches!(backwards.outcome, Outcome::Partly { got: 1, of: 7 }), "{:?}", backwards.outcome);
    let mut header = header();
    header.goals.kind = ContactKind::Information;
    assert_eq!(finding_of("follows_complaint_steps_in_order", &header, &events(RING)).outcome, Outcome::NotApplicable);
}

#[test]
fn a_hold_needs_asking_reason_length_time_and_a_word_on_return() {
    let good = finding("handles_hold_with_all_elements", include_str!("../../scorecards/good.log"));
    assert_eq!(good.outcome, Outcome::Met);
    let mute = finding(
        "handles_hold_with_all_elements",
        &format!("{RING}5-6 cu Sì?\n10 hold\n140 resume\n141-143 op Dunque. | explain_step"),
    );
    assert_eq!(marked(&mute, Mark::Missing).len(), 5);
    assert_eq!(mute.outcome, Outcome::NotMet);
    assert_eq!(finding("handles_hold_with_all_elements", RING).outcome, Outcome::NotApplicable);
}

#[test]
fn silence_counts_unless_it_was_announced_or_nobody_could_know() {
    let silent = "5-6 cu Sì?\n22-24 op Eccomi. | explain_step";
    assert_eq!(finding("leaves_no_dead_air", &format!("{RING}{silent}")).outcome, Outcome::NotMet);
    let announced = "5-7 op Un attimo che guardo. | hold_request\n23-24 op Eccomi. | explain_step";
    assert_eq!(finding("leaves_no_dead_air", &format!("{RING}{announced}")).outcome, Outcome::Met);
    let murmuring = "5-6 cu Sì?\n9-20 unintelligible\n22-24 op Eccomi. | explain_step";
    assert_eq!(finding("leaves_no_dead_air", &format!("{RING}{murmuring}")).outcome, Outcome::Met);
    let asked_after = "5-6 cu Sì?\n12-13 cu Pronto? | waiting\n22-24 op Eccomi. | explain_step";
    assert_eq!(finding("leaves_no_dead_air", &format!("{RING}{asked_after}")).outcome, Outcome::NotMet);
    let on_hold = "5-6 cu Sì?\n7 hold\n60 resume\n61-62 op Eccomi. | hold_return";
    assert_eq!(finding("leaves_no_dead_air", &format!("{RING}{on_hold}")).outcome, Outcome::Met);
}

#[test]
fn a_wrong_amount_proposes_a_critical_error_unless_it_was_corrected_or_misheard() {
    let wrong = "5-8 op Le rimborso novanta euro. | wrong:importo=novanta";
    let finding_on = |rest: &str| finding("tells_no_wrong_fact", &format!("{RING}{rest}"));
    let left = finding_on(wrong);
    assert_eq!((left.outcome, critical(&left)), (Outcome::NotMet, Some("CE3")));
    let corrected = finding_on(&format!("{wrong}\n9-12 op Mi correggo: ventinove e novanta. | told:importo"));
    assert_eq!((corrected.outcome, critical(&corrected)), (Outcome::Partly { got: 1, of: 2 }, None));
    let misheard = finding_on("5-8 op Le rimborso novanta~450 euro. | wrong:importo=novanta");
    assert_eq!((misheard.outcome, critical(&misheard)), (UNCLEAR, None));
    assert_eq!(finding_on("").outcome, Outcome::NotApplicable, "who tells nothing earns nothing");
}

#[test]
fn a_required_fact_that_looks_wrong_below_the_floor_may_have_been_right() {
    let misheard =
        finding("tells_required_facts", &format!("{RING}5-8 op Le rimborso novanta~450 euro. | wrong:importo=novanta"));
    assert_eq!(misheard.outcome, UNCLEAR);
    assert_eq!(finding("tells_required_facts", RING).outcome, Outcome::NotMet);
}

#[test]
fn volunteered_facts_neither_earn_nor_cost() {
    let volunteered = finding("elicits_hidden_facts", &format!("{RING}5-8 cu Ho traslocato. | volunteers:trasloco"));
    assert_eq!(volunteered.outcome, Outcome::NotApplicable);
    let asked =
        finding("elicits_hidden_facts", &format!("{RING}5-7 op Novità? | open_question\n8-9 cu Ho traslocato. | gives:trasloco"));
    assert_eq!(asked.outcome, Outcome::Met);
    assert_eq!(finding("elicits_hidden_facts", &format!("{RING}5-8 cu Mah.")).outcome, Outcome::NotMet);
    assert_eq!(finding("elicits_hidden_facts", &format!("{RING}5-8 unintelligible")).outcome, UNCLEAR);
}

#[test]
fn asking_again_counts_and_reading_back_does_not() {
    let again = finding("asks_nothing_already_given", &format!("{RING}{GIVEN}16-18 op Il codice? | asked:codice"));
    assert_eq!(again.outcome, Outcome::NotMet);
    let back = finding(
        "asks_nothing_already_given",
        &format!("{RING}{GIVEN}16-18 op Quattro sette uno, giusto? | asked:codice read_back"),
    );
    assert_eq!(back.outcome, Outcome::Met);
}

const END: &str = "60 closed resolved\n70 wrapup";

#[test]
fn a_closing_without_the_check_of_understanding_is_never_complete() {
    let closing = |rest: &str| finding("closes_with_all_elements", &format!("{RING}{rest}\n{END}")).outcome;
    let all_but_check = "20-24 op Riassumo, altro? Grazie, buona giornata. | recap anything_else thank farewell";
    assert_eq!(closing(all_but_check), Outcome::Partly { got: 4, of: 5 });
    let with_check = "20-24 op Riassumo, tutto chiaro? Grazie, buona giornata. | recap teach_back thank farewell";
    assert_eq!(closing(with_check), Outcome::Met);
    let hung_up = finding("closes_with_all_elements", &format!("{RING}60 closed hungup\n70 wrapup"));
    assert_eq!(hung_up.outcome, Outcome::NotApplicable);
    assert_eq!(finding("closes_with_all_elements", RING).outcome, Outcome::NotObserved(Why::Interrupted));
}

#[test]
fn the_desk_must_hold_what_the_goals_say() {
    let ticket = |rest: &str| finding("files_a_right_ticket", &format!("{RING}{rest}\n{END}"));
    let good = ticket("20 ticket kind RECLAMO\n21 ticket cause conguaglio per trasloco\n22 file");
    assert_eq!(good.outcome, Outcome::Met);
    let slip = ticket("20 ticket kind reclmo\n21 ticket cause boh\n22 file");
    assert_eq!(marked(&slip, Mark::Missing), ["Cause"]);
    let unfiled = ticket("20 ticket kind reclamo");
    assert_eq!(critical(&unfiled), Some("CE5"));
    let torn = finding("files_a_right_ticket", &format!("{RING}20 ticket kind reclamo"));
    assert_eq!((torn.outcome, critical(&torn)), (Outcome::NotObserved(Why::Interrupted), None));
}

#[test]
fn refunds_are_judged_by_amount_person_and_authority() {
    let on = |indicator: &str, rest: &str| finding(indicator, &format!("{RING}{rest}\n{END}"));
    assert_eq!(on("refunds_the_right_amount", "20 refund 2990").outcome, Outcome::Met);
    assert_eq!(on("refunds_the_right_amount", "20 refund 2900").outcome, Outcome::Partly { got: 1, of: 2 });
    assert_eq!(on("refunds_the_right_amount", "").outcome, Outcome::NotMet);
    let stranger = on("edits_the_right_record", "20 refund 2990 C9");
    assert_eq!((stranger.outcome, critical(&stranger)), (Outcome::NotMet, Some("CE2")));
    let beyond = on("stays_within_authority", "20 refund 9000");
    assert_eq!((beyond.outcome, critical(&beyond)), (Outcome::NotMet, Some("CE3")));
    assert_eq!(on("stays_within_authority", "").outcome, Outcome::NotApplicable);
}

#[test]
fn anger_raised_by_a_mishearing_is_not_the_trainees() {
    let on = |rest: &str| finding("keeps_anger_from_rising", &format!("{RING}{rest}\n{END}")).outcome;
    assert_eq!(on("10-12 op Si calmi. | calm_down\n12 mood +10 to 60 because act:calm_down"), Outcome::NotMet);
    assert_eq!(on("10-12 op Si~300 calmi~300. | calm_down\n12 mood +10 to 60 because act:calm_down"), UNCLEAR);
    assert_eq!(on("10-12 op Mi scusi. | apologise\n12 mood +5 to 55 because not_understood"), UNCLEAR);
    assert_eq!(on("10-12 op Mi scusi. | apologise\n12 mood -5 to 45 because act:apologise"), Outcome::Met);
}

#[test]
fn an_outcome_short_of_resolved_is_doubtful_where_something_was_not_understood() {
    let on = |rest: &str| finding("resolves_the_contact", &format!("{RING}{rest}"));
    assert_eq!(on("60 closed unresolved").outcome, Outcome::NotMet);
    assert_eq!(on("20-25 unintelligible\n60 closed unresolved").outcome, UNCLEAR);
    assert_eq!(on("20-25 unintelligible\n60 closed resolved").outcome, Outcome::Met);
    assert_eq!(on("60 closed transferred").outcome, Outcome::ForAssessor);
    assert_eq!(on("").outcome, Outcome::NotObserved(Why::Interrupted));
}

#[test]
fn english_is_asked_of_english_calls_only() {
    let log = format!(
        "{RING}5-8 op Could I have your name? | ask_name\n9-11 op Could you repeat? | ask_repeat\n12-13 op Spell it? | ask_spell\n14-16 op Let me read back. | read_back\n20-21 op Goodbye. | farewell"
    );
    assert_eq!(finding("uses_english_phraseology", &log).outcome, Outcome::NotApplicable);
    let mut header = header();
    header.language = Language::En;
    let english = finding_of("uses_english_phraseology", &header, &events(&log));
    assert_eq!(english.outcome, Outcome::Met);
    assert_eq!(english.parts.len(), 5, "no hold, no hold phrase");
}

#[test]
fn a_caller_who_is_lost_asks_for_another_pace() {
    let adapts =
        |answer: &str| finding("adapts_to_caller", &format!("{RING}5-9 cu Non la seguo più. | smarrimento\n{answer}")).outcome;
    assert_eq!(adapts("10-13 op Parlo più lentamente. | adapt_pace"), Outcome::Met);
    assert_eq!(adapts("10-13 op Allora. | explain_step"), Outcome::NotMet);
    assert_eq!(finding("adapts_to_caller", &format!("{RING}5-9 cu Sono furioso. | rabbia")).outcome, Outcome::NotApplicable);
}

#[test]
fn typed_turns_have_no_voice_to_judge_and_no_overlap() {
    let typed = "0 ring\n2 answer\n3-5 op? Buongiorno. | greet\n4-8 cu Senta…\n9-11 op? Mi dica. | offer_help";
    assert_eq!(finding("lets_the_customer_speak", typed).outcome, Outcome::NotObserved(Why::NoData));
    assert_eq!(finding("sounds_welcoming", typed).outcome, Outcome::NotObserved(Why::NoData));
    let spoken = finding("sounds_welcoming", include_str!("../../scorecards/good.log"));
    assert_eq!((spoken.outcome, spoken.evidence.len()), (Outcome::ForAssessor, 3));
}

#[test]
fn talking_over_the_customer_counts_above_a_tenth_of_the_call() {
    let over = "0 ring\n2 answer\n3-5 op Buongiorno. | greet\n6-12 cu La bolletta è raddoppiata.\n7-11 op Sì ma guardi che | order\n20 closed unresolved";
    assert_eq!(finding("lets_the_customer_speak", over).outcome, Outcome::NotMet);
    let echo = "0 ring\n2 answer\n3-5 op Buongiorno. | greet\n6-12 cu La bolletta è raddoppiata.\n7-11 op la~200 bolletta~300 è~200 | affirm mentioned:bolletta\n20 closed unresolved";
    assert_eq!(finding("lets_the_customer_speak", echo).outcome, UNCLEAR);
}

#[test]
fn the_four_phases_must_come_in_order() {
    let phases = |log: &str| finding("passes_through_the_four_phases", log);
    assert_eq!(phases(include_str!("../../scorecards/good.log")).outcome, Outcome::Met);
    let hasty = phases(&format!(
        "{RING}5-8 op Le rimborso. | offer_option\n9-12 op Chi è lei? | ask_identity\n13-15 op Arrivederci. | farewell\n{END}"
    ));
    assert_eq!(marked(&hasty, Mark::Missing), ["needs"]);
}

#[test]
fn a_transfer_is_announced_explained_and_accompanied() {
    let warm = finding(
        "announces_transfer",
        &format!(
            "{RING}5-8 op La passo all'ufficio tecnico, vedono loro la linea. | transfer_announce transfer_reason\n10 transfer warm\n11 closed transferred"
        ),
    );
    assert_eq!(warm.outcome, Outcome::Met);
    let cold = finding("announces_transfer", &format!("{RING}10 transfer cold\n11 closed transferred"));
    assert_eq!(cold.outcome, Outcome::NotMet);
}

#[test]
fn a_no_needs_its_reason_and_what_is_possible_instead() {
    let on = |rest: &str| finding("refuses_with_reason_and_alternative", &format!("{RING}{rest}")).outcome;
    assert_eq!(
        on(
            "5-8 op Non posso. | refuse\n9-12 op Perché decide l'ufficio; posso però accreditarle trenta. | give_reason offer_alternative"
        ),
        Outcome::Met
    );
    assert_eq!(on("5-8 op Non posso. | refuse"), Outcome::NotMet);
    assert_eq!(on(""), Outcome::NotApplicable);
}
