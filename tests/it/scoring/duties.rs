//! What a scenario asks of the operator, judged on short logs: one table, each line a call and its answer.

use pronto::event::{ContactKind, Duties, Escalation, Notice, Offer};
use pronto::ids::Language;
use pronto::record::Header;
use pronto::scoring::counterfactual::cure;
use pronto::scoring::{Finding, Outcome, Why};

use super::log::{events, header};
use super::{finding_of, shipped};

const RING: &str = "0 ring\n2 answer\n3-4 op Buongiorno. | greet\n";
const UNCLEAR: Outcome = Outcome::NotObserved(Why::Unclear);
const NO_DATA: Outcome = Outcome::NotObserved(Why::NoData);

fn partly(got: u32, of: u32) -> Outcome {
    Outcome::Partly { got, of }
}

fn judged(indicator: &str, header: &Header, log: &str) -> Finding {
    finding_of(indicator, header, &events(&format!("{RING}{log}")))
}

fn with(duties: Duties) -> Header {
    let mut header = header();
    header.goals.duties = duties;
    header
}

fn english() -> Header {
    Header { language: Language::En, ..header() }
}

#[track_caller]
fn all(indicator: &str, header: &Header, calls: &[(&str, Outcome)]) {
    let rubric = shipped();
    for (log, outcome) in calls {
        assert_eq!(judged(indicator, header, log).outcome, *outcome, "{indicator} on\n{log}");
        if matches!(outcome, Outcome::NotMet | Outcome::Partly { .. }) {
            let rule = rubric.rule(&indicator.into()).unwrap();
            let cured = cure(header, &events(&format!("{RING}{log}")), rule, &rubric);
            assert!(cured.is_some(), "what would have earned {indicator} on\n{log}");
        }
    }
}

#[test]
fn what_must_not_be_said_counts_only_when_clearly_heard() {
    let survey = with(Duties { survey: true, ..Duties::default() });
    let disruption = with(Duties { disruption: true, ..Duties::default() });
    let selling = with(Duties { offer: Some(Offer::Eligible), ..Duties::default() });
    let cases = [
        ("keeps_formal_address", &header(), "tu_form"),
        ("speaks_well_of_the_company", &header(), "disparage"),
        ("leaves_the_way_open", &header(), "obstruct"),
        ("does_not_speculate", &disruption, "speculate"),
        ("does_not_press", &selling, "press"),
        ("asks_neutral_questions", &survey, "leading_question"),
    ];
    for (indicator, header, act) in cases {
        let clear = format!("5-7 op Proprio così. | {act}");
        let faint = format!("5-7 op Proprio~300 così. | {act}");
        let calls = [("", Outcome::Met), (clear.as_str(), Outcome::NotMet), (faint.as_str(), UNCLEAR)];
        all(indicator, header, &calls);
    }
    for quiet in ["does_not_speculate", "does_not_press", "asks_neutral_questions"] {
        all(quiet, &header(), &[("5-7 op Proprio così. | courtesy", Outcome::NotApplicable)]);
    }
    let obstructed = judged("leaves_the_way_open", &header(), "5-7 op Non può fare reclamo. | obstruct");
    assert_eq!(obstructed.critical.unwrap().error.as_str(), "CE5");
}

#[test]
fn pace_and_fillers_need_a_voice_and_enough_of_it() {
    let words = |count: usize, word: &str| vec![word; count].join(" ");
    let talk = |seconds: usize, count: usize| format!("5-{} op {} | explain_step", 5 + seconds, words(count, "parola"));
    let paced = |seconds, count| judged("keeps_a_measured_pace", &header(), &talk(seconds, count)).outcome;
    assert_eq!(paced(20, 30), Outcome::Met, "270 syllables a minute");
    assert_eq!(paced(20, 60), Outcome::NotMet, "540 syllables a minute");
    assert_eq!(paced(5, 8), NO_DATA);
    let typed = format!("5-25 op? {} | explain_step", words(40, "parola"));
    all("keeps_a_measured_pace", &header(), &[(&typed, NO_DATA)]);
    let spoken = |fillers: usize, more: &str| {
        let log = format!("5-35 op {} {} | explain_step\n{more}", words(80, "parola"), words(fillers, "cioè,"));
        judged("keeps_fillers_low", &header(), &log).outcome
    };
    assert_eq!(spoken(4, ""), Outcome::Met);
    assert_eq!(spoken(8, ""), Outcome::NotMet);
    assert_eq!(spoken(8, "40-44 unintelligible"), UNCLEAR, "what was lost may have held no fillers");
}

#[test]
fn a_sentence_left_hanging_counts_unless_the_customer_cut_it_or_it_is_taken_up_again() {
    let hang = "5-7 op Allora io vedo la…\n9-11 op Dunque la bolletta…\n13-15 op Niente, e poi il…\n";
    let cut = "5-7 op Allora io vedo la…\n6.5-8 cu Senta!\n9-11 op Dunque la bolletta…\n13-15 op Niente, e poi il…\n";
    let again = "5-7 op Allora io vedo la…\n9-11 op Allora vedo la…\n13-15 op Vedo la bolletta, il…\n";
    all("finishes_sentences", &header(), &[(hang, Outcome::NotMet), (cut, Outcome::Met), (again, Outcome::Met)]);
}

#[test]
fn technical_words_are_explained_and_the_sectors_own_are_used() {
    let calls = [
        ("5-8 op Serve il POD. | jargon=pod\n9-12 op Cioè il codice del contatore. | explain_term", Outcome::Met),
        ("5-8 op Serve il POD. | jargon=pod\n9-12 op Allora? | closed_question", Outcome::NotMet),
        ("5-8 op Serve il POD. | jargon=pod\n9-12 op Cio~200 codice. | closed_question", UNCLEAR),
        ("5-8 op Serve il POD~300. | jargon=pod", Outcome::NotApplicable),
    ];
    all("explains_technical_words", &header(), &calls);
    let terms = with(Duties { terms: vec!["conguaglio".into(), "lettura stimata".into()], ..Duties::default() });
    let calls = [
        ("5-8 op È il conguaglio di una lettura stimata. | give_reason", Outcome::Met),
        ("5-8 op È il conguaglio. | give_reason", partly(1, 2)),
        ("5-8 op È quella cosa. | give_reason", Outcome::NotMet),
    ];
    all("uses_sector_terms", &terms, &calls);
}

#[test]
fn reflections_keep_up_with_questions() {
    let calls = [
        (
            "5-6 op Quando? | closed_question\n7-8 op Dove? | closed_question\n9-11 op Quindi due volte. | paraphrase",
            Outcome::Met,
        ),
        ("5-6 op Quando? | closed_question\n7-8 op Dove? | closed_question\n9-10 op E poi? | open_question", Outcome::NotMet),
        ("5-6 op Bene. | affirm", Outcome::NotApplicable),
    ];
    all("reflects_as_well_as_asks", &header(), &calls);
    let mut information = header();
    information.goals.kind = ContactKind::Information;
    all("reflects_as_well_as_asks", &information, &[("5-6 op Quando? | closed_question", Outcome::NotApplicable)]);
}

#[test]
fn a_no_is_followed_by_agreement_and_not_by_blame() {
    let calls = [
        ("5-6 op Non posso. | refuse\n7-8 op Le va bene così? | check_agreement", Outcome::Met),
        ("5-6 op Non posso. | refuse\n7-8 op Colpa sua. | blame", Outcome::NotMet),
        ("5-6 op Non posso. | refuse\n7-8 op Va bene? | check_agreement\n9-10 op Certo. | affirm", Outcome::Met),
        ("", Outcome::NotApplicable),
    ];
    all("checks_agreement_after_a_no", &header(), &calls);
}

#[test]
fn a_question_is_answered_put_off_with_a_follow_up_or_left() {
    let ask = "5-7 cu Quanto mi ridate? | asks:importo\n";
    let calls = [
        ("8-10 op Ventinove e novanta. | told:importo", Outcome::Met),
        ("8-10 op Non lo so, la richiamo. | defer follow_up", Outcome::Met),
        ("8-10 op Non lo so. | defer", Outcome::NotMet),
        ("8-10 op Dunque. | affirm open_question", Outcome::NotMet),
        ("8-10 op Dunque~200. | affirm open_question", UNCLEAR),
        ("", Outcome::NotApplicable),
    ];
    for (answer, outcome) in calls {
        all("answers_every_question", &header(), &[(&format!("{ask}{answer}"), outcome)]);
    }
}

#[test]
fn a_case_goes_up_when_due_and_to_the_right_office() {
    let due = with(Duties { escalation: Some(Escalation::To("tecnico".into())), ..Duties::default() });
    let not_due = with(Duties { escalation: Some(Escalation::None), ..Duties::default() });
    let elsewhere = with(Duties { escalation: Some(Escalation::To("reclami".into())), ..Duties::default() });
    let over =
        "5-8 op La passo al tecnico, va bene? | transfer_announce check_agreement\n10 transfer warm\n11 closed transferred";
    all("escalates_when_due", &due, &[(over, Outcome::Met), ("5-8 op Vediamo. | open_question", Outcome::NotMet)]);
    all("escalates_when_due", &not_due, &[(over, Outcome::NotMet), ("", Outcome::Met)]);
    all("finds_the_right_office", &due, &[(over, Outcome::Met), ("", Outcome::NotApplicable)]);
    all("finds_the_right_office", &elsewhere, &[(over, Outcome::NotMet)]);
    let mute = "5-8 op Un attimo. | hold_request\n10 transfer cold\n11 closed transferred";
    all("hands_over_with_care", &due, &[(over, Outcome::Met), (mute, Outcome::NotMet)]);
    let busy = with(Duties { office_unavailable: true, ..Duties::default() });
    all("hands_over_with_care", &busy, &[("5-8 op La richiamo io. | offer_callback", Outcome::Met), ("", Outcome::NotMet)]);
}

#[test]
fn notices_are_given_one_by_one_and_a_stranger_is_told_nothing() {
    let notices = vec![Notice::Recording, Notice::Consent, Notice::Marketing];
    let due = with(Duties { notices, ..Duties::default() });
    let said = "5-8 op La chiamata è registrata. | recording_notice\n9-11 op Mi autorizza? | ask_consent\n";
    let calls = [
        (format!("{said}12-14 op E per le offerte, se vuole? | ask_consent"), Outcome::Met),
        (said.to_owned(), partly(2, 3)),
        (String::new(), Outcome::NotMet),
    ];
    calls.iter().for_each(|(log, outcome)| all("gives_notices_due", &due, &[(log, *outcome)]));
    let stranger = with(Duties { third_party: true, ..Duties::default() });
    let calls = [
        ("5-8 op Mi spiace, posso parlarne solo con l'intestatario. | refuse", Outcome::Met),
        ("5-8 op Mi spiace, non posso. | refuse\n9-11 op Però il saldo è cento. | told:saldo", partly(1, 2)),
        ("5-8 op Il saldo è cento. | told:saldo", Outcome::NotMet),
    ];
    all("refuses_the_unverified", &stranger, &calls);
    // What is told to a stranger is the same error as what is told before a check: proposed, for a person to confirm.
    let proposed = |log: &str| judged("refuses_the_unverified", &stranger, log).critical.map(|critical| critical.error.0);
    assert_eq!(proposed("5-8 op Il saldo è cento. | told:saldo"), Some("CE1".to_owned()));
    assert_eq!(proposed("5-8 op Mi spiace, posso parlarne solo con l'intestatario. | refuse"), None);
}

#[test]
fn an_offer_comes_once_after_the_need_and_only_where_it_fits() {
    let fits = with(Duties { offer: Some(Offer::Eligible), ..Duties::default() });
    let unfit = with(Duties { offer: Some(Offer::Ineligible), ..Duties::default() });
    let solve = "5-8 op Le rimborso. | offer_option\n";
    let late = format!("{solve}9-12 op Le propongo la fibra. | offer_product\n");
    let calls = [
        (late.clone(), Outcome::Met),
        (format!("{late}13-15 op Davvero, la fibra. | offer_product"), partly(2, 3)),
        ("3.5-4.5 op Le propongo la fibra. | offer_product\n5-8 op Le rimborso. | offer_option".into(), partly(2, 3)),
        (solve.to_owned(), Outcome::NotMet),
    ];
    calls.iter().for_each(|(log, outcome)| all("offers_what_fits_once", &fits, &[(log, *outcome)]));
    all("offers_what_fits_once", &unfit, &[(&late, Outcome::NotMet), (solve, Outcome::Met)]);
    let let_go = format!("{late}13-15 op Va bene, non insisto. | respect_refusal");
    all("respects_a_refusal", &fits, &[(&let_go, Outcome::Met), (&late, Outcome::NotMet), (solve, Outcome::NotApplicable)]);
    let leaving = with(Duties { leaving: true, ..Duties::default() });
    let asked = format!("4.2-4.8 op Come mai? | ask_leaving_reason\n{solve}");
    all("asks_why_before_keeping", &leaving, &[(&asked, Outcome::Met), (solve, Outcome::NotMet)]);
}

#[test]
fn steps_come_one_at_a_time_with_checks() {
    let duty = with(Duties { procedure_steps: 2, ..Duties::default() });
    let step = "5-8 op Apra le impostazioni. | explain_step\n9-11 op Che cosa vede? | closed_question\n12-14 op Prema rete. | explain_step\n";
    let calls = [
        (format!("{step}15-17 op È chiaro? | teach_back"), Outcome::Met),
        (step.to_owned(), partly(2, 3)),
        ("5-9 op Apra, prema, confermi. | explain_step=apra explain_step=prema explain_step=confermi".into(), partly(1, 3)),
    ];
    calls.iter().for_each(|(log, outcome)| all("explains_step_by_step", &duty, &[(log, *outcome)]));
}

#[test]
fn a_case_with_a_history_is_known_decided_and_shown_the_way_on() {
    let known = with(Duties { earlier_contact: true, decision: true, complaint_routes: true, ..Duties::default() });
    let recalled = "5-8 op Vedo che ha chiamato ieri. | recall_case";
    all("recalls_the_earlier_contact", &known, &[(recalled, Outcome::Met), ("", Outcome::NotMet)]);
    let told = "5-8 op Il termine era passato: può chiedere la conciliazione. | give_reason next_instance";
    let half = "5-8 op Il termine era passato. | give_reason";
    all("tells_the_decision_with_its_reason", &known, &[(told, Outcome::Met), (half, partly(1, 2))]);
    let route = "5-9 op Pratica 12, entro trenta giorni, poi conciliazione. | give_reference follow_up next_instance";
    all("tells_the_complaint_route", &known, &[(route, Outcome::Met), (half, Outcome::NotMet)]);
    let press = with(Duties { outside_remit: Some("stampa".into()), ..Duties::default() });
    let calls = [
        ("5-8 op Se ne occupa l'ufficio stampa. | name_office", Outcome::Met),
        ("5-8 op Se ne occupa la stampa; secondo me è un guasto. | name_office speculate", partly(1, 2)),
    ];
    all("leaves_it_to_the_competent_office", &press, &calls);
}

#[test]
fn an_interview_has_all_its_elements() {
    let survey = with(Duties { survey: true, ..Duties::default() });
    let whole = "5-9 op Due minuti di indagine, d'accordo? | survey_intro survey_duration ask_consent\n10-14 op Dica di più. | survey_probe\n15-18 op Scrivo così. Grazie. | record_words thank";
    all("conducts_the_interview", &survey, &[(whole, Outcome::Met), ("5-6 op Grazie. | thank", partly(1, 6))]);
}

#[test]
fn hanging_up_needs_two_warnings() {
    let end = "20 hangup\n21 closed unresolved";
    let warned = format!("5-8 op Se continua chiudo. | warn\n9-12 op È il secondo avviso. | warn\n{end}");
    let bare = judged("warns_before_hanging_up", &header(), end);
    assert_eq!((bare.outcome, bare.critical.unwrap().error.as_str()), (Outcome::NotMet, "CE4"));
    let faint = judged("warns_before_hanging_up", &header(), &format!("5-8 op Se~200 chiudo. | affirm\n{end}"));
    assert_eq!((faint.outcome, faint.critical), (UNCLEAR, None));
    let polite = format!("5-8 op Arrivederci. | farewell\n{end}");
    all("warns_before_hanging_up", &header(), &[(&warned, Outcome::Met), (&polite, Outcome::NotApplicable)]);
}

#[test]
fn a_call_in_english_is_kept_in_english() {
    let hello = "5-6 cu Hello?\n";
    let reply = |text: &str| judged("replies_in_english", &english(), &format!("{hello}{text}")).outcome;
    assert_eq!(reply("7-9 op Good morning, how can I help you? | offer_help"), Outcome::Met);
    assert_eq!(reply("7-9 op Mi dica, come posso aiutarla? | offer_help"), Outcome::NotMet);
    assert_eq!(reply("7-9 op Mi~200 dica, come posso aiutarla? | offer_help"), UNCLEAR);
    let lost = "5-7 cu I don't follow. | confusion\n";
    let repair = |text: &str| judged("repairs_what_was_not_understood", &english(), &format!("{lost}{text}")).outcome;
    assert_eq!(repair("8-11 op Let me say it more slowly. | adapt_pace"), Outcome::Met);
    assert_eq!(repair("8-11 op Your code, please? | ask_identity"), Outcome::NotMet);
    let silent = "5-6 cu Hello?\n18-20 op Yes. | affirm closed_question";
    all("keeps_talking_in_english", &english(), &[(silent, Outcome::NotMet)]);
    all("keeps_talking_in_english", &header(), &[(silent, Outcome::NotApplicable)]);
}
