//! The policy alone: findings in, points and coverage out.

use pronto::scoring::{Finding, Identity, Level, Outcome, Scorecard, Why, assemble};
use proptest::prelude::*;

use super::shipped;

fn identity() -> Identity {
    let none = String::new;
    Identity {
        record: none(),
        scenario: none(),
        lexicon: none(),
        rubric: none(),
        rubric_version: none(),
        scoring: 1,
        assessment: None,
    }
}

/// A scorecard of the shipped rubric from one outcome per indicator.
fn card(outcomes: &[Outcome]) -> Scorecard {
    let rubric = shipped();
    let findings =
        rubric.indicators.iter().zip(outcomes).map(|(rule, outcome)| Finding::new(rule.id.as_str(), *outcome)).collect();
    assemble(identity(), None, findings, Vec::new(), &rubric)
}

fn any_outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        Just(Outcome::Met),
        Just(Outcome::NotMet),
        Just(Outcome::NotApplicable),
        Just(Outcome::NotObserved(Why::Unclear)),
        Just(Outcome::ForAssessor),
        (1u32..5, 1u32..5).prop_map(|(got, more)| Outcome::Partly { got, of: got + more }),
    ]
}

fn any_outcomes() -> impl Strategy<Value = Vec<Outcome>> {
    let count = shipped().indicators.len();
    proptest::collection::vec(any_outcome(), count)
}

fn points(card: &Scorecard) -> Vec<Option<u32>> {
    card.units.iter().map(|unit| unit.standing.points).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn points_and_coverage_stay_within_a_thousand(outcomes in any_outcomes()) {
        let card = card(&outcomes);
        for standing in card.units.iter().map(|unit| unit.standing).chain(card.rows.iter().map(|row| row.standing)) {
            prop_assert!(standing.points.is_none_or(|points| points <= 1000));
            prop_assert!(standing.coverage.is_none_or(|coverage| coverage <= 1000));
            prop_assert_eq!(standing.points.is_none(), standing.observed == 0);
        }
    }

    #[test]
    fn a_question_that_does_not_arise_moves_nothing(outcomes in any_outcomes(), at in any::<prop::sample::Index>()) {
        let mut without = outcomes.clone();
        let at = at.index(without.len());
        without[at] = Outcome::NotApplicable;
        let rubric = shipped();
        let findings: Vec<Finding> =
            rubric.indicators.iter().zip(&without).map(|(rule, outcome)| Finding::new(rule.id.as_str(), *outcome)).collect();
        let with = assemble(identity(), None, findings.clone(), Vec::new(), &rubric);
        let dropped = findings.into_iter().enumerate().filter(|(index, _)| *index != at).map(|(_, finding)| finding).collect();
        let bare = assemble(identity(), None, dropped, Vec::new(), &rubric);
        for (one, other) in with.units.iter().zip(&bare.units) {
            prop_assert_eq!(one.standing, other.standing);
            prop_assert_eq!(one.level, other.level);
        }
    }

    #[test]
    fn more_met_never_scores_less(outcomes in any_outcomes(), at in any::<prop::sample::Index>()) {
        let at = at.index(outcomes.len());
        prop_assume!(outcomes[at] != Outcome::NotApplicable);
        let mut better = outcomes.clone();
        better[at] = Outcome::Met;
        for (worse, better) in points(&card(&outcomes)).into_iter().zip(points(&card(&better))) {
            prop_assert!(better >= worse, "{worse:?} {better:?}");
        }
    }

    #[test]
    fn not_observed_is_not_zero(outcomes in any_outcomes(), at in any::<prop::sample::Index>()) {
        let at = at.index(outcomes.len());
        prop_assume!(outcomes[at] != Outcome::NotApplicable);
        let mut zero = outcomes.clone();
        zero[at] = Outcome::NotMet;
        let mut unseen = outcomes;
        unseen[at] = Outcome::NotObserved(Why::Unclear);
        for (zero, unseen) in card(&zero).units.iter().zip(&card(&unseen).units) {
            prop_assert!(unseen.standing.points.is_none() || unseen.standing.points >= zero.standing.points);
            prop_assert!(unseen.standing.coverage <= zero.standing.coverage);
            prop_assert_eq!(unseen.standing.applicable, zero.standing.applicable);
        }
    }
}

#[test]
fn nothing_observed_has_no_points_and_waits_for_a_person() {
    let count = shipped().indicators.len();
    let card = card(&vec![Outcome::NotObserved(Why::Unclear); count]);
    for unit in &card.units {
        assert_eq!((unit.standing.points, unit.standing.coverage, unit.level), (None, Some(0), Level::ToBeAssessed));
    }
}

#[test]
fn a_critical_error_caps_nothing_until_a_person_confirms_it() {
    let rubric = shipped();
    let findings: Vec<Finding> = rubric
        .indicators
        .iter()
        .map(|rule| match rule.id.as_str() {
            "avoids_forbidden_phrases" => Finding::new(rule.id.as_str(), Outcome::NotMet).proposing("CE4", vec![]),
            id => Finding::new(id, Outcome::Met),
        })
        .collect();
    let card = assemble(identity(), None, findings, Vec::new(), &rubric);
    let unit = |index: usize| &card.units[index];
    assert!(unit(0).standing.points > Some(900), "points stand as they are");
    assert_eq!(unit(0).level, Level::ToBeAssessed);
    assert_eq!(unit(1).level, Level::Reached, "the error bears on UC1 and UC3 only");
    assert_eq!(card.criticals[0].critical.as_str(), "CE4");
}
